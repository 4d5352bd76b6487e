import Dispatch
import Extraction
import Glibc
import GraphModel
import Language
import Synchronization

/// Reads prose into statements, with as many documents at once as there are jobs, and none twice.
struct Prose {
  private let extractor: Extractor
  private let jobs: Int
  private let threshold: Double?
  private let quiet: Bool
  private let cache: ReadingCache?
  private let loaded = LoadedModel()

  /// - Parameter threshold: The least probability of what is taken; nil for the model's own.
  /// - Throws: `Failure` if the model's weights are missing.
  init(
    _ vocabulary: ReadVocabulary, _ options: ReadingOptions, jobs: Int = defaultJobs,
    threshold: Double? = nil
  ) throws {
    extractor = Extractor(vocabulary: vocabulary.vocabulary)
    self.jobs = jobs
    self.threshold = threshold
    quiet = options.quiet
    do {
      let model = try LanguageModel.fingerprint()
      cache =
        options.noCache
        ? nil
        : ReadingCache(model: model, vocabulary: vocabulary, threshold: threshold)
    } catch {
      throw Failure("\(error)")
    }
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

  /// What the documents say, in their order, whatever the number of jobs and whatever is in the cache.
  ///
  /// - Throws: `Failure` if there is something to read and the model's weights are damaged.
  func read(_ documents: [Document]) throws -> [Extraction] {
    let keys = cache.map { cache in documents.map(cache.key) } ?? []
    var results = together(documents.count) { index in
      cache?.reading(of: documents[index], keys[index])
    }
    let missing = results.indices.filter { results[$0] == nil }
    if missing.isEmpty { return results.compactMap { $0 } }
    // What damaged weights read must not be kept.
    let model = try loaded.model(verified: cache != nil)
    let writable = cache.flatMap { $0.model == model.checksum ? $0 : nil }
    let progress = Mutex(Progress("reading", total: missing.count, quiet: quiet))
    let readings = together(missing.count) { index in
      let extraction = read(documents[missing[index]], model)
      writable?.keep(
        extraction, keys[missing[index]], hasOwnDate: documents[missing[index]].date != nil)
      progress.withLock { $0.update(index) }
      return extraction
    }
    progress.withLock { $0.finish() }
    for (index, extraction) in zip(missing, readings) { results[index] = extraction }
    return results.compactMap { $0 }
  }

  /// The results of numbered tasks, as many of which run at once as there are jobs.
  private func together(
    _ count: Int, _ task: @Sendable (Int) -> Extraction?
  ) -> [Extraction?] {
    let results = Mutex([Extraction?](repeating: nil, count: count))
    let next = Atomic<Int>(0)
    DispatchQueue.concurrentPerform(iterations: max(1, min(jobs, count))) { _ in
      while true {
        let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = task(index)
        results.withLock { $0[index] = result }
      }
    }
    return results.withLock { $0 }
  }

  private func read(_ document: Document, _ model: LanguageModel) -> Extraction {
    var document = document
    let annotation = model.annotate(document, mentions: .possible)
    document.date = document.date ?? annotation.date
    return extractor.extract(from: annotation, document: document, threshold: threshold)
  }
}

/// The model, loaded when something is to be read, and once.
private final class LoadedModel: Sendable {
  private let model = Mutex<LanguageModel?>(nil)

  /// - Throws: `Failure` if the weights are missing or damaged.
  func model(verified: Bool) throws -> LanguageModel {
    try model.withLock { model in
      if let model { return model }
      do {
        let loaded = try LanguageModel()
        if verified { try loaded.verify() }
        model = loaded
        return loaded
      } catch {
        throw Failure("\(error)")
      }
    }
  }
}
