import GraphModel

/// What a picture shows, as JSON for the program of its page: entities, statements, the texts that they
/// cite, and which of them every card and arrow of the drawing stands for.
///
/// Things refer to each other by position.
struct PageData {
  private let graph: KnowledgeGraph
  private let diagram: Diagram
  private let palette: PagePalette
  private let entities: [KnowledgeGraph.EntityIndex]
  private let statements: [KnowledgeGraph.StatementIndex]
  private let documents: [String]
  /// What is quoted from every document.
  private var quotes: [[Range<Int>]]
  private let relations: [Int]
  private var entityPlaces: [KnowledgeGraph.EntityIndex: Int] = [:]
  private var statementPlaces: [KnowledgeGraph.StatementIndex: Int] = [:]
  private var documentPlaces: [String: Int] = [:]
  private var relationPlaces: [Int: Int] = [:]

  /// The JSON, in which no character could end a script or begin a tag.
  static func bytes(
    of graph: KnowledgeGraph, _ diagram: Diagram, _ palette: PagePalette
  ) -> [UInt8] {
    var json = JSONText()
    PageData(graph, diagram, palette).write(to: &json)
    return inert(json.bytes)
  }

  /// JSON whose characters `<`, `>`, `&`, U+2028 and U+2029 are escaped; they stand only in texts.
  static func inert(_ json: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(json.count)
    var position = 0
    while position < json.count {
      let byte = json[position]
      switch byte {
      case UInt8(ascii: "<"): result += "\\u003c".utf8
      case UInt8(ascii: ">"): result += "\\u003e".utf8
      case UInt8(ascii: "&"): result += "\\u0026".utf8
      case 0xE2 where json[position...].starts(with: [0xE2, 0x80, 0xA8]):
        result += "\\u2028".utf8
        position += 2
      case 0xE2 where json[position...].starts(with: [0xE2, 0x80, 0xA9]):
        result += "\\u2029".utf8
        position += 2
      default: result.append(byte)
      }
      position += 1
    }
    return result
  }

  private init(_ graph: KnowledgeGraph, _ diagram: Diagram, _ palette: PagePalette) {
    self.graph = graph
    self.diagram = diagram
    self.palette = palette
    entities = diagram.cards.flatMap(\.entities)
    statements = diagram.arrows.flatMap(\.statements).sorted()
    relations = Set(statements.map { graph.relationIndex(of: $0) }).sorted()
    documents = Set(statements.lazy.flatMap { graph.evidence(of: $0).map(\.document) }).sorted()
    quotes = documents.map { _ in [] }
    for (place, entity) in entities.enumerated() { entityPlaces[entity] = place }
    for (place, statement) in statements.enumerated() { statementPlaces[statement] = place }
    for (place, document) in documents.enumerated() { documentPlaces[document] = place }
    for (place, relation) in relations.enumerated() { relationPlaces[relation] = place }
    for evidence in statements.lazy.flatMap({ graph.evidence(of: $0) }) {
      guard let span = evidence.span, let place = documentPlaces[evidence.document] else {
        continue
      }
      quotes[place].append(span)
    }
  }

  // MARK: Parts

  private func write(to json: inout JSONText) {
    let headline = diagram.headline
    json.object { json in
      json.member("title", headline.title)
      json.member("subtitle", headline.subtitle)
      json.member("counts", headline.counts)
      json.member("sources", headline.sources.isEmpty ? nil : headline.sources)
      json.member("notes", headline.footer) { $0.string($1) }
      json.member("types", palette.types) { json, type in
        json.object {
          $0.member("name", ShownText.line(type.rawValue, limit: 40))
          $0.member("glyph", Theme.light.card(type).glyph)
        }
      }
      json.member("families", palette.families) { json, family in
        json.object {
          $0.member("name", ShownText.line(family, limit: 40))
          $0.member("glyph", "━━" + Theme.light.arrow(family).head.glyph)
        }
      }
      json.member("relations", relations) { write(graph.relation($1), to: &$0) }
      json.member("documents", documents.indices) { writeDocument($1, to: &$0) }
      json.member("entities", entities) { write($1, to: &$0) }
      json.member("statements", statements) { write($1, to: &$0) }
      json.member("cards", diagram.cards) { json, card in
        json.object {
          $0.member("id", card.id)
          $0.member("entities", card.entities.compactMap { entityPlaces[$0] }) { $0.number($1) }
        }
      }
      json.member("arrows", diagram.arrows) { json, arrow in
        json.object {
          $0.member("id", arrow.id)
          $0.member("tail", arrow.tail)
          $0.member("head", arrow.head)
          $0.member("statements", arrow.statements.compactMap { statementPlaces[$0] }) {
            $0.number($1)
          }
        }
      }
    }
  }

  private func write(_ relation: Relation, to json: inout JSONText) {
    json.object {
      $0.member("name", relation.name)
      $0.member("label", ShownText.line(relation.label, limit: 80))
      $0.member("inverse", ShownText.line(relation.inverseLabel, limit: 80))
      $0.member("family", palette.families.firstIndex(of: relation.family))
      $0.member("definition", relation.definition.isEmpty ? nil : relation.definition)
    }
  }

  private func writeDocument(_ place: Int, to json: inout JSONText) {
    let document = graph.document(id: documents[place])
    json.object { json in
      json.member("id", documents[place])
      json.member("title", document?.title)
      json.member("outlet", document?.outlet)
      json.member("author", document?.author)
      json.member("date", document?.date)
      json.member("when", document?.date.map { ShortDate.words($0) })
      json.member("url", document?.url)
      json.member("language", document?.language)
      guard let text = document?.text else { return }
      json.member("size", text.utf8.count)
      json.member("passages", Passage.passages(of: text, quotes: quotes[place])) { json, passage in
        json.object {
          $0.member("start", passage.start)
          $0.member("text", passage.text)
        }
      }
    }
  }

  private func write(_ index: KnowledgeGraph.EntityIndex, to json: inout JSONText) {
    let entity = graph[index]
    json.object { json in
      json.member("id", entity.id)
      let name = ShownText.line(entity.name)
      json.member("name", name.isEmpty ? "(no name)" : name)
      json.member("type", palette.types.firstIndex(of: entity.type))
      json.member("aliases", entity.aliases.map { ShownText.line($0) }.filter { !$0.isEmpty }) {
        $0.string($1)
      }
      json.member("properties", entity.properties)
      json.member("identifiers", entity.identifiers)
      json.member("elsewhere", statementsElsewhere(of: index))
    }
  }

  /// How many statements about an entity the picture does not show.
  private func statementsElsewhere(of entity: KnowledgeGraph.EntityIndex) -> Int {
    let edges =
      Array(graph.outgoingEdges(of: entity))
      + graph.incomingEdges(of: entity).filter { graph[$0].subject != entity }
    return edges.reduce(0) { count, edge in
      count + graph.statements(of: edge).count { statementPlaces[$0] == nil }
    }
  }

  private func write(_ index: KnowledgeGraph.StatementIndex, to json: inout JSONText) {
    let statement = graph[index]
    let qualifiers = statement.qualifiers
    json.object { json in
      json.member("subject", entityPlaces[statement.subject])
      json.member("relation", relationPlaces[statement.relation])
      json.member("object", entityPlaces[statement.object])
      json.member("polarity", qualifiers.polarity.rawValue)
      json.member("mode", qualifiers.mode.rawValue)
      json.member("attributedTo", qualifiers.attributedTo.map { ShownText.line($0) })
      json.member("place", qualifiers.place.map { ShownText.line($0) })
      if let time = qualifiers.time {
        json.member("when", ShortDate.words(time))
        // A time that is no EDTF bounds nothing.
        let days = try? EDTF(time)
        json.member("from", days?.earliest)
        json.member("until", days?.latest)
      }
      if let confidence = statement.confidence {
        json.key("confidence")
        json.number(confidence)
      }
      json.member("note", statement.note)
      json.member("evidence", statement.evidence) { write($1, to: &$0) }
    }
  }

  private func write(_ evidence: Evidence, to json: inout JSONText) {
    json.object { json in
      json.member("document", documentPlaces[evidence.document])
      json.member("quote", evidence.quote)
      json.member("span", evidence.span)
      for part in Evidence.Part.allCases { json.member(part.rawValue, evidence.parts[part]) }
      json.member("line", evidence.line)
      json.member("extractor", evidence.extractor)
    }
  }
}

extension JSONText {
  fileprivate mutating func member(_ key: String, _ text: String?) {
    guard let text else { return }
    self.key(key)
    string(text)
  }

  fileprivate mutating func member(_ key: String, _ number: Int?) {
    guard let number else { return }
    self.key(key)
    self.number(number)
  }

  fileprivate mutating func member(_ key: String, _ range: Range<Int>?) {
    guard let range else { return }
    self.key(key)
    array([range.lowerBound, range.upperBound]) { $0.number($1) }
  }

  fileprivate mutating func member<Element>(
    _ key: String, _ elements: some Sequence<Element>, _ body: (inout JSONText, Element) -> Void
  ) {
    self.key(key)
    array(elements, body)
  }

  /// Pairs of key and value, sorted.
  fileprivate mutating func member(_ key: String, _ texts: [String: String]) {
    if texts.isEmpty { return }
    member(key, texts.sorted { $0.key < $1.key }) { json, text in
      json.array([ShownText.line(text.key, limit: 80), text.value]) { $0.string($1) }
    }
  }
}
