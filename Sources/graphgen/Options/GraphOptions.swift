import ArgumentParser
import GraphModel

/// Options of every verb that reads inputs.
struct ReadingOptions: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Add relations or entity types from a tab-separated table, or replace those of its names.",
      valueName: "file"),
    completion: .file(extensions: ["tsv"]))
  var vocabulary: [String] = []

  @Option(
    name: .long,
    help:
      "Which texts to read for statements: those that no other input cites (uncited), all, or none."
  )
  var prose = ProseChoice.uncited

  @Flag(name: .long, help: "Read texts in other languages than English, too.")
  var force = false

  @Flag(
    name: .long,
    help: "Read every text anew, and keep nothing of it for the next time (in ~/.cache/graphgen).")
  var noCache = false

  @Flag(name: .shortAndLong, help: "Print no warnings and no progress.")
  var quiet = false

  @Option(name: .long, help: "Colour: auto, always or never; NO_COLOR is honoured.")
  var color: Terminal.ColorChoice = .auto
}

extension Terminal.ColorChoice: Choice {}

/// Which of the texts among the inputs are read for statements.
enum ProseChoice: String, Choice {
  case uncited, all, none
}

/// Options of every verb that prints rows.
struct ListingOptions: ParsableArguments {
  @Option(name: .long, help: "How rows are written: table, json, jsonl, csv or tsv.")
  var format: ListingFormat?

  @Flag(name: .long, help: "Short for --format json.")
  var json = false

  /// The format asked for.
  var chosen: ListingFormat { format ?? (json ? .json : .table) }

  func validate() throws {
    if json, let format, format != .json {
      throw ValidationError("--json and --format \(format.rawValue) contradict each other.")
    }
  }
}

/// Options that choose statements.
struct FilterOptions: ParsableArguments {
  @Option(
    name: .shortAndLong, help: ArgumentHelp("Only this relation; repeatable.", valueName: "name"),
    completion: .custom { _, _, _ in Vocabulary.standard.relations.map(\.name) })
  var relation: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp("Only relations of this family; repeatable.", valueName: "name"),
    completion: .custom { _, _, _ in Vocabulary.standard.families })
  var family: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Only where the far end is of this type; repeatable.", valueName: "type"),
    completion: .custom { _, _, _ in Vocabulary.standard.entityTypes.map(\.type.rawValue) })
  var type: [String] = []

  @Option(name: .long, help: "Only what is asserted, or only what is negated.")
  var polarity: Polarity?

  @Option(name: .long, help: "Only fact, planned or claimed; repeatable.")
  var mode: [Mode] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only what may have held at that time (EDTF: 2020, 2020-01, 2020-01-06).", valueName: "time"))
  var asOf: String?

  @Option(
    name: .long, help: ArgumentHelp("Only what may have held then or later.", valueName: "time"))
  var since: String?

  @Option(
    name: .long, help: ArgumentHelp("Only what may have held then or earlier.", valueName: "time"))
  var until: String?

  @Flag(name: .long, help: "Only statements with a date; without it, undated ones pass every time.")
  var dated = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Only statements that are at least so sure (0 to 1); curated ones always are.",
      valueName: "number"))
  var minConfidence: Double?

  @Option(
    name: .long, help: ArgumentHelp("Only what this document says; repeatable.", valueName: "id"))
  var source: [String] = []

  /// Whether everything passes.
  var isEmpty: Bool {
    relation.isEmpty && family.isEmpty && type.isEmpty && polarity == nil && mode.isEmpty
      && asOf == nil && since == nil && until == nil && !dated && minConfidence == nil
      && source.isEmpty
  }

  func validate() throws {
    if let minConfidence, !(0...1).contains(minConfidence) {
      throw ValidationError("--min-confidence must be from 0 to 1, not \(minConfidence).")
    }
    if asOf != nil, since != nil || until != nil {
      throw ValidationError("--as-of can't be combined with --since or --until.")
    }
    do { _ = try time() } catch { throw ValidationError("\(error)") }
  }

  private func time() throws -> EDTF? {
    for part in [asOf, since, until].compactMap({ $0 }) { _ = try EDTF(part) }
    if let asOf { return try EDTF(asOf) }
    if since == nil, until == nil { return nil }
    return try EDTF("\(since ?? "..")/\(until ?? "..")")
  }

  /// The filter for a graph.
  ///
  /// - Parameter polarities: What passes where the user asks for neither polarity.
  /// - Throws: `Failure` for a relation, family, type or document that the graph does not have.
  func filter(for graph: KnowledgeGraph, polarities: Set<Polarity> = []) throws -> StatementFilter {
    try filter(
      for: graph.vocabulary, documents: source.isEmpty ? [] : graph.documents.map(\.id),
      polarities: polarities)
  }

  /// The filter for a graph of that vocabulary and with documents of those ids, in order.
  func filter(
    for vocabulary: Vocabulary, documents known: [String], polarities: Set<Polarity>
  ) throws -> StatementFilter {
    let types = try type.map { name in
      guard let type = vocabulary.entityType(named: name) else {
        let known = vocabulary.entityTypes.map(\.type.rawValue)
        throw Failure(
          "unknown entity type '\(name)': "
            + NearestNames.hint(
              for: name, among: known, orElse: "the types are \(known.joined(separator: ", "))"))
      }
      return type
    }
    for id in source where !known.contains(id) {
      throw Failure(
        "no document '\(id)' in the graph: "
          + NearestNames.hint(
            for: id, among: known, orElse: "it has \(Words.count(known.count, "document"))"))
    }
    let filter = StatementFilter(
      relations: Set(relation), families: Set(family), farTypes: Set(types),
      polarities: polarity.map { [$0] } ?? polarities, modes: Set(mode), time: try time(),
      isDated: dated, minimumConfidence: minConfidence, documents: Set(source))
    do { try filter.check(against: vocabulary) } catch { throw Failure([error]) }
    return filter
  }
}

extension Polarity: Choice {}
extension Mode: Choice {}
extension Direction: Choice {}
