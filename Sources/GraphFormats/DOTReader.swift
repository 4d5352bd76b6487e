import GraphModel

/// Makes records of a graph that libcgraph read, graphgen's own or a foreign one.
///
/// In a foreign graph a node is an entity named by its label, and an edge whose label is the name of a
/// relation (`wrote to` as well as `wrote-to`) a statement; other edges are left out with a warning.
public struct DOTReader: Sendable {
  /// What was found wrong.
  public private(set) var diagnostics: [Diagnostic] = []

  private let file: String
  private let vocabulary: Vocabulary

  /// Makes a reader; `file` names the graph in findings and in the evidence of foreign edges.
  public init(file: String, vocabulary: Vocabulary = .standard) {
    self.file = file
    self.vocabulary = vocabulary
  }

  /// Whether graphgen wrote the graph: every node says its entity's type.
  public static func isExport(_ graph: AttributedGraph) -> Bool {
    !graph.nodes.isEmpty
      && graph.nodes.allSatisfy { $0.attributes.contains { $0.name == DOTAttribute.type } }
  }

  /// The graph's documents, entities and statements.
  public mutating func records(of graph: AttributedGraph) -> [GraphRecord] {
    var records: [GraphRecord] = []
    let attributes = Attributes(of: graph.name, graph.attributes, defaults: [])
    decodeParts(of: DOTAttribute.documents, attributes, "the graph") {
      (decoder, json) throws(JSONError) in
      records += try decoder.documents(json).map { .document($0) }
    }
    let entities = entities(of: graph)
    records += graph.nodes.compactMap { entities[$0.name] }.map { .entity($0) }
    for edge in graph.edges {
      guard let subject = entities[edge.tail], let object = entities[edge.head] else {
        error("\(place(edge)) joins a node that is not there")
        continue
      }
      let attributes = Attributes(of: "", edge.attributes, defaults: graph.edgeDefaults)
      guard let relation = relation(attributes, place(edge)) else { continue }
      let statement = statement(
        Self.end(subject), relation, Self.end(object), attributes, place(edge))
      if let statement { records.append(.statement(statement)) }
    }
    return records
  }

  // MARK: - Nodes

  private mutating func entities(of graph: AttributedGraph) -> [String: EntityRecord] {
    var entities: [String: EntityRecord] = [:]
    var bearers: [String: Int] = [:]
    for node in graph.nodes {
      let attributes = Attributes(
        of: node.name, node.attributes, defaults: graph.nodeDefaults)
      let entity = entity(node.name, attributes)
      if entity.id == nil { bearers[NameKey.slug(entity.name), default: 0] += 1 }
      entities[node.name] = entity
    }
    // Two foreign nodes of one label are two entities all the same.
    for node in graph.nodes {
      guard let entity = entities[node.name], entity.id == nil else { continue }
      if bearers[NameKey.slug(entity.name), default: 0] > 1 { entities[node.name]?.id = node.name }
    }
    return entities
  }

  private mutating func entity(_ name: String, _ attributes: Attributes) -> EntityRecord {
    var entity = EntityRecord(name: attributes["label"] ?? name)
    if entity.name.isEmpty { entity.name = "?" }
    guard let type = attributes[DOTAttribute.type] else { return entity }
    entity.id = name
    entity.type = vocabulary.entityType(named: type) ?? EntityType(rawValue: type)
    let place = "node \(name.quoted)"
    if let list = attributes[DOTAttribute.aliases] {
      decode(list, DOTAttribute.aliases, place) { (decoder, json) throws(JSONError) in
        entity.aliases = try decoder.texts(json, DOTAttribute.aliases)
      }
    }
    if let table = attributes[DOTAttribute.properties] {
      decode(table, DOTAttribute.properties, place) { (decoder, json) throws(JSONError) in
        entity.properties = try decoder.table(json, DOTAttribute.properties)
      }
    }
    if let table = attributes[DOTAttribute.identifiers] {
      decode(table, DOTAttribute.identifiers, place) { (decoder, json) throws(JSONError) in
        entity.identifiers = try decoder.table(json, DOTAttribute.identifiers)
      }
    }
    return entity
  }

  private static func end(_ entity: EntityRecord) -> EntityRecord {
    EntityRecord(name: entity.name, type: entity.type, id: entity.id)
  }

  // MARK: - Edges

  private mutating func relation(_ attributes: Attributes, _ place: String) -> String? {
    let own = attributes[DOTAttribute.relation]
    let label = attributes["label"] ?? ""
    let name = own ?? NameKey.slug(label)
    do throws(Diagnostic) {
      if label.isEmpty, own == nil {
        throw Diagnostic(.error, "it has no label that names a relation")
      }
      _ = try vocabulary.requireRelation(named: name)
      return name
    } catch let problem {
      if own != nil {
        error("\(place): \(problem.message)")
      } else {
        warn("\(place) is left out: \(problem.message)")
      }
      return nil
    }
  }

  private mutating func statement(
    _ subject: EntityRecord, _ relation: String, _ object: EntityRecord, _ attributes: Attributes,
    _ place: String
  ) -> StatementRecord? {
    var statement = StatementRecord(
      subject: subject, relation: relation, object: object, note: attributes[DOTAttribute.note],
      origin: SourceLocation(file: file))
    let isOwn = attributes[DOTAttribute.relation] != nil
    guard isOwn else {
      let label = attributes["label"] ?? ""
      statement.evidence = [Evidence(document: file, quote: label, extractor: "dot")]
      return statement
    }
    let polarity = attributes[DOTAttribute.polarity] ?? Polarity.asserted.rawValue
    let mode = attributes[DOTAttribute.mode] ?? Mode.fact.rawValue
    guard let polarity = Polarity(rawValue: polarity) else {
      error("\(place): the polarity is 'asserted' or 'negated', not \(polarity.quoted)")
      return nil
    }
    guard let mode = Mode(rawValue: mode) else {
      error("\(place): the mode is 'fact', 'planned' or 'claimed', not \(mode.quoted)")
      return nil
    }
    statement.qualifiers = Qualifiers(
      polarity: polarity, mode: mode, attributedTo: attributes[DOTAttribute.attributedTo],
      time: attributes[DOTAttribute.time], place: attributes[DOTAttribute.place])
    if let time = statement.qualifiers.time {
      do throws(EDTFError) {
        _ = try EDTF(time)
      } catch let problem {
        error("\(place): \(problem)")
        return nil
      }
    }
    if let digits = attributes[DOTAttribute.confidence] {
      guard let number = Float(digits), (0...1).contains(number) else {
        error("\(place): the confidence is a number from 0 to 1, not \(digits.quoted)")
        return nil
      }
      statement.confidence = Double(number)
    }
    decodeParts(of: DOTAttribute.evidence, attributes, place) {
      (decoder, json) throws(JSONError) in
      statement.evidence += try decoder.evidence(json)
    }
    return statement
  }

  // MARK: - Findings

  private func place(_ edge: AttributedGraph.Edge) -> String {
    "edge \(edge.tail.quoted) -> \(edge.head.quoted)"
  }

  private mutating func error(_ message: String) {
    diagnostics.append(Diagnostic(.error, message, at: SourceLocation(file: file)))
  }

  private mutating func warn(_ message: String) {
    diagnostics.append(Diagnostic(.warning, message, at: SourceLocation(file: file)))
  }

  /// Hands every part of a list to `body`.
  private mutating func decodeParts(
    of name: String, _ attributes: Attributes, _ place: String,
    _ body: (inout JSONRecordDecoder, JSON) throws(JSONError) -> Void
  ) {
    var number = 1
    while let text = attributes[DOTAttribute.part(number, of: name)] {
      decode(text, DOTAttribute.part(number, of: name), place, body)
      number += 1
    }
  }

  /// Hands the JSON in an attribute to `body`; what is wrong with it becomes a finding.
  private mutating func decode(
    _ text: String, _ attribute: String, _ place: String,
    _ body: (inout JSONRecordDecoder, JSON) throws(JSONError) -> Void
  ) {
    do throws(JSONError) {
      let json = try JSON(parsing: text)
      var decoder = JSONRecordDecoder(vocabulary: vocabulary)
      try body(&decoder, json)
    } catch let problem {
      error("\(place): attribute '\(attribute)': \(problem.message)")
    }
  }
}

/// The attributes of one node or edge as texts.
private struct Attributes {
  private var values: [String: String] = [:]

  init(
    of name: String, _ own: [AttributedGraph.Attribute], defaults: [AttributedGraph.Attribute]
  ) {
    for attribute in defaults + own {
      values[attribute.name] = attribute.value.plainText(naming: name)
    }
  }

  /// The text, or nil where there is none, which is the same as an empty one to Graphviz.
  subscript(name: String) -> String? { values[name].flatMap { $0.isEmpty ? nil : $0 } }
}

extension AttributedGraph.Value {
  /// What a reader of the drawing sees: markup without tags, escapes and entities resolved, the name of
  /// what it is said of for `\N`.
  func plainText(naming name: String) -> String {
    switch self {
    case .text(let text): text
    case .escaped(let text): Self.resolvingEntities(Self.resolvingEscapes(text, name))
    case .html(let markup): Self.resolvingEntities(Self.removingTags(markup))
    }
  }

  private static func resolvingEscapes(_ text: String, _ name: String) -> String {
    var result = ""
    var isEscaped = false
    for character in text {
      if isEscaped {
        switch character {
        case "n", "l", "r": result += "\n"
        case "N": result += name
        default: result.append(character)
        }
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result.hasSuffix("\n") ? String(result.dropLast()) : result
  }

  private static func removingTags(_ markup: String) -> String {
    var result = ""
    var isTag = false
    for character in markup {
      switch character {
      case "<": isTag = true
      case ">" where isTag:
        isTag = false
        result += " "
      default: if !isTag { result.append(character) }
      }
    }
    return result.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  private static func resolvingEntities(_ text: String) -> String {
    guard text.contains("&") else { return text }
    var result = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "&") {
      result += rest[..<start]
      rest = rest[start...]
      guard let end = rest.prefix(12).firstIndex(of: ";"),
        let character = character(ofEntity: rest[rest.index(after: start)..<end])
      else {
        result.append(rest.removeFirst())
        continue
      }
      result.unicodeScalars.append(character)
      rest = rest[rest.index(after: end)...]
    }
    return result + rest
  }

  private static func character(ofEntity name: Substring) -> Unicode.Scalar? {
    switch name {
    case "amp": "&"
    case "lt": "<"
    case "gt": ">"
    case "quot": "\""
    case "apos": "'"
    case "nbsp": "\u{A0}"
    default:
      if name.hasPrefix("#x") || name.hasPrefix("#X") {
        UInt32(name.dropFirst(2), radix: 16).flatMap { Unicode.Scalar($0) }
      } else if name.hasPrefix("#") {
        UInt32(name.dropFirst()).flatMap { Unicode.Scalar($0) }
      } else {
        nil
      }
    }
  }
}
