import GraphModel
import Synchronization

extension LanguageModel {
  /// Reads one document; a document without a text gives an empty annotation.
  ///
  /// - Complexity: linear in the length of the text.
  public func annotate(_ document: Document) -> Annotation {
    annotate(document, with: DocumentReader(self))
  }

  /// Reads documents on several threads; results are in the documents' order and do not depend on the number
  /// of threads.
  ///
  /// - Parameter threads: how many documents to read at once; at least 1.
  public func annotate(_ documents: [Document], threads: Int) async -> [Annotation] {
    guard threads > 1, documents.count > 1 else {
      let reader = DocumentReader(self)
      return documents.map { annotate($0, with: reader) }
    }
    return await withTaskGroup(of: [(Int, Annotation)].self) { group in
      let queue = WorkQueue(count: documents.count)
      for _ in 0..<min(threads, documents.count) {
        group.addTask {
          let reader = DocumentReader(self)
          var done: [(Int, Annotation)] = []
          while let next = queue.next() {
            done.append((next, self.annotate(documents[next], with: reader)))
          }
          return done
        }
      }
      var results = [Annotation?](repeating: nil, count: documents.count)
      for await done in group {
        for (index, annotation) in done { results[index] = annotation }
      }
      return results.compactMap { $0 }
    }
  }

  private func annotate(_ document: Document, with reader: DocumentReader) -> Annotation {
    var text = document.text ?? ""
    // Spans are offsets into UTF-8, so the text has to be native.
    text.makeContiguousUTF8()
    var annotation = Annotation(text: text)
    text.withUTF8 { bytes in
      let segmentation = Segmentation(bytes)
      annotation.sentences = zip(segmentation.sentences, segmentation.startsBlock).map {
        Annotation.Sentence(tokens: $0, startsParagraph: $1)
      }
      reader.read(
        bytes, words: segmentation.words, sentences: segmentation.sentences, into: &annotation)
    }
    TimeReader.read(&annotation, metadata: document.date)
    return annotation
  }
}

/// Hands out the numbers of documents, each once.
private final class WorkQueue: Sendable {
  private let count: Int
  private let taken = Atomic<Int>(0)

  init(count: Int) { self.count = count }

  func next() -> Int? {
    let index = taken.wrappingAdd(1, ordering: .relaxed).oldValue
    return index < count ? index : nil
  }
}
