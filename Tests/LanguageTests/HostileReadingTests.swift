import GraphModel
import Testing

@testable import Language

/// The whole reader on what no one wrote for it: it comes back, and its work grows as the text does.
@Suite(.enabled(if: ModelFiles.hasModel, "the model's weights are not here"))
struct HostileReadingTests {
  private static let model: LanguageModel? = try? LanguageModel(path: ModelFiles.model)

  /// What was computed, counted: subwords, scored arcs, scored pairs of mentions.
  private func work(_ text: String) throws -> (subwords: Int, arcs: Int, pairs: Int) {
    let model = try #require(Self.model)
    var work = (subwords: 0, arcs: 0, pairs: 0)
    var watch = DocumentReader.Watch()
    watch.state = { name, values in
      if name == "embedding" { work.subwords += values.count / Encoder.width }
    }
    watch.arcs = { work.arcs += $0.count }
    watch.pairs = { _, _, _ in work.pairs += 1 }
    var text = text
    var annotation = Annotation(text: text)
    text.withUTF8 { bytes in
      let segmentation = Segmentation(bytes)
      DocumentReader(model).read(
        bytes, words: segmentation.words, sentences: segmentation.sentences, into: &annotation,
        watch: watch)
    }
    return work
  }

  private static let pieces = [
    "word ", "the President of Iraq met Mr. Smith and ", "SHOUT LOUD ", "a,b;c:", "👍🏽👩‍👩‍👧 ",
    "שלום עולם ",
    "مرحبا ", "漢字かな", "x\n", "\n\n", "\u{0}\u{1}\u{7F} ", "\u{202E}abc ", "e\u{301}\u{301}", "(((",
    "\"'", "U.S. ",
    "2020-01-06 ", "he said that he said that ", "Iran Iraq ", "I. ", "http://a.b/c ", "…?! ",
  ]

  @Test(arguments: pieces) func workGrowsAsTheTextDoes(piece: String) throws {
    let count = 4_000 / piece.utf8.count
    let once = try work(String(repeating: piece, count: count))
    let twice = try work(String(repeating: piece, count: 2 * count))
    // Beyond the first windows each further one costs the same.
    #expect(twice.subwords <= 2 * once.subwords + 192)
    #expect(twice.arcs <= 2 * once.arcs + 192 * 192)
    #expect(twice.pairs <= 5 * once.pairs / 2 + 20_000)
    #expect(once.subwords <= 33 * 4_000)
  }

  @Test func aWordOfAMegabyte() throws {
    let model = try #require(Self.model)
    for letter in ["a", "é", "漢", "-", "."] {
      let text =
        "He said " + String(repeating: letter, count: 1_000_000 / letter.utf8.count) + " to Iran."
      let annotation = model.annotate(Document(id: "d", text: text))
      #expect(annotation.tokens.last?.span.upperBound == text.utf8.count)
      #expect(annotation.mentions.allSatisfy { annotation.span($0.tokens) == $0.span })
    }
  }

  @Test func allCapitalsAndNoneAreRead() throws {
    let model = try #require(Self.model)
    let text = "Qasem Soleimani was killed by the United States in Baghdad. Iran vowed revenge."
    for version in [text.uppercased(), text.lowercased()] {
      let annotation = model.annotate(Document(id: "d", text: version))
      #expect(annotation.sentences.count == 2)
      #expect(
        annotation.mentions.count >= 2, "\(annotation.mentions.map { annotation.quote($0.span) })")
    }
  }

  @Test func theSameBitsInAnyCompany() throws {
    let model = try #require(Self.model)
    let article = "The Taliban attacked a base near Kabul on Monday. President Ghani condemned it."
    let alone = model.annotate(Document(id: "d", text: article))
    for text in Hostile.texts + [String(repeating: "Iran met Iraq. ", count: 40)] {
      _ = model.annotate(Document(id: "e", text: text))
      #expect(model.annotate(Document(id: "d", text: article)) == alone)
    }
  }

  @Test func textsOfNoWordsHaveNoAnnotation() throws {
    let model = try #require(Self.model)
    for text in [
      "", " ", "\n\n\n", "\u{0}\u{1}\u{2}", "\u{200B}\u{FEFF}",
      String(repeating: " ", count: 1_000_000),
    ] {
      let annotation = model.annotate(Document(id: "d", text: text))
      #expect(
        annotation.tokens.isEmpty && annotation.sentences.isEmpty && annotation.mentions.isEmpty)
    }
    #expect(model.annotate(Document(id: "d")).tokens.isEmpty)
  }
}
