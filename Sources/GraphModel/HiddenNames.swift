/// Names that must not be seen, and what stands for them.
///
/// A name is found whatever its case, accents and spacing, in one word or several, with hyphens or in an
/// address; what it is a part of by its exact letters goes with it (`Iranian` with `Iran`).
struct HiddenNames: Sendable {
  /// How sure it is that letters are a name.
  enum Strength: Int, Sendable, Comparable {
    /// A given name: only with a capital, and not before another such word, which would make it the name of
    /// somebody else.
    case givenName
    /// A surname: not within the full name of somebody else.
    case surname
    /// A name or an alias.
    case name

    static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
  }

  /// One name.
  private struct Pattern: Sendable {
    /// Folded words with a gap between two of them.
    var units: [UInt32]
    /// How many of them are letters or digits.
    var letterCount: Int
    var strength: Strength
    /// The ways of writing it that were given.
    var spellings: [[UInt8]]
    /// Who is called so, ascending.
    var owners: [Int]
    /// Whether somebody is called so who is not to be hidden.
    var isShared = false
    /// Whether it is an everyday word, too, so that it takes a capital to be a name.
    var isWord = false
  }

  /// A place where a name stands.
  struct Match: Hashable {
    /// The UTF-8 bytes.
    var range: Range<Int>
    /// What stands for it.
    fileprivate var label: Label
    fileprivate var strength: Strength
  }

  fileprivate struct Label: Hashable {
    var owners: [Int]
    var isShared: Bool
  }

  private var patterns: [Pattern] = []
  private var positions: [[UInt32]: Int] = [:]
  /// The patterns by their first letter.
  private var starts: [UInt32: [Int]] = [:]
  /// Full names of others, which are not to be taken apart for a surname in them.
  private var kept: [UInt32: [[UInt32]]] = [:]
  /// What is shown for each owner.
  var labels: [String] = []

  /// Adds a way to call somebody; words without a letter or digit can't be hidden and are none.
  mutating func add(_ name: String, strength: Strength, owner: Int, isWord: Bool = false) {
    let words = FoldedText(name).words
    guard !words.isEmpty else { return }
    let units = Array(words.joined(separator: [FoldedText.gap]))
    let position = positions[units] ?? patterns.count
    if position == patterns.count {
      positions[units] = position
      starts[units[0], default: []].append(position)
      patterns.append(
        Pattern(
          units: units, letterCount: words.reduce(0) { $0 + $1.count }, strength: strength,
          spellings: [], owners: [], isWord: isWord))
    }
    patterns[position].strength = max(patterns[position].strength, strength)
    patterns[position].isWord = patterns[position].isWord && isWord
    let bytes = Array(name.utf8)
    if !patterns[position].spellings.contains(bytes) { patterns[position].spellings.append(bytes) }
    if !patterns[position].owners.contains(owner) {
      patterns[position].owners.append(owner)
      patterns[position].owners.sort()
    }
  }

  /// Says that somebody who is not hidden is called so.
  ///
  /// The full name stays as it is unless a hidden name is in it; a surname or given name that both have then
  /// stands for either.
  mutating func keep(_ name: String, surname: String?, givenName: String?) {
    let folded = FoldedText(name)
    for (word, strength) in [(surname, Strength.surname), (givenName, .givenName)] {
      guard let word else { continue }
      let units = Array(FoldedText(word).words.joined(separator: [FoldedText.gap]))
      guard let position = positions[units], patterns[position].strength == strength else {
        continue
      }
      patterns[position].isShared = true
      let words = folded.words
      if words.count > 1, !hasHiddenName(folded, Array(name.utf8)) {
        let units = Array(words.joined(separator: [FoldedText.gap]))
        kept[units[0], default: []].append(units)
      }
    }
  }

  /// Whether it has a word in common with a name that is hidden.
  func sharesWord(with text: String) -> Bool {
    let words = Set(FoldedText(text).words)
    return patterns.contains { pattern in
      pattern.units.split(separator: FoldedText.gap).contains { words.contains(Array($0)) }
    }
  }

  private func hasHiddenName(_ text: FoldedText, _ bytes: [UInt8]) -> Bool {
    text.units.indices.contains { start in
      (starts[text.units[start]] ?? []).contains {
        patterns[$0].strength == .name && end(of: patterns[$0], in: text, bytes, from: start) != nil
      }
    }
  }

  // MARK: Finding

  /// The places where names stand in a text, in order.
  ///
  /// - Complexity: O(*n*) in the text's length for few names of few letters.
  func matches(in text: String) -> [Match] {
    let folded = FoldedText(text)
    let units = folded.units
    guard units.contains(where: { starts[$0] != nil }) else { return [] }
    let bytes = Array(text.utf8)
    var matches: [Match] = []
    var position = 0
    while position < units.count {
      guard let found = longest(at: position, in: folded, bytes) else {
        position += 1
        continue
      }
      guard let pattern = found.pattern else {
        position = found.end
        continue
      }
      let run = Self.wholeWords(position..<found.end, in: units)
      var range =
        folded.places[run.lowerBound].lowerBound..<folded.places[run.upperBound - 1].upperBound
      var label = Label(owners: pattern.owners, isShared: pattern.isShared)
      if let last = matches.last {
        // A word that was cut off to the left may be the end of one that is hidden already.
        range =
          max(
            range.lowerBound, last.range.upperBound)..<max(range.upperBound, last.range.upperBound)
        // `Soleimani, Qasem` is one name.
        let owners = last.label.owners.filter(label.owners.contains)
        if !owners.isEmpty, Set([last.strength, pattern.strength]) == [.surname, .givenName],
          bytes[last.range.upperBound..<range.lowerBound].allSatisfy({ " ,".utf8.contains($0) })
        {
          matches.removeLast()
          range = last.range.lowerBound..<range.upperBound
          label = Label(owners: owners, isShared: false)
        }
      }
      matches.append(Match(range: range, label: label, strength: pattern.strength))
      position = run.upperBound
    }
    return matches
  }

  /// The longest name at a position, hidden or kept.
  private func longest(
    at start: Int, in text: FoldedText, _ bytes: [UInt8]
  ) -> (end: Int, pattern: Pattern?)? {
    var best: (end: Int, pattern: Pattern?)?
    for index in starts[text.units[start]] ?? [] {
      let pattern = patterns[index]
      guard let end = end(of: pattern, in: text, bytes, from: start) else { continue }
      if let best, (best.end, best.pattern?.strength ?? .name) >= (end, pattern.strength) {
        continue
      }
      best = (end, pattern)
    }
    if best?.pattern?.strength == .name { return best }
    for units in kept[text.units[start]] ?? [] {
      guard let end = Self.end(of: units, in: text.units, from: start),
        Self.isWhole(start..<end, in: text.units), end >= best?.end ?? 0
      else { continue }
      // A hidden name that begins within a kept one reaches beyond it.
      let isCrossed = (start + 1..<end).contains { inner in
        (starts[text.units[inner]] ?? []).contains {
          patterns[$0].strength == .name
            && self.end(of: patterns[$0], in: text, bytes, from: inner) != nil
        }
      }
      if !isCrossed { best = (end, nil) }
    }
    return best
  }

  /// Fewer letters than these are a name only where they are words of their own.
  private static let (fewestExact, fewestInside) = (3, 6)

  /// Where a name ends that begins at a unit, if it does.
  private func end(
    of pattern: Pattern, in text: FoldedText, _ bytes: [UInt8], from start: Int
  ) -> Int? {
    guard let end = Self.end(of: pattern.units, in: text.units, from: start) else { return nil }
    let isWhole = Self.isWhole(start..<end, in: text.units)
    switch pattern.strength {
    case .givenName:
      guard isWhole, text.isCapital[start] else { return nil }
      let next = text.units[end...].firstIndex { $0 > FoldedText.soft }
      if let next, text.isCapital[next], next == end + 1, text.units[end] == FoldedText.gap {
        let between = bytes[text.places[end]]
        if between.allSatisfy({ $0 == UInt8(ascii: " ") }) { return nil }
      }
      return end
    case .surname:
      guard isWhole || pattern.letterCount >= Self.fewestInside else { return nil }
      return !pattern.isWord || isWhole && text.isCapital[start] ? end : nil
    case .name:
      if isWhole || pattern.letterCount >= Self.fewestInside { return end }
      if pattern.units.contains(where: { !FoldedText.partsWords($0) }) { return end }
      guard pattern.letterCount >= Self.fewestExact else { return nil }
      let rest = bytes[text.places[start].lowerBound...]
      return pattern.spellings.contains { rest.starts(with: $0) } ? end : nil
    }
  }

  /// Where some words end that begin at a unit of a text, with anything or nothing between two of them.
  private static func end(of words: [UInt32], in units: [UInt32], from start: Int) -> Int? {
    var position = start
    for (index, unit) in words.enumerated() {
      if unit == FoldedText.gap {
        while position < units.count, units[position] <= FoldedText.soft { position += 1 }
        continue
      }
      if index > 0 {
        while position < units.count, units[position] == FoldedText.soft { position += 1 }
      }
      guard position < units.count, units[position] == unit else { return nil }
      position += 1
    }
    return position
  }

  /// Whether units are no part of a longer word.
  private static func isWhole(_ run: Range<Int>, in units: [UInt32]) -> Bool {
    (run.lowerBound == 0 || units[run.lowerBound - 1] <= FoldedText.soft)
      && (run.upperBound == units.count || units[run.upperBound] <= FoldedText.soft)
  }

  /// The units with the rest of the words that they are in.
  private static func wholeWords(_ run: Range<Int>, in units: [UInt32]) -> Range<Int> {
    func continues(_ index: Int) -> Bool {
      units.indices.contains(index) && units[index] > FoldedText.soft
        && FoldedText.partsWords(units[index])
    }
    var (start, end) = (run.lowerBound, run.upperBound)
    if FoldedText.partsWords(units[start]) { while continues(start - 1) { start -= 1 } }
    if FoldedText.partsWords(units[end - 1]) { while continues(end) { end += 1 } }
    return start..<end
  }

  // MARK: Replacing

  /// A text without the names, and how its positions have moved.
  struct Replacement {
    var text: String
    fileprivate var moves: [(old: Range<Int>, new: Range<Int>)] = []

    /// Whether there was a name in it.
    var isChanged: Bool { !moves.isEmpty }

    /// The UTF-8 bytes that a range of the old text's has become; what was a part of a name is all that
    /// stands for it.
    func range(_ old: Range<Int>) -> Range<Int> {
      let lower = position(old.lowerBound, isUpper: false)
      return lower..<max(lower, position(old.upperBound, isUpper: true))
    }

    private func position(_ old: Int, isUpper: Bool) -> Int {
      var (low, high) = (0, moves.count)
      while low < high {
        let middle = (low + high) / 2
        if moves[middle].old.lowerBound < old { low = middle + 1 } else { high = middle }
      }
      // The last name that begins before it.
      guard low > 0 else { return old }
      let move = moves[low - 1]
      if old < move.old.upperBound { return isUpper ? move.new.upperBound : move.new.lowerBound }
      return old - move.old.upperBound + move.new.upperBound
    }
  }

  /// A text without the names.
  ///
  /// - Parameter asSlug: Whether what stands for a name is to be a part of an id: small letters and hyphens.
  func replacing(in text: String, asSlug: Bool = false) -> Replacement {
    let matches = matches(in: text)
    guard !matches.isEmpty else { return Replacement(text: text) }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var moves: [(old: Range<Int>, new: Range<Int>)] = []
    var copied = 0
    for match in matches {
      result += bytes[copied..<match.range.lowerBound]
      let start = result.count
      let words = words(for: match.label)
      result += (asSlug ? NameKey.slug(words) : words).utf8
      moves.append((match.range, start..<result.count))
      copied = match.range.upperBound
    }
    result += bytes[copied...]
    return Replacement(text: String(decoding: result, as: UTF8.self), moves: moves)
  }

  private func words(for label: Label) -> String {
    (label.owners.map { labels[$0] } + (label.isShared ? ["another"] : []))
      .joined(separator: " or ")
  }
}
