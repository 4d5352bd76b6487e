import Language
import Testing

@testable import Extraction

@Suite struct CountryNamesTests {
  /// Some words as a text that wraps lines between them.
  private func wrapped(_ words: String) -> Sentences {
    let last = words.split(separator: " ").count
    let fields = words.split(separator: " ").enumerated().map { place, word in
      place + 1 == last ? "\(word)/PROPN/root/0" : "\(word)/PROPN/compound/\(last)"
    }
    var annotation = Tree(fields.joined(separator: " ")).annotation
    annotation.text = words.split(separator: " ").joined(separator: "\n")
    return Sentences(annotation)
  }

  @Test(
    arguments: [
      ("South Africa", "South Africa"), ("the United States", "United States"),
      ("Iraqi", "Iraq"), ("US", "United States"), ("Africa", nil), ("NATO", nil),
    ] as [(String, String?)])
  func wordsNameOneCountry(_ words: String, _ country: String?) {
    let sentences = wrapped(words)
    #expect(sentences.country(named: sentences.forms.indices) == country)
  }

  @Test(
    arguments: [
      ("South Africa", true), ("the United States", true), ("US", true), ("Iraqi", false),
      ("NATO", false),
    ])
  func anAdjectiveIsNoCountrysName(_ words: String, _ isName: Bool) {
    let sentences = wrapped(words)
    #expect(sentences.isCountryName(sentences.forms.indices) == isName)
  }
}
