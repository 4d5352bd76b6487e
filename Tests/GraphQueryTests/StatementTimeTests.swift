import GraphModel
import TestSupport
import Testing

@testable import GraphQuery

/// The bridge from the times of statements to dates.
@Suite struct StatementTimeTests {
  @Test(arguments: [
    ("2020-01-06", "2020-01-06", "2020-01-06"), ("2020-01", "2020-01-01", "2020-01-31"),
    ("2020", "2020-01-01", "2020-12-31"), ("202X", "2020-01-01", "2029-12-31"),
    ("2020-01-XX", "2020-01-01", "2020-01-31"), ("2020-21", "2020-03-01", "2020-05-31"),
    ("2020-24~", "2020-12-01", "2021-02-28"), ("2019/2020-01-06?", "2019-01-01", "2020-01-06"),
    ("-0043-03-15", "-0043-03-15", "-0043-03-15"), ("Y17000", "+17000-01-01", "+17000-12-31"),
    ("2020-01-06T10:20:30Z", "2020-01-06", "2020-01-06"),
  ])
  func firstAndLastDay(_ text: String, _ first: String, _ last: String) throws {
    let result = TemporalTests.result("[earliest('\(text)'), latest('\(text)')]")
    #expect(result == "['\(first)', '\(last)']")
  }

  @Test(arguments: [
    ("[earliest('2020/..'), latest('2020/..')]", "['2020-01-01', null]"),
    ("[earliest('/2020'), latest('/2020')]", "[null, '2020-12-31']"),
    ("earliest(null)", "null"),
    ("latest(datetime('2020-01-06T23:00-05:00'))", "'2020-01-06'"),
    (
      "[date('2020-01-06~'), date('Y17000-01-01'), date('2020-01-06T10:20:30')]",
      "['2020-01-06', '+17000-01-01', '2020-01-06']"
    ),
    ("date('2020')", "'2020-01-01'"),
    (
      "latest('soon')",
      "1:8: latest(): 'soon' is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): unexpected 'soon'"
    ),
    (
      "latest('Y999999999999')", "1:8: a date has a year from -999999999 to 999999999"
    ),
    (
      "latest(1)",
      "1:15: latest() needs a string, a date, a date and time or a date and time with a zone, not an integer"
    ),
  ])
  func boundsAndDays(_ expression: String, _ expected: String) throws {
    #expect(TemporalTests.result(expression) == expected, "\(expression)")
  }

  @Test func statementsAreFoundByDate() throws {
    let entities = ["Ana", "Ben"].map { Entity(id: $0, name: $0, type: .person) }
    let times = ["2020-01-02", "2020-01", "2019/2020-01-01", "2020-01-02/..", nil]
    let graph = StatementPatterns(
      KnowledgeGraph(
        entities: entities,
        statements: times.map {
          .init(
            subject: .init(0), relation: Vocabulary.standard.index(ofRelation: "wrote-to") ?? -1,
            object: .init(1), qualifiers: .init(time: $0))
        }))
    func found(_ condition: String) throws -> Set<Value> {
      let pattern = try GraphPattern("MATCH ()-[r:wrote-to]->() WHERE \(condition) RETURN r.time")
      return Set(try pattern.run(on: graph).rows.map { $0[0] })
    }
    #expect(
      try found("latest(r.time) < date('2020-01-03')") == [
        .string("2020-01-02"), .string("2019/2020-01-01"),
      ])
    #expect(
      try found("earliest(r.time) >= date('2020-01-01')") == [
        .string("2020-01-02"), .string("2020-01"), .string("2020-01-02/.."),
      ])
    #expect(
      try found("earliest(r.time) <= date('2020-01-01') <= latest(r.time)") == [
        .string("2020-01"), .string("2019/2020-01-01"),
      ])
  }

  /// Whatever the notation allows, the bounds are those of GraphModel.
  @Test func boundsAreThoseOfTheNotation() throws {
    let pieces = Gen.one(of: [
      "2020", "19", "-", "01", "0", "X", "/", "..", "~", "?", "Y", "2", "T", "%",
    ])
    try forAll(pieces.array(atMost: 8), count: 2000) { pieces in
      let text = pieces.joined()
      let answer = try? GraphPattern("RETURN earliest($t) AS e, latest($t) AS l").run(
        on: MemoryGraph(), parameters: ["t": .string(text)]
      ).rows[0]
      let time = try? EDTF(text)
      let expected = try? time.map { time in
        try [time.earliest, time.latest].map { day -> Value in
          try day.map { .temporal(.date(try CalendarDate(day: Int128($0)))) } ?? .null
        }
      }
      try checkEqual(answer, expected, text)
    }
  }
}
