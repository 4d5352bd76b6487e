/// A way of putting a relation into words, for example `S write to O` for `wrote-to`.
///
/// `S` and `O` stand for the relation's subject and object; the other words are base forms, alternatives
/// joined by `|`, `*` any one noun. Five shapes are known by what follows the first end:
///
/// - **verb** `S launch attack on O`, `O die in S`, `S be born in O`, `S and O meet`: a verb with its
///   complements. Active, passive, relative and infinitive clauses are understood by themselves. `be` stands before a participle,
///   an adjective or a noun: `S be responsible for O`, `O be home to S`.
/// - **predicate** `S be in charge of O`, `S be behind O`: *be* with a preposition.
/// - **happening** `killing of O by S`, `S's visit to O`, `talks between S and O`: a noun that stands for
///   a verb.
/// - **title** `S, chairman of O`, `S, O commander`, `O, predecessor of S`: what somebody or something is. One pattern stands
///   for `Chairman of O S`, `O's chairman, S`, `S is the chairman of O` and the like.
/// - **place** `S in O`, `O between S`, `S's O`: a preposition or a possessive alone.
///
/// An end may be narrowed to types: `S sign O:Document`.
public struct Phrase: Hashable, Sendable {
  /// One of the two ends.
  public enum End: String, Hashable, Sendable {
    /// The relation's subject.
    case subject = "S"
    /// The relation's object.
    case object = "O"

    /// The other one.
    public var opposite: End { self == .subject ? .object : .subject }
  }

  /// What stands in a place of the pattern.
  public enum Filler: Hashable, Sendable {
    /// An end of the relation.
    case end(End)
    /// One of these nouns.
    case words([String])
    /// Any noun.
    case anything
  }

  /// A complement of the pattern's verb or noun.
  public struct Complement: Hashable, Sendable {
    /// The prepositions any of which may introduce it; empty for a direct object.
    public var prepositions: [String]
    /// What it is.
    public var filler: Filler

    /// Makes a complement.
    public init(_ prepositions: [String], _ filler: Filler) {
      self.prepositions = prepositions
      self.filler = filler
    }
  }

  /// The shapes of patterns.
  public enum Shape: Hashable, Sendable {
    /// A verb: which end is its grammatical subject, whether *be* has to stand with it, its particle.
    case verb(subject: End, isPassive: Bool, particle: String?)
    /// A preposition after *be*, before what its first complement is: which end is the subject.
    case predicate(subject: End)
    /// A noun for what happens: which end possesses it, if one does.
    case happening(possessor: End?)
    /// A noun for what one end is to the other: which end it is that bears it.
    case title(of: End)
    /// A preposition between the two, or a possessive: which end the other is said to belong to.
    case place(of: End)
  }

  /// The relation's name.
  public let relation: String
  /// The pattern as it was written.
  public let text: String
  /// Its shape.
  public let shape: Shape
  /// The base forms any of which is its verb, noun or preposition; a noun may have words before it.
  public let heads: [[String]]
  /// What goes with the head.
  public let complements: [Complement]
  /// Whether subject and object stand joined by `and`.
  public let isReciprocal: Bool
  /// What its subject may be; empty for what the relation allows.
  public let subjectTypes: Set<EntityType>
  /// What its object may be; empty for what the relation allows.
  public let objectTypes: Set<EntityType>
  /// The share of what it finds that is right, from 0 to 1.
  public var reliability: Double
}

extension Phrase {
  /// Reads a pattern.
  ///
  /// - Parameters:
  ///   - text: The pattern.
  ///   - relation: The name of the relation that it expresses.
  ///   - location: Where it begins, for errors.
  ///   - reliability: The share of what it finds that is right, as far as is known.
  ///   - type: Gives the entity type of a name.
  /// - Throws: `Diagnostic` at the word that is wrong.
  public init(
    _ text: String, relation: String, at location: SourceLocation,
    reliability: Double = Phrase.usualReliability,
    type: (String) -> EntityType? = { EntityType(rawValue: $0) }
  ) throws(Diagnostic) {
    var parser = PhraseParser(text, location)
    try parser.parse(type)
    self.relation = relation
    self.text = String(text.drop { $0 == " " })
    shape = parser.shape
    heads = parser.heads
    complements = parser.complements
    isReciprocal = parser.isReciprocal
    subjectTypes = parser.types[.subject] ?? []
    objectTypes = parser.types[.object] ?? []
    self.reliability = reliability
  }

  /// The reliability of a phrase of which nothing is known.
  public static let usualReliability = 0.75

  /// The prepositions that patterns may use.
  public static let prepositions: Set<String> = [
    "aboard", "about", "above", "across", "after", "against", "along", "alongside", "amid", "among",
    "around", "as", "at", "before", "behind", "below", "beneath", "beside", "between", "beyond",
    "by", "despite", "during", "for", "from", "in", "inside", "into", "near", "of", "off", "on",
    "onto", "outside", "over", "through", "throughout", "to", "toward", "towards", "under",
    "underneath", "upon", "via", "with", "within", "without",
  ]

  /// The adverbs that may follow a verb: `carry out`, `take over`.
  ///
  /// What may be both, as in *take in refugees* and *live in Rome*, is read as what the sentence makes of it, whichever list it is in.
  public static let particles: Set<String> = [
    "ahead", "apart", "away", "back", "down", "forth", "forward", "off", "out", "over", "together",
    "up",
  ]
}

extension Phrase: Comparable {
  /// Orders by relation, then by the pattern's text.
  public static func < (left: Phrase, right: Phrase) -> Bool {
    (left.relation, left.text) < (right.relation, right.text)
  }
}

private struct PhraseParser {
  private struct Piece {
    var text: Substring
    var column: Int
  }

  private(set) var shape = Phrase.Shape.title(of: .subject)
  private(set) var heads: [[String]] = []
  private(set) var complements: [Phrase.Complement] = []
  private(set) var isReciprocal = false
  private(set) var types: [Phrase.End: Set<EntityType>] = [:]
  private var pieces: [Piece] = []
  private var next = 0
  private let location: SourceLocation
  private let length: Int

  init(_ text: String, _ location: SourceLocation) {
    self.location = location
    length = text.unicodeScalars.count
    // By bytes: looking for characters would take half of the time that reading the table takes.
    let bytes = text.utf8
    var index = bytes.startIndex
    var column = 0
    func cut(_ from: String.Index, _ to: String.Index) -> Substring { text[from..<to] }
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: " ") {
        index = bytes.index(after: index)
        column += 1
        continue
      }
      let start = index
      while index < bytes.endIndex, bytes[index] != UInt8(ascii: " ") {
        index = bytes.index(after: index)
      }
      var word = cut(start, index)
      let size = word.unicodeScalars.count
      var tail: [Substring] = []
      if word.utf8.last == UInt8(ascii: ","), word.utf8.count > 1 {
        tail.append(word.suffix(1))
        word = word.dropLast()
      }
      if word.hasSuffix("'s"), word.utf8.count > 2 {
        tail.append(word.suffix(2))
        word = word.dropLast(2)
      }
      var place = column
      for part in [word] + tail.reversed() {
        pieces.append(Piece(text: part, column: place))
        place += part.unicodeScalars.count
      }
      column += size
    }
  }

  private func failure(_ message: String, at index: Int) -> Diagnostic {
    var location = location
    let column = index < pieces.count ? pieces[index].column : length
    location.column = (location.column ?? 1) + column
    return Diagnostic(.error, message, at: location)
  }

  private func text(_ index: Int) -> Substring? {
    index < pieces.count ? pieces[index].text : nil
  }

  /// The end that a piece names, with its types noted.
  private mutating func end(
    _ index: Int, _ type: (String) -> EntityType?
  ) throws(Diagnostic) -> Phrase.End? {
    guard let piece = text(index), let first = piece.utf8.first,
      first == UInt8(ascii: "S") || first == UInt8(ascii: "O")
    else { return nil }
    let end: Phrase.End = first == UInt8(ascii: "S") ? .subject : .object
    let rest = piece.dropFirst()
    guard rest.isEmpty || rest.utf8.first == UInt8(ascii: ":") else { return nil }
    if types[end] != nil { throw failure("'\(end.rawValue)' occurs twice", at: index) }
    types[end] = []
    guard !rest.isEmpty else { return end }
    for name in rest.dropFirst().split(separator: "|", omittingEmptySubsequences: false) {
      guard let type = type(String(name)) else {
        throw failure("unknown entity type \(String(name).quoted)", at: index)
      }
      types[end]?.insert(type)
    }
    return end
  }

  private func words(_ index: Int) throws(Diagnostic) -> [String] {
    guard let piece = text(index) else {
      throw failure("the pattern ends where a word is expected", at: index)
    }
    let words = piece.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    for word in words {
      guard !word.isEmpty,
        word.unicodeScalars.allSatisfy({
          $0.properties.isLowercase || $0 == "-" || $0.properties.numericType != nil || $0 == "'"
        })
      else {
        throw failure(
          "\(String(piece).quoted) is no word of a pattern: expected S, O, base forms in lower case joined by |, or *",
          at: index)
      }
    }
    return words
  }

  private func isPreposition(_ index: Int) -> Bool {
    guard let piece = text(index) else { return false }
    return piece.split(separator: "|").allSatisfy { Phrase.prepositions.contains(String($0)) }
  }

  /// Refuses prepositions in a list with other words: such a list could stand nowhere.
  private func checkIsNotMixed(_ index: Int) throws(Diagnostic) {
    let words = text(index)?.split(separator: "|").map(String.init) ?? []
    guard words.contains(where: Phrase.prepositions.contains),
      let other = words.first(where: { !Phrase.prepositions.contains($0) })
    else { return }
    throw failure("\(other.quoted) is no preposition, but others in its list are", at: index)
  }

  mutating func parse(_ type: (String) -> EntityType?) throws(Diagnostic) {
    guard !pieces.isEmpty else { throw failure("the pattern is empty", at: 0) }
    if let first = try end(0, type) {
      next = 1
      switch text(1) {
      case ",": try parseTitle(first, type)
      case "'s":
        if let owned = try end(2, type) {
          shape = .place(of: owned.opposite)
          heads = [["'s"]]
          try finish(3)
          break
        }
        next = 2
        try parseHappening(possessor: first, type)
      case "and":
        isReciprocal = true
        guard try end(2, type) != nil else {
          throw failure("expected the other end after 'and'", at: 2)
        }
        next = 3
        try parseVerb(first, type)
      default:
        if isPreposition(1) { try parsePlace(first, type) } else { try parseVerb(first, type) }
      }
    } else {
      try parseHappening(possessor: nil, type)
    }
    for end in [Phrase.End.subject, .object] where types[end] == nil {
      throw failure("the pattern has no '\(end.rawValue)'", at: pieces.count)
    }
  }

  private mutating func parsePlace(
    _ first: Phrase.End, _ type: (String) -> EntityType?
  ) throws(Diagnostic) {
    shape = .place(of: first.opposite)
    heads = try words(1).map { [$0] }
    guard try end(2, type) != nil else {
      throw failure("expected the other end after the preposition", at: 2)
    }
    try finish(3)
  }

  private mutating func parseTitle(
    _ first: Phrase.End, _ type: (String) -> EntityType?
  ) throws(Diagnostic) {
    shape = .title(of: first)
    next = 2
    let before = try end(2, type)
    if before != nil { next = text(3) == "'s" ? 4 : 3 }
    try parseNoun()
    if before == nil { try parseComplements(type, bareLimit: 0) }
    try finish(next)
  }

  private mutating func parseHappening(
    possessor: Phrase.End?, _ type: (String) -> EntityType?
  ) throws(Diagnostic) {
    shape = .happening(possessor: possessor)
    try parseNoun()
    try parseComplements(type, bareLimit: 0)
    try finish(next)
  }

  /// A noun with words before it, up to a preposition or the end.
  private mutating func parseNoun() throws(Diagnostic) {
    heads = [[]]
    while next < pieces.count, !isPreposition(next) {
      try checkIsNotMixed(next)
      let options = try words(next)
      heads = heads.flatMap { head in options.map { head + [$0] } }
      next += 1
    }
    if heads == [[]] { throw failure("expected a noun", at: next) }
  }

  private mutating func parseVerb(
    _ subject: Phrase.End, _ type: (String) -> EntityType?
  ) throws(Diagnostic) {
    var isPassive = false
    if text(next) == "be" {
      isPassive = true
      next += 1
    }
    try checkIsNotMixed(next)
    if isPassive, isPreposition(next) {
      shape = .predicate(subject: subject)
      heads = try words(next).map { [$0] }
      next += 1
      if next == pieces.count || isPreposition(next) {
        throw failure("expected a noun or an end after the preposition", at: next)
      }
      try parseComplements(type, bareLimit: 1)
      return try finish(next)
    }
    heads = try words(next).map { [$0] }
    next += 1
    var particle: String?
    if let word = text(next).map(String.init), Phrase.particles.contains(word) {
      particle = word
      next += 1
    }
    shape = .verb(subject: subject, isPassive: isPassive, particle: particle)
    try parseComplements(type, bareLimit: 2)
    try finish(next)
  }

  /// - Parameter bareLimit: How many may stand without a preposition: two with a verb, none with a noun.
  private mutating func parseComplements(
    _ type: (String) -> EntityType?, bareLimit: Int
  ) throws(Diagnostic) {
    var bare = 0
    while next < pieces.count {
      var prepositions: [String] = []
      try checkIsNotMixed(next)
      if isPreposition(next) {
        prepositions = try words(next)
        next += 1
      } else {
        bare += 1
        // Of three words in a row the second is most likely the preposition that is not known.
        if bare > bareLimit {
          throw failure("expected a preposition", at: bareLimit == 0 ? next : next - 1)
        }
      }
      if text(next) == "*" {
        complements.append(.init(prepositions, .anything))
        next += 1
      } else if let end = try end(next, type) {
        complements.append(.init(prepositions, .end(end)))
        next += 1
        if text(next) == "and" {
          isReciprocal = true
          guard try self.end(next + 1, type) != nil else {
            throw failure("expected the other end after 'and'", at: next + 1)
          }
          next += 2
        }
      } else {
        complements.append(.init(prepositions, .words(try words(next))))
        next += 1
      }
    }
  }

  private func finish(_ index: Int) throws(Diagnostic) {
    if index < pieces.count {
      throw failure("the pattern goes on where it should end", at: index)
    }
  }
}
