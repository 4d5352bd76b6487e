import GraphModel
import Language

/// The other name that the text gives somebody right behind his name.
///
///     Abu Gadi (born Badran Turki)                            one man
///     Vladimir Zoric, nicknamed the Butcher, …                the Butcher is he
///     Khalid Omar, whose nom de guerre is Abu Hafs, …
///     Carlos Ilich, better known as Carlos the Jackal, …
///     Hayat Tahrir (HTS), formerly the Nusra Front, …
///
/// But not *born in Oslo*, *formerly of Corvex*, *known as a friend of Peter Halm*.
struct OtherNames {
  private static let calling: Set = [
    "called", "named", "nicknamed", "dubbed", "styled", "codenamed", "code-named", "renamed",
  ]
  private static let adverbs: Set = [
    "also", "better", "best", "formerly", "previously", "originally", "once", "popularly",
    "commonly", "locally", "widely", "sometimes", "simply", "now", "later", "then", "often",
    "generally", "professionally", "affectionately", "informally", "officially",
  ]
  /// What was so before, of bodies and places: *formerly the Nusra Front*.
  private static let before: Set = ["formerly", "previously", "originally"]
  private static let born: Set = ["born", "née", "nee", "né"]
  private static let aliases: Set = ["alias", "aka", "a.k.a.", "a.k.a"]
  /// Nouns for names, by their last words.
  private static let nameNouns: Set = [
    "name", "guerre", "nickname", "alias", "pseudonym", "codename", "moniker", "sobriquet",
  ]
  /// Words in lower case within a name.
  private static let particles: Set = [
    "the", "of", "de", "al", "el", "bin", "ibn", "von", "van", "der", "la", "le", "abu", "-",
  ]
  /// No more words than these stand between brackets behind a name.
  private static let longest = 16
  private static let quotes: Set = ["\"", "“", "”", "'", "‘", "’", "``", "''"]

  /// Whose other name each of some mentions is.
  let bearers: [Int: Int]

  init(_ names: [MentionName], in sentences: Sentences) {
    let annotation = sentences.annotation
    // By key, the mentions called so.
    var called: [String: [Int]] = [:]
    for (index, name) in names.enumerated() where name.kind != .pronoun {
      called[name.key, default: []].append(index)
    }
    var bearers: [Int: Int] = [:]
    for (index, mention) in annotation.mentions.enumerated()
    where names[index].kind == .name && Self.bearing.contains(mention.type) {
      guard
        let words = Self.otherName(of: mention, in: sentences),
        // `born Frederick, Maryland`
        !(sentences.mention(beginningAt: words.lowerBound).map {
          annotation.mentions[$0].type == .place && mention.type == .person
        } ?? false)
      else { continue }
      let phrase = annotation.phrase(words)
      // *Peter Halm, nicknamed Boston*: what is told of Boston is mostly told of the city.
      if mention.type == .person,
        CountryNames.countryNamed(phrase) != nil
          || CountryNames.country(ofCity: NameKey.fold(phrase)) != nil
      {
        continue
      }
      var keys = [NameKey.fold(phrase)]
      // `Eva Ruiz, née Torres … Eva Torres`
      if mention.type == .person, words.count == 1, names[index].ownWords.count > 1 {
        keys = [names[index].ownWords[0] + " " + keys[0]] + keys
      }
      for key in keys where key != names[index].key {
        for other in called[key] ?? []
        where annotation.mentions[other].tokens.lowerBound >= words.lowerBound
          && (mention.type == .person
            ? annotation.mentions[other].type != .place
              || words.overlaps(annotation.mentions[other].tokens)
            : names[other].family(annotation.mentions[other].type)
              == names[index].family(mention.type))
        {
          bearers[other] = index
        }
      }
    }
    self.bearers = bearers
  }

  private static let bearing: Set<EntityType> = [.person, .organization, .place, .group]

  /// The words of the name that the words behind another name say to be one more of its bearer's.
  private static func otherName(
    of bearer: Annotation.Mention, in sentences: Sentences
  ) -> Range<Int>? {
    let (forms, end) = (sentences.forms, bearer.tokens.upperBound)
    func form(_ token: Int) -> String { token < forms.count ? forms[token] : "" }
    var word = end
    // `Hayat Tahrir (HTS), formerly`, `Abboud Qanbar (Arabic: …), also known as`
    if form(word) == "(", nameStart(at: word + 1, isApart: true, isPerson: true, forms) == nil,
      let close = (word..<min(word + longest, forms.count)).first(where: { forms[$0] == ")" })
    {
      word = close + 1
    }
    let isApart = [",", "("].contains(form(word))
    if isApart { word += 1 }
    guard
      let start = nameStart(at: word, isApart: isApart, isPerson: bearer.type == .person, forms)
    else { return nil }
    let head = sentences.annotation.head(of: bearer.tokens)
    let verb = (word..<start).first { calling.contains(forms[$0]) || forms[$0] == "known" }
    if let verb {
      // `a venture between Oracle and SoftBank, called Stargate`, `the desert south of Antioch, known as the Thebaid`
      let isOfBearer = sentences.head(verb).map(bearer.tokens.contains) ?? false
      guard
        isOfBearer && sentences.label(head) != "conj"
          || forms[verb] == "known" && sentences.label(head).hasPrefix("nsubj")
      else { return nil }
    }
    return name(at: start, in: sentences)
  }

  /// Where a name begins that what starts at a word brings in.
  private static func nameStart(
    at first: Int, isApart: Bool, isPerson: Bool, _ forms: [String]
  ) -> Int? {
    func form(_ token: Int) -> String { token < forms.count ? forms[token] : "" }
    var word = first
    if aliases.contains(form(word)) { return word + 1 }
    if ["who", "which"].contains(form(word)), isApart {
      word += 1
      if ["goes", "went"].contains(form(word)), form(word + 1) == "by" {
        return behindNoun(from: word + 2, forms) ?? word + 2
      }
      guard ["is", "was", "are", "were"].contains(form(word)) else { return nil }
      word += 1
    } else if form(word) == "whose", isApart {
      guard let name = behindNoun(from: word + 1, forms), ["is", "was"].contains(form(name)) else {
        return nil
      }
      return name + 1
    } else if isApart, let name = behindNoun(from: word, forms) {
      // `(real name: Samir Haddad)`
      return form(name) == ":" ? name + 1 : name
    } else if isApart, isPerson, born.contains(form(word)) {
      return word + 1
    }
    let start = word
    while adverbs.contains(form(word)) { word += 1 }
    if form(word) == "known" {
      for step in 1..<6 {
        if form(word + step) == "as" { return word + step + 1 }
        if form(word + step) == "by" { return behindNoun(from: word + step + 1, forms) }
      }
      return nil
    }
    if isApart, calling.contains(form(word)) { return form(word + 1) == "as" ? word + 2 : word + 1 }
    if isApart, !isPerson, word == start + 1, before.contains(form(start)) { return word }
    return nil
  }

  /// What is behind a noun for a name and what tells which: *his real name*, *the nom de guerre of*.
  private static func behindNoun(from first: Int, _ forms: [String]) -> Int? {
    for word in first..<min(first + 5, forms.count) {
      if nameNouns.contains(forms[word]) {
        return word + 1 < forms.count && forms[word + 1] == "of" ? word + 2 : word + 1
      }
      guard forms[word].allSatisfy({ $0.isLetter || $0 == "-" }),
        !["is", "was", "and"].contains(forms[word])
      else { return nil }
    }
    return nil
  }

  /// The words in capitals from a place on, that are no time and end what is said of the bearer.
  private static func name(at first: Int, in sentences: Sentences) -> Range<Int>? {
    let forms = sentences.forms
    func isCapital(_ token: Int) -> Bool {
      token < forms.count && sentences.isCapitalised(token)
    }
    var start = first
    while start < forms.count, quotes.contains(forms[start]) || forms[start] == "the" { start += 1 }
    guard isCapital(start) else { return nil }
    var end = start + 1
    while end < forms.count {
      if isCapital(end) {
        end += 1
      } else if particles.contains(forms[end]),
        isCapital(end + 1)
          || particles.contains(end + 1 < forms.count ? forms[end + 1] : "")
            && isCapital(end + 2)
      {
        end += 2
      } else {
        break
      }
    }
    let words = start..<end
    guard !sentences.holdsTime(words),
      end == forms.count || !Sentences.genitives.contains(forms[end]),
      words.contains(where: { sentences.tag($0) == .properNoun })
    else { return nil }
    return words
  }
}
