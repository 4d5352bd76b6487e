/// What is known of an expression's type before it is evaluated.
indirect enum StaticType: Hashable, Sendable {
  case any, null, boolean, integer, float, string, map, node, relationship, path
  case list(StaticType)
  case temporal(Temporal.Kind)

  /// The type that covers both.
  func joined(with other: StaticType) -> StaticType {
    if self == other || other == .null { return self }
    if self == .null { return other }
    if case .list(let l) = self, case .list(let r) = other { return .list(l.joined(with: r)) }
    return .any
  }

  /// The type of what is in it, if it is a list.
  var element: StaticType {
    if case .list(let element) = self { return element }
    return .any
  }

  /// The set of which it is a member; everything where it is not known.
  var kinds: Kinds {
    switch self {
    case .any: .all
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string: .string
    case .list: .list
    case .map: .map
    case .node: .node
    case .relationship: .relationship
    case .path: .path
    case .temporal(let kind): .temporal(kind)
    }
  }
}

/// Sets of types, as functions accept them.
struct Kinds: OptionSet, Hashable, Sendable {
  let rawValue: Int

  static let null = Kinds(rawValue: 1)
  static let boolean = Kinds(rawValue: 2)
  static let integer = Kinds(rawValue: 4)
  static let float = Kinds(rawValue: 8)
  static let string = Kinds(rawValue: 16)
  static let list = Kinds(rawValue: 32)
  static let map = Kinds(rawValue: 64)
  static let node = Kinds(rawValue: 128)
  static let relationship = Kinds(rawValue: 256)
  static let path = Kinds(rawValue: 512)
  static let number: Kinds = [.integer, .float]
  static let instant: Kinds = Temporal.Kind.allCases.filter(\.isInstant).reduce(into: Kinds()) {
    $0.insert(.temporal($1))
  }
  static let timeValue: Kinds = instant.union(temporal(.duration))
  static let all = Kinds(rawValue: 1023).union(timeValue)

  /// Those of one kind of dates, times and durations.
  static func temporal(_ kind: Temporal.Kind) -> Kinds {
    switch kind {
    case .dateTime: Kinds(rawValue: 1024)
    case .localDateTime: Kinds(rawValue: 2048)
    case .date: Kinds(rawValue: 4096)
    case .time: Kinds(rawValue: 8192)
    case .localTime: Kinds(rawValue: 16384)
    case .duration: Kinds(rawValue: 32768)
    }
  }

  /// What people call them, for example `an integer, a float or null`.
  var words: String {
    var names: [(Kinds, String)] = [
      (.boolean, "a boolean"), (.integer, "an integer"), (.float, "a float"), (.string, "a string"),
      (.list, "a list"), (.map, "a map"), (.node, "a node"), (.relationship, "a relationship"),
      (.path, "a path"), (.null, "null"),
    ]
    if isSuperset(of: .timeValue) {
      names.append((.timeValue, "a date, time or duration"))
    } else if isSuperset(of: .instant) {
      names.append((.instant, "a date or time"))
    } else {
      let kinds: [Temporal.Kind] = [
        .date, .localDateTime, .dateTime, .localTime, .time, .duration,
      ]
      names += kinds.map { (.temporal($0), $0.words) }
    }
    let words = names.filter { contains($0.0) }.map(\.1)
    guard let last = words.last, words.count > 1 else { return words.joined() }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension Value {
  /// The set that has its type alone.
  var kind: Kinds { outerType.kinds }

  /// Its type as far as static types go.
  var staticType: StaticType {
    guard case .list(let values) = self, !values.isEmpty else { return outerType }
    return .list(values.reduce(.null) { $0.joined(with: $1.staticType) })
  }

  /// Its type, whatever a list holds.
  private var outerType: StaticType {
    switch self {
    case .null: .null
    case .boolean: .boolean
    case .integer: .integer
    case .float: .float
    case .string: .string
    case .list: .list(.any)
    case .map: .map
    case .node: .node
    case .relationship: .relationship
    case .path: .path
    case .temporal(let value): .temporal(value.kind)
    }
  }
}
