/// Dates as a reader of English would write them on an arrow.
enum ShortDate {
  /// A date or interval in EDTF in few words.
  ///
  /// For example `5 Jan 2020`, `4–5 Jan 2020`, `Nov 2019`, `until 2016`, `about 1999`. What is not
  /// understood is shown as it stands.
  static func words(_ edtf: String) -> String {
    let parts = edtf.split(separator: "/", omittingEmptySubsequences: false)
    switch parts.count {
    case 1: return date(parts[0])?.words ?? ShownText.line(edtf, limit: 24)
    case 2:
      let (start, end) = (parts[0], parts[1])
      let isOpenStart = start.isEmpty || start == ".."
      let isOpenEnd = end.isEmpty || end == ".."
      if isOpenStart, let end = date(end) { return "until " + end.words }
      if isOpenEnd, let start = date(start) { return "since " + start.words }
      if let start = date(start), let end = date(end) { return range(start, end) }
      return ShownText.line(edtf, limit: 24)
    default: return ShownText.line(edtf, limit: 24)
    }
  }

  private struct Date: Equatable {
    var year: String
    var month: Int?
    var day: Int?
    var isApproximate = false
    var isUncertain = false

    var words: String {
      let month = month.map { "\(ShortDate.months[$0 - 1]) " } ?? ""
      let day = day.map { "\($0) " } ?? ""
      return (isApproximate ? "about " : "") + day + month + year + (isUncertain ? "?" : "")
    }

    var isPlain: Bool { !isApproximate && !isUncertain }
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  private static func range(_ start: Date, _ end: Date) -> String {
    if start == end { return start.words }
    guard start.isPlain, end.isPlain, start.year == end.year, let startMonth = start.month,
      let endMonth = end.month
    else { return "\(start.words) – \(end.words)" }
    if startMonth == endMonth, let startDay = start.day, end.day != nil {
      return "\(startDay)–\(end.words)"
    }
    if start.day == nil, end.day == nil { return "\(months[startMonth - 1])–\(end.words)" }
    return "\(start.day.map { "\($0) " } ?? "")\(months[startMonth - 1]) – \(end.words)"
  }

  private static func date(_ text: Substring) -> Date? {
    var text = text
    var date = Date(year: "")
    switch text.last {
    case "~": date.isApproximate = true
    case "?": date.isUncertain = true
    case "%": (date.isApproximate, date.isUncertain) = (true, true)
    default: break
    }
    if !date.isPlain { text.removeLast() }
    if let time = text.firstIndex(of: "T") { text = text[..<time] }
    let fields = text.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...3).contains(fields.count), fields[0].count == 4,
      fields.allSatisfy({ $0.allSatisfy { $0.isASCII && $0.isNumber } })
    else { return nil }
    date.year = String(Int(fields[0]) ?? 0)
    if fields.count > 1 {
      guard fields[1].count == 2, let month = Int(fields[1]), (1...12).contains(month) else {
        return nil
      }
      date.month = month
    }
    if fields.count > 2 {
      guard fields[2].count == 2, let day = Int(fields[2]), (1...31).contains(day) else {
        return nil
      }
      date.day = day
    }
    return date
  }
}
