import GraphModel
import Language

/// Where quotations begin and end, and who speaks them.
///
///     "Rebels shelled Goma," General Ilunga said. "They hold Sake. Uganda trained them."    both General Ilunga
///     "I voted for it," said Senator Moss. "I did not," Ms. Reed said.                      Senator Moss; Ms. Reed
///     Mr. Haddad was blunt: "Syria arrested the editor. We will not forget it."             Mr. Haddad
///
/// Who is named in the sentence in which a quotation ends or begins speaks it; one that follows upon the sentence of
/// another, without words of its own around it, goes on with that one's speaker. So does a paragraph that begins with a
/// mark, after one whose quotation was not closed.
struct Quotations {
  struct Quotation: Equatable {
    /// The words between the marks.
    var tokens: Range<Int>
    /// The mention of who speaks, where the words around tell.
    var speaker: Int?
  }

  /// All quotations that have a beginning and an end, in order.
  let all: [Quotation]
  private let sentences: Sentences

  private static let saying = Speakers.speech.union(
    Inflection.forms(of: [
      "ask", "answer", "quote", "joke", "shout", "cry", "remark", "observe", "comment", "continue",
      "begin", "go", "promise", "vow", "recount", "caution", "urge", "demand", "charge", "assure",
      "lament", "quip", "exclaim", "whisper",
    ]))
  /// How many words before and behind a quotation are looked at for who speaks it.
  private static let reach = 60
  private static let parties: Set<EntityType> = [.person, .organization, .group]

  init(_ sentences: Sentences) {
    self.sentences = sentences
    let stretches = Self.stretches(of: sentences)
    let quoted = Set(stretches.lazy.flatMap(\.tokens))
    var all: [Quotation] = []
    for (index, stretch) in stretches.enumerated() {
      var quotation = Quotation(tokens: stretch.tokens, speaker: nil)
      quotation.speaker = Self.speaker(of: stretch.tokens, outside: quoted, in: sentences)
      if quotation.speaker == nil, index > 0,
        stretch.goesOn || Self.follows(stretch.tokens, upon: stretches[index - 1].tokens, sentences)
      {
        quotation.speaker = all[index - 1].speaker
      }
      all.append(quotation)
    }
    self.all = all
  }

  /// The quotation that a word stands in.
  func quotation(at token: Int) -> Quotation? {
    var (low, high) = (0, all.count)
    while low < high {
      let middle = (low + high) / 2
      if all[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < all.count && all[low].tokens.contains(token) ? all[low] : nil
  }

  /// The mention of who speaks a word, nil for words that are nobody's.
  func speaker(at token: Int) -> Int? { quotation(at: token)?.speaker }

  // MARK: Marks

  private enum Mark { case opens, closes, either }

  private struct Stretch {
    var tokens: Range<Int>
    /// Whether it goes on with what the paragraph before left open.
    var goesOn = false
  }

  private static func stretches(of sentences: Sentences) -> [Stretch] {
    let annotation = sentences.annotation
    var stretches: [Stretch] = []
    // Where the open quotation begins, and whether its mark is a single one.
    var open: (start: Int, isSingle: Bool, goesOn: Bool)?
    for sentence in annotation.sentences {
      if sentence.startsParagraph, let left = open {
        open = nil
        let first = sentence.tokens.lowerBound
        if isMark(first, single: left.isSingle, in: sentences) == .opens {
          stretches.append(Stretch(tokens: left.start..<first, goesOn: left.goesOn))
          open = (first + 1, left.isSingle, true)
          continueReading(sentence.tokens.dropFirst(), &open, &stretches, sentences)
          continue
        }
      }
      continueReading(sentence.tokens, &open, &stretches, sentences)
    }
    return stretches.filter { !$0.tokens.isEmpty }
  }

  private static func continueReading(
    _ tokens: Range<Int>, _ open: inout (start: Int, isSingle: Bool, goesOn: Bool)?,
    _ stretches: inout [Stretch], _ sentences: Sentences
  ) {
    for token in tokens {
      let double = isMark(token, single: false, in: sentences)
      if let left = open {
        let mark = left.isSingle ? isMark(token, single: true, in: sentences) : double
        if mark == .closes || mark == .either {
          stretches.append(Stretch(tokens: left.start..<token, goesOn: left.goesOn))
          open = nil
        } else if mark == .opens || left.isSingle && double != nil {
          // What was never closed is no quotation.
          open = (token + 1, mark == nil ? false : left.isSingle, false)
        }
      } else if double == .opens || double == .either {
        open = (token + 1, false, false)
      } else if isMark(token, single: true, in: sentences) == .opens {
        open = (token + 1, true, false)
      }
    }
  }

  private static let marks: Set = ["“", "«", "„", "``", "”", "»", "\"", "''", "‘", "'", "’"]

  /// What a word is as a quotation mark; the straight ones are told by the space beside them.
  ///
  /// A single one that closes stands behind a comma or a full stop, as the others are apostrophes.
  private static func isMark(_ token: Int, single: Bool, in sentences: Sentences) -> Mark? {
    let annotation = sentences.annotation
    guard Self.marks.contains(sentences.forms[token]) else { return nil }
    let (before, after) = annotation.bytes(around: annotation.tokens[token].span)
    let isBehindSpace = before.map { isSpace($0) || $0 == UInt8(ascii: "(") } ?? true
    let isBeforeSpace = after.map(isSpace) ?? true
    switch (single, sentences.forms[token]) {
    case (false, "“"), (false, "«"), (false, "„"), (false, "``"): return .opens
    case (false, "”"), (false, "»"): return .closes
    case (false, "\""), (false, "''"):
      return isBehindSpace == isBeforeSpace ? .either : isBehindSpace ? .opens : .closes
    case (true, "‘"): return .opens
    case (true, "'"), (true, "’"):
      if isBehindSpace { return isBeforeSpace || sentences.forms[token] == "’" ? nil : .opens }
      return isBeforeSpace && before.map { [44, 46, 63, 33].contains($0) } ?? false ? .closes : nil
    default: return nil
    }
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

  // MARK: Speakers

  private static func speaker(
    of quotation: Range<Int>, outside quoted: Set<Int>, in sentences: Sentences
  ) -> Int? {
    let annotation = sentences.annotation
    let first = annotation.sentences[annotation.sentence(of: quotation.lowerBound)].tokens
    let last = annotation.sentences[annotation.sentence(of: quotation.upperBound - 1)].tokens
    func words(_ range: Range<Int>) -> [Int] {
      range.filter { sentences.tag($0) != .punctuation }
    }
    let (start, end) = (
      max(first.lowerBound, quotation.lowerBound - reach),
      min(max(last.upperBound, quotation.upperBound), quotation.upperBound + reach)
    )
    let before = words(start..<quotation.lowerBound).filter { !quoted.contains($0) }
    let after = Array(words(quotation.upperBound..<end).prefix { !quoted.contains($0) })
    if before.isEmpty { return speaker(behind: after, in: sentences) }
    return speaker(before: quotation.lowerBound, before, in: sentences)
      ?? speaker(behind: after, in: sentences)
  }

  /// `" …," General Ilunga said`, `" …," said General Ilunga`: the first verb tells, but for those that describe.
  private static func speaker(behind words: [Int], in sentences: Sentences) -> Int? {
    let verb = words.first {
      sentences.tag($0) == .verb && !sentences.label($0).hasPrefix("acl")
    }
    guard let verb, saying.contains(sentences.forms[verb]) else {
      return words.first.flatMap { according($0, in: sentences) }
    }
    return speaker(with: verb, among: words, in: sentences)
  }

  private static func according(_ word: Int, in sentences: Sentences) -> Int? {
    guard sentences.forms[word] == "according", let head = sentences.head(word) else { return nil }
    return party(at: head, in: sentences)
  }

  /// `General Ilunga said: "…`, `he added that "…`: the last verb tells; before a colon, any verb does.
  private static func speaker(
    before mark: Int, _ words: [Int], in sentences: Sentences
  ) -> Int? {
    if let verb = words.last(where: {
      sentences.tag($0) == .verb && saying.contains(sentences.forms[$0])
    }), let speaker = speaker(with: verb, among: words, in: sentences) {
      return speaker
    }
    guard mark >= 2, sentences.forms[mark - 2] == ":" else { return nil }
    return words.last { sentences.label($0).hasPrefix("nsubj") }
      .flatMap { party(at: $0, in: sentences) }
  }

  private static func speaker(
    with verb: Int, among words: [Int], in sentences: Sentences
  ) -> Int? {
    var verbs = [verb]
    // `was quoted as saying`
    if ["advcl", "xcomp"].contains(sentences.label(verb)), let head = sentences.head(verb) {
      verbs.append(head)
    }
    for verb in verbs {
      for subject in sentences.subjects(of: verb) where words.contains(subject.token) {
        if let party = party(at: subject.token, in: sentences) { return party }
      }
    }
    // Parsers err on `said Senator Moss`.
    if let mention = sentences.mention(endingAt: verb), isParty(mention, in: sentences) {
      return mention
    }
    return words.drop { $0 <= verb }.prefix(4).lazy
      .compactMap { sentences.mention(beginningAt: $0) }
      .first { isParty($0, in: sentences) }
  }

  private static func party(at token: Int, in sentences: Sentences) -> Int? {
    sentences.mentions(at: token).filter { isParty($0, in: sentences) }
      .max {
        sentences.annotation.mentions[$0].probability
          < sentences.annotation.mentions[$1].probability
      }
  }

  private static func isParty(_ mention: Int, in sentences: Sentences) -> Bool {
    parties.contains(sentences.annotation.mentions[mention].type)
  }

  /// Whether a quotation begins the sentence right behind another's, in its paragraph.
  private static func follows(
    _ quotation: Range<Int>, upon other: Range<Int>, _ sentences: Sentences
  ) -> Bool {
    let annotation = sentences.annotation
    let sentence = annotation.sentence(of: quotation.lowerBound)
    return sentence - annotation.sentence(of: other.upperBound - 1) <= 1
      && annotation.sentences[sentence].tokens.lowerBound >= quotation.lowerBound - 1
      && sentences.areInOneParagraph(other.lowerBound, quotation.lowerBound)
  }
}

extension Annotation {
  /// The bytes right before and right behind a span.
  fileprivate func bytes(around span: Range<Int>) -> (UInt8?, UInt8?) {
    let bytes = text.utf8
    func byte(_ offset: Int) -> UInt8? {
      guard offset >= 0, offset < bytes.count else { return nil }
      return bytes[bytes.index(bytes.startIndex, offsetBy: offset)]
    }
    return (byte(span.lowerBound - 1), byte(span.upperBound))
  }
}
