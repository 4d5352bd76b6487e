import GraphModel
import Language

/// Which country a bare title is of, where the text is of one country.
///
///     Train crash in Poland kills nine
///
///     Two trains collided in Poland on Friday. …
///
///     Prime Minister Jan Wolski visited the site.            Wolski leads Poland
///
/// Neither model nor phrases look so far back. The country stands at the beginning and once more; others are named but once,
/// and not there nor beside the title, and none is one whose papers are written in English, as those leave out whose president
/// theirs is. The office is one of a nation and the name a full one, as foreigners get it, but for the heads of those. Who comes
/// to visit the country is not at home there, and of two who have the same title none is taken.
struct HomeOffices {
  private let sentences: Sentences
  private let entities: DocumentEntities

  init(_ entities: DocumentEntities) {
    self.entities = entities
    sentences = entities.sentences
  }

  /// How probable what they say is.
  private static let trust = 0.65
  /// How probable what the model proposes is at least for it to be heeded.
  private static let certain = 0.3
  /// How many sentences a text has at least, and in how many at its beginning the country is named.
  private static let (least, beginning) = (3, 3)
  /// How many other countries may be named.
  private static let mostOthers = 2
  /// The countries of English papers, with whether their head is a president.
  private static let ofEnglishPapers = [
    "United States": true, "United Kingdom": false, "Australia": false, "Canada": false,
    "New Zealand": false, "India": false, "Ireland": false,
  ]
  private static let heads: Set = ["president", "premier", "chancellor"]
  private static let ministries = Titles.portfolios.union(["prime"])
  /// Words besides its cities (`Capitals`) by which news names a state.
  private static let seats = [
    "pentagon": "United States", "american": "United States", "americans": "United States",
    "kremlin": "Russia", "downing": "United Kingdom", "soviet": "Soviet Union",
  ]

  /// What bare titles say, where none of some proposals gives their bearers a body.
  func proposals(beside others: [Proposal]) -> [Proposal] {
    let annotation = sentences.annotation
    guard annotation.sentences.count >= Self.least, let home = home() else { return [] }
    var (leaders, visitors, explained) = (Set<Int>(), Set<Int>(), Set<Int>())
    for other in others where other.phrase != nil || other.candidate.probability > Self.certain {
      let subject = entities.entityOfMention[other.candidate.subject]
      let object = entities.entityOfMention[other.candidate.object]
      switch other.candidate.relation {
      case "leads", "commands":
        explained.formUnion(other.candidate.trigger)
        if CountryNames.isCountry(entities.entities[object].name) { leaders.insert(subject) }
      case "visited", "attacked", "criticized", "accused":
        if object == home.entity { visitors.insert(subject) }
      default: break
      }
    }
    var holders: [String: [(person: Int, mention: Int, title: Range<Int>)]] = [:]
    for (index, mention) in annotation.mentions.enumerated() where mention.type == .person {
      guard let title = title(before: mention.tokens) else { continue }
      let office = title.map { sentences.forms[$0] }.joined(separator: " ")
      let person = entities.entityOfMention[index]
      if holders[office]?.contains(where: { $0.person == person }) ?? false { continue }
      holders[office, default: []].append((person, index, title))
    }
    return holders.values.compactMap { bearers -> Proposal? in
      guard bearers.count == 1, let bearer = bearers.first, !leaders.contains(bearer.person),
        !visitors.contains(bearer.person), explained.isDisjoint(with: bearer.title),
        isOffice(bearer.title, of: home.country, entities.entities[bearer.person]),
        !home.otherParagraphs.contains(paragraph(of: bearer.title.lowerBound)),
        let country = home.mentions.last(where: {
          annotation.mentions[$0].tokens.upperBound <= bearer.title.lowerBound
        })
      else { return nil }
      return Proposal(
        candidate: Annotation.RelationCandidate(
          relation: "leads", subject: bearer.mention, object: country, probability: 0,
          isStated: false, polarity: .asserted, mode: .fact, speaker: nil, trigger: bearer.title),
        rules: .title, phrase: nil, trust: Self.trust)
    }.sorted { $0.candidate.subject < $1.candidate.subject }
  }

  /// The one country that a text is of.
  private func home() -> (
    country: String, entity: Int, mentions: [Int], otherParagraphs: Set<Int>
  )? {
    let annotation = sentences.annotation
    let named = countries()
    guard let (first, country) = named.first else { return nil }
    let others = named.filter { $0.country != country }
    let end = annotation.sentences[min(Self.beginning, annotation.sentences.count) - 1].tokens
    guard first < end.upperBound, named.count - others.count > 1,
      others.count <= Self.mostOthers, Set(others.map(\.country)).count == others.count,
      others.allSatisfy({
        $0.token >= end.upperBound && Self.ofEnglishPapers[$0.country] == nil
      })
    else { return nil }
    var mentions: [Int: [Int]] = [:]
    for (index, mention) in annotation.mentions.enumerated()
    where sentences.country(named: mention.tokens) == country {
      mentions[entities.entityOfMention[index], default: []].append(index)
    }
    // What is only *a Chinese offer* may be told of anywhere.
    guard mentions.count == 1, let (entity, own) = mentions.first,
      own.contains(where: { sentences.isCountryName(annotation.mentions[$0].tokens) })
    else { return nil }
    return (country, entity, own.sorted(), Set(others.map { paragraph(of: $0.token) }))
  }

  /// Where countries, their cities or their seats are named, in order.
  private func countries() -> [(token: Int, country: String)] {
    let annotation = sentences.annotation
    // `Sofia Reyes` is from nowhere.
    let persons = Set(annotation.mentions.filter { $0.type == .person }.flatMap(\.tokens))
    var countries: [Int: String] = [:]
    for (token, form) in sentences.forms.enumerated() where isCapitalized(token) {
      countries[token] =
        Self.seats[form] ?? CountryNames.countryNamed(annotation.form(token))
        ?? (persons.contains(token) ? nil : Capitals.country(of: NameKey.fold(form)))
    }
    for mention in annotation.mentions {
      guard let country = sentences.country(named: mention.tokens) else { continue }
      for token in mention.tokens { countries[token] = nil }
      countries[mention.tokens.lowerBound] = country
    }
    return countries.map { ($0, $1) }.sorted { $0.0 < $1.0 }
  }

  private func paragraph(of token: Int) -> Int {
    let sentences = sentences.annotation.sentences
    var sentence = self.sentences.annotation.sentence(of: token)
    while sentence > 0, !sentences[sentence].startsParagraph { sentence -= 1 }
    return sentence
  }

  /// The words of a national office right before a name, with nothing that says what it is of.
  private func title(before name: Range<Int>) -> Range<Int>? {
    let annotation = sentences.annotation
    let sentence = annotation.sentences[annotation.sentence(of: name.lowerBound)].tokens
    let noun = name.lowerBound - 1
    guard noun >= sentence.lowerBound, isCapitalized(noun) || sentences.forms[noun] == "minister"
    else { return nil }
    var start = noun
    if sentences.forms[noun] == "minister" {
      guard noun > sentence.lowerBound, Self.ministries.contains(sentences.forms[noun - 1]),
        isCapitalized(noun - 1)
      else { return nil }
      start = noun - 1
    } else if !Self.heads.contains(sentences.forms[noun]) {
      return nil
    }
    // `Deputy Prime Minister`, `Norwich president`, `President Ana Ruiz of Palau`
    if start > sentence.lowerBound,
      sentences.isNoun(start - 1) || sentences.tag(start - 1) == .adjective
        || ["'s", "’s", "-"].contains(sentences.forms[start - 1])
    {
      return nil
    }
    guard !isOfPlace(name, in: sentence) else { return nil }
    return start..<noun + 1
  }

  /// Whether the words behind a name say what its bearer is the head of: *President Ana Ruiz of Palau*, but not *Prime Minister
  /// Jens Krog of the Conservative Party*.
  private func isOfPlace(_ name: Range<Int>, in sentence: Range<Int>) -> Bool {
    let next = name.upperBound
    guard next + 2 < sentence.upperBound, sentences.forms[next] == "of" else { return false }
    let bodies = [
      sentences.mention(beginningAt: next + 1), sentences.mention(beginningAt: next + 2),
    ]
    return sentences.forms[next + 1] != "the"
      || !bodies.contains { body in
        body.map { sentences.annotation.mentions[$0].type == .organization } ?? false
      }
  }

  /// Whether an office may be one of a country: only their own heads do papers call by surnames alone, and provinces have
  /// premiers and ministers there.
  private func isOffice(
    _ title: Range<Int>, of country: String, _ bearer: DocumentEntity
  ) -> Bool {
    guard bearer.isNamed else { return false }
    guard let hasPresident = Self.ofEnglishPapers[country] else {
      return NameKey.tokens(bearer.name).count > 1
    }
    let office = title.map { sentences.forms[$0] }.joined(separator: " ")
    return office == (hasPresident ? "president" : "prime minister")
  }

  private func isCapitalized(_ token: Int) -> Bool {
    sentences.annotation.form(token).first?.isUppercase ?? false
  }
}
