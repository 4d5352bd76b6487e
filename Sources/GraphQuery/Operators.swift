/// A stage through which rows are pushed.
///
/// A class because stages keep state between rows and are chained.
class Operator {
  /// What it says and counts in the plan, if it is told there.
  let record: PlanStep?
  var next: Operator?

  init(_ text: String? = nil) { record = text.map { PlanStep($0) } }

  /// Takes a row; throws `QueryError.enough` when no more are needed.
  func push(_ frame: inout Frame) throws(QueryError) {}

  /// Ends the rows: what was held back goes on, and the state is as before the first row.
  func finish() throws(QueryError) { try next?.finish() }

  /// Passes a row on.
  final func pass(_ frame: inout Frame) throws(QueryError) {
    record?.rows += 1
    try next?.push(&frame)
  }

  /// Passes rows on until no more are needed, then ends.
  final func flush(_ body: () throws(QueryError) -> Void) throws(QueryError) {
    do throws(QueryError) { try body() } catch { if !error.isEnough { throw error } }
    try next?.finish()
  }
}

/// `MATCH` and `OPTIONAL MATCH`.
final class MatchOperator: Operator {
  let matcher: Matcher
  let isOptional: Bool

  init(_ matcher: Matcher, isOptional: Bool) {
    self.matcher = matcher
    self.isOptional = isOptional
    super.init(isOptional ? "keep rows without a match" : nil)
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    var isFound = false
    try matcher.forEachMatch(&frame) { frame throws(QueryError) in
      isFound = true
      try pass(&frame)
    }
    guard isOptional, !isFound else { return }
    for place in matcher.newPlaces { frame[place] = .null }
    try pass(&frame)
  }
}

/// `UNWIND`.
final class UnwindOperator: Operator {
  private let list: Evaluator
  private let place: Int
  private let run: Run

  init(_ list: @escaping Evaluator, place: Int, _ run: Run) {
    self.list = list
    self.place = place
    self.run = run
    super.init("unwind a list")
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    switch try list(&frame) {
    case .null: return
    case .list(let values):
      for value in values {
        try run.tick()
        frame[place] = value
        try pass(&frame)
      }
    case let value:
      frame[place] = value
      try pass(&frame)
    }
  }
}

/// Calculates what `WITH` and `RETURN` name.
final class ProjectOperator: Operator {
  private let items: [(place: Int, evaluate: Evaluator)]

  /// - Parameter items: Each place is one that no expression names.
  init(_ items: [(place: Int, evaluate: Evaluator)]) {
    self.items = items
    super.init()
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    for item in items { frame[item.place] = try item.evaluate(&frame) }
    try pass(&frame)
  }
}

/// The row that a subquery is asked for.
final class OuterRow {
  var frame: Frame = []

  /// Hands on some of its values.
  func pass(_ places: [(from: Int, to: Int)], to frame: inout Frame) {
    for (from, to) in places { frame[to] = self.frame[from] }
  }
}

/// Joins the rows of every group.
final class AggregateOperator: Operator {
  struct Call {
    var aggregation: Aggregation
    var isDistinct: Bool
    /// Nil counts rows.
    var argument: Evaluator?
    var second: Evaluator?
    /// Where it stands in the query.
    var offset: Int
  }

  /// Expressions by which rows are grouped.
  struct Keys {
    var evaluators: [Evaluator]
    var places: [Int]
    /// The place of the only variable that they need, a node, if that is so.
    var node: Int?
    /// The property of that node which is the only key, if that is so.
    var property: String?
    /// The place of the relationship whose type is the only key, if that is so.
    var typed: Int?
  }

  /// What has come so far, by group.
  private struct Groups {
    /// The values of the keys, one group after the other.
    var keys: [Value] = []
    var rowCounts: [Int] = []
    /// Of the calls, one group after the other; none where only rows are counted.
    var accumulators: [Accumulator] = []
    /// None where nobody asks what rows rest on.
    var relationships: [Set<Int>] = []
    var numbers: [[Value]: Int] = [:]
    /// The same, of a single key.
    var numbersOfSingle: [Value: Int] = [:]
    /// The groups of nodes or types, where keys need nothing else: -1 where it is not known yet.
    var numbersOfPlaces: [Int32] = []
    /// The same by the rank of the property that is the only key, once many nodes have asked.
    var numbersOfRanks: [Int32] = []
    var ranks: [Int32]?
    var asked = 0
  }

  private let keys: Keys
  private let calls: [Call]
  private let callPlaces: [Int]
  private let layout: Layout
  private let run: Run
  private let columns: RelationshipColumns?
  private let countsRowsOnly: Bool
  private let kept: [(from: Int, to: Int)]
  private let outerRow: OuterRow
  private var groups = Groups()

  init(
    keys: Keys, calls: [Call], callPlaces: [Int], kept: [(from: Int, to: Int)],
    of outerRow: OuterRow, layout: Layout, _ run: Run
  ) {
    self.kept = kept
    self.outerRow = outerRow
    self.keys = keys
    self.calls = calls
    self.callPlaces = callPlaces
    self.layout = layout
    self.run = run
    columns = run.graph.columns
    countsRowsOnly = calls.allSatisfy { $0.aggregation == .count && $0.argument == nil }
    super.init(keys.evaluators.isEmpty ? "join all rows" : "join the rows of every group")
  }

  /// Whether a row may stand for several matches that differ in nothing that is asked for.
  var takesMultiplicity: Bool { countsRowsOnly }

  /// Begins a group, and returns its number.
  private func newGroup() -> Int {
    groups.rowCounts.append(0)
    if !countsRowsOnly {
      for call in calls {
        groups.accumulators.append(Accumulator(call.aggregation, isDistinct: call.isDistinct))
      }
    }
    if run.tracksRelationships { groups.relationships.append([]) }
    return groups.rowCounts.count - 1
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    let group = try group(of: &frame)
    groups.rowCounts[group] += run.multiplicity
    if !countsRowsOnly {
      for (index, call) in calls.enumerated() {
        guard let argument = call.argument else { continue }
        let value = try argument(&frame)
        let second = try call.second?(&frame)
        do throws(QueryError) {
          try groups.accumulators[group * calls.count + index].add(value, second, run)
        } catch {
          var error = error
          if error.kind != .limit { error.offset = error.offset ?? call.offset }
          throw error
        }
      }
    }
    if run.tracksRelationships, case .list(let values) = frame[0] {
      for case .relationship(let index) in values { groups.relationships[group].insert(index) }
    }
  }

  private func group(of frame: inout Frame) throws(QueryError) -> Int {
    if keys.evaluators.isEmpty { return groups.rowCounts.isEmpty ? newGroup() : 0 }
    guard let columns else { return try sought(&frame) }
    let number: Int
    if let place = keys.node, case .node(let node) = frame[place] {
      number = node
    } else if let place = keys.typed, case .relationship(let row) = frame[place] {
      number = Int(columns.types[row])
    } else {
      return try sought(&frame)
    }
    if groups.numbersOfPlaces.isEmpty {
      let count = keys.node == nil ? columns.isSymmetric.count : columns.nodeCount
      groups.numbersOfPlaces = [Int32](repeating: -1, count: count)
    }
    if groups.numbersOfPlaces[number] < 0 {
      let ofRank = try groupOfRank(number, columns, &frame)
      groups.numbersOfPlaces[number] = if let ofRank { ofRank } else { Int32(try sought(&frame)) }
    }
    return Int(groups.numbersOfPlaces[number])
  }

  /// The group of a node whose property is the only key, by the property's rank; nil before ranks pay, and where
  /// there are none.
  ///
  /// A rank is a number, where a text would have to be hashed and compared.
  private func groupOfRank(
    _ node: Int, _ columns: RelationshipColumns, _ frame: inout Frame
  ) throws(QueryError) -> Int32? {
    guard let property = keys.property else { return nil }
    groups.asked += 1
    if groups.ranks == nil, groups.asked == columns.nodeCount / 16 + 1,
      let ranks = try run.ranks(ofNodeProperty: property)
    {
      groups.ranks = ranks
      groups.numbersOfRanks = [Int32](repeating: -1, count: ranks.count)
      for (node, number) in groups.numbersOfPlaces.enumerated() where number >= 0 {
        groups.numbersOfRanks[Int(ranks[node])] = number
      }
    }
    guard let rank = groups.ranks.map({ Int($0[node]) }) else { return nil }
    if groups.numbersOfRanks[rank] < 0 {
      try run.hold(1 + calls.count)
      groups.keys.append(try keys.evaluators[0](&frame))
      groups.numbersOfRanks[rank] = Int32(newGroup())
    }
    return groups.numbersOfRanks[rank]
  }

  private func sought(_ frame: inout Frame) throws(QueryError) -> Int {
    if keys.evaluators.count == 1 {
      let key = try keys.evaluators[0](&frame)
      if let number = groups.numbersOfSingle[key] { return number }
      try run.hold(1 + calls.count)
      groups.keys.append(key)
      let number = newGroup()
      groups.numbersOfSingle[key] = number
      return number
    }
    var key: [Value] = []
    key.reserveCapacity(keys.evaluators.count)
    for evaluate in keys.evaluators { key.append(try evaluate(&frame)) }
    if let number = groups.numbers[key] { return number }
    try run.hold(key.count + calls.count)
    groups.keys += key
    let number = newGroup()
    groups.numbers[key] = number
    return number
  }

  override func finish() throws(QueryError) {
    if keys.evaluators.isEmpty, groups.rowCounts.isEmpty { _ = newGroup() }
    let groups = groups
    self.groups = Groups()
    try flush { () throws(QueryError) in
      var frame = Frame(repeating: .null, count: layout.width)
      for group in groups.rowCounts.indices {
        // Later stages have written to it.
        for place in frame.indices { frame[place] = .null }
        for (index, place) in keys.places.enumerated() {
          frame[place] = groups.keys[group * keys.places.count + index]
        }
        for (index, place) in callPlaces.enumerated() {
          frame[place] =
            calls[index].argument == nil
            ? .integer(groups.rowCounts[group])
            : try groups.accumulators[group * calls.count + index].result()
        }
        outerRow.pass(kept, to: &frame)
        let relationships = run.tracksRelationships ? groups.relationships[group].sorted() : []
        frame[0] = .list(relationships.map { .relationship($0) })
        try pass(&frame)
      }
    }
  }
}

/// `DISTINCT`.
final class DistinctOperator: Operator {
  private let places: [Int]
  private let run: Run
  private var seen: [[Value]: Int] = [:]
  private var held: [Frame] = []

  init(_ places: [Int], _ run: Run) {
    self.places = places
    self.run = run
    super.init("keep every row once")
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    let key = places.map { frame[$0] }
    if let index = seen[key] {
      guard run.tracksRelationships, case .list(let more) = frame[0],
        case .list(let known) = held[index][0]
      else { return }
      held[index][0] = .list(
        Set(known + more).sorted { Value.order($0, $1) < 0 })
      return
    }
    try run.hold(key.count)
    seen[key] = held.count
    // Rows that are to say all that they rest on wait until all are there.
    guard run.tracksRelationships else {
      return try pass(&frame)
    }
    if frame[0].isNull { frame[0] = .list([]) }
    held.append(frame)
  }

  override func finish() throws(QueryError) {
    let frames = held
    held = []
    seen = [:]
    try flush { () throws(QueryError) in
      for var frame in frames { try pass(&frame) }
    }
  }
}

/// `ORDER BY`.
final class SortOperator: Operator {
  private let keys: [(evaluate: Evaluator, isDescending: Bool)]
  private let run: Run
  /// How many rows are wanted of those that come first; nil for all.
  private let most: Int?
  /// The keys of all rows, one after the other.
  private var values: [Value] = []
  private var frames: [Frame] = []
  /// The keys of the last row that would be kept: what is not before it is dropped at once.
  private var bound: [Value] = []
  private var held = 0

  init(
    _ keys: [(evaluate: Evaluator, isDescending: Bool)], most: Int?, _ run: Run
  ) {
    self.keys = keys
    self.most = most
    self.run = run
    super.init("sort")
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    for key in keys { values.append(try key.evaluate(&frame)) }
    if !bound.isEmpty, order(frames.count * keys.count, in: values, 0, in: bound) >= 0 {
      values.removeLast(keys.count)
      return
    }
    frames.append(frame)
    if frames.count > held {
      try run.hold(frame.reduce(0) { $0 + $1.size })
      held = frames.count
    }
    // What is behind those that are wanted is dropped now and then.
    if let most, frames.count >= 2 * most + 1000 {
      let order = order().prefix(most)
      values = order.flatMap { values[$0 * keys.count..<($0 + 1) * keys.count] }
      frames = order.map { frames[$0] }
      bound = Array(values.suffix(keys.count))
    }
  }

  /// Orders the keys of two rows, which begin at some places.
  private func order(
    _ left: Int, in values: [Value], _ right: Int, in others: [Value]
  ) -> Int {
    for (index, key) in keys.enumerated() {
      let result = run.order(values[left + index], others[right + index])
      if result != 0 { return key.isDescending ? -result : result }
    }
    return 0
  }

  /// The rows in order; those that are equal as they came.
  private func order() -> [Int] {
    frames.indices.sorted { left, right in
      let result = order(left * keys.count, in: values, right * keys.count, in: values)
      return result == 0 ? left < right : result < 0
    }
  }

  override func finish() throws(QueryError) {
    let rows = order()
    let frames = frames
    (values, self.frames, bound) = ([], [], [])
    try flush { () throws(QueryError) in
      for row in rows {
        var frame = frames[row]
        try pass(&frame)
      }
    }
  }
}

/// `SKIP` and `LIMIT`.
final class CutOperator: Operator {
  private let skip: Int
  private let limit: Int?
  private var count = 0

  init(skip: Int, limit: Int?) {
    self.skip = skip
    self.limit = limit
    super.init("skip and limit")
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    if let limit, count >= limit.addingReportingOverflow(skip).partialValue, limit <= .max - skip {
      throw QueryError.enough
    }
    count += 1
    if count <= skip { return }
    try pass(&frame)
    if let limit, limit <= .max - skip, count >= skip + limit { throw QueryError.enough }
  }

  override func finish() throws(QueryError) {
    count = 0
    try next?.finish()
  }
}

/// `WHERE` behind `WITH`.
final class FilterOperator: Operator {
  private let condition: (inout Frame) throws(QueryError) -> Bool

  init(_ condition: @escaping (inout Frame) throws(QueryError) -> Bool) {
    self.condition = condition
    super.init("filter")
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    if try condition(&frame) { try pass(&frame) }
  }
}

/// Keeps only what `WITH` named, and what comes from outside of a subquery.
final class NarrowOperator: Operator {
  private let places: [(from: Int, to: Int)]
  private let kept: [(from: Int, to: Int)]
  private let outerRow: OuterRow
  private let layout: Layout

  init(
    _ places: [(from: Int, to: Int)], kept: [(from: Int, to: Int)], of outerRow: OuterRow,
    layout: Layout
  ) {
    self.places = places
    self.kept = kept
    self.outerRow = outerRow
    self.layout = layout
    super.init()
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    var narrow = Frame(repeating: .null, count: layout.width)
    narrow[0] = frame[0]
    for (from, to) in places { narrow[to] = frame[from] }
    outerRow.pass(kept, to: &narrow)
    try pass(&narrow)
  }
}

/// Notes that there is a row.
final class FirstRow: Operator {
  var isFound = false

  override func push(_ frame: inout Frame) throws(QueryError) {
    isFound = true
    throw QueryError.enough
  }
}

/// Gathers the rows of the answer.
final class RowSink: Operator {
  private let run: Run
  private let isDistinct: Bool
  private var seen: [[Value]: Int] = [:]
  private(set) var rows: [[Value]] = []
  private(set) var relationships: [[Int]] = []
  private(set) var isCut = false
  /// The places of the answer's columns.
  var places: [Int] = []

  init(_ run: Run, isDistinct: Bool) {
    self.run = run
    self.isDistinct = isDistinct
    super.init()
  }

  override func push(_ frame: inout Frame) throws(QueryError) {
    let row = places.map { frame[$0] }
    var used: [Int] = []
    if case .list(let values) = frame[0] {
      for case .relationship(let index) in values { used.append(index) }
    }
    if isDistinct {
      if let index = seen[row] {
        relationships[index] = Set(relationships[index] + used).sorted()
        return
      }
      seen[row] = rows.count
    }
    if let most = run.limits.rows, rows.count >= most {
      isCut = true
      throw QueryError.enough
    }
    try run.hold(row.reduce(used.count) { $0 + $1.size })
    rows.append(row)
    relationships.append(used)
  }
}
