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
    text = annotation.phrase(tokens)
    key = NameKey.fold(text)
    words = NameKey.tokens(text)
    let forms = tokens.map { annotation.form($0) }
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
      if words.allSatisfy(Titles.words.contains), first > 0,
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
    return lower..<upper
  }

  /// The words without an honorific before a name.
  var ownWords: [String] {
    guard words.count > 1, let first = words.first, Titles.honorifics.contains(first) else {
      return words
    }
    return Array(words.dropFirst())
  }

  /// How much of a name it is: `Mrs. Halvorsen` is less full than `Ida Moe`.
  var fullness: Int {
    ownWords.count < words.count ? ownWords.count : text.unicodeScalars.count
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
