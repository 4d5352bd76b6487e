import GraphModel

/// Writes records as JSON Lines: one object a line, in UTF-8, its keys in a fixed order.
///
/// Nothing is left out: what `JSONLinesReader` makes of the lines is what was written.
public struct JSONLinesWriter: Sendable {
  private var json = JSONText()

  /// Makes a writer.
  public init() {}

  /// Hands over a whole graph's lines.
  static func write<Failure: Error>(
    _ graph: KnowledgeGraph, to sink: ([UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    var writer = JSONLinesWriter()
    var output = OutputBuffer()
    for record in graph.records { try output.append(writer.line(record), to: sink) }
    try output.flush(to: sink)
  }

  /// The line of one record, with its line end.
  public mutating func line(_ record: GraphRecord) -> [UInt8] {
    json.removeAll()
    switch record {
    case .document(let document):
      json.object { json in
        json.key("document")
        json.document(document)
      }
    case .entity(let entity):
      json.object { json in
        json.key("entity")
        json.entity(entity)
      }
    case .statement(let statement): json.statement(statement)
    case .decision(let decision):
      json.object { json in
        json.key("decision")
        json.decision(decision)
      }
    }
    json.newline()
    return json.bytes
  }
}

extension JSONText {
  mutating func document(_ document: Document, withText: Bool = true) {
    object { json in
      json.key("id")
      json.string(document.id)
      json.member("title", document.title)
      json.member("date", document.date)
      json.member("url", document.url)
      json.member("outlet", document.outlet)
      json.member("author", document.author)
      json.member("language", document.language)
      json.member("sha256", document.sha256)
      guard withText else { return }
      json.member("text", document.text)
      if !document.links.isEmpty {
        json.key("links")
        json.array(document.links) { $0.link($1) }
      }
    }
  }

  private mutating func link(_ link: Document.Link) {
    object { json in
      json.bounds(link.span)
      json.key("target")
      json.string(link.target)
    }
  }

  mutating func entity(_ entity: EntityRecord) {
    object { json in
      json.member("id", entity.id)
      json.key("name")
      json.string(entity.name)
      json.member("type", entity.type?.rawValue)
      if !entity.aliases.isEmpty {
        json.key("aliases")
        json.array(entity.aliases) { $0.string($1) }
      }
      json.member("properties", entity.properties)
      json.member("identifiers", entity.identifiers)
      if !entity.mentions.isEmpty {
        json.key("mentions")
        json.array(entity.mentions) { $0.mention($1) }
      }
    }
  }

  fileprivate mutating func decision(_ decision: DecisionRecord) {
    object { json in
      json.key("verdict")
      json.string(decision.verdict.rawValue)
      if let score = decision.score {
        json.key("score")
        json.number(score)
      }
      json.key("ground")
      json.string(decision.ground)
      json.key("entities")
      json.array([decision.one, decision.other]) { $0.decisionEnd($1) }
    }
  }

  private mutating func decisionEnd(_ end: DecisionRecord.End) {
    object { json in
      json.member("id", end.entity.id)
      json.key("name")
      json.string(end.entity.name)
      json.member("type", end.entity.type?.rawValue)
      json.member("identifiers", end.entity.identifiers)
      if !end.name.hasSameBytes(as: end.entity.name) { json.member("as", end.name) }
      json.member("document", end.document)
    }
  }

  mutating func statement(_ statement: StatementRecord) {
    object { json in
      json.key("subject")
      json.entity(statement.subject)
      json.key("relation")
      json.string(statement.relation)
      json.key("object")
      json.entity(statement.object)
      json.key("polarity")
      json.string(statement.qualifiers.polarity.rawValue)
      json.key("mode")
      json.string(statement.qualifiers.mode.rawValue)
      json.key("attributedTo")
      json.string(statement.qualifiers.attributedTo)
      json.key("time")
      json.string(statement.qualifiers.time)
      json.key("place")
      json.string(statement.qualifiers.place)
      json.key("confidence")
      // The graph keeps 32 bits; their shortest notation is the one that people wrote.
      if let confidence = statement.confidence {
        json.number(Float(confidence))
      } else {
        json.null()
      }
      json.key("evidence")
      json.array(statement.evidence) { $0.evidence($1) }
      json.member("note", statement.note)
    }
  }

  mutating func evidence(_ evidence: Evidence) {
    object { json in
      json.key("document")
      json.string(evidence.document)
      if let span = evidence.span { json.bounds(span) }
      if let line = evidence.line {
        json.key("line")
        json.number(line)
      }
      json.key("quote")
      json.string(evidence.quote)
      let parts = evidence.parts
      json.member("subject", parts.subject)
      json.member("trigger", parts.trigger)
      json.member("object", parts.object)
      json.member("extractor", evidence.extractor)
    }
  }

  private mutating func member(_ key: StaticString, _ span: Range<Int>?) {
    guard let span else { return }
    self.key(key)
    object { $0.bounds(span) }
  }

  /// The members that say where a span is, in the object that is being written.
  private mutating func bounds(_ span: Range<Int>) {
    key("start")
    number(span.lowerBound)
    key("end")
    number(span.upperBound)
  }

  private mutating func mention(_ mention: EntityMention) {
    object { json in
      json.key("document")
      json.string(mention.document)
      json.bounds(mention.span)
      json.key("quote")
      json.string(mention.quote)
      json.key("reason")
      json.string(mention.reason)
    }
  }

  private mutating func member(_ key: StaticString, _ text: String?) {
    guard let text else { return }
    self.key(key)
    string(text)
  }

  private mutating func member(_ key: StaticString, _ table: [String: String]) {
    if table.isEmpty { return }
    self.key(key)
    self.table(table)
  }

  /// An object of texts, in the order of its keys.
  mutating func table(_ table: [String: String]) {
    object { json in
      for (key, value) in TextOrder.sorted(table) {
        json.key(key)
        json.string(value)
      }
    }
  }
}
