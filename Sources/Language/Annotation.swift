import GraphModel

/// What a reader of one document noticed in it: words, their grammar, who and what is mentioned, which mentions
/// mean the same, what is said to hold between them, and when.
public struct Annotation: Sendable, Equatable {
  /// A sentence.
  public struct Sentence: Sendable, Equatable {
    /// Its tokens, as a range of `tokens`.
    public var tokens: Range<Int>
    /// Whether it begins a paragraph, a headline or a list item.
    public var startsParagraph: Bool

    /// Makes a sentence.
    public init(tokens: Range<Int>, startsParagraph: Bool) {
      self.tokens = tokens
      self.startsParagraph = startsParagraph
    }
  }

  /// A syntactic word after Universal Dependencies.
  public struct Token: Sendable, Equatable {
    /// Its UTF-8 bytes in the text.
    public var span: Range<Int>
    /// Its base form.
    public var lemma: String
    /// Its part of speech.
    public var tag: UniversalTag
    /// The index of the token that it depends on, or nil at the root of a sentence.
    public var head: Int?
    /// The dependency's label, for example `nsubj:pass`.
    public var label: String
    /// Whether it is written together with the token before it, as `n't` in `don't`.
    public var continues: Bool

    /// Makes a token.
    public init(
      span: Range<Int>, lemma: String, tag: UniversalTag, head: Int?, label: String,
      continues: Bool = false
    ) {
      self.span = span
      self.lemma = lemma
      self.tag = tag
      self.head = head
      self.label = label
      self.continues = continues
    }
  }

  /// A stretch of the text that refers to something.
  public struct Mention: Sendable, Equatable {
    /// Its tokens, as a range of `tokens`.
    public var tokens: Range<Int>
    /// Its UTF-8 bytes in the text.
    public var span: Range<Int>
    /// What sort of thing it refers to.
    public var type: EntityType
    /// How probable it is that this is a mention of that type, from 0 to 1.
    public var probability: Double
    /// Whether it is one by `MentionReach.likely`.
    public var isLikely: Bool

    /// Makes a mention.
    public init(
      tokens: Range<Int>, span: Range<Int>, type: EntityType, probability: Double,
      isLikely: Bool = true
    ) {
      self.tokens = tokens
      self.span = span
      self.type = type
      self.probability = probability
      self.isLikely = isLikely
    }
  }

  /// Something that the text seems to say of two mentions.
  public struct RelationCandidate: Sendable, Equatable {
    /// The relation's name in the vocabulary.
    public var relation: String
    /// The index of the subject among `mentions`.
    public var subject: Int
    /// The index of the object among `mentions`.
    public var object: Int
    /// How probable it is that the text says so, from 0 to 1.
    public var probability: Double
    /// Whether the probability passes the relation's own threshold.
    public var isStated: Bool
    /// Whether it is said to be so or not.
    public var polarity: Polarity
    /// Whether it is a fact, planned or claimed.
    public var mode: Mode
    /// The index among `mentions` of who claims it, where it is claimed and the speaker is mentioned.
    public var speaker: Int?
    /// The words that say it, as a range of `tokens`.
    public var trigger: Range<Int>

    /// Makes a candidate.
    public init(
      relation: String, subject: Int, object: Int, probability: Double, isStated: Bool,
      polarity: Polarity, mode: Mode, speaker: Int?, trigger: Range<Int>
    ) {
      self.relation = relation
      self.subject = subject
      self.object = object
      self.probability = probability
      self.isStated = isStated
      self.polarity = polarity
      self.mode = mode
      self.speaker = speaker
      self.trigger = trigger
    }
  }

  /// The document's text; every span is a range of its UTF-8 bytes.
  public var text: String
  /// When the document was written, in EDTF, where its dateline or its metadata says so.
  public var date: String?
  /// The sentences in order.
  public var sentences: [Sentence]
  /// The words in order.
  public var tokens: [Token]
  /// The mentions by their first token, longer ones first.
  public var mentions: [Mention]
  /// Mentions that refer to the same thing, as indices of `mentions`; every mention is in exactly one cluster.
  public var clusters: [[Int]]
  /// What is said to hold between mentions, by subject, object and relation.
  public var relations: [RelationCandidate]
  /// The time expressions in order.
  public var times: [TimeExpression]

  /// Makes an annotation.
  public init(
    text: String, date: String? = nil, sentences: [Sentence] = [], tokens: [Token] = [],
    mentions: [Mention] = [], clusters: [[Int]] = [], relations: [RelationCandidate] = [],
    times: [TimeExpression] = []
  ) {
    self.text = text
    self.date = date
    self.sentences = sentences
    self.tokens = tokens
    self.mentions = mentions
    self.clusters = clusters
    self.relations = relations
    self.times = times
  }

  /// The stretch of the text at those UTF-8 bytes.
  public func quote(_ span: Range<Int>) -> String {
    let bytes = text.utf8
    let lower = bytes.index(bytes.startIndex, offsetBy: span.lowerBound)
    let upper = bytes.index(lower, offsetBy: span.count)
    return String(text[lower..<upper])
  }

  /// The text of some tokens in one line, though lines be wrapped between them.
  public func phrase(_ range: Range<Int>) -> String {
    let text = quote(span(range))
    guard text.utf8.contains(where: { $0 < 0x20 }) else { return text }
    return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// The form of a token.
  public func form(_ token: Int) -> String { quote(tokens[token].span) }

  /// The UTF-8 bytes from the first to the last of some tokens; empty for none.
  public func span(_ range: Range<Int>) -> Range<Int> {
    range.isEmpty
      ? 0..<0
      : tokens[range.lowerBound].span.lowerBound..<tokens[range.upperBound - 1].span.upperBound
  }

  /// The index of the sentence that holds a token.
  ///
  /// - Complexity: O(log n) in the number of sentences.
  public func sentence(of token: Int) -> Int {
    var low = 0
    var high = sentences.count
    while low < high {
      let middle = (low + high) / 2
      if sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The syntactic head of some tokens: the first whose own head lies outside them.
  public func head(of range: Range<Int>) -> Int {
    range.first { token in tokens[token].head.map { !range.contains($0) } ?? true }
      ?? range.lowerBound
  }
}

/// Universal Dependencies' parts of speech.
public enum UniversalTag: String, Sendable, CaseIterable {
  case adjective = "ADJ"
  case adposition = "ADP"
  case adverb = "ADV"
  case auxiliary = "AUX"
  case coordinator = "CCONJ"
  case determiner = "DET"
  case interjection = "INTJ"
  case noun = "NOUN"
  case numeral = "NUM"
  case particle = "PART"
  case pronoun = "PRON"
  case properNoun = "PROPN"
  case punctuation = "PUNCT"
  case subordinator = "SCONJ"
  case symbol = "SYM"
  case verb = "VERB"
  case other = "X"
}
