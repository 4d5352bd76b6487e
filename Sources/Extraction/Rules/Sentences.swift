import GraphModel
import Language

/// The dependency trees of a document, with each word's dependents and lower-cased form at hand.
struct Sentences {
  let annotation: Annotation
  /// The forms in lower case.
  let forms: [String]
  private let starts: [Int32]
  private let dependents: [Int32]
  /// The words that only say where and when a report was written: `BEIRUT, Aug. 11 (Agency) —`.
  private let datelines: Set<Int>
  /// For each token, the mentions whose head it is.
  private let mentionsOfHead: [Int: [Int]]
  /// By their first token, by the token behind them and by every token in them, mentions: the largest that
  /// begins, the largest that ends, the smallest that is around.
  private let beginning, ending, around: [Int: Int]
  /// Those by whom a body acts, where the body is all that is mentioned.
  private static let hands: Set<String> = [
    "forces", "militants", "fighters", "troops", "soldiers", "gunmen", "insurgents", "rebels",
    "authorities", "officials", "government", "police", "army", "military", "members", "president",
    "administration", "leaders", "warplanes", "jets", "drones",
  ]

  /// What makes an owner of a noun.
  static let genitives: Set<String> = ["'s", "’s"]

  /// How deep rules look for a subject; sentences that go deeper mean nothing to them.
  static let reach = 6

  init(_ annotation: Annotation) {
    self.annotation = annotation
    let tokens = annotation.tokens
    forms = tokens.indices.map { annotation.form($0).lowercased() }
    var starts = [Int32](repeating: 0, count: tokens.count + 1)
    for token in tokens { if let head = token.head { starts[head + 1] += 1 } }
    for index in tokens.indices { starts[index + 1] += starts[index] }
    var next = starts
    var dependents = [Int32](repeating: 0, count: Int(starts[tokens.count]))
    for (index, token) in tokens.enumerated() {
      guard let head = token.head else { continue }
      dependents[Int(next[head])] = Int32(index)
      next[head] += 1
    }
    self.starts = starts
    self.dependents = dependents
    var mentions: [Int: [Int]] = [:]
    var (beginning, ending, around): ([Int: Int], [Int: Int], [Int: Int]) = ([:], [:], [:])
    func size(_ mention: Int?) -> Int? { mention.map { annotation.mentions[$0].tokens.count } }
    for (index, mention) in annotation.mentions.enumerated() {
      let range = mention.tokens
      mentions[annotation.head(of: range), default: []].append(index)
      if range.count > size(beginning[range.lowerBound]) ?? 0 {
        beginning[range.lowerBound] = index
      }
      if range.count > size(ending[range.upperBound]) ?? 0 { ending[range.upperBound] = index }
      for token in range where range.count < size(around[token]) ?? .max { around[token] = index }
    }
    (self.beginning, self.ending, self.around) = (beginning, ending, around)
    mentionsOfHead = mentions
    datelines = Dateline.tokens(of: annotation)
  }

  /// The words that depend on a word, in order.
  func dependents(of token: Int) -> [Int] {
    dependents[Int(starts[token])..<Int(starts[token + 1])].map { Int($0) }
  }

  /// The words that depend on a word by one of these labels, in order.
  func dependents(of token: Int, _ labels: String...) -> [Int] {
    dependents(of: token).filter { labels.contains(label($0)) }
  }

  func label(_ token: Int) -> String { annotation.tokens[token].label }
  func head(_ token: Int) -> Int? { annotation.tokens[token].head }
  func tag(_ token: Int) -> UniversalTag { annotation.tokens[token].tag }
  func isNoun(_ token: Int) -> Bool { tag(token) == .noun || tag(token) == .properNoun }

  /// Whether a word begins in lower case.
  func isLowercase(_ token: Int) -> Bool { annotation.form(token).first?.isLowercase ?? false }

  /// Whether a word begins with a capital.
  func isCapitalised(_ token: Int) -> Bool { annotation.form(token).first?.isUppercase ?? false }

  /// Whether a word belongs to the line that says where a report was written.
  func isDateline(_ token: Int) -> Bool { datelines.contains(token) }

  /// Whether a word is a verb, or a participle that was taken for an adjective (`are injured`).
  func isVerb(_ token: Int) -> Bool {
    tag(token) == .verb
      || tag(token) == .adjective && forms[token].hasSuffix("ed")
        && !dependents(of: token, "cop", "aux", "aux:pass").isEmpty
  }

  /// Whether some words are, or share some with, a time.
  func holdsTime(_ tokens: Range<Int>) -> Bool {
    let first = annotation.times.partitioningIndex { $0.tokens.upperBound > tokens.lowerBound }
    return first < annotation.times.count && annotation.times[first].tokens.overlaps(tokens)
  }

  /// The first root among some words.
  func root(of sentence: Range<Int>) -> Int? { sentence.first { label($0) == "root" } }

  /// What *in* and a comma set before a sentence: *In Yemen, rebels captured Zinjibar*.
  func opening(of sentence: Range<Int>) -> Int? {
    guard let first = sentence.first, forms[first] == "in",
      let opening = mention(beginningAt: first + 1)
    else { return nil }
    let end = annotation.mentions[opening].tokens.upperBound
    return sentence.contains(end) && forms[end] == "," ? opening : nil
  }

  /// The first word of a mention that depends on none within it.
  func headWord(of mention: Int) -> Int { annotation.head(of: annotation.mentions[mention].tokens) }

  /// The word that says a candidate; nil where none does.
  func trigger(of candidate: Annotation.RelationCandidate) -> Int? {
    candidate.trigger.isEmpty ? nil : annotation.head(of: candidate.trigger)
  }

  /// Whether a noun has *the*: it means what was told of, or what everybody knows.
  func isDefinite(_ noun: Int) -> Bool {
    dependents(of: noun, "det").contains { forms[$0] == "the" }
  }

  /// Whether a noun has *the* and nothing that tells which it means: *the group*, but not *the rebel group*, *the group in Kivu*
  /// or *the group that he leads*.
  ///
  /// - Parameter allowed: The labels of what may stand with it all the same.
  func isBare(_ noun: Int, butFor allowed: String...) -> Bool {
    isDefinite(noun)
      && !dependents(of: noun).contains {
        Self.telling.contains(label($0)) && !allowed.contains(label($0))
      }
  }

  private static let telling: Set<String> = [
    "amod", "compound", "nmod", "nmod:poss", "acl", "acl:relcl", "appos", "flat",
  ]

  /// Whether *a* or *another* brings a noun in as one that was not told of before.
  func bringsIn(_ noun: Int) -> Bool {
    dependents(of: noun, "det").contains { ["a", "an", "another"].contains(forms[$0]) }
  }

  /// Whether a word begins `each other` or `one another`.
  func isReciprocal(_ token: Int) -> Bool {
    let next = token + 1 < forms.count ? forms[token + 1] : ""
    return forms[token] == "each" && next == "other" || forms[token] == "one" && next == "another"
  }

  /// The nearest verb that a word stands under.
  func verb(above word: Int) -> Int? {
    var word = word
    for _ in 0..<Self.reach {
      guard let head = head(word) else { return nil }
      if isVerb(head) { return head }
      word = head
    }
    return nil
  }

  /// Whether a word is another, depends on it, or on what depends on it, in so many steps.
  func isBelow(_ word: Int, _ other: Int, within steps: Int = 60) -> Bool {
    var word = word
    for _ in 0..<steps {
      if word == other { return true }
      guard let head = head(word) else { return false }
      word = head
    }
    return false
  }

  /// Whether a noun says what something is, rather than meaning it: *he was a judge*, *Smith, a judge*, *as a judge*.
  func isAscribed(_ noun: Int) -> Bool {
    ["appos", "xcomp", "nmod:desc", "parataxis", "list"].contains(label(noun))
      || !dependents(of: noun, "cop").isEmpty || cases(noun).contains("as")
  }

  /// Whether a noun is what its verb speaks of: *survived the attack*, *withdrew from the deal*; but not *resigned after the
  /// deal*.
  func isComplement(_ noun: Int) -> Bool {
    switch label(noun) {
    case "obj", "nsubj", "nsubj:pass": true
    case "obl": cases(noun).allSatisfy(["for", "from", "of", "in", "out"].contains)
    default: false
    }
  }

  /// The prepositions (or `'s`) that introduce a word.
  func cases(_ token: Int) -> [String] { dependents(of: token, "case").map { forms[$0] } }

  /// The words (`that`, `to`, `as`) that bring a clause in.
  func marks(_ token: Int) -> [String] { dependents(of: token, "mark").map { forms[$0] } }

  /// Whether no paragraph begins between two words, in either order, but at the first.
  func areInOneParagraph(_ left: Int, _ right: Int) -> Bool {
    let (first, last) = (
      annotation.sentence(of: min(left, right)), annotation.sentence(of: max(left, right))
    )
    return !annotation.sentences[first...last].dropFirst().contains(where: \.startsParagraph)
  }

  /// For every sentence, the number of its paragraph.
  func paragraphOfSentence() -> [Int] {
    var last = -1
    return annotation.sentences.map { sentence in
      if sentence.startsParagraph || last < 0 { last += 1 }
      return last
    }
  }

  /// Whether a word has one of these forms, for a base form that the parser was not told.
  func isForm(_ token: Int, _ words: Set<String>) -> Bool {
    words.contains(forms[token]) || words.contains(annotation.tokens[token].lemma.lowercased())
  }

  /// The mentions whose head a word is.
  func mentionsHeaded(by token: Int) -> [Int] { mentionsOfHead[token] ?? [] }

  /// The mention that ends right before a word, the largest.
  func mention(endingAt token: Int) -> Int? { ending[token] }

  /// The mention that begins with a word, the largest.
  func mention(beginningAt token: Int) -> Int? { beginning[token] }

  /// The mentions that a word stands for: those whose head it is, or else the name that its title is
  /// written together with, or else the smallest that it is in.
  func mentions(at token: Int) -> [Int] {
    if datelines.contains(token) { return [] }
    if let own = mentionsOfHead[token] {
      // `its Polish rival, Energia Wschód`: who is described and named is meant by name.
      if tag(token) == .noun {
        for dependent in dependents(of: token, "appos") where tag(dependent) == .properNoun {
          if let named = mentionsOfHead[dependent] { return named }
        }
      }
      return own
    }
    for dependent in dependents(of: token, "flat", "appos") {
      if let named = mentionsOfHead[dependent] { return named }
    }
    // `Houthi militants`: what they are of acts through them.
    if Self.hands.contains(forms[token]) {
      for dependent in dependents(of: token, "compound", "amod", "nmod:poss", "nmod")
      where dependent < token || cases(dependent).contains("of") {
        if let named = mentionsOfHead[dependent] { return named }
      }
    }
    return around[token].map { [$0] } ?? []
  }
}
