import GraphModel

/// What the text of a time in EDTF tells of days.
enum TimeValue {
  static func isDay(_ time: String) -> Bool {
    time.utf8.count == "2020-01-06".utf8.count && !time.contains("/") && !time.contains("X")
  }

  /// The number of the last day that a time may mean, if any is.
  static func lastDay(_ time: String) -> Int? {
    do { return try EDTF(time).latest } catch { return nil }
  }

  /// When what lasts begins; the time itself where it does not last.
  static func beginning(of time: String) -> String { String(time.prefix { $0 != "/" }) }

  /// What two times of one event have in common: the one that lies in the other, but of a run of days and one of them the run;
  /// nil if they are apart.
  static func common(_ left: String, _ right: String) -> String? {
    guard left != right, let first = try? EDTF(left), let second = try? EDTF(right) else {
      return left
    }
    func isRun(_ time: String) -> Bool {
      time.split(separator: "/").allSatisfy { isDay(String($0)) }
    }
    if first.contains(second) { return isRun(left) ? left : right }
    return second.contains(first) ? isRun(right) ? right : left : nil
  }
}
