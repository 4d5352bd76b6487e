extension Value {
  /// Whether two values are equal; nil where that is not known.
  static func equal(_ left: Value, _ right: Value) -> Bool? {
    switch (left, right) {
    case (.null, _), (_, .null): return nil
    case (.float(let l), .float(let r)): return l == r
    case (.list(let l), .list(let r)):
      guard l.count == r.count else { return false }
      return all(zip(l, r).lazy.map { equal($0, $1) })
    case (.map(let l), .map(let r)):
      guard l.count == r.count, l.keys.allSatisfy({ r[$0] != nil }) else { return false }
      return all(l.lazy.map { key, value in r[key].flatMap { equal(value, $0) } })
    default: return left == right
    }
  }

  /// The conjunction of three-valued truths.
  static func all(_ truths: some Sequence<Bool?>) -> Bool? {
    var result: Bool? = true
    for truth in truths {
      if truth == false { return false }
      if truth == nil { result = nil }
    }
    return result
  }

  /// The disjunction of three-valued truths.
  static func any(_ truths: some Sequence<Bool?>) -> Bool? {
    all(truths.lazy.map { $0.map { !$0 } }).map { !$0 }
  }

  /// Compares with `<`, `<=`, `>` or `>=`: nil where the values are not comparable.
  static func compare(_ left: Value, _ right: Value, _ comparison: Comparison) -> Bool? {
    switch (left, right) {
    case (.integer, .integer), (.integer, .float), (.float, .integer), (.float, .float):
      if left.isNaN || right.isNaN { return false }
      return comparison.holds(order(left, right))
    case (.string, .string), (.boolean, .boolean): return comparison.holds(order(left, right))
    case (.temporal(let l), .temporal(let r)):
      return l.isComparable(with: r) ? comparison.holds(Temporal.order(l, r)) : nil
    case (.list(let l), .list(let r)):
      for (l, r) in zip(l, r) {
        guard let isEqual = equal(l, r) else { return nil }
        if !isEqual { return compare(l, r, comparison.strict) }
      }
      return comparison.holds(l.count < r.count ? -1 : l.count > r.count ? 1 : 0)
    default: return nil
    }
  }

  private var isNaN: Bool {
    if case .float(let value) = self { return value.isNaN }
    return false
  }

  private var rank: Int {
    switch self {
    case .map: 0
    case .node: 1
    case .relationship: 2
    case .list: 3
    case .path: 4
    case .temporal: 5
    case .string: 6
    case .boolean: 7
    case .integer, .float: 8
    case .null: 9
    }
  }

  /// The total order of `ORDER BY`: -1, 0 or 1; null comes last.
  static func order(_ left: Value, _ right: Value) -> Int {
    func sign<T: Comparable>(_ l: T, _ r: T) -> Int { l < r ? -1 : r < l ? 1 : 0 }
    switch (left, right) {
    case (.integer(let l), .integer(let r)): return sign(l, r)
    case (.float(let l), .float(let r)):
      if l.isNaN || r.isNaN { return sign(l.isNaN ? 1 : 0, r.isNaN ? 1 : 0) }
      return sign(l, r)
    case (.integer(let l), .float(let r)): return order(l, r)
    case (.float(let l), .integer(let r)): return -order(r, l)
    case (.string(let l), .string(let r)): return l.orderOfBytes(r).signum()
    case (.boolean(let l), .boolean(let r)): return sign(l ? 1 : 0, r ? 1 : 0)
    case (.node(let l), .node(let r)), (.relationship(let l), .relationship(let r)):
      return sign(l, r)
    case (.list(let l), .list(let r)):
      for (l, r) in zip(l, r) {
        let result = order(l, r)
        if result != 0 { return result }
      }
      return sign(l.count, r.count)
    case (.map(let l), .map(let r)):
      let (left, right) = (l.sorted { $0.key < $1.key }, r.sorted { $0.key < $1.key })
      for (l, r) in zip(left, right) {
        if l.key != r.key { return l.key < r.key ? -1 : 1 }
        let result = order(l.value, r.value)
        if result != 0 { return result }
      }
      return sign(l.count, r.count)
    case (.path(let l), .path(let r)):
      if l.nodes != r.nodes { return l.nodes.lexicographicallyPrecedes(r.nodes) ? -1 : 1 }
      if l == r { return 0 }
      return l.relationships.lexicographicallyPrecedes(r.relationships) ? -1 : 1
    case (.temporal(let l), .temporal(let r)): return Temporal.order(l, r)
    default: return sign(left.rank, right.rank)
    }
  }

  /// Orders a whole number and a float without rounding the former.
  private static func order(_ whole: Int, _ float: Double) -> Int {
    if float.isNaN { return -1 }
    if float >= 0x1p63 { return -1 }
    if float < -0x1p63 { return 1 }
    let floor = float.rounded(.down)
    let other = Int(floor)
    if whole != other { return whole < other ? -1 : 1 }
    return float > floor ? -1 : 0
  }
}

/// One of the four comparisons of order.
enum Comparison: Hashable, Sendable {
  case less, lessOrEqual, greater, greaterOrEqual

  func holds(_ order: Int) -> Bool {
    switch self {
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  var strict: Comparison {
    switch self {
    case .less, .lessOrEqual: .less
    case .greater, .greaterOrEqual: .greater
    }
  }
}
