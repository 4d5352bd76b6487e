import GraphModel
import Language

/// What a mention's words are: a name, a description or a pronoun, and what to call it by them.
struct MentionName: Sendable {
  enum Kind: Sendable {
    /// `Qasem Soleimani`, `the Pentagon`.
    case name
    /// `a US contractor`, `the letter`, `the Prime Minister`.
    case description
    /// `he`, `its`.
    case pronoun
  }

  private(set) var kind = Kind.description
  /// The tokens of `text`.
  let tokens: Range<Int>
  /// The words without a leading article or possessive and without a trailing `'s`.
  let text: String
  /// `text` for comparison: lower case, no accents, no punctuation.
  let key: String
  /// The words of `key`.
  let words: [String]
  /// The initials of the capitalised words, in lower case.
  let initials: String
  /// The one word of capitals that it is, such as `IS` or `I.R.A.`, in lower case and without points.
  let acronym: String?
  /// Whether it is one adjective, such as `Iraqi`.
  let isAdjective: Bool
  /// Whether it means a man or a woman, where the words tell.
  let gender: Gender?

  init(of mention: Annotation.Mention, in annotation: Annotation) {
    let tokens = Self.core(of: mention, in: annotation)
    self.tokens = tokens
    let plain = Self.withoutStop(annotation.phrase(tokens))
    key = NameKey.fold(plain)
    words = NameKey.tokens(plain)
    text = Self.endsInGenitive(tokens, mention.type, in: annotation) ? plain + "'s" : plain
    let forms = tokens.map { annotation.form($0) }
    ownWords = Self.ownWords(words, forms, isPerson: mention.type == .person)
    let capitals = forms.filter { $0.first?.isUppercase ?? false }
    initials = String(capitals.compactMap(\.first)).lowercased()
    let letters = text.filter { $0 != "." }
    acronym =
      forms.count == 1 && letters.count >= 2
        && letters.allSatisfy { $0.isUppercase || $0.isNumber }
      ? letters.lowercased() : nil
    gender = annotation.gender(of: mention)
    let head = annotation.head(of: tokens)
    isAdjective = tokens.count == 1 && annotation.tokens[head].tag == .adjective
    func isPronoun(_ tokens: Range<Int>) -> Bool {
      tokens.allSatisfy { annotation.tokens[$0].tag == .pronoun }
    }
    if isPronoun(mention.tokens) || isPronoun(tokens) {
      kind = .pronoun
    } else if !isDescription(of: mention.type, head, in: annotation), isName(head, in: annotation) {
      kind = .name
    }
  }

  /// Whether the words are a description, whatever the parser makes of them.
  private func isDescription(of type: EntityType, _ head: Int, in annotation: Annotation) -> Bool {
    // `the foreign minister`
    if !text.contains(where: \.isUppercase), text.contains(where: \.isLowercase) { return true }
    let first = tokens.lowerBound
    if type == .person {
      // `mayor of Hull`
      if annotation.tokens[head].tag == .noun,
        tokens.allSatisfy({ Self.isSaidOf(head, $0, in: annotation) })
      {
        return true
      }
      if Nationals.isOne(tokens, in: annotation) { return true }
      // `the Prime Minister`
      if Titles.areTitle(words), first > 0,
        ["the", "a", "an"].contains(annotation.form(first - 1).lowercased())
      {
        return true
      }
    }
    // `Police arrested them`
    return tokens.count == 1 && Self.plainWords.contains(key)
      && annotation.sentences[annotation.sentence(of: first)].tokens.lowerBound == first
  }

  private func isName(_ head: Int, in annotation: Annotation) -> Bool {
    func isCapitalised(_ word: String) -> Bool { word.first?.isUppercase ?? false }
    return annotation.tokens[head].tag == .properNoun
      || tokens.contains { annotation.tokens[$0].tag == .properNoun }
        && isCapitalised(annotation.form(tokens.upperBound - 1))
      || isAdjective && isCapitalised(text)
  }

  private static let shortened: Set = [
    "corp.", "bros.", "dept.", "assn.", "univ.", "messrs.", "govt.", "intl.",
  ]

  /// The words without the full stop of a sentence that was taken for that of a short form: *Visual Arts.*
  private static func withoutStop(_ text: String) -> String {
    guard text.last == ".", let last = text.split(separator: " ").last, last.count > 4,
      !last.dropLast().contains("."), !shortened.contains(last.lowercased()),
      text.contains(" ")
    else { return text }
    return String(text.dropLast())
  }

  /// Whether a word is no name, or one within what a noun in lower case is of: *the mayor of Hull*.
  private static func isSaidOf(_ noun: Int, _ token: Int, in annotation: Annotation) -> Bool {
    guard annotation.form(noun).first?.isLowercase ?? false else { return false }
    guard annotation.tokens[token].tag == .properNoun else { return true }
    var word = token
    for _ in 0..<Sentences.reach {
      guard let head = annotation.tokens[word].head else { return false }
      if head == noun { return annotation.tokens[word].label.hasPrefix("nmod") }
      word = head
    }
    return false
  }

  /// Words without an article that the first place in a sentence makes look like names.
  private static let plainWords: Set = [
    "police", "troops", "soldiers", "rebels", "guerrillas", "insurgents", "militants", "gunmen",
    "prosecutors", "officials", "workers", "students", "protesters", "lawyers",
  ]

  /// The tokens without articles and possessives before, the possessive behind, and what a reader took in too much.
  private static func core(
    of mention: Annotation.Mention, in annotation: Annotation
  ) -> Range<Int> {
    var (lower, upper) = (mention.tokens.lowerBound, mention.tokens.upperBound)
    let leading: Set = [
      "the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my",
      "your",
    ]
    while upper - lower > 1, leading.contains(annotation.form(lower).lowercased()) { lower += 1 }
    while upper - lower > 1, ["'s", "’s", "'", "’"].contains(annotation.form(upper - 1)) {
      upper -= 1
    }
    // `told the court that the party`: what is told is no part of it.
    if let clause = (lower..<upper).dropFirst().first(where: {
      annotation.tokens[$0].label == "mark" && annotation.form($0) == "that"
    }) {
      upper = clause
    }
    // `Gary Giles (born in Leeds`, `Dennis Hopper; Nick Rhodes`
    if let mark = (lower..<upper).dropFirst().first(where: {
      switch annotation.form($0) {
      case ";": true
      case "(": !($0..<upper).contains { annotation.form($0) == ")" }
      default: false
      }
    }) {
      upper = mark
    }
    while upper - lower > 2, mention.type == .person,
      Titles.postNominals.contains(annotation.form(upper - 1))
    {
      upper -= 1
    }
    if upper - lower > 1, mention.type == .person {
      // `Hale LJ`, `the younger Wong`
      if Titles.judges.contains(annotation.form(upper - 1)) { upper -= 1 }
      if upper - lower > 1, Titles.ages[annotation.form(lower).lowercased()] != nil,
        annotation.tokens[upper - 1].tag == .properNoun
      {
        lower += 1
      }
    }
    return lower..<upper
  }

  private static let standing: Set = ["at", "for", "by", "from", "in", "to", "with", "of"]

  /// Whether the name of a firm has a possessive of its own, which nothing behind it belongs to: *Macy's opened a store*.
  private static func endsInGenitive(
    _ tokens: Range<Int>, _ type: EntityType, in annotation: Annotation
  ) -> Bool {
    let (mark, head) = (tokens.upperBound, annotation.head(of: tokens))
    guard type == .organization, mark < annotation.tokens.count,
      Sentences.genitives.contains(annotation.form(mark)), annotation.tokens[mark].head == head,
      annotation.tokens[head].tag == .properNoun,
      !(mark + 1 < annotation.tokens.count
        && [.noun, .properNoun, .adjective, .numeral].contains(annotation.tokens[mark + 1].tag)),
      ["nsubj", "nsubj:pass", "obj", "obl", "nmod"].contains(annotation.tokens[head].label),
      CountryNames.countryNamed(annotation.phrase(tokens)) == nil
    else { return false }
    let sentence = annotation.sentences[annotation.sentence(of: head)].tokens
    // `worse than Corvex's`, `Corvex's profits fell, but Delmar's rose`
    return !sentence.contains {
      annotation.tokens[$0].head == head && annotation.tokens[$0].label == "case" && $0 < head
        && !standing.contains(annotation.form($0).lowercased())
        || $0 < tokens.lowerBound && Sentences.genitives.contains(annotation.form($0))
        || annotation.tokens[$0].head == head && annotation.tokens[$0].tag == .noun
    }
  }

  /// The words of a name without an honorific before it, a person's also without titles: *Marr* of *DCI Marr*.
  let ownWords: [String]

  private static func ownWords(_ words: [String], _ forms: [String], isPerson: Bool) -> [String] {
    guard words.count > 1, let first = words.first else { return words }
    if Titles.honorifics.contains(first) { return Array(words.dropFirst()) }
    guard isPerson else { return words }
    if let rank = forms.first, Titles.ranks.contains(rank) { return Array(words.dropFirst()) }
    let own = words.drop(while: Titles.beforeSurnames.contains)
    return own.isEmpty ? words : Array(own)
  }

  /// What names with the same words have in common; a title before a surname tells nobody apart.
  var sharedKey: String {
    words.first.map(Titles.honorifics.contains) ?? true ? key : ownWords.joined(separator: " ")
  }

  /// Whether it is *I* or *we*.
  var isSpeaker: Bool { kind == .pronoun && ["i", "we"].contains(key) }

  /// How much of a name it is: `Mrs. Halvorsen` is less full than `Ida Moe`.
  var fullness: Int {
    guard ownWords.count < words.count else { return text.unicodeScalars.count }
    // `Marshal Tan` is fuller than `Tan`.
    return ownWords.count > 1 || Titles.honorifics.contains(words[0])
      ? ownWords.count : ownWords[0].unicodeScalars.count + 1
  }

  private static let legalForms: Set = [
    "inc", "corp", "ltd", "plc", "llc", "llp", "nv", "gmbh", "asa", "oyj",
  ]

  /// `key` without the legal form of a company (*Corvane* of *Corvane Inc*), where it has one.
  var keyWithoutLegalForm: String? {
    guard words.count > 1, let last = words.last, Self.legalForms.contains(last) else { return nil }
    return words.dropLast().joined(separator: " ")
  }

  /// The country that the words stand for, where they are its adjective or short form.
  var countryName: String? { kind == .name ? CountryNames.country(of: key) : nil }

  /// Why this is taken for what another mention names: the plainest of the grounds that hold.
  func reason(toMean other: MentionName, called name: String, as type: EntityType) -> String {
    guard kind == .name else {
      return key == other.key ? "what the text calls it" : "read as the same thing (coreference)"
    }
    if key == other.key { return "its name" }
    if let countryName { return "stands for \(countryName)" }
    if let acronym, acronym == other.initials { return "the initials of “\(name)”" }
    if ownWords.count == 1, ownWords[0] == other.words.last { return "the last name of “\(name)”" }
    if isCompatible(with: other, as: type) { return "a part of “\(name)”" }
    return "read as the same thing (coreference)"
  }

  /// Types that may share a name: a country acts and is a place.
  func family(_ type: EntityType) -> String {
    type == .organization || type == .place || type == .group ? "body" : type.rawValue
  }
}
