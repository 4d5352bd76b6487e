import Dispatch
import Extraction
import Glibc
import GraphModel
import Language
import Synchronization

/// Reads prose into statements, with as many documents at once as there are jobs.
struct Prose {
  private let model: LanguageModel
  private let extractor: Extractor
  private let jobs: Int

  /// Loads the model that comes with graphgen.
  ///
  /// - Throws: `Failure` if its weights are missing or damaged.
  init(vocabulary: Vocabulary, jobs: Int) throws {
    do {
      model = try LanguageModel()
    } catch {
      throw Failure("\(error)")
    }
    extractor = Extractor(vocabulary: vocabulary)
    self.jobs = jobs
  }

  /// How many documents a machine reads at once unless told otherwise.
  static var defaultJobs: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  /// Why a document is not to be read: it is in another language, and nobody insists; nil if it is.
  static func refusal(of document: Document, _ options: ReadingOptions) -> Diagnostic? {
    guard !options.force, let text = document.text,
      let language = LanguageDetector.foreignLanguage(of: text)
    else { return nil }
    return Diagnostic(
      .error, "reads as \(language), and graphgen reads English; --force reads it anyway",
      at: SourceLocation(file: document.id))
  }

  /// The documents that are to be read, and why the others are not.
  static func admitted(
    _ documents: some Sequence<Document>, _ options: ReadingOptions
  ) -> (documents: [Document], refusals: [Diagnostic]) {
    var admitted: [Document] = []
    var refusals: [Diagnostic] = []
    for document in documents {
      if let refusal = refusal(of: document, options) {
        refusals.append(refusal)
      } else {
        admitted.append(document)
      }
    }
    return (admitted, refusals)
  }

  /// What the documents say, in their order, whatever the number of jobs.
  ///
  /// - Parameter threshold: The least probability of what is taken; nil for the model's own.
  func read(_ documents: [Document], threshold: Double? = nil, quiet: Bool) -> [Extraction] {
    let results = Mutex([Extraction?](repeating: nil, count: documents.count))
    let next = Atomic<Int>(0)
    let progress = Mutex(Progress("reading", total: documents.count, quiet: quiet))
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, documents.count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < documents.count else { return }
        let extraction = read(documents[index], threshold)
        results.withLock { $0[index] = extraction }
        progress.withLock { $0.update(index) }
      }
    }
    progress.withLock { $0.finish() }
    return results.withLock { $0.compactMap { $0 } }
  }

  private func read(_ document: Document, _ threshold: Double?) -> Extraction {
    var document = document
    let annotation = model.annotate(document)
    document.date = document.date ?? annotation.date
    return extractor.extract(from: annotation, document: document, threshold: threshold)
  }
}
