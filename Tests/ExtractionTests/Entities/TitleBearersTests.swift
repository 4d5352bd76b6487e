import Testing

@testable import Extraction

@Suite struct TitleBearersTests {
  @Test(arguments: [
    (
      "Prime Minister Rafiq Hamdan visited Paris on Monday. The prime minister accused Syria of plotting a coup.",
      "Rafiq Hamdan accused Syria"
    ),
    (
      "Colonel Marc Dupont met Senator Alan Pike in Rabat. The senator criticized Morocco. The colonel visited Fez on Friday.",
      "Marc Dupont visited Fez"
    ),
    (
      "Colonel Marc Dupont met Senator Alan Pike in Rabat. The senator criticized Morocco. The colonel visited Fez on Friday.",
      "Alan Pike criticized Morocco"
    ),
    (
      "Anna Weiss, the German ambassador, met Hans Kolb. The ambassador accused Kolb of lying.",
      "Anna Weiss accused Hans Kolb"
    ),
    (
      "Finance Minister Jorge Luna met Prime Minister Ana Cruz. The prime minister criticized Chile.",
      "Ana Cruz criticized Chile"
    ),
    (
      "Gen. Ramon Videla left Bogota on Sunday. The general criticized Peru.",
      "Ramon Videla criticized Peru"
    ),
    (
      "Pope John Paul II left Krakow on Sunday. The Pope criticized Peru.",
      "John Paul II criticized Peru"
    ),
    (
      "Prime Minister Rafiq Hamdan visited Paris on Monday. The Prime Minister accused Syria of plotting a coup.",
      "Rafiq Hamdan accused Syria"
    ),
    (
      "Hans Kolb accused the Prime Minister of lying. Prime Minister Rafiq Hamdan visited Paris on Monday.",
      "Hans Kolb accused Rafiq Hamdan"
    ),
    (
      "Norsk Kobber, a Norwegian company, sued Sandrock, a Swiss company. The Norwegian company accused Chile of fraud.",
      "Norsk Kobber accused Chile"
    ),
    (
      "Norsk Kobber, a Norwegian company, sued Sandrock, a Swiss company. The Swiss company accused Chile of fraud.",
      "Sandrock accused Chile"
    ),
  ])
  func aTitleMeansTheOneWhoHasIt(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }

  /// Each row: a text, whether its last mention, a description, becomes one with the first.
  @Test(arguments: [
    ("General [Videla|Person] left . the [general|Person] spoke", true),
    ("Gen. [Videla|Person] left . the [general|Person] spoke", true),
    // Two have the title.
    ("General [Videla|Person] met General [Massa|Person] . the [general|Person] spoke", false),
    // Who had the title, or has a title of the same noun.
    ("former General [Videla|Person] left . the [general|Person] spoke", false),
    ("Lieutenant Governor [Patrick|Person] left . the [governor|Person] spoke", false),
    ("Lieutenant General [Videla|Person] left . the [general|Person] spoke", true),
    // The title comes later, or is another.
    ("[Videla|Person] left . the [general|Person] spoke", false),
    ("Admiral [Massa|Person] left . the [general|Person] spoke", false),
    // No title by itself.
    ("General [Videla|Person] left . a [general|Person] spoke", false),
    ("General [Videla|Person] left . the [former general|Person] spoke", false),
    ("General [Videla|Person] left . the [Russian general|Person] spoke", false),
  ])
  func whoHasATitle(_ text: String, _ isOne: Bool) {
    var annotation = Marked(text).annotation
    for token in annotation.tokens.indices.dropLast() {
      let form = annotation.form(token)
      guard annotation.tokens[token].head == nil, ["the", "a"].contains(form) else { continue }
      annotation.tokens[token].tag = .determiner
      annotation.tokens[token].label = "det"
      let last = annotation.mentions.last?.tokens
      annotation.tokens[token].head = last.map { $0.upperBound - 1 }
    }
    for token in annotation.tokens.indices where annotation.tokens[token].tag == .adjective {
      annotation.tokens[token].label = "amod"
    }
    for token in annotation.tokens.indices where annotation.form(token) == "former" {
      annotation.tokens[token].label = "amod"
    }
    let names = annotation.mentions.map { MentionName(of: $0, in: annotation) }
    var groups = annotation.clusters
    groups.move(TitleBearers(names, in: Sentences(annotation)).moves(in: groups))
    let last = annotation.mentions.count - 1
    #expect(groups.contains { $0.contains(0) && $0.contains(last) } == isOne, "\(groups)")
  }
}
