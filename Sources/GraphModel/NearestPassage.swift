/// Finds the stretch of a text that is most like a quote.
///
/// Both are cut into words. A window as long as the quote slides over the text's words and counts, rare
/// words more than common ones, how much of the quote is in it; the best window is then cut to the words
/// that the quote has.
enum NearestPassage {
  /// The least share of the quote that a passage must have.
  private static let leastSimilarity = 0.3

  static func find(_ quote: String, in text: String) -> QuoteLocation.Passage? {
    var words = WordTable()
    let wanted = words.words(of: quote).map(\.id)
    let known = words.count
    let found = words.words(of: text)
    guard !wanted.isEmpty, !found.isEmpty else { return nil }

    var wantedCounts = [Int](repeating: 0, count: known)
    for id in wanted { wantedCounts[id] += 1 }
    var textCounts = [Int](repeating: 0, count: known)
    for word in found where word.id < known { textCounts[word.id] += 1 }
    let weights = textCounts.map { 1 + 63 / max(1, $0) }
    let total = wanted.reduce(0) { $0 + weights[$1] }

    // Slide.
    let width = wanted.count
    var inWindow = [Int](repeating: 0, count: known)
    var score = 0
    var best = (score: 0, start: 0)
    for end in found.indices {
      let entering = found[end].id
      if entering < known {
        inWindow[entering] += 1
        if inWindow[entering] <= wantedCounts[entering] { score += weights[entering] }
      }
      if end >= width {
        let leaving = found[end - width].id
        if leaving < known {
          if inWindow[leaving] <= wantedCounts[leaving] { score -= weights[leaving] }
          inWindow[leaving] -= 1
        }
      }
      if score > best.score { best = (score, max(0, end + 1 - width)) }
    }
    guard best.score > 0 else { return nil }

    // Let words in between make the passage longer than the quote, then cut what the quote does not have.
    let slack = width / 4 + 1
    var range = max(0, best.start - slack)..<min(found.count, best.start + width + slack)
    var missing = wantedCounts
    var used = [Bool](repeating: false, count: range.count)
    let core = best.start..<min(found.count, best.start + width)
    for position in Array(core) + Array(range).filter({ !core.contains($0) }) {
      let id = found[position].id
      if id < known, missing[id] > 0 {
        missing[id] -= 1
        used[position - range.lowerBound] = true
      }
    }
    guard let first = used.firstIndex(of: true), let last = used.lastIndex(of: true) else {
      return nil
    }
    range = range.lowerBound + first..<range.lowerBound + last + 1
    let matched = range.reduce(0) { sum, position in
      let id = found[position].id
      return used[position - range.lowerBound + first] ? sum + weights[id] : sum
    }
    // Dice: twice what both have over what each has; words that are not in the quote weigh one.
    let own = range.reduce(0) { sum, position in
      let id = found[position].id
      return sum + (id < known ? weights[id] : 64)
    }
    let similarity = Double(2 * matched) / Double(total + own)
    guard similarity >= leastSimilarity else { return nil }

    let span = found[range.lowerBound].span.lowerBound..<found[range.upperBound - 1].span.upperBound
    let bytes = text.utf8
    let lower = bytes.index(bytes.startIndex, offsetBy: span.lowerBound)
    let upper = bytes.index(bytes.startIndex, offsetBy: span.upperBound)
    return QuoteLocation.Passage(
      span: span, text: String(text[lower..<upper]), similarity: similarity,
      hasSameWords: range.map { found[$0].id } == wanted)
  }
}

/// Numbers the distinct words of texts.
private struct WordTable {
  struct Word {
    var id: Int
    /// UTF-8 bytes.
    var span: Range<Int>
  }

  private var ids: [String: Int] = [:]

  var count: Int { ids.count }

  /// The words of a text: runs of letters and digits, and every ideograph by itself; words that differ
  /// in case and accents only have one number.
  mutating func words(of text: String) -> [Word] {
    var words: [Word] = []
    var word = String.UnicodeScalarView()
    var start = 0
    var offset = 0
    func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
      if scalar.isASCII {
        return (0x30...0x39).contains(scalar.value) || (0x41...0x5A).contains(scalar.value)
          || (0x61...0x7A).contains(scalar.value)
      }
      let properties = scalar.properties
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: return true
      default: return properties.isAlphabetic || properties.numericType != nil
      }
    }
    func close(at end: Int) {
      guard !word.isEmpty else { return }
      let key = NameKey.fold(String(word))
      let id = ids[key] ?? ids.count
      ids[key] = id
      words.append(Word(id: id, span: start..<end))
      word = String.UnicodeScalarView()
    }
    for scalar in text.unicodeScalars {
      let length = UTF8.width(scalar)
      if isWordPart(scalar) {
        let standsAlone = !scalar.isASCII && scalar.properties.isIdeographic
        if standsAlone { close(at: offset) }
        if word.isEmpty { start = offset }
        word.append(scalar)
        if standsAlone { close(at: offset + length) }
      } else {
        close(at: offset)
      }
      offset += length
    }
    close(at: offset)
    return words
  }
}
