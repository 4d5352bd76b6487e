/// Cuts a stretch of text into words after Universal Dependencies' English conventions.
///
/// Linear in the length of the text: every look ahead is bounded or remembered.
struct Tokenizer {
  /// The words found so far.
  private(set) var words: [Word] = []

  private let bytes: UnsafeBufferPointer<UInt8>
  // One chunk (a stretch without white space) at a time.
  private var scalars: [UInt32] = []
  private var classes: [ScalarClass] = []
  private var offsets: [Int] = []
  private var count = 0
  private var emitted = 0
  private var endsBlock = false
  private var nextStart: ScalarClass = .space
  private var singleQuoteOpen = false
  private var addressChecked = 0

  /// Makes a tokenizer of well-formed UTF-8.
  init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Appends the words of those bytes; a word never reaches across the end.
  mutating func tokenize(_ range: Range<Int>) {
    singleQuoteOpen = false
    var position = range.lowerBound
    while true {
      position = skipSpace(from: position, to: range.upperBound)
      guard position < range.upperBound else { return }
      position = readChunk(from: position, to: range.upperBound)
      let next = skipSpace(from: position, to: range.upperBound)
      endsBlock = next >= range.upperBound
      nextStart = endsBlock ? .space : ScalarClass(decodeScalar(bytes, at: next).value)
      cutChunk()
    }
  }

  /// Forgets the words found so far and returns them.
  mutating func take() -> [Word] {
    defer { words.removeAll(keepingCapacity: true) }
    return words
  }

  // MARK: Chunks

  private func skipSpace(from start: Int, to end: Int) -> Int {
    var position = start
    while position < end {
      let (scalar, length) = decodeScalar(bytes, at: position)
      if ScalarClass(scalar) != .space { break }
      position += length
    }
    return position
  }

  private mutating func readChunk(from start: Int, to end: Int) -> Int {
    scalars.removeAll(keepingCapacity: true)
    classes.removeAll(keepingCapacity: true)
    offsets.removeAll(keepingCapacity: true)
    var position = start
    while position < end {
      let (scalar, length) = decodeScalar(bytes, at: position)
      let kind = ScalarClass(scalar)
      if kind == .space { break }
      scalars.append(scalar)
      classes.append(kind)
      offsets.append(position)
      position += length
    }
    offsets.append(position)
    count = scalars.count
    addressChecked = 0
    return position
  }

  private mutating func cutChunk() {
    emitted = 0
    while emitted < count {
      if !address() && !emoticon() {
        if classes[emitted].isWord { word() } else { mark() }
      }
    }
  }

  private mutating func emit(to end: Int, _ kind: Word.Kind, continues: Bool = false) {
    words.append(
      Word(start: offsets[emitted], end: offsets[end], kind: kind, continues: continues))
    emitted = end
  }

  private func text(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[offsets[start]..<offsets[end]], as: UTF8.self)
  }

  private func scalar(_ index: Int) -> UInt32 { index < count ? scalars[index] : 0 }

  private func isWord(_ index: Int) -> Bool { index < count && classes[index].isWord }

  private func isApostrophe(_ index: Int) -> Bool {
    let s = scalar(index)
    return s == 0x27 || s == 0x2019 || s == 0x60
  }

  private func all(_ start: Int, _ end: Int, _ test: (ScalarClass) -> Bool) -> Bool {
    classes[start..<end].allSatisfy(test)
  }

  // MARK: Addresses, file names, emoticons

  /// Takes a URL, an e-mail address, a host or a file name.
  private mutating func address() -> Bool {
    let start = emitted
    guard start >= addressChecked, isWord(start) else { return false }
    var end = start
    var at = -1
    var dots = 0
    while end < count, isAddressScalar(end) {
      if scalars[end] == 0x40 { at = at < 0 ? end : count }
      if scalars[end] == 0x2E { dots += 1 }
      end += 1
    }
    let run = end
    if scalar(run) == 0x3A, scalar(run + 1) == 0x2F,
      scalar(run + 2) == 0x2F
        || scalar(run) == 0x3A
          && text(start, run).lowercased() == "mailto" && isWord(run + 1)
    {
      return emitAddress(to: endOfURL(from: run))
    }
    if dots >= 2, hasPrefix("www.", at: start) { return emitAddress(to: endOfURL(from: run)) }
    addressChecked = run
    if at > start, at < run - 1, at < count { return emitAddress(to: trimmed(run)) }
    guard dots > 0 else { return false }
    var last = trimmed(run)
    // `host.com/path` is one word too.
    let labels = text(start, last).split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, labels.allSatisfy({ !$0.isEmpty }), let ending = labels.last else {
      return false
    }
    let lower = ending.lowercased()
    let isHost =
      Lexicon.endings.contains(lower) && (ending == lower || ending == ending.uppercased())
    let isGroup = Lexicon.newsgroups.contains(String(labels[0])) && labels.count > 2
    guard isHost || isGroup else { return false }
    if last == run, scalar(run) == 0x2F, isWord(run + 1) { last = endOfURL(from: run) }
    return emitAddress(to: last)
  }

  private mutating func emitAddress(to end: Int) -> Bool {
    guard end > emitted else { return false }
    emit(to: end, .plain)
    addressChecked = 0
    clitics(from: end)
    return true
  }

  private func isAddressScalar(_ index: Int) -> Bool {
    switch scalars[index] {
    case 0x2E, 0x2D, 0x40, 0x25, 0x2B, 0x7E, 0x23: true
    default: classes[index].isWord
    }
  }

  private func hasPrefix(_ prefix: StaticString, at start: Int) -> Bool {
    prefix.withUTF8Buffer { buffer in
      guard start + buffer.count <= count else { return false }
      return buffer.indices.allSatisfy {
        UInt32(buffer[$0]) == scalars[start + $0] | 0x20
          || UInt32(buffer[$0]) == scalars[start + $0]
      }
    }
  }

  private func endOfURL(from start: Int) -> Int {
    var end = start
    var parentheses = false
    while end < count {
      switch scalars[end] {
      case 0x3C, 0x3E, 0x22, 0x201C, 0x201D, 0x2019: return trimmedURL(end, parentheses)
      case 0x28: parentheses = true
      default: break
      }
      end += 1
    }
    return trimmedURL(end, parentheses)
  }

  private func trimmedURL(_ end: Int, _ parentheses: Bool) -> Int {
    var end = end
    while end > emitted + 1 {
      switch scalars[end - 1] {
      case 0x2E where end > emitted + 3 && scalars[end - 2] == 0x2E && scalars[end - 3] == 0x2E:
        return end
      case 0x2E, 0x2C, 0x3B, 0x3A, 0x21, 0x3F, 0x27, 0x5D, 0x2A: end -= 1
      case 0x29 where !parentheses: end -= 1
      default: return end
      }
    }
    return end
  }

  private func trimmed(_ end: Int) -> Int {
    var end = end
    while end > emitted, !classes[end - 1].isWord { end -= 1 }
    return end
  }

  private mutating func emoticon() -> Bool {
    guard !classes[emitted].isLetter, emitted == 0 || !classes[emitted].isWord else { return false }
    for candidate in Lexicon.emoticons where candidate[0] == scalars[emitted] {
      let end = emitted + candidate.count
      guard end <= count, !isWord(end), scalar(end) != 0x2F,
        candidate.indices.allSatisfy({ candidate[$0] == scalars[emitted + $0] })
      else { continue }
      // A bracket that closes an open one is no mouth, and a quoted colon no eyes.
      if emitted > 0, candidate.count == 2, candidate[1] != 0x29, candidate[1] != 0x28 { continue }
      emit(to: end, .emoticon)
      return true
    }
    return false
  }

  // MARK: Marks

  private mutating func mark() {
    let start = emitted
    let s = scalars[start]
    switch s {
    case 0x2E, 0x21, 0x3F, 0x2026:
      if s == 0x2E, start + 1 < count, classes[start + 1] == .digit,
        start == 0 || !isWord(start - 1)
      {
        return word()
      }
      var end = start
      var stops = true
      while end < count, [0x2E, 0x21, 0x3F, 0x2026].contains(scalars[end]) {
        if scalars[end] != 0x2E && scalars[end] != 0x2026 { stops = false }
        end += 1
      }
      emit(to: end, stops && (end - start > 1 || s == 0x2026) ? .ellipsis : .terminator)
    case 0x28, 0x5B, 0x7B:
      if s == 0x5B, scalar(start + 1) == 0x2E, scalar(start + 2) == 0x2E, scalar(start + 3) == 0x2E,
        scalar(start + 4) == 0x5D
      {
        emit(to: start + 5, .ellipsis)
      } else {
        emit(to: start + 1, .openBracket)
      }
    case 0x29, 0x5D, 0x7D: emit(to: start + 1, .closeBracket)
    case 0x22: emit(to: start + 1, opensHere(start) ? .openQuote : .closeQuote)
    case 0x201C, 0x00AB, 0x201E: emit(to: start + 1, .openQuote)
    case 0x201D, 0x00BB: emit(to: start + 1, .closeQuote)
    case 0x27, 0x2018, 0x2019, 0x60: apostrophe()
    case 0x2D, 0x3D, 0x2A, 0x7E, 0x23, 0x2B, 0x3C, 0x3E, 0x7C, 0x5F: symbolRun()
    case 0x40 where isWord(start + 1) && start == 0:
      emit(to: endOfRun(from: start + 1), .plain)
    default:
      if classes[start] == .emoji {
        emit(to: endOfEmoji(from: start), .emoticon)
      } else {
        var end = start + 1
        while end < count, (0x300...0x36F).contains(scalars[end]) { end += 1 }
        emit(to: end, .mark)
      }
    }
  }

  private func opensHere(_ index: Int) -> Bool {
    guard index > 0 else { return index + 1 < count }
    switch scalars[index - 1] {
    case 0x28, 0x5B, 0x7B, 0x2D, 0x2014, 0x2013, 0x2F, 0x2018, 0x27, 0x3D, 0x3A:
      return index + 1 < count && !closesAfter(index)
    default: return false
    }
  }

  private func closesAfter(_ index: Int) -> Bool {
    switch scalar(index + 1) {
    case 0x2E, 0x2C, 0x3B, 0x21, 0x3F, 0x29: true
    default: false
    }
  }

  private mutating func apostrophe() {
    let start = emitted
    let s = scalars[start]
    if s != 0x60 || scalar(start + 1) == 0x60,
      [0x27, 0x2018, 0x2019, 0x60].contains(scalar(start + 1)),
      !isWord(start + 2) || start == 0
    {
      return emit(to: start + 2, start == 0 && count > 2 ? .openQuote : .closeQuote)
    }
    if s == 0x2018 {
      singleQuoteOpen = true
      return emit(to: start + 1, .openQuote)
    }
    if start == 0, isWord(1) {
      let end = endOfRun(from: 1)
      if classes[1] == .digit, end >= 3, classes[2] == .digit,
        end == 3 || end == 4 && scalars[3] == 0x73
      {
        return emit(to: end, .plain)
      }
      let word = text(1, end).lowercased()
      if Lexicon.aphetic.contains(word) || end == count && Self.clitics.contains(word) {
        return emit(to: end, .plain)
      }
      singleQuoteOpen = true
      return emit(to: 1, .openQuote)
    }
    if opensHere(start), isWord(start + 1) {
      singleQuoteOpen = true
      return emit(to: start + 1, .openQuote)
    }
    singleQuoteOpen = false
    emit(to: start + 1, .closeQuote)
  }

  private mutating func symbolRun() {
    let start = emitted
    let s = scalars[start]
    var end = start + 1
    while end < count, scalars[end] == s { end += 1 }
    if end - start == 1 {
      let hash = s == 0x23 && end < count && classes[end].isLetter
      let plus =
        s == 0x2B && end < count && classes[end] == .digit && (start == 0 || !isWord(start - 1))
      if hash || plus {
        if hash { return emit(to: endOfRun(from: end), .plain) }
        return word()
      }
    }
    emit(to: end, .mark)
  }

  private func endOfRun(from start: Int) -> Int {
    var end = start
    while isWord(end) { end += 1 }
    return end
  }

  /// One pictograph with its modifiers, joiners and, for flags, its second half.
  private func endOfEmoji(from start: Int) -> Int {
    func isRegional(_ index: Int) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar(index)) }
    if isRegional(start), isRegional(start + 1) { return start + 2 }
    var end = start + 1
    while end < count {
      let s = scalars[end]
      if s == 0xFE0F || s == 0xFE0E || (0x1F3FB...0x1F3FF).contains(s)
        || (0xE0020...0xE007F).contains(s)
      {
        end += 1
      } else if s == 0x200D, end + 1 < count, classes[end + 1] == .emoji {
        end += 2
      } else {
        break
      }
    }
    return end
  }

  // MARK: Words

  private mutating func word() {
    let start = emitted
    var runStart = start
    var end = endOfRun(from: start)
    if end == start {  // `.5`, `+1`
      runStart = start + 1
      end = endOfRun(from: runStart)
    }
    while isWord(end + 1), joins(at: end, from: start, runStart: runStart) {
      runStart = end + 1
      end = endOfRun(from: runStart)
    }
    if scalar(end) == 0x24, end - start <= 3, all(start, end, { $0 == .upper }) {
      return emit(to: end + 1, .mark)
    }
    if scalar(end) == 0x2E, takesStop(start, end) { return }
    if scalar(end) == 0x21, text(start, end) == "Yahoo" {
      emit(to: end + 1, .capitalised)
      return clitics(from: end + 1)
    }
    body(start, end)
  }

  /// Whether the mark at an index, between two word scalars, belongs to the word.
  private func joins(at index: Int, from start: Int, runStart: Int) -> Bool {
    let left = classes[index - 1]
    let right = classes[index + 1]
    switch scalars[index] {
    case 0x27, 0x2019, 0x60: return true
    case 0x2E:
      if left == .digit && right == .digit { return true }
      if index - runStart == 1, left.isLetter, right.isLetter {
        // U.S.A, e.g, Ph.D: single letters, or the last label of a known abbreviation.
        return !isWord(index + 2) || scalar(index + 2) == 0x2E
          || Lexicon.abbreviations.contains(text(start, endOfRun(from: index + 1)).lowercased())
      }
      return left.isLetter && right.isLetter && index - start <= 2
        && Lexicon.abbreviations.contains(text(start, endOfRun(from: index + 1)).lowercased())
    case 0x2C:
      return left == .digit && right == .digit && endOfRun(from: index + 1) - index == 4
        && all(runStart, index, { $0 == .digit })
    case 0x3A: return left == .digit && right == .digit
    case 0x2F:
      if left == .digit && right == .digit { return true }
      return index - start == 1 && left.isLetter && right.isLetter && !isWord(index + 2)
    case 0x26:
      let end = endOfRun(from: index + 1)
      return index - start <= 3 && end - index <= 4
        && all(start, index, { $0 == .upper || $0 == .lower })
        && (left == .upper && right == .upper || index - start == 1 && end - index == 2)
    case 0x2A: return left.isLetter && right.isLetter
    case 0x40: return true
    case 0x2D, 0x2010, 0x2011:
      if left == .digit, right == .digit { return isPhone(at: index, runStart: runStart) }
      if left.isLetter, runStart == start, index - start <= 6 {
        return Lexicon.prefixes.contains(text(start, index).lowercased()) && right != .digit
          || index - start == 3 && text(start, index).lowercased() == "mid"
      }
      return runStart == start && index - start == 1 && scalars[start] | 0x20 == 0x78
        && right == .digit
    default: return false
    }
  }

  /// Telephone numbers and dates such as 11-20-2000; ranges such as 10-15 part.
  private func isPhone(at index: Int, runStart: Int) -> Bool {
    let end = endOfRun(from: index + 1)
    let (left, right) = (index - runStart, end - index - 1)
    if left == 3 && (right == 4 || right == 3) { return right == 4 || scalar(end) == 0x2D }
    if left == 1 && right == 3 { return scalar(end) == 0x2D }
    if left == 1 && right == 4 { return true }
    if left == 5 && right == 4 { return true }
    if left == 4 && right == 2 { return scalar(end) == 0x2D && isWord(end + 1) }
    if left <= 2 && right <= 2 {
      if scalar(end) == 0x2D {
        let last = endOfRun(from: end + 1) - end - 1
        return last == 2 || last == 4
      }
      return runStart > emitted && scalar(runStart - 1) == 0x2D
    }
    return left <= 2 && right == 4 && runStart > emitted && scalar(runStart - 1) == 0x2D
  }

  /// Takes an abbreviation or an initial with its stop.
  private mutating func takesStop(_ start: Int, _ end: Int) -> Bool {
    guard scalar(end + 1) != 0x2E, end - start <= 10, classes[start].isLetter else { return false }
    let atEnd = end + 1 == count
    let followedByStopper = atEnd && endsBlock
    let form = text(start, end).lowercased()
    let next = atEnd ? nextStart : classes[end + 1]
    if scalars[start..<end].contains(0x2E), all(start, end, { $0 != .digit }) {
      if followedByStopper && Lexicon.shared.contains(form) { return false }
      emit(to: end + 1, .abbreviation)
      clitics(from: end + 1)
      return true
    }
    if end - start == 1, classes[start] == .upper {
      let isName = next == .upper || !atEnd && scalar(end + 1) == 0x2C
      guard !followedByStopper, isName, scalars[start] != 0x49 || !startsWord(start) else {
        return false
      }
      emit(to: end + 1, .title)
      return true
    }
    let beforeName = next == .upper || next == .digit
    if Lexicon.doubtful.contains(form) {
      guard !followedByStopper else { return false }
      let numeric = Lexicon.numbered.contains(form)
      if numeric
        ? next == .digit
        : beforeName && classes[start] == .upper
          || !atEnd && (scalar(end + 1) == 0x2C && classes[start] == .upper)
      {
        emit(to: end + 1, numeric ? .title : .abbreviation)
        return true
      }
      return false
    }
    if Lexicon.titles.contains(form) || Lexicon.numbered.contains(form) {
      guard !followedByStopper else { return false }
      emit(to: end + 1, .title)
      return true
    }
    if Lexicon.abbreviations.contains(form) {
      if followedByStopper && Lexicon.shared.contains(form) { return false }
      emit(to: end + 1, .abbreviation)
      clitics(from: end + 1)
      return true
    }
    return false
  }

  /// Whether the words before a capital `I` are the start of a sentence or a small word: then it is the pronoun.
  private func startsWord(_ start: Int) -> Bool {
    guard let last = words.last else { return true }
    return last.kind != .capitalised
  }

  private static let clitics: Set<String> = ["s", "m", "d", "ll", "re", "ve", "nt"]

  /// Emits a word and the clitics and units that part from it.
  private mutating func body(_ start: Int, _ end: Int) {
    let kind: Word.Kind =
      classes[start] == .upper ? .capitalised : classes[start] == .digit ? .number : .plain
    if classes[start] == .digit, let cut = unit(start, end) {
      emit(to: cut, .number)
      return emit(to: end, .plain)
    }
    var cuts: [Int] = []
    var stem = end
    while let cut = clitic(start, stem) {
      cuts.append(cut)
      stem = cut
    }
    if cuts.isEmpty, end - start <= 7, let first = Lexicon.fused[text(start, end).lowercased()] {
      emit(to: start + first, kind)
      return emit(to: end, .plain, continues: true)
    }
    if cuts.isEmpty, isApostrophe(end), scalars[end] != 0x60, !isWord(end + 1) {
      if cutPossessive(start, end, kind) { return }
    }
    emit(to: stem, kind)
    var previous = stem
    for cut in ([end] + cuts).reversed() where cut > previous {
      emit(to: cut, .plain, continues: true)
      previous = cut
    }
  }

  /// `workers'`, and `cookin'` as one word.
  private mutating func cutPossessive(_ start: Int, _ end: Int, _ kind: Word.Kind) -> Bool {
    let last = scalars[end - 1] | 0x20
    if singleQuoteOpen {
      return false
    }
    if last == 0x73 || last == 0x78 || last == 0x7A {
      emit(to: end, kind)
      emit(to: end + 1, .plain, continues: true)
      return true
    }
    if end - start > 3, last == 0x6E, scalars[end - 2] | 0x20 == 0x69 {
      emit(to: end + 1, kind)
      return true
    }
    return false
  }

  /// Clitics right after a word that was taken whole.
  private mutating func clitics(from start: Int) {
    guard isApostrophe(start), isWord(start + 1) else { return }
    let end = endOfRun(from: start + 1)
    if Self.clitics.contains(text(start + 1, end).lowercased()) {
      emit(to: end, .plain, continues: true)
    }
  }

  /// Where the last clitic of a word begins.
  private func clitic(_ start: Int, _ end: Int) -> Int? {
    guard end - start >= 3 else { return nil }
    // n't
    if end - start > 3, scalars[end - 1] | 0x20 == 0x74, isApostrophe(end - 2),
      scalars[end - 3] | 0x20 == 0x6E
    {
      return end - 3
    }
    for length in 1...2 {
      let mark = end - length - 1
      guard mark > start, isApostrophe(mark) else { continue }
      let form = text(mark + 1, end).lowercased()
      guard Self.clitics.contains(form), form != "nt" else { continue }
      if form == "s", all(start, mark, { $0 == .digit }) { return nil }
      return mark
    }
    return nil
  }

  /// Where a number ends and its unit begins.
  private func unit(_ start: Int, _ end: Int) -> Int? {
    var cut = end
    while cut > start, classes[cut - 1].isLetter { cut -= 1 }
    guard cut < end, cut > start, end - cut <= 4, classes[cut - 1] == .digit,
      classes[start..<cut].allSatisfy({ $0 == .digit || $0 == .punctuation }),
      Lexicon.units.contains(text(cut, end))
    else { return nil }
    return cut
  }
}
