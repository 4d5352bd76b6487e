import GraphModel
import GraphQuery

/// A pattern of any text is read or refused with a place in it, and asking it ends within its limits.
func fuzzPattern(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  do throws(QueryError) {
    let pattern = try GraphPattern(text)
    let limits = QueryLimits(time: .milliseconds(100), rows: 100, values: 100_000)
    let answer = try pattern.run(on: StatementPatterns(KnowledgeGraph()), limits: limits)
    require(answer.rows.count <= 100, "the limit of rows holds")
    require(
      answer.rows.allSatisfy { $0.count == answer.columns.count }, "a row has all columns")
  } catch {
    require(!error.message.isEmpty, "an error has words")
    if let position = error.position {
      require(position.line >= 1 && position.column >= 1, "an error is in the text")
    }
  }
}
