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

  let kind: Kind
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
    text = Self.withoutStop(annotation.phrase(tokens))
    key = NameKey.fold(text)
    words = NameKey.tokens(text)
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
    let tag = annotation.tokens[head].tag
    if mention.tokens.allSatisfy({ annotation.tokens[$0].tag == .pronoun })
      || tokens.allSatisfy({ annotation.tokens[$0].tag == .pronoun })
    {
      kind = .pronoun
    } else if !text.contains(where: \.isUppercase), text.contains(where: \.isLowercase) {
      // `the foreign minister`, whatever the parser makes of it.
      kind = .description
    } else if mention.type == .person, annotation.tokens[head].tag == .noun,
      tokens.allSatisfy({ Self.isSaidOf(head, $0, in: annotation) })
    {
      // `mayor of Hull`
      kind = .description
    } else if mention.type == .person, Nationals.isOne(tokens, in: annotation) {
      kind = .description
    } else if tokens.count == 1, Self.plainWords.contains(key),
      annotation.sentences[annotation.sentence(of: tokens.lowerBound)].tokens.lowerBound
        == tokens.lowerBound
    {
      // `Police arrested them`
      kind = .description
    } else if mention.type == .person, Titles.areTitle(words),
      tokens.lowerBound > 0,
      ["the", "a", "an"].contains(annotation.form(tokens.lowerBound - 1).lowercased())
    {
      kind = .description
    } else if tag == .properNoun
      || tokens.contains(where: { annotation.tokens[$0].tag == .properNoun })
        && (forms.last?.first?.isUppercase ?? false)
      || tokens.count == 1 && tag == .adjective && (text.first?.isUppercase ?? false)
    {
      kind = .name
    } else {
      kind = .description
    }
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

  /// Whether both may name one thing: one is the other's initials, or a part of it.
  ///
  /// Any words of a person's name are a part (*Trump*, *Donald Trump*). Of other names the end is, which says
  /// what sort of thing it is (*Guards*, *Revolutionary Guards*), and but for places the beginning, unless
  /// that names a country: *Sudan* is not *South Sudan*, nor *Gaza* *Gaza City*.
  func isCompatible(with other: MentionName, as type: EntityType) -> Bool {
    if key == other.key || acronym != nil && [other.initials, other.acronym].contains(acronym)
      || other.acronym != nil && other.acronym == initials
    {
      return true
    }
    if type == .person {
      let (left, right) = (ownWords, other.ownWords)
      let (short, long) = left.count <= right.count ? (left, right) : (right, left)
      return short.allSatisfy(Set(long).contains)
    }
    let (short, long) =
      words.count <= other.words.count ? (words, other.words) : (other.words, words)
    return
      (long.suffix(short.count).elementsEqual(short)
      || type != .place && long.prefix(short.count).elementsEqual(short))
      && CountryNames.country(of: short.joined(separator: " ")) == nil
  }

  /// Whether two names of persons tell of two persons, whatever short name both have: *Donald Trump*, *Ivanka Trump*.
  ///
  /// *Donald J. Trump* is no namesake, nor is what may be one name in two spellings or a short form: *Yasir* and *Yasser*,
  /// *Ben* and *Benjamin*, *Bill* and *William*.
  func isNamesake(of other: MentionName) -> Bool {
    let (left, right) = (givenWords, other.givenWords)
    guard left.count > 1, right.count > 1 else { return false }
    func unmatched(_ words: [String], _ others: [String]) -> Bool {
      words.contains { word in
        word.count > 2 && !others.contains { Self.mayBeOne(word, $0) }
      }
    }
    return unmatched(left, right) && unmatched(right, left)
  }

  /// The words without titles before a name.
  private var givenWords: [String] {
    Array(
      ownWords.drop {
        Titles.words.contains($0) || Titles.full[$0 + "."] != nil || Titles.honorifics.contains($0)
      })
  }

  private static let shortForms = WordTable(resource: PackageResources.given_names_tsv).wordsOfLeft

  private static func mayBeOne(_ left: String, _ right: String) -> Bool {
    if left.hasPrefix(right) || right.hasPrefix(left) { return true }
    return NameSound.likeness(left, right) != nil
      || shortForms[left]?.contains(right) ?? false || shortForms[right]?.contains(left) ?? false
      || shortForms[left]?.contains { shortForms[right]?.contains($0) ?? false } ?? false
  }

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
