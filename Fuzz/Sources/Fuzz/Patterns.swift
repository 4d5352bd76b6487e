import GraphModel
import GraphQuery

/// Some people, a place and an event, connected in every way that patterns tell apart.
private let graph: StatementPatterns = {
  let entities = [
    Entity(id: "1", name: "Ana", type: .person), Entity(id: "2", name: "Ben", type: .person),
    Entity(id: "3", name: "Brigade", type: .organization),
    Entity(id: "4", name: "Zoë", type: .place), Entity(id: "5", name: "", type: .event),
  ]
  let rows: [(subject: Int, relation: String, object: Int, qualifiers: Qualifiers)] = [
    (0, "commands", 2, .init()), (0, "commands", 2, .init(time: "2020-01")),
    (1, "killed", 0, .init(mode: .claimed, attributedTo: "Ana")), (0, "met-with", 1, .init()),
    (2, "attacked", 3, .init(polarity: .negated)), (2, "attacked", 3, .init(time: "2019/2021")),
    (4, "located-in", 3, .init()), (1, "member-of", 2, .init(time: "~2020")),
    (3, "part-of", 3, .init()),
  ]
  return StatementPatterns(
    KnowledgeGraph(
      entities: entities,
      statements: rows.map { row in
        KnowledgeGraph.Statement(
          subject: .init(row.subject),
          relation: Vocabulary.standard.index(ofRelation: row.relation) ?? 0,
          object: .init(row.object), qualifiers: row.qualifiers)
      }))
}()

/// How often each row comes.
private func counts(_ rows: [[Value]]) -> [[Value]: Int] {
  rows.reduce(into: [:]) { $0[$1, default: 0] += 1 }
}

/// A pattern of any text is read or refused with a place in it, and asking it ends within its limits, with the
/// same rows whether or not they say on what they rest.
func fuzzPattern(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  do throws(QueryError) {
    let pattern = try GraphPattern(text)
    let limits = QueryLimits(time: .milliseconds(100), rows: 100, values: 100_000)
    let clock = QueryClock.stopped(at: 0)
    let answer = try pattern.run(on: graph, limits: limits, clock: clock)
    require(answer.rows.count <= 100, "the limit of rows holds")
    require(
      answer.rows.allSatisfy { $0.count == answer.columns.count }, "a row has all columns")
    // Random numbers are drawn in the order in which rows come to where they are asked for.
    if answer.isCut || text.lowercased().contains("rand") { return }
    do throws(QueryError) {
      let resting = try pattern.run(
        on: graph, limits: limits, tracksRelationships: true, clock: clock)
      require(counts(resting.rows) == counts(answer.rows), "the same rows whatever they rest on")
    } catch {
      // With what they rest on, rows hold more, and so may hit a limit; and what is kept until all is there may be
      // wrong where others had enough of what came first.
      let stopsEarly = ["LIMIT", "EXISTS"].contains { text.uppercased().contains($0) }
      require(error.kind == .limit || stopsEarly, "an error only of what rows rest on: \(error)")
    }
  } catch {
    require(!error.message.isEmpty, "an error has words")
    if let position = error.position {
      require(position.line >= 1 && position.column >= 1, "an error is in the text")
    }
  }
}
