import GraphModel

/// The names of the attributes in which a graph in DOT says what graphgen knows.
enum DOTAttribute {
  static let documents = "documents"
  static let type = "type"
  static let aliases = "aliases"
  static let properties = "properties"
  static let identifiers = "identifiers"
  static let relation = "relation"
  static let polarity = "polarity"
  static let mode = "mode"
  static let time = "time"
  static let place = "place"
  static let attributedTo = "attributed_to"
  static let confidence = "confidence"
  static let note = "note"
  static let evidence = "evidence"

  /// The name of a list's part, for example `evidence_2`; the first has the list's own.
  static func part(_ number: Int, of name: String) -> String {
    number == 1 ? name : "\(name)_\(number)"
  }
}

extension AttributedGraph {
  /// A knowledge graph for other programs: a node an entity, an edge a statement, with everything known
  /// of them in attributes that `DOTReader` reads back.
  ///
  /// Lists and tables are JSON; long lists go on in attributes such as `evidence_2`, since `dot` reads no
  /// string of more than 16 KiB. Labels, lines and arrowheads tell negated, planned and claimed statements
  /// from facts.
  public init(exporting graph: KnowledgeGraph) {
    self.init(
      name: "graphgen",
      nodeDefaults: [
        Attribute("shape", .text("box")), Attribute("style", .text("rounded")),
      ])
    if !graph.documents.isEmpty {
      attributes += Self.list(DOTAttribute.documents, graph.documents) {
        $0.document($1, withText: false)
      }
    }
    nodes = graph.entities.map { Node(name: $0.id, attributes: Self.attributes(of: $0)) }
    edges = graph.statementIndices.map { index in
      let statement = graph[index]
      return Edge(
        tail: graph[statement.subject].id, head: graph[statement.object].id,
        attributes: Self.attributes(of: statement, graph.relation(statement.relation)))
    }
  }

  private static func attributes(of entity: Entity) -> [Attribute] {
    var attributes = [
      Attribute("label", .text(entity.name)),
      Attribute(DOTAttribute.type, .text(entity.type.rawValue)),
    ]
    func add(_ name: String, _ write: (inout JSONText) -> Void) {
      var json = JSONText()
      write(&json)
      attributes.append(Attribute(name, .text(json.text)))
    }
    if !entity.aliases.isEmpty {
      add(DOTAttribute.aliases) { $0.array(entity.aliases) { $0.string($1) } }
    }
    if !entity.properties.isEmpty {
      add(DOTAttribute.properties) { $0.table(entity.properties) }
    }
    if !entity.identifiers.isEmpty {
      add(DOTAttribute.identifiers) { $0.table(entity.identifiers) }
    }
    return attributes
  }

  private static func attributes(
    of statement: KnowledgeGraph.Statement, _ relation: Relation
  ) -> [Attribute] {
    let qualifiers = statement.qualifiers
    var label = qualifiers.polarity == .negated ? "not: \(relation.label)" : relation.label
    switch (qualifiers.mode, qualifiers.attributedTo) {
    case (.fact, _): break
    case (let mode, nil): label += "\n(\(mode.rawValue))"
    case (let mode, let speaker?): label += "\n(\(mode.rawValue), says \(speaker))"
    }
    var attributes = [Attribute("label", .text(label))]
    func add(_ name: String, _ text: String?) {
      if let text { attributes.append(Attribute(name, .text(text))) }
    }
    if qualifiers.polarity == .negated { add("arrowhead", "tee") }
    if relation.isSymmetric { add("dir", "both") }
    switch qualifiers.mode {
    case .fact: break
    case .planned: add("style", "dashed")
    case .claimed: add("style", "dotted")
    }
    add(DOTAttribute.relation, relation.name)
    add(DOTAttribute.polarity, qualifiers.polarity.rawValue)
    add(DOTAttribute.mode, qualifiers.mode.rawValue)
    add(DOTAttribute.time, qualifiers.time)
    add(DOTAttribute.place, qualifiers.place)
    add(DOTAttribute.attributedTo, qualifiers.attributedTo)
    add(DOTAttribute.confidence, statement.confidence?.description)
    add(DOTAttribute.note, statement.note)
    if !statement.evidence.isEmpty {
      attributes += list(DOTAttribute.evidence, statement.evidence) { $0.evidence($1) }
    }
    return attributes
  }

  /// A list in as many attributes as it takes to keep each short enough for `dot`.
  private static func list<Element>(
    _ name: String, _ elements: [Element], _ write: (inout JSONText, Element) -> Void
  ) -> [Attribute] {
    var attributes: [Attribute] = []
    var items: [String] = []
    var size = 0
    func close() {
      if items.isEmpty { return }
      let part = DOTAttribute.part(attributes.count + 1, of: name)
      attributes.append(Attribute(part, .text("[\(items.joined(separator: ","))]")))
      items = []
      size = 0
    }
    for element in elements {
      var json = JSONText()
      write(&json, element)
      let text = json.text
      let length = GraphvizText.encode(text).utf8.count + 1
      if size + length > 16_000 { close() }
      items.append(text)
      size += length
    }
    close()
    return attributes
  }
}
