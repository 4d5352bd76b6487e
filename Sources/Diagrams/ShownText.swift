/// Text from data made fit to be shown: what no reader sees is dropped, what no picture can hold is
/// cut, and long lines are wrapped.
enum ShownText {
  /// On one line: control, direction-changing and ill-formed characters are dropped, runs of space
  /// become one.
  ///
  /// - Parameter limit: The greatest number of characters; a longer text ends in `…`.
  /// - Complexity: O(`limit`) but for the skipping of space.
  static func line(_ text: String, limit: Int = 400) -> String {
    var result = ""
    var count = 0
    var isSpacePending = false
    for character in text {
      guard let shown = visible(character) else {
        isSpacePending = isSpacePending || character.isWhitespace
        continue
      }
      if shown.isWhitespace {
        isSpacePending = true
        continue
      }
      let needed = isSpacePending && count > 0 ? 2 : 1
      if count + needed > limit { return cut(result, to: limit - 1) + "…" }
      if needed == 2 { result.append(" ") }
      isSpacePending = false
      result.append(shown)
      count += needed
    }
    return result
  }

  /// The text with at most so many characters, without a space at its end.
  private static func cut(_ text: String, to count: Int) -> String {
    var text = text.prefix(max(0, count))
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The character without what must not be in a picture, or nil if nothing is left of it.
  ///
  /// A letter under a pile of accents keeps the first dozen.
  private static func visible(_ character: Character) -> Character? {
    let scalars = character.unicodeScalars
    if scalars.count == 1, let only = scalars.first {
      return isShowable(only) ? character : nil
    }
    if scalars.count <= 12, scalars.allSatisfy(isShowable) { return character }
    var kept = String.UnicodeScalarView()
    for scalar in scalars.prefix(12) where isShowable(scalar) { kept.append(scalar) }
    return String(kept).first
  }

  private static func isShowable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029: false
    // Embeddings, overrides and isolates would reorder the words around them.
    case 0x202A...0x202E, 0x2066...0x2069, 0xFEFF: false
    // XML knows no such characters.
    default: scalar.value & 0xFFFE != 0xFFFE
    }
  }

  /// The text on as few lines as the width allows, then as even as they can be.
  ///
  /// Breaks at spaces; a word longer than a line is broken after a hyphen, slash, underscore or at sign
  /// where it has one there, else between two characters.
  ///
  /// - Parameters:
  ///   - text: One line, as `line` gives it.
  ///   - width: Columns, of which East Asian characters and emoji take two.
  ///   - lines: The most lines; what does not fit is cut and ends in `…`.
  static func wrap(_ text: String, width: Int, lines: Int = .max) -> [String] {
    precondition(width >= 2 && lines >= 1, "a line holds at least one wide character")
    let words = text.split(separator: " ").flatMap { pieces(of: $0, width: width) }
    let greedy = fill(words, width: width)
    if greedy.count > lines {
      var kept = Array(greedy.prefix(lines))
      kept[lines - 1] = ending(kept[lines - 1], width: width)
      return kept
    }
    // The least width that needs no more lines; widths and line counts are monotonous.
    var (low, high) = (2, width)
    while low < high {
      let middle = (low + high) / 2
      if words.allSatisfy({ $0.columns <= middle }),
        fill(words, width: middle).count <= greedy.count
      {
        high = middle
      } else {
        low = middle + 1
      }
    }
    return fill(words, width: high)
  }

  private struct Word {
    var text: Substring
    var columns: Int
    /// Whether a space parts it from the one before.
    var followsSpace: Bool
  }

  private static func fill(_ words: [Word], width: Int) -> [String] {
    var lines: [String] = []
    var room = 0
    for word in words {
      let space = word.followsSpace ? 1 : 0
      if !lines.isEmpty, word.columns + space <= room {
        if word.followsSpace { lines[lines.count - 1] += " " }
        lines[lines.count - 1] += word.text
        room -= word.columns + space
      } else {
        lines.append(String(word.text))
        room = width - word.columns
      }
    }
    return lines
  }

  /// A word in stretches that fit on a line.
  private static func pieces(of word: Substring, width: Int) -> [Word] {
    var pieces: [Word] = []
    var rest = word
    while true {
      var (columns, end, softEnd) = (0, rest.startIndex, rest.startIndex)
      while end < rest.endIndex {
        let next = Self.columns(of: rest[end])
        if columns + next > width { break }
        columns += next
        let character = rest[end]
        end = rest.index(after: end)
        if "-/_@".contains(character) { softEnd = end }
      }
      if end < rest.endIndex, softEnd > rest.startIndex { end = softEnd }
      let piece = rest[..<end]
      pieces.append(
        Word(text: piece, columns: Self.columns(of: piece), followsSpace: pieces.isEmpty))
      if end == rest.endIndex { return pieces }
      rest = rest[end...]
    }
  }

  /// A line shortened so that `…` fits behind it.
  private static func ending(_ line: String, width: Int) -> String {
    var line = line[...]
    while columns(of: line) + 1 > width { line.removeLast() }
    while line.last == " " { line.removeLast() }
    return line + "…"
  }

  /// The columns that a text takes.
  static func columns(of text: some StringProtocol) -> Int {
    text.reduce(0) { $0 + columns(of: $1) }
  }

  private static func columns(of character: Character) -> Int {
    guard let first = character.unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 2
    default: return 1
    }
  }
}
