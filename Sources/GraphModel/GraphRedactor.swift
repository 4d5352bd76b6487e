/// Makes a graph without some names, and knows where in it what was said of the old one stands.
struct GraphRedactor {
  private let old: KnowledgeGraph
  private let names: HiddenNames
  private let labels: [KnowledgeGraph.EntityIndex: String]

  /// - Parameter labels: What the hidden entities are called.
  init(
    _ graph: KnowledgeGraph, hiding names: HiddenNames,
    as labels: [KnowledgeGraph.EntityIndex: String]
  ) {
    old = graph
    self.names = names
    self.labels = labels
  }

  /// The graph, and for every old entity and statement what it has become.
  func result() -> (
    graph: KnowledgeGraph, entities: [KnowledgeGraph.EntityIndex],
    statements: [KnowledgeGraph.StatementIndex]
  ) {
    let sources = Sources(old, names)
    let identifiers = entityIdentifiers()
    let entities = old.entityIndices.map { entity($0, identifiers[$0.value], sources) }
    let statements = old.statementIndices.map { statement($0, sources) }
    let graph = KnowledgeGraph(
      vocabulary: old.vocabulary, documents: sources.documents, entities: entities,
      statements: statements, decisions: decisions(identifiers, sources))

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
      properties: Dictionary(
        TextOrder.sorted(entity.properties).map { (text($0.key), text($0.value)) },
        uniquingKeysWith: max),
      identifiers: entity.identifiers.filter { names.matches(in: $0.value).isEmpty },
      mentions: mentions)
  }

  // MARK: Decisions

  /// The decisions about those who are not hidden: that a name is spelt like another, or has its last word, tells
  /// it.
  private func decisions(_ identifiers: [String], _ sources: Sources) -> [IdentityDecision] {
    func end(_ end: IdentityDecision.End) -> IdentityDecision.End? {
      guard let index = old.entityIndex(id: end.entity), labels[index] == nil else { return nil }
      return IdentityDecision.End(
        entity: identifiers[index.value], name: text(end.name),
        document: end.document.map(sources.identifier))
    }
    return old.decisions.compactMap { decision in
      guard let one = end(decision.one), let other = end(decision.other) else { return nil }
      return IdentityDecision(
        decision.verdict, one, other, score: decision.score, ground: text(decision.ground))
    }
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
    private var identifiers: [ExactText: String] = [:]
    private var texts: [ExactText: (old: Document, new: HiddenNames.Replacement)] = [:]

    init(_ graph: KnowledgeGraph, _ names: HiddenNames) {
      self.names = names
      var cited = Set(graph.documents.map { ExactText($0.id) })
      for index in graph.statementIndices {
        for piece in graph.evidence(of: index) { cited.insert(ExactText(piece.document)) }
      }
      for entity in graph.entities {
        for mention in entity.mentions { cited.insert(ExactText(mention.document)) }
      }
      for decision in graph.decisions {
        for end in [decision.one, decision.other] {
          end.document.map { _ = cited.insert(ExactText($0)) }
        }
      }
      let sorted = cited.sorted().map(\.text)
      let changed = sorted.map { names.replacing(in: $0, asSlug: true) }
      var taken = Set(zip(sorted, changed).lazy.filter { !$1.isChanged }.map(\.0))
      for (id, new) in zip(sorted, changed) {
        identifiers[ExactText(id)] = new.isChanged ? GraphRedactor.unique(new.text, &taken) : id
      }
      for document in graph.documents { add(document) }
    }

    /// The new id of a document.
    func identifier(_ document: String) -> String {
      identifiers[ExactText(document)] ?? document
    }

    private mutating func add(_ document: Document) {
      func text(_ text: String) -> String { names.replacing(in: text).text }
      let body = document.text.map { names.replacing(in: $0) }
      if let body { texts[ExactText(document.id)] = (document, body) }
      documents.append(
        Document(
          id: identifier(document.id), text: body?.text,
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
      let document = identifier(id)
      if let span, let text = texts[ExactText(id)], let found = text.old.quote(at: span),
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
