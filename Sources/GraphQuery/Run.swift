/// What a run may take.
public struct QueryLimits: Sendable {
  /// The most time; nil for no bound.
  public var time: Duration?
  /// The most rows of the answer; nil for no bound.
  public var rows: Int?
  /// The most values that are held at once, each of some tens of bytes.
  public var values: Int

  /// How much of the time was spent before the run.
  package var spent: Duration = .zero

  /// Makes limits.
  public init(time: Duration? = nil, rows: Int? = nil, values: Int = 20_000_000) {
    self.time = time
    self.rows = rows
    self.values = values
  }
}

/// One run of a query over a graph: parameters, limits, and what was counted.
///
/// A class because every operator of the run counts against the same limits.
final class Run {
  let graph: any PropertyGraph
  let parameters: [String: Value]
  let limits: QueryLimits
  /// Whether rows carry the relationships on which they rest.
  let tracksRelationships: Bool
  /// The present, in nanoseconds after 1970.
  let now: Int128
  let timeZones = TimeZoneDatabase()
  /// What conditions mention of each relationship pattern, by its place: these properties are not tacit.
  var askedProperties: [Int: Set<String>] = [:]

  /// For how many matches a row stands; more than 1 only while an aggregation takes it that asks for no more
  /// than their number.
  var multiplicity = 1

  private let isNumberedInOrder: Bool
  private let deadline: ContinuousClock.Instant?
  private var ticks = 0
  private var held = 0
  private var random: UInt64 = 0x9E37_79B9_7F4A_7C15

  init(
    _ graph: any PropertyGraph, parameters: [String: Value], limits: QueryLimits,
    tracksRelationships: Bool, clock: QueryClock = .system
  ) {
    self.graph = graph
    self.parameters = parameters
    self.limits = limits
    self.tracksRelationships = tracksRelationships
    now = clock.now()
    isNumberedInOrder = graph.isNumberedInOrder
    deadline = limits.time.map { ContinuousClock.now + ($0 - limits.spent) }
  }

  /// Counts one step of work.
  func tick() throws(QueryError) {
    ticks &+= 1
    if ticks & 1023 == 0 { try check() }
  }

  /// Ends the run where its time is over or the graph cannot be asked any further.
  func check() throws(QueryError) {
    if let error = graph.interruption { throw error }
    if let deadline, ContinuousClock.now > deadline {
      throw QueryError(
        .limit, "Timeout",
        "the time is over: the limit is \(limits.time ?? .zero); ask for less, or give more with --timeout"
      )
    }
  }

  /// Orders two values as `ORDER BY` does: nodes and relationships as the graph has them.
  func order(_ left: Value, _ right: Value) -> Int {
    if isNumberedInOrder { return Value.order(left, right) }
    var nodes: Set<Int> = []
    var relationships: Set<Int> = []
    for value in [left, right] { value.collect(&nodes, &relationships) }
    if nodes.isEmpty, relationships.isEmpty { return Value.order(left, right) }
    func places(_ numbers: Set<Int>, _ precedes: (Int, Int) -> Bool) -> [Int: Int] {
      Dictionary(
        uniqueKeysWithValues: numbers.sorted(by: precedes).enumerated().map { ($1, $0) })
    }
    let nodePlaces = places(nodes) { graph.precedes(node: $0, $1) }
    let places = places(relationships) { graph.precedes(relationship: $0, $1) }
    return Value.order(
      left.renumbered({ nodePlaces[$0] ?? $0 }, { places[$0] ?? $0 }),
      right.renumbered({ nodePlaces[$0] ?? $0 }, { places[$0] ?? $0 }))
  }

  /// Counts values that are kept until the end of the run.
  func hold(_ count: Int) throws(QueryError) {
    let (sum, overflows) = held.addingReportingOverflow(count)
    if overflows || sum > limits.values { throw tooMuch }
    held = sum
  }

  /// The ranks of a property of nodes; nil where there are none, and where sorting would hold more than may be:
  /// whoever asks can do without.
  ///
  /// - Throws: What ends the run meanwhile.
  func ranks(ofNodeProperty name: String) throws(QueryError) -> [Int32]? {
    let before = held
    do throws(QueryError) {
      let ranks = try graph.ranks(ofNodeProperty: name) { values throws(QueryError) in
        try hold(values)
        try check()
      }
      // Texts and keys are gone; ranks stay, many to a value.
      held = before
      try hold((ranks?.count ?? 0) / 8)
      try check()
      return ranks
    } catch {
      guard error.code == Self.memoryCode else { throw error }
      held = before
      return nil
    }
  }

  /// Refuses a list or text that alone takes what all values together may.
  func bound(_ value: Value) throws(QueryError) {
    switch value {
    case .list(let items): if items.count > limits.values { throw tooMuch }
    case .string(let text): try bound(bytes: text.utf8.count)
    default: break
    }
  }

  /// Refuses a text of so many bytes, of which 64 count as a value.
  func bound(bytes: Int) throws(QueryError) {
    if bytes / 64 > limits.values { throw tooMuch }
  }

  private static let memoryCode = "Memory"

  private var tooMuch: QueryError {
    QueryError(
      .limit, Self.memoryCode,
      "more than \(limits.values) values would have to be held at once: ask for less, or count and limit earlier in the pattern"
    )
  }

  /// A number from 0 to 1, the same ones in every run.
  func randomNumber() -> Double {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(random >> 11) * 0x1p-53
  }
}
