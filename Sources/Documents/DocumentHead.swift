import GraphModel

/// What the first lines of a text tell about it.
package struct DocumentHead: Hashable, Sendable {
  /// The heading, where the first line that is not a date is one in Markdown (`# …`).
  package var title: String?
  /// The date of publication in EDTF: the first of the head's lines that is a date and nothing else.
  package var date: String?

  /// Looks at the first twenty lines, and at no more than 4 KiB of them.
  package init(of text: String) {
    let head = text.unicodeScalars.prefix(4096)
    let lines = head.split(
      maxSplits: 20, omittingEmptySubsequences: true, whereSeparator: { $0 == "\n" || $0 == "\r" })
    for line in lines.prefix(20) {
      let words = line.split(whereSeparator: { Self.isSpace($0) }).map { String(Substring($0)) }
      guard let first = words.first else { continue }
      if date == nil, let found = CalendarDate(words: words) {
        date = found.description
      } else if title == nil, first == "#", words.count > 1 {
        title = words.dropFirst().joined(separator: " ")
      }
    }
  }

  /// The day that some words and nothing else name, in EDTF.
  static func date(of words: [String]) -> String? { CalendarDate(words: words)?.description }

  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "\u{FEFF}" || scalar.properties.isWhitespace
  }
}

/// A day of the Gregorian calendar as a headline writes it.
private struct CalendarDate: CustomStringConvertible {
  var year: Int
  var month: Int
  var day: Int

  /// Reads `January 6, 2020`, `Jan. 6, 2020`, `6 January 2020` and `2020-01-06`, each with a weekday
  /// before it or not.
  init?(words: [String]) {
    var words = words.map { $0.lowercased().trimmingSuffix(",") }
    if let first = words.first, Self.isWeekday(first) { words.removeFirst() }
    switch words.count {
    case 1:
      let parts = words[0].split(separator: "-", omittingEmptySubsequences: false)
      guard parts.map(\.count) == [4, 2, 2] else { return nil }
      guard let year = Self.number(parts[0]), let month = Self.number(parts[1]),
        let day = Self.number(parts[2])
      else { return nil }
      (self.year, self.month, self.day) = (year, month, day)
    case 3:
      guard words[2].count == 4, let year = Self.number(words[2][...]) else { return nil }
      if let month = Self.month(words[0]), let day = Self.number(words[1][...]) {
        (self.year, self.month, self.day) = (year, month, day)
      } else if let day = Self.number(words[0][...]), let month = Self.month(words[1]) {
        (self.year, self.month, self.day) = (year, month, day)
      } else {
        return nil
      }
    default: return nil
    }
    guard (1...12).contains(month), (1...daysInMonth).contains(day) else { return nil }
  }

  /// In EDTF: `2020-01-06`.
  var description: String {
    "\(year.padded(to: 4))-\(month.padded(to: 2))-\(day.padded(to: 2))"
  }

  private var daysInMonth: Int {
    EDTF.dayCount(year: year, month: month)
  }

  private static func number(_ digits: Substring) -> Int? {
    digits.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(digits) : nil
  }

  private static let months = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ]

  /// The month of that name or of its abbreviation of three or more letters.
  private static func month(_ word: String) -> Int? {
    let name = word.trimmingSuffix(".")
    guard name.count >= 3 else { return nil }
    return months.firstIndex { $0.hasPrefix(name) }.map { $0 + 1 }
  }

  private static func isWeekday(_ word: String) -> Bool {
    let name = word.trimmingSuffix(".")
    guard name.count >= 3 else { return false }
    let weekdays = [
      "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    ]
    return weekdays.contains { $0.hasPrefix(name) }
  }
}

extension String {
  fileprivate func trimmingSuffix(_ suffix: String) -> String {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : self
  }
}
