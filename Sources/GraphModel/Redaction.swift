/// A graph in which some entities go by neutral names.
///
/// Wherever the graph has one of their names, an alias, an external identifier, or of a person the surname
/// alone, it has `Person A` or `Organization B` instead: in names, ids, texts of documents, quotes, speakers,
/// places, addresses and remarks. The letters follow the order in which the entities are given. Of the
/// entities themselves only type and mentions are left, as aliases, properties and identifiers tell who they
/// are. Evidence still cites its document's text, which is redacted with it.
public struct Redaction: Sendable {
  /// The graph without the names.
  public let graph: KnowledgeGraph
  private let original: KnowledgeGraph
  private let names: HiddenNames
  private let entityPlaces: [KnowledgeGraph.EntityIndex]
  private let statementPlaces: [KnowledgeGraph.StatementIndex]

  /// Redacts entities of a graph.
  ///
  /// An entity of the very same name as one of them is redacted, too, under a letter of its own.
  ///
  /// - Complexity: O(*n* log *n*) in the graph with all its texts.
  public init(of entities: [KnowledgeGraph.EntityIndex], in graph: KnowledgeGraph) {
    var owners: [KnowledgeGraph.EntityIndex] = []
    for entity in entities where !owners.contains(entity) { owners.append(entity) }
    var names = HiddenNames()
    for (owner, entity) in owners.enumerated() { Persons.hide(graph[entity], owner, in: &names) }
    let namesakes = graph.entityIndices.filter { entity in
      let name = graph[entity].name
      return !owners.contains(entity)
        && names.matches(in: name).contains { $0.range == 0..<name.utf8.count }
    }
    owners += namesakes
    let hidden = Set(owners)
    for entity in graph.entityIndices where !hidden.contains(entity) {
      Persons.keep(graph[entity], in: &names)
    }
    names.labels = Self.labels(for: owners.map { graph[$0].type }, in: graph, names)
    var rewriting = Rewriting(graph, names, labels: [:])
    for (owner, entity) in owners.enumerated() { rewriting.labels[entity] = names.labels[owner] }
    let redacted = rewriting.graph()
    original = graph
    self.graph = redacted.graph
    entityPlaces = redacted.entities
    statementPlaces = redacted.statements
    self.names = names
  }

  /// What an entity has become.
  public func entity(_ entity: KnowledgeGraph.EntityIndex) -> KnowledgeGraph.EntityIndex {
    entityPlaces[entity.value]
  }

  /// What a statement has become; statements that only the names told apart are one.
  public func statement(
    _ statement: KnowledgeGraph.StatementIndex
  ) -> KnowledgeGraph.StatementIndex {
    statementPlaces[statement.value]
  }

  /// What a filter that knows the names lets pass of the graph, without them.
  public func graph(matching filter: StatementFilter) -> KnowledgeGraph {
    if filter == .everything { return graph }
    return graph.keeping(Set(original.statements(matching: filter).map(statement)).sorted())
  }

  /// A text from elsewhere without the names.
  public func text(_ text: String) -> String { names.replacing(in: text).text }

  /// A message without the names, its file's included.
  public func diagnostic(_ diagnostic: Diagnostic) -> Diagnostic {
    var result = diagnostic
    result.message = text(diagnostic.message)
    result.location?.file = text(diagnostic.location?.file ?? "")
    return result
  }

  // MARK: Neutral names

  /// `Person A`, `Organization B`: no name of the graph, and without a word that is to be hidden.
  private static func labels(
    for types: [EntityType], in graph: KnowledgeGraph, _ names: HiddenNames
  ) -> [String] {
    let all = Set(graph.entities.map { NameKey.fold($0.name) })
    var letters = Letters()
    return types.map { type in
      let words = [type.rawValue, "Party", "Somebody", "Redacted", "Unnamed", "Anonym", "X"]
      let word =
        words.first { !names.sharesWord(with: $0) && names.matches(in: $0).isEmpty } ?? "■"
      while true {
        let letter = letters.next()
        let label = "\(word) \(letter)"
        if names.sharesWord(with: letter) || all.contains(NameKey.fold(label))
          || graph.entityIndex(id: Entity.id(type: type, name: label)) != nil
        {
          continue
        }
        return label
      }
    }
  }

  /// `A` to `Z`, then `AA` and so on.
  private struct Letters {
    private var count = 0

    mutating func next() -> String {
      var (rest, letters) = (count, "")
      count += 1
      repeat {
        letters = String(Character(Unicode.Scalar(UInt8(0x41 + rest % 26)))) + letters
        rest = rest / 26 - 1
      } while rest >= 0
      return letters
    }
  }
}

/// How persons are called beside their full names.
private enum Persons {
  /// Hides all names of an entity, and of a person the surname and the given name.
  static func hide(_ entity: Entity, _ owner: Int, in names: inout HiddenNames) {
    for name in entity.allNames { names.add(name, strength: .name, owner: owner) }
    for (_, identifier) in entity.identifiers.sorted(by: { $0.key < $1.key })
    where identifier.utf8.count >= Self.shortestIdentifier {
      names.add(identifier, strength: .name, owner: owner)
    }
    guard entity.type == .person else { return }
    for name in entity.allNames {
      let bareName = bareName(name)
      if bareName.count > 1 {
        names.add(bareName.joined(separator: " "), strength: .name, owner: owner)
      }
      if let surname = Self.surname(of: name) {
        names.add(
          surname, strength: .surname, owner: owner,
          isWord: Self.everydayWords.contains(NameKey.fold(surname)))
      }
    }
    if let givenName = Self.givenName(of: entity.name) {
      names.add(givenName, strength: .givenName, owner: owner)
    }
  }

  /// Keeps the full names of another person.
  static func keep(_ entity: Entity, in names: inout HiddenNames) {
    guard entity.type == .person else { return }
    for name in entity.allNames {
      names.keep(name, surname: Self.surname(of: name), givenName: Self.givenName(of: name))
    }
  }

  private static let shortestIdentifier = 4

  /// The words of a personal name without titles and what tells generations apart; empty for a description.
  private static func bareName(_ name: String) -> [Substring] {
    var words = name.split(whereSeparator: \.isWhitespace)[...]
    while let last = words.last, generations.contains(NameKey.fold(String(last))) {
      words.removeLast()
    }
    let count = words.count
    while let first = words.first, titles.contains(NameKey.fold(String(first))) {
      words.removeFirst()
    }
    guard count > 1, let first = words.first, let last = words.last, isNameWord(first),
      isNameWord(last)
    else { return [] }
    return Array(words)
  }

  private static func surname(of name: String) -> String? {
    bareName(name).last.map(String.init)
  }

  private static func givenName(of name: String) -> String? {
    let words = bareName(name)
    guard words.count > 1, NameKey.fold(String(words[0])).unicodeScalars.count >= 3 else {
      return nil
    }
    return String(words[0])
  }

  /// Whether a word begins with a capital, or is of a script without, and is no title.
  private static func isNameWord(_ word: Substring) -> Bool {
    guard let first = word.unicodeScalars.first(where: { $0.properties.isAlphabetic }),
      !first.properties.isLowercase
    else { return false }
    return !titles.contains(NameKey.fold(String(word))) && !determiners.contains(String(word))
  }

  private static let determiners: Set = [
    "A", "An", "Her", "His", "Our", "That", "The", "Their", "This",
  ]
  private static let generations: Set = ["jr", "sr", "junior", "senior", "ii", "iii", "iv", "phd"]

  private static let titles: Set = [
    "acting", "admiral", "adviser", "advisor", "ambassador", "attorney", "ayatollah",
    "baron", "bishop", "brigadier", "captain", "cardinal", "chairman", "chancellor", "chief", "col",
    "colonel", "commander", "commissioner", "congressman", "congresswoman", "count", "corporal",
    "deputy", "director", "doctor", "dr", "emir", "envoy", "foreign", "former", "gen", "general",
    "governor", "head", "imam", "judge", "justice", "king", "lady", "leader", "lieutenant",
    "lord", "lt", "maj", "major", "marshal", "mayor", "minister", "miss", "mr", "mrs", "ms",
    "officer", "official", "pope", "premier", "president", "prime", "prince", "princess",
    "prof", "professor", "queen", "rep", "representative", "rev", "secretary", "sen", "senator",
    "sergeant", "sheikh", "sir", "speaker", "spokesman", "spokesperson", "spokeswoman", "state",
    "sultan", "us", "vice",
  ]

  /// Surnames that are everyday words, too.
  private static let everydayWords: Set = [
    "ash", "ball", "banks", "bell", "berry", "best", "bird", "black", "book", "bridges", "brown",
    "burns", "bush", "byrd", "case", "chance", "child", "church", "close", "cook", "cross", "day",
    "dean", "drew", "early", "farmer", "field", "fields", "fish", "fisher", "ford", "forest", "fox",
    "frank", "freed", "frost", "gates", "gold", "good", "grace", "grant", "graves", "gray", "green",
    "grey", "guy", "hand", "hill", "holiday", "holly", "hope", "house", "hunt", "hunter", "joy",
    "key", "kind", "knight", "lake", "land", "law", "little", "long", "love", "low", "major",
    "march",
    "mark", "mason", "may", "mills", "moon", "more", "park", "parks", "pope", "post", "potter",
    "power", "powers", "price", "pride", "rice", "rich", "rivers", "rock", "rose", "rush", "sharp",
    "shepherd", "short", "singer", "small", "smart", "snow", "speaker", "stamp", "stark", "stern",
    "stone", "storm", "street", "strong", "summers", "swift", "tower", "trump", "walker", "wall",
    "ward", "waters", "weaver", "weeks", "west", "white", "wild", "will", "wills", "winter",
    "winters", "wise", "wolf", "wood", "woods", "word", "young",
  ]
}

/// The making of the new graph.
private struct Rewriting {
  private let old: KnowledgeGraph
  private let names: HiddenNames
  /// What the hidden entities are called.
  var labels: [KnowledgeGraph.EntityIndex: String]

  init(
    _ graph: KnowledgeGraph, _ names: HiddenNames, labels: [KnowledgeGraph.EntityIndex: String]
  ) {
    old = graph
    self.names = names
    self.labels = labels
  }

  func graph() -> (
    graph: KnowledgeGraph, entities: [KnowledgeGraph.EntityIndex],
    statements: [KnowledgeGraph.StatementIndex]
  ) {
    let sources = Sources(old, names)
    let identifiers = entityIdentifiers()
    let entities = old.entityIndices.map { entity($0, identifiers[$0.value], sources) }
    let statements = old.statementIndices.map { statement($0, sources) }
    let graph = KnowledgeGraph(
      vocabulary: old.vocabulary, documents: sources.documents, entities: entities,
      statements: statements)

    let places = identifiers.map { id -> KnowledgeGraph.EntityIndex in
      guard let place = graph.entityIndex(id: id) else {
        preconditionFailure("the entity \(id) was given to the graph")
      }
      return place
    }
    var rows: [Row: KnowledgeGraph.StatementIndex] = [:]
    rows.reserveCapacity(graph.statementCount)
    for index in graph.statementIndices {
      let (subject, object) = graph.ends(of: index)
      rows[
        Row(
          subject: subject, relation: graph.relationIndex(of: index), object: object,
          qualifiers: graph.qualifiers(of: index))] = index
    }
    let found = statements.map { statement -> KnowledgeGraph.StatementIndex in
      var (subject, object) = (places[statement.subject.value], places[statement.object.value])
      if graph.relation(statement.relation).isSymmetric, object < subject {
        swap(&subject, &object)
      }
      let row = Row(
        subject: subject, relation: statement.relation, object: object,
        qualifiers: statement.qualifiers)
      guard let place = rows[row] else {
        preconditionFailure("the statement \(statement) was given to the graph")
      }
      return place
    }
    return (graph, places, found)
  }

  private struct Row: Hashable {
    var subject: KnowledgeGraph.EntityIndex
    var relation: Int
    var object: KnowledgeGraph.EntityIndex
    var qualifiers: Qualifiers
  }

  private func text(_ text: String) -> String { names.replacing(in: text).text }

  // MARK: Entities

  /// The new id of every entity: no two are alike.
  private func entityIdentifiers() -> [String] {
    var identifiers = old.entityIndices.map { index -> String in
      let entity = old[index]
      if let label = labels[index] { return Entity.id(type: entity.type, name: label) }
      return names.replacing(in: entity.id, asSlug: true).text
    }
    let kept = zip(identifiers, old.entities).map { $0 == $1.id }
    var taken = Set(zip(identifiers, kept).lazy.filter(\.1).map(\.0))
    for (index, id) in identifiers.enumerated() where !kept[index] {
      identifiers[index] = Self.unique(id, &taken)
    }
    return identifiers
  }

  fileprivate static func unique(_ id: String, _ taken: inout Set<String>) -> String {
    var (result, number) = (id, 2)
    while !taken.insert(result).inserted {
      result = "\(id)-\(number)"
      number += 1
    }
    return result
  }

  private func entity(
    _ index: KnowledgeGraph.EntityIndex, _ id: String, _ sources: Sources
  ) -> Entity {
    let entity = old[index]
    let mentions = entity.mentions.map { mention in
      let place = sources.place(
        document: mention.document, span: mention.span, quote: mention.quote)
      return EntityMention(
        document: place.document, span: place.span ?? mention.span, quote: place.quote,
        reason: text(mention.reason))
    }
    if let label = labels[index] {
      return Entity(id: id, name: label, type: entity.type, mentions: mentions)
    }
    return Entity(
      id: id, name: text(entity.name), type: entity.type, aliases: entity.aliases.map(text),
      properties: entity.properties.mapValues(text),
      identifiers: entity.identifiers.filter { names.matches(in: $0.value).isEmpty },
      mentions: mentions)
  }

  // MARK: Statements

  private func statement(
    _ index: KnowledgeGraph.StatementIndex, _ sources: Sources
  ) -> KnowledgeGraph.Statement {
    var statement = old[index]
    var qualifiers = statement.qualifiers
    qualifiers.attributedTo = qualifiers.attributedTo.map(text)
    qualifiers.place = qualifiers.place.map(text)
    // A time without its numbers is none.
    if let time = qualifiers.time, !names.matches(in: time).isEmpty { qualifiers.time = nil }
    statement.qualifiers = qualifiers
    statement.note = statement.note.map(text)
    statement.evidence = statement.evidence.map { piece in
      let place = sources.place(
        document: piece.document, span: piece.span, quote: piece.quote, parts: piece.parts)
      return Evidence(
        document: place.document, span: place.span, quote: place.quote, parts: place.parts,
        extractor: piece.extractor.map(text), line: piece.line)
    }
    return statement
  }

  // MARK: Documents

  /// The documents without the names, and where in them what was said of the old ones stands.
  fileprivate struct Sources {
    private(set) var documents: [Document] = []
    private let names: HiddenNames
    private var identifiers: [String: String] = [:]
    private var texts: [String: (old: Document, new: HiddenNames.Replacement)] = [:]

    init(_ graph: KnowledgeGraph, _ names: HiddenNames) {
      self.names = names
      var cited = Set(graph.documents.map(\.id))
      for index in graph.statementIndices {
        for piece in graph.evidence(of: index) { cited.insert(piece.document) }
      }
      for entity in graph.entities {
        for mention in entity.mentions { cited.insert(mention.document) }
      }
      let sorted = cited.sorted()
      let changed = sorted.map { names.replacing(in: $0, asSlug: true) }
      var taken = Set(zip(sorted, changed).lazy.filter { !$1.isChanged }.map(\.0))
      for (id, new) in zip(sorted, changed) {
        identifiers[id] = new.isChanged ? Rewriting.unique(new.text, &taken) : id
      }
      for document in graph.documents { add(document) }
    }

    private mutating func add(_ document: Document) {
      func text(_ text: String) -> String { names.replacing(in: text).text }
      let body = document.text.map { names.replacing(in: $0) }
      if let body { texts[document.id] = (document, body) }
      documents.append(
        Document(
          id: identifiers[document.id] ?? document.id, text: body?.text,
          title: document.title.map(text), date: document.date,
          url: document.url.flatMap(address), outlet: document.outlet.map(text),
          author: document.author.map(text), language: document.language,
          links: document.links.compactMap { link in
            address(link.target).map {
              Document.Link(span: body?.range(link.span) ?? link.span, target: $0)
            }
          },
          // The hash of the old text would tell who it is from.
          sha256: body.map { body in
            body.isChanged ? SHA256.hexadecimal(of: body.text.utf8) : document.sha256
          } ?? nil))
    }

    /// An address without a name in it, or nil: one that is changed leads nowhere.
    private func address(_ address: String) -> String? {
      names.matches(in: address).isEmpty ? address : nil
    }

    /// Where the words of a quote stand now, and what they are.
    func place(
      document id: String, span: Range<Int>?, quote: String, parts: Evidence.Parts = .init()
    ) -> (document: String, span: Range<Int>?, quote: String, parts: Evidence.Parts) {
      let document = identifiers[id] ?? id
      if let span, let text = texts[id], let found = text.old.quote(at: span),
        found.hasSameBytes(as: quote)
      {
        let place = text.new.range(span)
        let body = Document(id: id, text: text.new.text)
        if let quote = body.quote(at: place) {
          return (document, place, quote, parts.mapped { text.new.range($0) })
        }
      }
      // Without the text, positions count from where the quote begins.
      let new = names.replacing(in: quote)
      guard new.isChanged, let span else { return (document, span, new.text, parts) }
      let place = span.lowerBound..<span.lowerBound + new.text.utf8.count
      let isWhole = span.count == quote.utf8.count
      return (
        document, place, new.text,
        isWhole
          ? parts.shifted(by: -span.lowerBound).mapped { new.range($0) }
            .shifted(by: span.lowerBound) : .init()
      )
    }
  }
}

extension Evidence.Parts {
  fileprivate func mapped(_ transform: (Range<Int>) -> Range<Int>) -> Self {
    var result = self
    for part in Evidence.Part.allCases { result[part] = self[part].map(transform) }
    return result
  }
}
