/// What a run may take.
public struct QueryLimits: Sendable {
  /// The most time; nil for no bound.
  public var time: Duration?
  /// The most rows of the answer; nil for no bound.
  public var rows: Int?
  /// The most values that are held at once, each of some tens of bytes.
  public var values: Int

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
    deadline = limits.time.map { ContinuousClock.now + $0 }
  }

  /// Counts one step of work.
  func tick() throws(QueryError) {
    ticks &+= 1
    if ticks & 1023 == 0, let deadline, ContinuousClock.now > deadline {
      throw QueryError(
        .limit, "Timeout",
        "the time is over: the limit is \(limits.time ?? .zero); ask for less, or give more with --timeout"
      )
    }
  }

  /// Counts values that are kept until the end of the run.
  func hold(_ count: Int) throws(QueryError) {
    held += count
    if held > limits.values {
      throw QueryError(
        .limit, "Memory",
        "more than \(limits.values) values would have to be held at once: ask for less, or count and limit earlier in the pattern"
      )
    }
  }

  /// A number from 0 to 1, the same ones in every run.
  func randomNumber() -> Double {
    random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Double(random >> 11) * 0x1p-53
  }
}
