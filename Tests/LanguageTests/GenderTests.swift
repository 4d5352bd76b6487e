import GraphModel
import Testing

@testable import Language

@Suite struct GenderTests {
  @Test(
    arguments: [
      ("he", nil, Gender.masculine), ("Her", nil, .feminine), ("wife", "his", .feminine),
      ("her husband", nil, .masculine), ("Okonjo", "Mrs.", .feminine),
      ("Mr Orlov", nil, .masculine),
      ("the spokeswoman 's", "The", .feminine),
      ("Anna Berg", "minister", nil), ("King", "Stephen", nil), ("minister", nil, nil),
      ("it", nil, nil), ("Okonjo 's wife", "Mr.", .feminine),
      ("the wife of the king", nil, .feminine),
      ("the mother of Okonjo 's son", nil, .feminine),
      ("a woman who met her husband", nil, .feminine), ("the actress Regina King", nil, .feminine),
      ("David Pratt", "miss", nil), ("Lady Gaga 's", nil, .feminine),
    ] as [(String, String?, Gender?)])
  func wordsTell(_ words: String, _ previous: String?, _ gender: Gender?) {
    #expect(Gender(of: words.split(separator: " ").map(String.init), after: previous) == gender)
  }

  @Suite(.enabled(if: ModelFiles.hasModel, "the model's weights are not here"))
  struct InTexts {
    private static let model = Result { try LanguageModel(path: ModelFiles.model) }

    /// The forms of the mentions that mean the same as the first one of these words.
    private func entity(of name: String, in text: String) throws -> [String] {
      let annotation = try Self.model.get().annotate(Document(id: "d", text: text))
      let words = annotation.mentions.map { annotation.quote($0.span) }
      let cluster = annotation.clusters.first { $0.contains { words[$0] == name } }
      return (cluster ?? []).sorted().map { words[$0] }
    }

    @Test(arguments: [
      (
        """
        Lesley Okonjo married the banker David Pratt in 2004. She met him in Lagos, where his mother owned a hotel. \
        Okonjo said he had never asked her for money.
        """, "David Pratt", ["David Pratt", "him", "his", "he"]
      ),
      (
        """
        Danjuma Garba wrote to Ruth Adaji in May. She said that he had threatened her husband, and that his men had \
        followed her to Jos.
        """, "Ruth Adaji", ["Ruth Adaji", "She", "her", "her"]
      ),
      (
        """
        Senator Winfield Cary divorced Verna Tillotson in 1961. She kept his letters, and he kept her house. Cary said \
        she had sold them to his enemies.
        """, "Verna Tillotson", ["Verna Tillotson", "She", "her", "she"]
      ),
    ])
    func heIsNotShe(_ text: String, _ name: String, _ mentions: [String]) throws {
      #expect(try entity(of: name, in: text) == mentions)
    }

    @Test func noEntityIsManAndWoman() throws {
      let text = """
        Nuno Tavares defended Teresa Lobo. Her lawyers had paid him, he said, and she owed his firm nothing. \
        The minister, Viola Szabo, dismissed Gabor Oravecz on Monday. She said he had lied to her. Oravecz said her \
        letter reached him in Vienna, where his wife met Mrs. Szabo's husband, who gave her his card.
        """
      let annotation = try Self.model.get().annotate(Document(id: "d", text: text))
      for cluster in annotation.clusters {
        let genders = Set(
          cluster.compactMap { annotation.gender(of: annotation.mentions[$0]) })
        #expect(
          genders.count < 2, "\(cluster.map { annotation.quote(annotation.mentions[$0].span) })")
      }
    }
  }
}
