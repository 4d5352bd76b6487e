import ArgumentParser
import Documents
import GraphModel
import GraphQuery
import GraphStore

struct Match: Verb {
  static let configuration = CommandConfiguration(
    commandName: "match",
    abstract: "Ask for a pattern in openCypher: who commands a unit that attacked a place where …",
    discussion: """
      graphgen match graph.kg "MATCH (a:Person)-[:commands]->(o) RETURN a.name, o.name"
      graphgen match graph.kg "MATCH (a)-[r:killed]->(b) WHERE earliest(r.time) >= date('2020-01-01') RETURN a, b" --json
      graphgen match graph.kg "MATCH p = (a:Person)-[*1..2]->(o:Place) RETURN p" --render -o part.svg

      Entity types are labels, relations are relationship types, and qualifiers are properties of \
      relationships: time, place, polarity, mode, attributedTo, confidence. Entities have name, type, id, \
      aliases and what else is known. A statement that is negated, planned or only claimed matches only \
      where the pattern mentions polarity or mode. See Documentation/Patterns.md.
      """
  )
  .answeringAtOnce

  @Argument(help: "A graph, or any other input.", completion: .file())
  var graph: String

  @Argument(
    help:
      "The pattern: clauses of openCypher that read, from MATCH to RETURN; - reads it from standard input."
  )
  var pattern: String

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The value of $name in the pattern; repeatable.", valueName: "name=value"))
  var parameter: [String] = []

  @Flag(name: .long, help: "Say for every row on which statements it rests, with their words.")
  var evidence = false

  @Flag(
    name: .long, help: "List the steps of the plan with the rows expected and those that came.")
  var explain = false

  @Flag(name: .long, help: "Draw the statements on which the rows rest, to the file of -o.")
  var render = false

  @Option(
    name: [.customShort("o", allowingJoined: true), .long],
    help: ArgumentHelp("Where to draw; repeatable.", valueName: "file"))
  var output: [String] = []

  @Option(
    name: .long, help: ArgumentHelp("The most seconds for the answer.", valueName: "seconds"))
  var timeout = 60.0

  @Option(name: .long, help: ArgumentHelp("The most rows of the answer.", valueName: "number"))
  var maxRows = 100_000

  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    guard timeout > 0, timeout.isFinite else {
      throw ValidationError("--timeout must be a number of seconds above 0, not \(timeout).")
    }
    guard maxRows > 0 else {
      throw ValidationError("--max-rows must be at least 1, not \(maxRows).")
    }
    if render, output.isEmpty { throw ValidationError("--render needs -o FILE.") }
    if pattern == "-", graph == "-" {
      throw ValidationError("Graph and pattern cannot both come from standard input.")
    }
    if !render, !output.isEmpty { throw ValidationError("-o is for --render.") }
    _ = try parameters()
    _ = try MatchPicture.formats(of: output)
  }

  func run() throws {
    // What is wrong with the pattern is said before any input is read.
    let query = try told { try GraphPattern(try text()) }
    let source = try GraphSource.open(graph, reading)
    let (answer, graph) = try answer(to: query, of: source)
    if explain {
      try Output.write(Self.plan(of: answer), listing, reading)
    } else {
      try Output.write(rows(of: answer, graph), listing, reading)
    }
    if render {
      try MatchPicture(graph, answer).write(to: output, quiet: reading.quiet, color: reading.color)
    }
    if answer.isCut {
      throw Failure(
        [
          Diagnostic(
            .error,
            "there are more rows: these are the first \(maxRows); ask for less, or give more with --max-rows"
          )
        ], status: Status.partly)
    }
    if answer.rows.isEmpty {
      let hints = try query.askedNames(try parameters()).prefix(3).flatMap(source.hint)
      throw Failure([Diagnostic(.note, "nothing matches")] + hints, status: Status.negative)
    }
  }

  /// The text of the pattern; one that is longer than the command line may be comes by standard input.
  private func text() throws -> String {
    guard pattern == "-" else { return pattern }
    do {
      let bytes = try InputBytes.all(of: "-")
      guard let text = String(validating: bytes, as: UTF8.self) else {
        throw Failure("the pattern is not UTF-8")
      }
      return text
    } catch let error as Diagnostic {
      throw Failure([error])
    }
  }

  /// The most seconds that a clock counts to here: thirty years.
  private static let longest = 1e9

  /// The answer, and the graph that its rows are about: of a graph file the part that they show.
  private func answer(
    to query: GraphPattern, of source: GraphSource
  ) throws -> (QueryAnswer, KnowledgeGraph) {
    let parameters = try parameters()
    let limits = QueryLimits(time: .seconds(min(timeout, Self.longest)), rows: maxRows)
    if case .file(let store, _) = source, reading.vocabulary.isEmpty {
      let found = try told {
        try GraphSource.reading {
          try store.answer(
            to: query, parameters: parameters, limits: limits,
            tracksRelationships: evidence || render)
        }
      }
      return (found.answer, found.graph)
    }
    let graph = try source.whole()
    let answer = try told {
      try query.run(
        on: StatementPatterns(graph), parameters: parameters, limits: limits,
        tracksRelationships: evidence || render)
    }
    return (answer, graph)
  }

  /// Puts what is wrong with a pattern into words, with its place.
  private func told<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as QueryError {
      let location = error.position.map {
        SourceLocation(file: "pattern", line: $0.line, column: $0.column)
      }
      throw Failure(error.message, at: location)
    }
  }

  /// The values of the parameters: numbers, true, false, null, and texts.
  private func parameters() throws -> [String: Value] {
    var values: [String: Value] = [:]
    for text in parameter {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw ValidationError("--parameter takes name=value, not '\(text)'.")
      }
      values[String(parts[0])] = Value(argument: String(parts[1]))
    }
    return values
  }

  private static func plan(of answer: QueryAnswer) -> Listing {
    var rows = Listing([
      .init("step", heading: "step"), .init("estimated", heading: "expected"),
      .init("rows", heading: "rows"),
    ])
    for step in answer.plan {
      rows.append([
        .text(step.text), step.estimate.map { .integer(Int($0.rounded(.up))) } ?? .absent,
        .integer(step.rows),
      ])
    }
    return rows
  }

  private func rows(of answer: QueryAnswer, _ graph: KnowledgeGraph) -> Listing {
    let isForPeople = [.table, .csv, .tsv].contains(listing.chosen)
    let writer = ValueWriter(graph: graph)
    var rows = Listing(
      answer.columns.map { .init($0, heading: $0) }
        + (evidence ? [.init("statements", heading: "rests on")] : []))
    for (row, relationships) in zip(answer.rows, answer.relationships) {
      var cells = row.map { isForPeople ? writer.text($0) : writer.cell($0) }
      if evidence {
        let statements = relationships.map {
          StatementRow(KnowledgeGraph.StatementIndex($0), in: graph)
        }
        cells.append(
          isForPeople
            ? .text(
              statements.map {
                [$0.sentence, $0.quote].filter { !$0.isEmpty }.joined(separator: ": ")
              }
              .joined(separator: "; "))
            : .objects(statements.map(\.fields)))
      }
      rows.append(cells)
    }
    return rows
  }
}

extension StatementRow {
  /// The statement as named values.
  var fields: [(name: String, value: Cell)] {
    zip(Self.columns, cells).compactMap { column, value in column.name.map { ($0, value) } }
  }
}
