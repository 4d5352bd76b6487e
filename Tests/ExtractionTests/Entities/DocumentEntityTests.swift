import GraphModel
import Language
import Testing

@testable import Extraction

/// Builds annotations by hand from marked text: words apart by spaces, `[name|Type]` a mention.
struct Marked {
  var annotation: Annotation

  /// - Parameters:
  ///   - text: Words with mentions in brackets, for example `[Seely|Person] wrote to [him|Person]`.
  ///   - clusters: Mentions that the model takes for one thing; the others stand alone.
  init(_ text: String, clusters: [[Int]] = []) {
    var plain = ""
    var tokens: [Annotation.Token] = []
    var mentions: [(Range<Int>, EntityType)] = []
    var open: Int?
    for piece in text.split(separator: " ") {
      var word = piece
      if word.hasPrefix("[") {
        open = tokens.count
        word = word.dropFirst()
      }
      var closed: EntityType?
      if word.hasSuffix("]"), let bar = word.lastIndex(of: "|") {
        closed = EntityType(rawValue: String(word[word.index(after: bar)...].dropLast()))
        word = word[..<bar]
      }
      if !plain.isEmpty { plain += " " }
      let start = plain.utf8.count
      plain += word
      tokens.append(
        Annotation.Token(
          span: start..<plain.utf8.count, lemma: word.lowercased(), tag: Self.tag(String(word)),
          head: nil, label: "dep"))
      if let type = closed, let start = open {
        mentions.append((start..<tokens.count, type))
        open = nil
      }
    }
    // The last word of everything is the head of what stands before it.
    for (range, _) in mentions {
      for token in range.dropLast() { tokens[token].head = range.upperBound - 1 }
    }
    var annotation = Annotation(text: plain)
    annotation.tokens = tokens
    annotation.sentences = [Annotation.Sentence(tokens: 0..<tokens.count, startsParagraph: true)]
    annotation.mentions = mentions.map { range, type in
      Annotation.Mention(
        tokens: range,
        span: tokens[range.lowerBound].span
          .lowerBound..<tokens[range.upperBound - 1].span.upperBound,
        type: type, probability: 1)
    }
    let grouped = Set(clusters.joined())
    annotation.clusters =
      clusters + annotation.mentions.indices.filter { !grouped.contains($0) }.map { [$0] }
    self.annotation = annotation
  }

  /// Adds a statement that the model reads.
  mutating func state(_ relation: String, _ subject: Int, _ object: Int) {
    annotation.relations.append(
      Annotation.RelationCandidate(
        relation: relation, subject: subject, object: object, probability: 0.9, isStated: true,
        polarity: .asserted, mode: .fact, speaker: nil, trigger: 0..<0))
  }

  private static func tag(_ word: String) -> UniversalTag {
    if ["he", "she", "it", "him", "his", "they", "its"].contains(word.lowercased()) {
      return .pronoun
    }
    if word == "Iraqi" || word == "Russian" { return .adjective }
    return word.first?.isUppercase ?? false ? .properNoun : .noun
  }
}

@Suite struct DocumentEntityTests {
  @Test func aCompanyIsTheSameWithItsLegalForm() {
    #expect(
      names(
        "[Corvane Inc|Organization] left . [Corvane|Organization] bought [Lumetra|Organization]")
        == ["Corvane Inc = Corvane", "Lumetra"])
    // But no place, no country, and not two companies.
    #expect(names("[Jordan Inc|Organization] left [Jordan|Place]").count == 2)
    #expect(names("[Jordan Inc|Organization] left [Jordan|Organization]").count == 2)
    #expect(
      names("[Linde PLC|Organization] left [Linde NV|Organization] and [Linde|Organization]")
        .count
        == 3)
  }

  @Test func twoWhoBearOneNameAreTwoInTheGraph() throws {
    let found = try Said.records(in: "Mr. Okonjo accused Mrs. Okonjo of fraud.", "accused")
    let ends = found.flatMap { [$0.subject, $0.object] }.map { $0.id ?? $0.name }
    #expect(ends.count == 2 && Set(ends).count == 2, "\(ends)")
  }

  @Test func aSurnameIsNoManAndWoman() {
    #expect(
      names(
        "[David Okonjo|Person] left [his|Person] house . Mrs. [Okonjo|Person] sold it",
        clusters: [[0, 1]]) == ["David Okonjo", "Okonjo"])
    #expect(
      names(
        "[David Okonjo|Person] left [his|Person] house . Mr. [Okonjo|Person] sold it",
        clusters: [[0, 1]]) == ["David Okonjo = Okonjo"])
    #expect(names("Mr. [Okonjo|Person] sold it . Mrs. [Okonjo|Person] kept it").count == 2)
    #expect(names("Mr. [Okonjo|Person] sold it . [Okonjo|Person] left").count == 1)
  }

  private func names(_ text: String, clusters: [[Int]] = []) -> [String] {
    DocumentEntities(of: Marked(text, clusters: clusters).annotation).entities.map { entity in
      ([entity.name] + entity.aliases).joined(separator: " = ")
    }
  }

  @Test func aPersonIsCalledByTheFullestNameWithoutHonorifics() {
    #expect(
      names("[Ida Moe|Person] left . [Mrs. Moe|Person] returned", clusters: [[0, 1]])
        == ["Ida Moe = Mrs. Moe"])
    #expect(
      names("[Ida Moe|Person] left . [Ida Moe , sent by Rome|Person] returned", clusters: [[0, 1]])
        .first?.hasPrefix("Ida Moe = ") == true)
  }

  @Test func aSurnameJoinsTheOnlyPersonWhoBearsIt() {
    #expect(
      names("[William Seely|Person] wrote . [Seely|Person] said")
        == ["William Seely = Seely"])
  }

  @Test func aSurnameOfTwoPersonsJoinsNeither() {
    #expect(
      names("[Anna Berg|Person] met [Lars Berg|Person] . [Berg|Person] left")
        == ["Anna Berg", "Lars Berg", "Berg"])
  }

  @Test func aSurnameIsAnotherPersonThanHisKin() {
    var marked = Marked(
      "[Berg|Person] and [his|Person] sister [Anna Berg|Person] left . [Berg|Person] returned",
      clusters: [[0, 1]])
    marked.state("related-to", 1, 2)
    let entities = DocumentEntities(of: marked.annotation)
    #expect(entities.entities.map(\.name) == ["Berg", "Anna Berg"])
    #expect(entities.entityOfMention == [0, 0, 1, 0])
    // What else is said of the two counts, too; what is improbable, or is said of others, doesn't.
    var succession = Marked("[Lars Berg|Person] succeeded [Berg|Person]")
    succession.state("succeeded", 0, 1)
    #expect(DocumentEntities(of: succession.annotation).entities.count == 2)
    succession.annotation.relations[0].isStated = false
    #expect(DocumentEntities(of: succession.annotation).entities.count == 1)
    var visit = Marked("[Lars Berg|Person] left [Oslo|Place] . [Berg|Person] returned")
    visit.state("visited", 0, 1)
    visit.state("visited", 2, 1)
    #expect(DocumentEntities(of: visit.annotation).entities.map(\.name) == ["Lars Berg", "Oslo"])
  }

  @Test func personsOfDifferentGivenNamesArePartedWhateverTheModelSays() {
    #expect(
      names(
        "[Anna Berg|Person] met [Lars Berg|Person] and [he|Person] left", clusters: [[0, 1, 2]])
        == ["Anna Berg", "Lars Berg"])
  }

  /// A bare surname is no bridge between them.
  @Test func namesakesAreTwoWhateverIsBetween() {
    #expect(
      names(
        "[Donald Trump|Person] left . [Trump|Person] slept . [Ivanka Trump|Person] woke",
        clusters: [[0, 1, 2]]) == ["Donald Trump = Trump", "Ivanka Trump"])
    // Nor where the model has them apart.
    #expect(
      names(
        "[Kim Jae-gyu|Person] left . [Kim|Person] slept . [Kim Dae-jung|Person] woke . [Kim|Person] ate",
        clusters: [[0, 1], [2, 3]]) == ["Kim Jae-gyu = Kim", "Kim Dae-jung = Kim"])
    // What may be one name in two spellings, or with more or fewer words, is one.
    for second in [
      "Yasir Arafat", "Yasser A. Arafat", "President Yasser Arafat", "Y. Arafat",
    ] {
      #expect(
        names(
          "[Yasser Arafat|Person] left . [Arafat|Person] slept . [\(second)|Person] woke",
          clusters: [[0, 1, 2]]
        ).count == 1, "\(second)")
    }
    #expect(
      names(
        "[Bill Hale|Person] left . [Hale|Person] slept . [William Hale|Person] woke",
        clusters: [[0, 1, 2]]
      ).count == 1)
  }

  @Test func initialsInBracketsAreTheNameBeforeThem() {
    #expect(
      names("the [Islamic State|Organization] ( [IS|Organization] ) fled")
        == ["Islamic State = IS"])
  }

  @Test func anAdjectiveOfOriginIsItsCountry() {
    #expect(
      names("[Iraq|Place] said . [Iraqi|Organization] forces")
        == ["Iraq = Iraqi"])
  }

  @Test func aNameThatIsUsedMostNamesABody() {
    #expect(
      names(
        "[Pentagon|Organization] . [Pentagon|Organization] . [Pentagon Press Office|Organization]",
        clusters: [[0, 1, 2]]) == ["Pentagon = Pentagon Press Office"])
  }

  @Test func whatIsOnlyDescribedIsUnnamed() {
    let entities = DocumentEntities(of: Marked("the [letter|Document] to [him|Person]").annotation)
    #expect(entities.entities.map(\.isNamed) == [false, false])
  }
}
