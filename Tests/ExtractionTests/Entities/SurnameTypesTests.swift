import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct SurnameTypesTests {
  /// Rows of mentions, and what the last is taken for.
  @Test(arguments: [
    ("[Omar Haddad|Person] left . [Haddad|Organization] spoke", EntityType.person),
    ("[Omar Haddad|Person] left . [Haddad|Person] spoke", .person),
    ("[Omar Haddad|Person] left . [Norland|Organization] spoke", .organization),
    ("[Haddad|Organization] left . [Omar Haddad|Person] met [Haddad|Organization]", .organization),
    ("[Henry Ford|Person] founded [Ford|Organization] . [Ford|Organization] grew", .organization),
    (
      "[Henry Ford|Person] left [Ford Motor|Organization] . [Ford|Organization] grew", .organization
    ),
    ("[Yara Lima|Person] left . [Lima|Place] spoke", .place),
  ])
  func aSurnameIsAPersons(_ text: String, _ type: EntityType) {
    var annotation = Marked(text).annotation
    let points = annotation.tokens.indices.filter { annotation.form($0) == "." }
    annotation.sentences = zip([0] + points.map { $0 + 1 }, points + [annotation.tokens.count])
      .map { Annotation.Sentence(tokens: $0..<$1, startsParagraph: $0 == 0) }
    SurnameTypes.correct(&annotation)
    #expect(annotation.mentions.last?.type == type)
  }
}
