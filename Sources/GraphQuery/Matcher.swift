/// Finds a pattern in the graph, row by row, along the steps that its planner chose.
struct Matcher {
  /// A relationship pattern between two of the matcher's nodes.
  struct Edge {
    var pattern: RelationshipPattern
    var place: Int
    /// Positions among the nodes.
    var start: Int
    var end: Int
    /// The numbers of its types; nil for any.
    var types: Set<Int>?
    /// What its relationships must have because the pattern does not mention it.
    var tacit: [(name: String, value: Value)]
    var properties: [(key: String, value: Evaluator)]
    var shortest: PathPattern.Shortest?
    /// Whether an earlier clause has found it.
    var isBound: Bool
  }

  /// A node pattern; those of one variable are one.
  struct Node {
    var name: String
    var place: Int
    var labels: [String]
    var isBound: Bool
  }

  enum Step {
    case argument(place: Int, labels: [String])
    case scan(place: Int, labels: [String], lookup: (key: String, value: Evaluator)?)
    case expand(Expansion)
    case relationship(Expansion)
    case shortest(Expansion)
    case path(place: Int, places: [Int])
    case filter((inout Frame) throws(QueryError) -> Bool, of: FilterStep.Subject?)
  }

  /// A step along a relationship pattern, from one of its ends to the other.
  struct Expansion {
    var edge: Edge
    var from: Int
    var to: Int
    var toLabels: [String]
    var isToBound: Bool
    var direction: TraversalDirection
    /// Whether it goes from the pattern's end to its start.
    var isBackward: Bool
  }

  let run: Run
  private let steps: [MatchStep]
  /// For every step, what it says and counts.
  var records: [PlanStep] { steps.map(\.record) }
  /// The places of new variables, which an optional match leaves null.
  let newPlaces: [Int]

  /// Plans a pattern.
  ///
  /// - Parameter scope: The variables that are known; those of the pattern are added.
  init(
    _ paths: [PathPattern], condition: Expression?, _ scope: inout Scope, _ compiler: Compiler
  ) throws(QueryError) {
    run = compiler.run
    var planner = try Planner(paths, condition: condition, &scope, compiler)
    try planner.plan()
    var steps: [MatchStep] = []
    for (step, record) in zip(planner.steps, planner.records) {
      steps.append(Self.step(step, record, run))
    }
    for (step, next) in zip(steps, steps.dropFirst()) { step.next = next }
    self.steps = steps
    newPlaces = planner.newPlaces
  }

  private static func step(_ step: Step, _ record: PlanStep, _ run: Run) -> MatchStep {
    switch step {
    case .argument(let place, let labels): ArgumentStep(place, labels, record, run)
    case .scan(let place, let labels, let lookup): ScanStep(place, labels, lookup, record, run)
    case .expand(let expansion) where expansion.edge.pattern.length == nil:
      HopStep(expansion, record, run)
    case .expand(let expansion): WalkStep(expansion, record, run)
    case .relationship(let expansion): KnownRelationshipStep(expansion, record, run)
    case .shortest(let expansion): ShortestStep(expansion, record, run)
    case .path(let place, let places): PathStep(place, places, record, run)
    case .filter(let condition, let subject): FilterStep(condition, subject, record, run)
    }
  }

  /// Lets what comes last be counted without being visited, as nobody asks for what it finds.
  ///
  /// `Run.multiplicity` says for how many matches each row stands then.
  ///
  /// - Parameter places: The places that are asked for.
  func countLast(except places: Set<Int>) {
    if run.tracksRelationships { return }
    if let walk = steps.last as? WalkStep, places.isDisjoint(with: walk.newPlaces) {
      walk.countsLast = true
    }
    // A comparison of both ends of many paths is one of two numbers, without a row for each.
    if let filter = steps.last as? FilterStep, steps.count > 1,
      let hop = steps[steps.count - 2] as? HopStep, places.isDisjoint(with: hop.newPlaces)
    {
      hop.counted = filter
    }
    guard let last = steps.last as? HopStep else { return }
    if places.isDisjoint(with: last.newPlaces) { last.isCounting = true }
    // Two hops to a node that nobody asks for, from two that are known: who is next to both.
    if last.step.isToBound, steps.count > 2, let hop = steps[steps.count - 2] as? HopStep,
      let meeting = MeetingStep(hop, last), places.isDisjoint(with: hop.newPlaces)
    {
      steps[steps.count - 3].next = meeting
    }
  }

  /// Calls `body` for every match of the pattern that fits the row.
  func forEachMatch(
    _ frame: inout Frame, _ body: (inout Frame) throws(QueryError) -> Void
  ) throws(QueryError) {
    let trail = Trail()
    guard let first = steps.first else { return try body(&frame) }
    guard run.tracksRelationships else { return try first.push(&frame, trail, body) }
    try first.push(&frame, trail) { frame throws(QueryError) in
      let before = frame[0]
      var all = Set(trail.all)
      if case .list(let known) = before {
        for case .relationship(let index) in known { all.insert(index) }
      }
      frame[0] = .list(all.sorted().map { .relationship($0) })
      try body(&frame)
      frame[0] = before
    }
  }

  /// Whether there is a match.
  func finds(_ frame: inout Frame) throws(QueryError) -> Bool {
    var isFound = false
    do throws(QueryError) {
      try forEachMatch(&frame) { _ throws(QueryError) in
        isFound = true
        throw QueryError.enough
      }
    } catch {
      if !isFound || !error.isEnough { throw error }
    }
    return isFound
  }
}

extension QueryError {
  /// Thrown by who needs no more rows; never seen outside.
  static let enough = QueryError(.limit, "Enough", "no more rows are needed")

  var isEnough: Bool { code == "Enough" }
}

/// The relationships that one match uses, each once.
///
/// A class because all steps of a match add to the same one.
final class Trail {
  /// Read in the innermost loops, where counting references would cost more than everything else.
  private var used = UnsafeMutableBufferPointer<Int>.allocate(capacity: 32)
  private var count = 0
  /// The same, once they are many.
  private var set: Set<Int>?
  /// What shortest paths use, which may use it again.
  var found: [Int] = []

  deinit { used.deallocate() }

  @inline(__always)
  func contains(_ relationship: Int) -> Bool {
    if count > 32 { return set?.contains(relationship) ?? false }
    for place in 0..<count where used[place] == relationship { return true }
    return false
  }

  func append(_ relationship: Int) {
    if count == used.count {
      let larger = UnsafeMutableBufferPointer<Int>.allocate(capacity: 2 * count)
      _ = larger.initialize(from: used)
      used.deallocate()
      used = larger
    }
    used.initializeElement(at: count, to: relationship)
    count += 1
    // On the way back it stays for a while, and must know what comes then.
    if set != nil { set?.insert(relationship) } else if count > 32 { set = Set(relationships) }
  }

  func removeLast() {
    count -= 1
    if count <= 16 { set = nil } else { set?.remove(used[count]) }
  }

  /// Those that are used once.
  var relationships: [Int] { Array(used[..<count]) }

  /// Calls `body` for those that are used once.
  @inline(__always)
  func forEach(_ body: (Int) -> Void) {
    for place in 0..<count { body(used[place]) }
  }
  var all: [Int] { relationships + found }
}

/// A step of a match, which passes on every row that fits.
///
/// A class because steps are chained and count.
class MatchStep {
  typealias Body = (inout Frame) throws(QueryError) -> Void

  let run: Run
  let record: PlanStep
  final var next: MatchStep?

  init(_ record: PlanStep, _ run: Run) {
    self.record = record
    self.run = run
  }

  /// Takes a row, and passes on what becomes of it.
  func push(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    try pass(&frame, trail, body)
  }

  @inline(__always)
  final func pass(_ frame: inout Frame, _ trail: Trail, _ body: Body) throws(QueryError) {
    record.rows += 1
    try run.tick()
    if let next { try next.push(&frame, trail, body) } else { try body(&frame) }
  }

  /// Passes on a row that stands for several matches.
  final func pass(
    _ count: Int, _ frame: inout Frame, _ trail: Trail, _ body: Body
  ) throws(QueryError) {
    if count == 0 { return }
    record.rows += count - 1
    run.multiplicity = count
    defer { run.multiplicity = 1 }
    try pass(&frame, trail, body)
  }
}

/// Whether a node has some labels.
struct LabelTest {
  private let tests: [(Int) -> Bool]

  init(_ labels: some Sequence<String>, _ graph: any PropertyGraph) {
    // What all nodes have need not be looked at; where nothing is in memory, counts are estimates.
    tests = labels.filter {
      graph.columns == nil || graph.nodeCount(withLabel: $0) < graph.nodeCount
    }.map(graph.test(forLabel:))
  }

  var takesAll: Bool { tests.isEmpty }

  @inline(__always)
  func callAsFunction(_ node: Int) -> Bool {
    for test in tests where !test(node) { return false }
    return true
  }
}
