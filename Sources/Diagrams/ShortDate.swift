/// Dates as a reader of English would write them on an arrow.
enum ShortDate {
  /// A date or interval in EDTF in few words.
  ///
  /// For example `5 Jan 2020`, `4–5 Jan 2020`, `spring 2019`, `until 2016`, `about 1999`, `1980s`,
  /// `44 BC`. What is not understood is shown as it stands.
  static func words(_ edtf: String) -> String {
    let parts = edtf.split(separator: "/", omittingEmptySubsequences: false).map {
      Part($0)
    }
    switch (parts.first, parts.count) {
    case (.date(let date)?, 1): return date.words
    case (.date(let start)?, 2):
      switch parts[1] {
      case .date(let end): return range(start, end)
      case .open: return "since " + start.words
      case .other: break
      }
    case (.open?, 2):
      if case .date(let end) = parts[1] { return "until " + end.words }
    default: break
    }
    return ShownText.line(edtf, limit: 24)
  }

  private enum Part {
    case date(Date)
    case open
    case other

    init(_ text: Substring) {
      if text.isEmpty || text == ".." {
        self = .open
      } else if let date = Date(text) {
        self = .date(date)
      } else {
        self = .other
      }
    }
  }

  private static func range(_ start: Date, _ end: Date) -> String {
    if start == end { return start.words }
    guard start.isPlain, end.isPlain, start.year == end.year, let startMonth = start.month,
      let endMonth = end.month
    else { return "\(start.words) – \(end.words)" }
    if startMonth == endMonth, let startDay = start.day, end.day != nil {
      return "\(startDay)–\(end.words)"
    }
    if start.day == nil, end.day == nil { return "\(startMonth)–\(end.words)" }
    return "\(start.day.map { "\($0) " } ?? "")\(startMonth) – \(end.words)"
  }

  private struct Date: Equatable {
    var year: String
    /// The month's or season's name.
    var month: String?
    var day: Int?
    var isApproximate = false
    var isUncertain = false

    var words: String {
      let month = month.map { "\($0) " } ?? ""
      let day = day.map { "\($0) " } ?? ""
      return (isApproximate ? "about " : "") + day + month + year + (isUncertain ? "?" : "")
    }

    var isPlain: Bool { !isApproximate && !isUncertain }

    init?(_ text: Substring) {
      var text = text
      switch text.last {
      case "~": isApproximate = true
      case "?": isUncertain = true
      case "%": (isApproximate, isUncertain) = (true, true)
      default: break
      }
      if isApproximate || isUncertain { text.removeLast() }
      if let time = text.firstIndex(of: "T") { text = text[..<time] }
      let isBeforeChrist = text.hasPrefix("-")
      if isBeforeChrist { text.removeFirst() }
      let fields = text.split(separator: "-", omittingEmptySubsequences: false)
      guard fields.count <= 3, let year = Self.year(fields[0], isBeforeChrist) else { return nil }
      self.year = year
      if fields.count > 1, fields[1] != "XX" {
        guard let month = Self.months[fields[1]] else { return nil }
        self.month = month
      }
      if fields.count > 2, fields[2] != "XX" {
        guard month != nil, fields[2].count == 2, let day = Int(fields[2]), (1...31).contains(day)
        else { return nil }
        self.day = day
      }
    }

    /// `2020`, `44 BC` for the year −43, `1980s` for `198X`, `1900s` for `19XX`.
    private static func year(_ text: Substring, _ isBeforeChrist: Bool) -> String? {
      guard text.count == 4 else { return nil }
      let known = text.prefix { $0.isASCII && $0.isNumber }
      let unknown = text.dropFirst(known.count)
      guard !known.isEmpty, unknown.allSatisfy({ $0 == "X" }), let digits = Int(known) else {
        return nil
      }
      if unknown.isEmpty { return isBeforeChrist ? "\(digits + 1) BC" : "\(digits)" }
      guard !isBeforeChrist, unknown.count <= 2 else { return nil }
      return "\(digits)\(String(repeating: "0", count: unknown.count))s"
    }

    private static let months: [Substring: String] = [
      "01": "Jan", "02": "Feb", "03": "Mar", "04": "Apr", "05": "May", "06": "Jun", "07": "Jul",
      "08": "Aug", "09": "Sep", "10": "Oct", "11": "Nov", "12": "Dec", "21": "spring",
      "22": "summer", "23": "autumn", "24": "winter",
    ]
  }
}
