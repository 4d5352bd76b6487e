import GraphModel

extension KnowledgeGraph {
  /// Everything that the graph says, byte for byte: unlike `==`, which takes canonically equivalent
  /// Unicode texts as the same, this tells apart whatever a writer would write differently.
  public var fingerprint: [String] {
    func bytes(_ text: String?) -> String {
      text.map { text in
        "‘"
          + text.unicodeScalars.map { $0.isASCII ? String($0) : "{\(String($0.value, radix: 16))}" }
          .joined() + "’"
      } ?? "-"
    }
    func pairs(_ values: [String: String]) -> String {
      values.sorted { $0.key < $1.key }.map { bytes($0.key) + ":" + bytes($0.value) }.joined()
    }
    var lines: [String] = []
    for document in documents {
      let fields = [
        document.id, document.text, document.title, document.date, document.url, document.outlet,
        document.author, document.language, document.sha256,
      ]
      let links = document.links.map { " \($0.span)→\(bytes($0.target))" }
      lines.append("document " + fields.map(bytes).joined(separator: " ") + links.joined())
    }
    for entity in entities {
      lines.append(
        "entity \(bytes(entity.id)) \(bytes(entity.name)) \(bytes(entity.type.rawValue)) "
          + "\(entity.aliases.map(bytes)) \(pairs(entity.properties)) \(pairs(entity.identifiers))")
    }
    for index in statementIndices {
      let statement = detached(index)
      let qualifiers = statement.qualifiers
      let fields = [
        statement.subject, statement.relation, statement.object, qualifiers.polarity.rawValue,
        qualifiers.mode.rawValue, qualifiers.attributedTo, qualifiers.time, qualifiers.place,
        statement.confidence.map { "\($0)" }, statement.note,
      ]
      lines.append("statement " + fields.map(bytes).joined(separator: " "))
      for piece in statement.evidence {
        let span = piece.span.map { "\($0)" }
        let parts = Evidence.Part.allCases.map { part in piece.parts[part].map { "\($0)" } }
        let fields: [String?] = [piece.document, span, piece.quote, piece.extractor]
        let line = piece.line.map { "\($0)" }
        lines.append("  evidence " + (fields + parts + [line]).map(bytes).joined(separator: " "))
      }
    }
    for decision in decisions {
      let fields = [
        decision.verdict.rawValue, decision.one.entity, decision.one.name, decision.one.document,
        decision.other.entity, decision.other.name, decision.other.document,
        decision.score.map { "\($0)" }, decision.ground,
      ]
      lines.append("decision " + fields.map(bytes).joined(separator: " "))
    }
    return lines
  }
}
