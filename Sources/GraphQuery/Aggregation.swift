/// The functions that join the values of many rows.
enum Aggregation: String, Hashable {
  case count, sum, avg, min, max, collect
  case stDev = "stdev"
  case stDevP = "stdevp"
  case percentileCont = "percentilecont"
  case percentileDisc = "percentiledisc"

  /// The number of arguments.
  var argumentCount: Int { self == .percentileCont || self == .percentileDisc ? 2 : 1 }

  var result: StaticType {
    switch self {
    case .count: .integer
    case .collect: .list(.any)
    case .stDev, .stDevP, .percentileCont: .float
    default: .any
    }
  }
}

/// One aggregation of one group, as it grows.
struct Accumulator {
  let aggregation: Aggregation
  private var seen: Set<Value>?
  private var count = 0
  private var whole = 0
  private var float = 0.0
  private var isFloat = false
  /// The sum of durations; nil where there is none.
  private var duration: CalendarDuration?
  private var best: Value?
  private var values: [Value] = []
  private var percentile = 0.0
  /// Welford's running mean and sum of squared differences.
  private var (mean, squares) = (0.0, 0.0)

  init(_ aggregation: Aggregation, isDistinct: Bool) {
    self.aggregation = aggregation
    seen = isDistinct ? [] : nil
  }

  /// Takes in a value; null does not count.
  mutating func add(_ value: Value, _ second: Value?, _ run: Run) throws(QueryError) {
    if value.isNull { return }
    if seen != nil {
      guard seen?.insert(value).inserted ?? true else { return }
      try run.hold(value.size)
    }
    count += 1
    switch aggregation {
    case .count: break
    case .collect:
      values.append(value)
      try run.hold(value.size)
    case .min: if best.map({ run.order(value, $0) < 0 }) ?? true { best = value }
    case .max: if best.map({ run.order(value, $0) > 0 }) ?? true { best = value }
    case .sum, .avg, .stDev, .stDevP, .percentileCont, .percentileDisc:
      if case .temporal(.duration(let length)) = value, takesDurations,
        count == 1 || duration != nil
      {
        duration = try duration?.plus(length) ?? length
        return
      }
      guard let number = value.number, duration == nil else { throw unusable(value) }
      try add(value, number, second, run)
    }
  }

  private var takesDurations: Bool { aggregation == .sum || aggregation == .avg }

  private func unusable(_ value: Value) -> QueryError {
    let wanted =
      !takesDurations || count > 1 && duration == nil
      ? "numbers" : duration == nil ? "numbers or durations" : "durations"
    return QueryError(
      .type, "InvalidArgumentValue",
      "\(aggregation.rawValue)() needs \(wanted), not \(value.typeName)")
  }

  private mutating func add(
    _ value: Value, _ number: Double, _ second: Value?, _ run: Run
  ) throws(QueryError) {
    switch aggregation {
    case .sum, .avg:
      if case .integer(let integer) = value, !isFloat {
        let (sum, overflows) = whole.addingReportingOverflow(integer)
        if overflows {
          if aggregation == .sum { throw Calculation.overflow }
          isFloat = true
          float = Double(whole) + number
        } else {
          whole = sum
        }
      } else {
        if !isFloat { float = Double(whole) }
        isFloat = true
        float += number
      }
    case .stDev, .stDevP:
      let difference = number - mean
      mean += difference / Double(count)
      squares += difference * (number - mean)
    default:
      guard let part = second?.number, (0...1).contains(part) else {
        throw QueryError(
          .argument, "NumberOutOfRange", "a percentile is a number from 0.0 to 1.0")
      }
      percentile = part
      values.append(value)
      try run.hold(value.size)
    }
  }

  /// What came of it.
  func result() throws(QueryError) -> Value {
    if let duration {
      let isMean = aggregation == .avg
      return .temporal(.duration(isMean ? try duration.divided(by: count) : duration))
    }
    switch aggregation {
    case .count: return .integer(count)
    case .collect: return .list(values)
    case .min, .max: return best ?? .null
    case .sum: return isFloat ? .float(float) : .integer(whole)
    case .avg:
      if count == 0 { return .null }
      return .float((isFloat ? float : Double(whole)) / Double(count))
    case .stDev: return .float(count < 2 ? 0 : (squares / Double(count - 1)).squareRoot())
    case .stDevP: return .float(count < 1 ? 0 : (squares / Double(count)).squareRoot())
    case .percentileDisc:
      if values.isEmpty { return .null }
      let sorted = values.sorted { Value.order($0, $1) < 0 }
      let place = Int((percentile * Double(sorted.count)).rounded(.up)) - 1
      return sorted[max(0, place)]
    case .percentileCont:
      if values.isEmpty { return .null }
      let sorted = values.compactMap(\.number).sorted()
      let place = percentile * Double(sorted.count - 1)
      let low = Int(place.rounded(.down))
      let high = Swift.min(low + 1, sorted.count - 1)
      return .float(sorted[low] + (sorted[high] - sorted[low]) * (place - Double(low)))
    }
  }
}
