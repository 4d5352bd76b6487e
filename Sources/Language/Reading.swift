import GraphModel
import Synchronization

extension LanguageModel {
  /// Reads one document; a document without a text gives an empty annotation.
  ///
  /// Any number of threads may call this at once.
  ///
  /// - Parameter mentions: How sure a span must be a mention.
  /// - Complexity: linear in the length of the text.
  public func annotate(
    _ document: Document, mentions: MentionReach = .likely
  ) -> Annotation {
    var text = document.text ?? ""
    // Spans are offsets into UTF-8, so the text has to be native.
    text.makeContiguousUTF8()
    var annotation = Annotation(text: text)
    text.withUTF8 { bytes in
      let segmentation = Segmentation(bytes)
      annotation.sentences = zip(segmentation.sentences, segmentation.startsBlock).map {
        Annotation.Sentence(tokens: $0, startsParagraph: $1)
      }
      let reader = readers.take() ?? DocumentReader(self)
      reader.read(
        bytes, words: segmentation.words, sentences: segmentation.sentences, reach: mentions,
        into: &annotation)
      readers.put(reader)
    }
    TimeReader.read(&annotation, metadata: document.date)
    return annotation
  }

  /// Reads a document whose words, sentences and, where given, mentions somebody else found.
  package func annotate(
    _ text: String, words: [Word], sentences: [Range<Int>], given: [GivenMention]? = nil
  ) -> Annotation {
    var text = text
    text.makeContiguousUTF8()
    var annotation = Annotation(text: text)
    annotation.sentences = sentences.map {
      Annotation.Sentence(tokens: $0, startsParagraph: false)
    }
    text.withUTF8 { bytes in
      DocumentReader(self).read(
        bytes, words: words, sentences: sentences, given: given, into: &annotation)
    }
    return annotation
  }
}

/// Readers at rest, so that the next document finds its buffers and kernels made.
final class ReaderPool: @unchecked Sendable {
  // Safe to share: a reader is used by whoever took it out, and the list is behind a lock.

  private var readers: [DocumentReader] = []
  private let lock = Mutex(())

  func take() -> DocumentReader? { lock.withLock { _ in readers.popLast() } }

  func put(_ reader: DocumentReader) { lock.withLock { _ in readers.append(reader) } }
}
