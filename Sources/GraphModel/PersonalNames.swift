/// How persons are called beside their full names.
enum PersonalNames {
  /// Hides all names of an entity, and of a person the surname and the given name.
  static func hide(_ entity: Entity, _ owner: Int, in names: inout HiddenNames) {
    for name in entity.allNames { names.add(name, strength: .name, owner: owner) }
    for (_, identifier) in TextOrder.sorted(entity.identifiers)
    where Self.isTelling(identifier) {
      names.add(identifier, strength: .name, owner: owner)
    }
    guard entity.type == .person else { return }
    for name in entity.allNames {
      let bareName = bareName(name)
      if bareName.count > 1 {
        names.add(bareName.joined(separator: " "), strength: .name, owner: owner)
      }
      if let surname = Self.surname(of: name) {
        names.add(
          surname, strength: .surname, owner: owner,
          isWord: Self.everydayWords.contains(NameKey.fold(surname)))
      }
    }
    if let givenName = Self.givenName(of: entity.name) {
      names.add(givenName, strength: .givenName, owner: owner)
    }
  }

  /// Keeps the full names of another person.
  static func keep(_ entity: Entity, in names: inout HiddenNames) {
    guard entity.type == .person else { return }
    for name in entity.allNames {
      names.keep(name, surname: Self.surname(of: name), givenName: Self.givenName(of: name))
    }
  }

  /// Whether an identifier can be told from other words and numbers: `Q76` can, `42` can't.
  private static func isTelling(_ identifier: String) -> Bool {
    identifier.utf8.count >= 4
      || identifier.utf8.count >= 2
        && identifier.contains(where: \.isLetter) && identifier.contains(where: \.isNumber)
  }

  /// The words of a personal name without titles and what tells generations apart; empty for a description.
  private static func bareName(_ name: String) -> [Substring] {
    var words = name.split(whereSeparator: \.isWhitespace)[...]
    while let last = words.last, generations.contains(NameKey.fold(String(last))) {
      words.removeLast()
    }
    let count = words.count
    while let first = words.first, titles.contains(NameKey.fold(String(first))) {
      words.removeFirst()
    }
    guard count > 1, let first = words.first, let last = words.last, isNameWord(first),
      isNameWord(last)
    else { return [] }
    return Array(words)
  }

  private static func surname(of name: String) -> String? {
    bareName(name).last.map(String.init)
  }

  private static func givenName(of name: String) -> String? {
    let words = bareName(name)
    guard words.count > 1, NameKey.fold(String(words[0])).unicodeScalars.count >= 3 else {
      return nil
    }
    return String(words[0])
  }

  /// Whether a word begins with a capital, or is of a script without, and is no title.
  private static func isNameWord(_ word: Substring) -> Bool {
    guard let first = word.unicodeScalars.first(where: { $0.properties.isAlphabetic }),
      !first.properties.isLowercase
    else { return false }
    return !titles.contains(NameKey.fold(String(word))) && !determiners.contains(String(word))
  }

  private static let determiners: Set = [
    "A", "An", "Her", "His", "Our", "That", "The", "Their", "This",
  ]
  private static let generations: Set = ["jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd"]

  private static let titles: Set = [
    "acting", "admiral", "adviser", "advisor", "ambassador", "attorney", "ayatollah",
    "baron", "bishop", "brigadier", "captain", "cardinal", "chairman", "chancellor", "chief", "col",
    "colonel", "commander", "commissioner", "congressman", "congresswoman", "count", "corporal",
    "deputy", "director", "doctor", "dr", "emir", "envoy", "foreign", "former", "gen", "general",
    "governor", "head", "imam", "judge", "justice", "king", "lady", "leader", "lieutenant",
    "lord", "lt", "maj", "major", "marshal", "mayor", "minister", "miss", "mr", "mrs", "ms",
    "officer", "official", "pope", "premier", "president", "prime", "prince", "princess",
    "prof", "professor", "queen", "rep", "representative", "rev", "secretary", "sen", "senator",
    "sergeant", "sheikh", "sir", "speaker", "spokesman", "spokesperson", "spokeswoman", "state",
    "sultan", "us", "vice",
  ]

  /// Surnames that are everyday words, too.
  private static let everydayWords: Set = [
    "ash", "ball", "banks", "bell", "berry", "best", "bird", "black", "book", "bridges", "brown",
    "burns", "bush", "byrd", "case", "chance", "child", "church", "close", "cook", "cross", "day",
    "dean", "drew", "early", "farmer", "field", "fields", "fish", "fisher", "ford", "forest", "fox",
    "frank", "freed", "frost", "gates", "gold", "good", "grace", "grant", "graves", "gray", "green",
    "grey", "guy", "hand", "hill", "holiday", "holly", "hope", "house", "hunt", "hunter", "joy",
    "key", "kind", "knight", "lake", "land", "law", "little", "long", "love", "low", "major",
    "march",
    "mark", "mason", "may", "mills", "moon", "more", "park", "parks", "pope", "post", "potter",
    "power", "powers", "price", "pride", "rice", "rich", "rivers", "rock", "rose", "rush", "sharp",
    "shepherd", "short", "singer", "small", "smart", "snow", "speaker", "stamp", "stark", "stern",
    "stone", "storm", "street", "strong", "summers", "swift", "tower", "trump", "walker", "wall",
    "ward", "waters", "weaver", "weeks", "west", "white", "wild", "will", "wills", "winter",
    "winters", "wise", "wolf", "wood", "woods", "word", "young",
  ]
}
