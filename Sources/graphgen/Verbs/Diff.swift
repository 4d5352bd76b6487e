import ArgumentParser
import Diagrams
import GraphModel

struct Diff: Verb {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "List what one graph says that another does not; exit 1 if they differ.",
    discussion: """
      graphgen diff before.jsonl after.jsonl
      graphgen diff before.jsonl after.jsonl --render -o changes.svg --lock graph.lock
      """)

  @Argument(help: "The older graph.", completion: .file())
  var old: String

  @Argument(help: "The newer graph.", completion: .file())
  var new: String

  @OptionGroup var picture: DiffPictureOptions
  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let before = try GraphInput.read([old], reading)
    let after = try GraphInput.read([new], reading)
    if picture.render { return try draw(from: before, to: after) }
    let difference = after.difference(from: before)
    var rows = Listing([
      .init("change", heading: ""), .init("kind", heading: "what"), .init("id"),
      .init(nil, heading: "which"), .init("details", heading: "details"),
    ])
    func add<Value>(
      _ kind: String, _ changes: GraphDifference.Changes<Value>,
      _ describe: (Value, KnowledgeGraph) -> (id: String, words: String),
      _ details: (Value, Value) -> [String]
    ) {
      for value in changes.removed {
        let (id, words) = describe(value, before)
        rows.append([.text("removed"), .text(kind), .text(id), .text(words), .absent])
      }
      for change in changes.changed {
        let (id, words) = describe(change.after, after)
        let details = details(change.before, change.after).joined(separator: "; ")
        rows.append([.text("changed"), .text(kind), .text(id), .text(words), .text(details)])
      }
      for value in changes.added {
        let (id, words) = describe(value, after)
        rows.append([.text("added"), .text(kind), .text(id), .text(words), .absent])
      }
    }
    add("relation", difference.relations, { relation, _ in (relation.name, relation.name) }) {
      Self.fields($0, $1, [("family", { $0.family }), ("definition", { $0.definition })])
    }
    add("type", difference.entityTypes, { type, _ in (type.type.rawValue, type.type.rawValue) }) {
      Self.fields($0, $1, [("definition", { $0.definition })])
    }
    add("document", difference.documents, { document, _ in (document.id, document.id) }) {
      Self.fields(
        $0, $1,
        [
          ("title", { $0.title }), ("date", { $0.date }), ("url", { $0.url }),
          ("SHA-256", { $0.sha256 }),
        ])
    }
    add("entity", difference.entities, { entity, _ in (entity.id, entity.name) }) {
      Self.fields($0, $1, [("name", { $0.name }), ("type", { $0.type.rawValue })])
        + Self.sets("names", Set($0.aliases), Set($1.aliases))
    }
    add("statement", difference.statements, { Self.describe($0, in: $1) }) {
      Self.statementDetails($0, $1)
    }
    add("decision", difference.decisions, { decision, _ in Self.describe(decision) }) {
      Self.fields(
        $0, $1, [("score", { $0.score.map { "\($0)" } }), ("ground", { $0.ground })])
    }
    try Output.write(rows, listing, reading)
    if !difference.isEmpty { throw Failure([], status: Status.negative) }
  }

  private func draw(from before: KnowledgeGraph, to after: KnowledgeGraph) throws {
    let changes = GraphChanges(from: before, to: after) {
      Self.statementDetails($0, $1).joined(separator: "; ")
    }
    let notes = try picture.draw(changes, names: (old, new))
    if !reading.quiet { Terminal.report(notes, color: reading.color) }
    if !changes.isEmpty { throw Failure([], status: Status.negative) }
  }

  private static func describe(
    _ statement: DetachedStatement, in graph: KnowledgeGraph
  ) -> (id: String, words: String) {
    func name(_ id: String) -> String { graph.entityIndex(id: id).map { graph[$0].name } ?? id }
    let relation = graph.vocabulary.relation(named: statement.relation)
    let arrow =
      "–\(relation?.label ?? statement.relation)\(relation?.isSymmetric == true ? "–" : "→")"
    var words = "\(name(statement.subject)) \(arrow) \(name(statement.object))"
    let stance = [
      statement.qualifiers.polarity == .negated ? "not so" : "",
      statement.qualifiers.mode == .fact ? "" : statement.qualifiers.mode.rawValue,
      statement.qualifiers.time ?? "",
    ].filter { !$0.isEmpty }
    if !stance.isEmpty { words += " (\(stance.joined(separator: "; ")))" }
    return ("\(statement.subject) \(statement.relation) \(statement.object)", words)
  }

  private static func describe(_ decision: IdentityDecision) -> (id: String, words: String) {
    let (one, other) = (decision.one, decision.other)
    return (
      "\(one.entity) \(decision.verdict) \(other.entity)",
      "“\(one.name)” \(decision.verdict == .joined ? "one with" : "apart from") “\(other.name)”"
    )
  }

  private static func statementDetails(
    _ before: DetachedStatement, _ after: DetachedStatement
  ) -> [String] {
    fields(
      before, after,
      [
        ("polarity", { $0.qualifiers.polarity.rawValue }),
        ("mode", { $0.qualifiers.mode.rawValue }),
        ("time", { $0.qualifiers.time }), ("place", { $0.qualifiers.place }),
        ("attributed to", { $0.qualifiers.attributedTo }),
        ("confidence", { $0.confidence.map { "\($0)" } }), ("note", { $0.note }),
      ])
      + sets(
        "evidence", Set(before.evidence.map(\.quote)), Set(after.evidence.map(\.quote)),
        quoted: true)
      + remarked(before.evidence, after.evidence)
  }

  /// The quotes whose subject, trigger or object is marked elsewhere than before.
  private static func remarked(_ before: [Evidence], _ after: [Evidence]) -> [String] {
    let parts = Dictionary(before.map { ($0.withoutParts, $0.parts) }) { first, _ in first }
    return after.compactMap { evidence in
      guard let old = parts[evidence.withoutParts] else { return nil }
      let changed = Evidence.Part.allCases.filter { old[$0] != evidence.parts[$0] }
      return changed.isEmpty
        ? nil : "\(changed.map(\.rawValue).joined(separator: ", ")) in “\(evidence.quote)”"
    }
  }

  /// The fields that differ, as `name: old → new`.
  private static func fields<Value>(
    _ before: Value, _ after: Value, _ fields: [(name: String, of: (Value) -> String?)]
  ) -> [String] {
    fields.compactMap { name, value in
      let (old, new) = (value(before), value(after))
      return old == new ? nil : "\(name): \(old ?? "none") → \(new ?? "none")"
    }
  }

  /// What came and went, as `names +a −b`.
  private static func sets(
    _ name: String, _ before: Set<String>, _ after: Set<String>, quoted: Bool = false
  ) -> [String] {
    func show(_ text: String) -> String { quoted ? "“\(text)”" : text }
    let parts =
      after.subtracting(before).sorted().map { "+\(show($0))" }
      + before.subtracting(after).sorted().map { "−\(show($0))" }
    return parts.isEmpty ? [] : ["\(name) \(parts.joined(separator: " "))"]
  }
}
