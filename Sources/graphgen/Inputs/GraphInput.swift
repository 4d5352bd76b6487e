import Documents
import Extraction
import GraphFormats
import GraphModel
import GraphStore
import Graphviz

/// Reads what the command line names into one graph.
struct GraphInput {
  /// The graph of some inputs, all of which must be in order.
  ///
  /// - Throws: `Failure` with everything that is wrong with them.
  /// - Parameter checksStatements: Whether to look up the quotes of statements in JSON Lines and DOT, as
  ///   the spans that another program gives may be wrong or missing.
  static func read(
    _ paths: [String], _ options: ReadingOptions, checksStatements: Bool = true
  ) throws -> KnowledgeGraph {
    let result = try readPartly(paths, options, checksStatements: checksStatements)
    if !result.failures.isEmpty { throw Failure(result.failures) }
    return result.graph
  }

  /// The graph of some inputs, without the documents that can't be read.
  ///
  /// - Parameter report: What is done with findings, unless they are not to be said; without it they go
  ///   to standard error.
  /// - Returns: The graph, and what is wrong with those documents.
  /// - Throws: `Failure` if a table, a graph or a quote is wrong (exit 5 if quotes are all that is).
  static func readPartly(
    _ paths: [String], _ options: ReadingOptions, checksStatements: Bool = true,
    report: (([Diagnostic]) -> Void)? = nil
  ) throws -> (graph: KnowledgeGraph, failures: [Diagnostic]) {
    let say = { (findings: [Diagnostic]) in
      if options.quiet { return }
      if let report { report(findings) } else { Terminal.report(findings, color: options.color) }
    }
    let vocabulary = try ReadVocabulary(options)
    let files = try files(paths, say)
    if files.count == 1, files[0].kind == .store {
      return (try storedGraph(files[0].path, vocabulary), [])
    }
    var input = GraphInput(
      vocabulary: vocabulary, options: options, checksStatements: checksStatements)
    try input.read(files)
    return try input.build(say)
  }

  /// The graph of a graph file, which is in order, as it was when it was written.
  private static func storedGraph(
    _ path: String, _ given: ReadVocabulary
  ) throws -> KnowledgeGraph {
    do {
      let store = try GraphStore(path)
      return try store.graph(vocabulary: try given.added(to: store.vocabulary))
    } catch let error as StoreError {
      throw Failure([error.diagnostic])
    }
  }

  /// Every file that the paths name, once, and folders' files in order.
  private static func files(
    _ paths: [String], _ say: ([Diagnostic]) -> Void
  ) throws -> [InputFile] {
    var seen = Set<InputFile>()
    var files: [InputFile] = []
    var errors: [Diagnostic] = []
    for path in paths {
      do {
        let found = try InputFile.find(path)
        files += found.files.filter { seen.insert($0).inserted }
        say(found.notes)
      } catch {
        errors.append(error)
      }
    }
    if !errors.isEmpty { throw Failure(errors) }
    return files
  }

  private var given: ReadVocabulary
  private var vocabulary: Vocabulary { given.vocabulary }
  private let options: ReadingOptions
  private let checksStatements: Bool
  private var documents: [Document] = []
  /// How many of `documents` are texts among the inputs, rather than parts of a graph.
  private var textCount = 0
  private var tables: [CuratedTable] = []
  private var records: [GraphRecord] = []
  private var documentFailures: [Diagnostic] = []
  private var findings: [Diagnostic] = []

  private init(vocabulary: ReadVocabulary, options: ReadingOptions, checksStatements: Bool) {
    given = vocabulary
    self.options = options
    self.checksStatements = checksStatements
  }

  private mutating func read(_ files: [InputFile]) throws {
    var progress = Progress("reading", total: files.count, quiet: options.quiet)
    for (number, file) in files.enumerated() {
      progress.update(number)
      do {
        try read(file)
      } catch let error as Diagnostic {
        if file.kind == .document { documentFailures.append(error) } else { findings.append(error) }
      }
    }
    progress.finish()
  }

  private mutating func read(_ file: InputFile) throws {
    switch file.kind {
    case .document:
      documents.append(try DocumentReader.read(file.path))
    case .table(let separator):
      let table = try CuratedTable.read(
        file.path, separatedBy: separator, vocabulary: vocabulary)
      tables.append(table)
      findings += table.diagnostics
    case .jsonLines where file.path == "-":
      try readStandardInput()
    case .jsonLines:
      var reader = JSONLinesReader(file: file.path, vocabulary: vocabulary)
      try InputBytes.forEachPiece(of: file.path) { records += reader.read($0) }
      records += reader.finish()
      findings += reader.diagnostics
    case .store:
      try readStore(file.path)
    case .dot:
      try readDOT(try InputBytes.all(of: file.path), file: file.path)
    }
  }

  private mutating func readStandardInput() throws {
    let bytes = try InputBytes.all(of: "-")
    let name = InputBytes.standardInputName
    if InputFile.kind(ofStandardInput: bytes) == .document {
      documents.append(try DocumentReader.document(id: name, bytes: bytes))
      return
    }
    let (read, diagnostics) = JSONLinesReader.read(bytes, file: name, vocabulary: vocabulary)
    records += read
    findings += diagnostics
  }

  private mutating func readStore(_ path: String) throws(Diagnostic) {
    do {
      let store = try GraphStore(path)
      given.take(store.vocabulary)
      records += try store.graph().records
    } catch {
      throw error.diagnostic
    }
  }

  private mutating func readDOT(_ bytes: [UInt8], file: String) throws {
    var reader = DOTReader(file: file, vocabulary: vocabulary)
    records += reader.records(of: try Renderer.graph(dot: bytes, file: file))
    findings += reader.diagnostics
  }

  /// The texts among the inputs that are to be read, but for those that other inputs cite.
  ///
  /// Somebody has read the cited. A text in another language fails as a whole.
  private mutating func takeProse(except given: [StatementRecord]) -> [Document] {
    let cited = Set(given.flatMap(\.evidence).map { ExactText($0.document) })
    let texts = documents.prefix(textCount).filter { document in
      switch options.prose {
      case .none: false
      case .uncited: !cited.contains(ExactText(document.id))
      case .all: true
      }
    }
    let (admitted, refusals) = Prose.admitted(texts, options)
    documentFailures += refusals
    let refused = Set(refusals.compactMap { $0.location.map { ExactText($0.file) } })
    documents.removeAll { refused.contains(ExactText($0.id)) }
    return admitted
  }

  /// What some texts say.
  private func readProse(_ texts: [Document]) throws -> [Extraction] {
    if texts.isEmpty { return [] }
    return try Prose(given, options).read(texts)
  }

  /// Looks up every quote and makes the graph.
  private mutating func build(
    _ say: ([Diagnostic]) -> Void
  ) throws -> (graph: KnowledgeGraph, failures: [Diagnostic]) {
    textCount = documents.count
    for case .document(let document) in records { documents.append(document) }
    var resolver = EvidenceResolver(documents: documents)
    var builder = GraphBuilder(vocabulary: vocabulary)
    var statements = tables.flatMap(\.rows).compactMap { resolver.resolve($0) }
    for record in records {
      switch record {
      case .document: break
      case .entity(let entity): builder.add(entity)
      case .decision(let decision): builder.add(decision)
      case .statement(let statement):
        if let sound = checksStatements ? resolver.resolve(statement) : statement {
          statements.append(sound)
        }
      }
    }
    findings += resolver.diagnostics
    let errors = findings.count { $0.severity == .error }
    if errors > 0 {
      throw Failure(
        documentFailures + findings,
        status: errors == resolver.misquoteCount ? Status.quote : Status.failed)
    }
    let texts = takeProse(except: statements)
    documents.forEach { builder.add($0) }
    let (extractions, decisions) = CrossDocumentIdentity.resolved(try readProse(texts))
    for extraction in extractions {
      extraction.entities.forEach { builder.add($0) }
      statements += extraction.statements
    }
    decisions.forEach { builder.add($0) }
    statements.forEach { builder.add($0) }
    do {
      let (graph, warnings) = try builder.build()
      if graph.documents.isEmpty, graph.entities.isEmpty, !documentFailures.isEmpty {
        throw Failure(documentFailures + findings)
      }
      say(findings + warnings)
      return (graph, documentFailures)
    } catch let error as Diagnostic {
      throw Failure(documentFailures + findings + [error])
    }
  }
}

extension Renderer {
  /// The graph in a DOT file.
  ///
  /// - Throws: A `Diagnostic` at the file and, where it is known, the line.
  static func graph(dot bytes: [UInt8], file: String) throws(Diagnostic) -> AttributedGraph {
    do {
      return try parse(dot: bytes)
    } catch {
      var location = SourceLocation(file: file)
      if case .syntax(let line, _) = error { location.line = line }
      throw Diagnostic(.error, error.description, at: location)
    }
  }
}
