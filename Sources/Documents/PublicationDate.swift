import GraphModel

/// Dates as pages and front matter write them.
enum PublicationDate {
  /// The day (or, failing that, month or year) in EDTF; nil if there is none.
  ///
  /// Reads `2020-01-06T09:30:00Z`, `2020-01-06 09:30`, `20200106`, `2020/01/06`, `2020-01`, `2020`,
  /// `Mon, 06 Jan 2020 09:30:00 GMT`, `January 6, 2020` and their kin. The day is that of the writer's own
  /// clock: no zone is reckoned with.
  static func edtf(_ text: String) -> String? {
    let text = text.trimmed
    guard text.utf8.count < 100 else { return nil }
    let digits = text.split(omittingEmptySubsequences: false) { !$0.isASCII || !$0.isNumber }
    if digits[0].count == 8,
      let date = valid(digits[0].prefix(4), digits[0].dropFirst(4).prefix(2), digits[0].suffix(2))
    {
      return date
    }
    if digits[0].count == 4, text.utf8.count > 4, "-/.".contains(text[digits[0].endIndex]) {
      let day = digits.count > 2 ? digits[2] : ""
      if digits.count > 2, let date = valid(digits[0], digits[1], day) { return date }
      if digits.count == 2 { return valid("\(digits[0])-\(digits[1])") }
    }
    if digits.count == 1, digits[0].count == 4 { return valid(String(digits[0])) }
    let words = text.split(whereSeparator: \.isWhitespace).map(String.init)
    // A weekday, day, month and year; the time of day behind them does not matter.
    return (3...4).lazy.compactMap { DocumentHead.date(of: Array(words.prefix($0))) }.first
  }

  private static func valid(
    _ year: Substring, _ month: Substring, _ day: Substring
  ) -> String? {
    func padded(_ digits: Substring) -> String { digits.count == 1 ? "0" + digits : String(digits) }
    return valid("\(year)-\(padded(month))-\(padded(day))")
  }

  private static func valid(_ date: String) -> String? { (try? EDTF(date))?.text }
}
