import Testing

@testable import Language

/// Layer by layer, the Swift inference computes what PyTorch did when the weights were written.
@Suite(.enabled(if: ModelFiles.hasActivations, "the model's weights or activations are not here"))
struct AgreementTests {
  private struct Case {
    let stored: WeightsFile
    let document: Int
    let prefix: String
    var words: [Word] = []
    var sentences: [Range<Int>] = []
    var text: [UInt8] = []

    init(_ stored: WeightsFile, _ document: Int, _ prefix: String) throws {
      self.stored = stored
      self.document = document
      self.prefix = "\(document).\(prefix)."
      for line in try stored.lines("\(document).words") {
        let start = words.count
        for form in line.split(separator: " ") {
          words.append(Word(start: text.count, end: text.count + form.utf8.count, kind: .plain))
          text += Array(form.utf8) + [0x20]
        }
        sentences.append(start..<words.count)
      }
    }

    func floats(_ name: String) throws -> [Float]? {
      guard stored.has(prefix + name) else { return nil }
      let shape = try stored.shape(prefix + name)
      let pointer = try stored.floats(prefix + name, shape.map { $0 })
      return Array(UnsafeBufferPointer(start: pointer, count: shape.reduce(1, *)))
    }

    func integers(_ name: String) throws -> [Int] {
      let shape = try stored.shape(name)
      guard shape.reduce(1, *) > 0 else { return [] }
      let pointer = try stored.int32(name, shape.map { $0 })
      return UnsafeBufferPointer(start: pointer, count: shape.reduce(1, *)).map { Int($0) }
    }
  }

  // Rounding to bytes turns a difference in the last bit into one of a whole step, here and there, and later layers
  // carry it on: two right implementations of the quantised model differ by a few percent of the range.
  @Test(
    arguments: [
      ("fp", Arithmetic.reference, false, Float(1e-5)), ("q", .quantised, false, 0.08),
      ("q", .quantised, true, 0.08),
    ], [0, 1])
  func agreesWithStoredActivations(
    setting: (prefix: String, arithmetic: Arithmetic, forcingFloats: Bool, tolerance: Float),
    document: Int
  ) throws {
    let model = try LanguageModel(
      path: ModelFiles.model, arithmetic: setting.arithmetic, forcingFloats: setting.forcingFloats)
    let stored = try Case(
      try WeightsFile(path: ModelFiles.activations), document, setting.prefix)
    var found: [String: [Float]] = [:]
    var antecedents: [Int] = []
    var pairs: [[Int]: RelationReader.Scores] = [:]
    var triggers: [[Int]: Int] = [:]
    var watch = DocumentReader.Watch()
    watch.state = { name, values in found[name, default: []] += values }
    watch.words = { found["words", default: []] += $0 }
    watch.project = { found["project", default: []] += $0 }
    watch.arcs = { found["arc", default: []] += $0 }
    watch.antecedents = { antecedents = $0 }
    watch.pairs = { scores, mention, word in
      let key = [scores.subject + mention, scores.object + mention]
      pairs[key] = scores
      triggers[key] = scores.trigger.lowerBound + word
    }
    // The heads above the mentions are compared on the stored mentions: what an earlier step decides by a
    // hair must not be held against a later one.
    let mentions = try stored.integers(stored.prefix + "mentions")
    let given = stride(from: 0, to: mentions.count, by: 4).map {
      GivenMention(
        words: mentions[$0]..<mentions[$0 + 1] + 1, type: model.finder.types[mentions[$0 + 2] - 1])
    }
    var annotation = Annotation(text: String(decoding: stored.text, as: UTF8.self))
    var own = annotation
    stored.text.withUnsafeBufferPointer {
      DocumentReader(model).read(
        $0, words: stored.words, sentences: stored.sentences, into: &own)
    }
    stored.text.withUnsafeBufferPointer {
      DocumentReader(model).read(
        $0, words: stored.words, sentences: stored.sentences, given: given, into: &annotation,
        watch: watch)
    }

    for name in ["embedding", "layer0", "layer5", "words", "project", "arc"] {
      guard let expected = try stored.floats(name) else { continue }
      let values = try #require(found[name])
      #expect(values.count >= expected.count, "\(name)")
      var worst: Float = 0
      for (a, b) in zip(values, expected) { worst = max(worst, abs(a - b)) }
      let size = expected.reduce(0) { max($0, abs($1)) }
      #expect(worst <= setting.tolerance * size, "\(name)")
    }
    let tags = try stored.integers(stored.prefix + "upos")
    #expect(annotation.tokens.map { model.tags.firstIndex(of: $0.tag) } == tags)
    let heads = try stored.integers(stored.prefix + "heads")
    let labels = try stored.integers(stored.prefix + "deprels")
    try #require(annotation.tokens.count == heads.count && heads.count == labels.count)
    // A head or a label, too, may be decided otherwise by a hair.
    let turned = annotation.tokens.indices.filter {
      (annotation.tokens[$0].head ?? -1) != heads[$0]
    }
    #expect(turned.count <= (setting.arithmetic == .reference ? 0 : 1), "\(turned)")
    let relabelled = annotation.tokens.indices.filter {
      !turned.contains($0)
        && model.parser.labels.firstIndex(of: annotation.tokens[$0].label) != labels[$0]
    }
    #expect(relabelled.count <= (setting.arithmetic == .reference ? 0 : 1), "\(relabelled)")
    let key = { (mention: Annotation.Mention) in
      [
        mention.tokens.lowerBound, mention.tokens.upperBound,
        model.finder.types.firstIndex(of: mention.type) ?? -1,
      ]
    }
    // So may one of the mentions' types be decided otherwise, if by a hair.
    let differing = Set(own.mentions.map(key)).subtracting(annotation.mentions.map(key))
    #expect(own.mentions.map(\.tokens) == annotation.mentions.map(\.tokens))
    #expect(differing.count <= (setting.arithmetic == .reference ? 0 : 1), "\(differing)")
    #expect(antecedents == (try stored.integers(stored.prefix + "antecedents")))
    let expectedPairs = try stored.integers(stored.prefix + "pairs")
    #expect(pairs.count == expectedPairs.count / 2)
    guard !expectedPairs.isEmpty else { return }
    let relations = try #require(try stored.floats("relations"))
    let modes = try #require(try stored.floats("mode"))
    let negated = try #require(try stored.floats("negated"))
    let words = try stored.integers(stored.prefix + "trigger")
    let width = relations.count / (expectedPairs.count / 2)
    var worst: Float = 0
    for index in 0..<expectedPairs.count / 2 {
      let key = [expectedPairs[2 * index], expectedPairs[2 * index + 1]]
      let scores = try #require(pairs[key])
      for k in 0..<width {
        worst = max(worst, abs(scores.relations[k] - relations[index * width + k]))
      }
      for k in 0..<3 { worst = max(worst, abs(scores.mode[k] - modes[index * 3 + k])) }
      worst = max(worst, abs(scores.negated - negated[index]))
      if setting.arithmetic == .reference {
        #expect(triggers[key] == words[index], "trigger of \(key)")
      }
    }
    let size = relations.reduce(0) { max($0, abs($1)) }
    #expect(worst <= setting.tolerance * 2 * size, "relations")
  }
}
