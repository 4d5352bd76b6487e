import GraphModel

/// As much of a quote as there is room for.
enum Excerpt {
  /// The words that say it, with `…` wherever something is left out.
  ///
  /// Of a long quote that is the part around what is known of it: if there is room, from the first to the last
  /// of subject, trigger and object; else the trigger's surroundings; else the beginning.
  ///
  /// - Parameter limit: The greatest number of characters.
  static func words(of evidence: Evidence, limit: Int) -> String {
    let all = Array(ShownText.line(evidence.quote, limit: .max))
    if all.count <= limit { return String(all) }
    let core = cores(of: evidence).lazy.map { shown($0, of: evidence.quote, in: all) }
      .first { $0.count <= limit - 4 }
    let window = window(around: core ?? 0..<0, in: all, limit: limit)
    return (window.lowerBound > 0 ? "… " : "") + String(all[window])
      + (window.upperBound < all.count ? " …" : "")
  }

  /// What of a quote matters, as UTF-8 bytes of it: the best that there may be room for first.
  private static func cores(of evidence: Evidence) -> [Range<Int>] {
    guard let span = evidence.span, span.count == evidence.quote.utf8.count else { return [] }
    func range(_ parts: [Evidence.Part]) -> Range<Int>? {
      let ranges = parts.compactMap { evidence.parts[$0] }.filter {
        span.lowerBound <= $0.lowerBound && $0.upperBound <= span.upperBound
      }
      guard let start = ranges.map(\.lowerBound).min(), let end = ranges.map(\.upperBound).max()
      else { return nil }
      return start - span.lowerBound..<end - span.lowerBound
    }
    return [
      range([.subject, .trigger, .object]), range([.trigger]), range([.subject]), range([.object]),
    ].compactMap { $0 }
  }

  /// A range of a quote's bytes as a range of the characters that are shown of it.
  private static func shown(
    _ bytes: Range<Int>, of quote: String, in all: [Character]
  ) -> Range<Int> {
    func characters(_ end: Int) -> Int {
      let index = quote.utf8.index(quote.startIndex, offsetBy: end)
      return min(all.count, ShownText.line(String(quote[..<index]), limit: .max).count)
    }
    var start = characters(bytes.lowerBound)
    if start < all.count, all[start] == " " { start += 1 }
    return start..<max(start, characters(bytes.upperBound))
  }

  /// The characters around a core, whole words of them, with as much before it as behind.
  private static func window(
    around core: Range<Int>, in all: [Character], limit: Int
  ) -> Range<Int> {
    let room = limit - 4 - core.count
    var start = max(0, core.lowerBound - room / 2)
    var end = min(all.count, start + core.count + room)
    start = max(0, min(start, end - core.count - room))
    if start == 0 { end = min(all.count, end + 2) }
    if start > 0 {
      while start < core.lowerBound, all[start - 1] != " " { start += 1 }
      while start < core.lowerBound, all[start] == " " { start += 1 }
    }
    if end < all.count {
      var whole = end
      while whole > core.upperBound, all[whole] != " " { whole -= 1 }
      // One word that is longer than the room is cut.
      if whole > start, all[whole] == " " { end = whole }
    }
    return start..<end
  }
}
