import GraphModel

/// What became of something between two graphs.
public enum ChangeMark: String, Hashable, Sendable, CaseIterable {
  /// In both, alike.
  case unchanged
  /// Only in the newer.
  case added
  /// Only in the older.
  case removed
  /// In both, but not alike.
  case changed

  /// The sign before its words.
  var sign: String {
    switch self {
    case .unchanged: ""
    case .added: "+ "
    case .removed: "− "
    case .changed: "~ "
    }
  }
}

/// Two graphs as one, with what became of every part.
///
/// What has changed is there as the newer graph has it; in what it differs, `details` say.
public struct GraphChanges: Sendable {
  /// What either graph says.
  public let graph: KnowledgeGraph
  /// What became of every statement; the older version of a changed one is nil.
  let statements: [ChangeMark?]
  /// What became of every entity.
  let entities: [ChangeMark]
  /// In what a changed statement differs, in words.
  let details: [KnowledgeGraph.StatementIndex: String]
  /// Whether both graphs say the same.
  public let isEmpty: Bool
  private let counts: [String]

  private struct Key: Hashable {
    var subject: String
    var relation: String
    var object: String
    var qualifiers: Qualifiers

    init(_ statement: DetachedStatement) {
      (subject, relation, object) = (statement.subject, statement.relation, statement.object)
      qualifiers = statement.qualifiers
    }
  }

  /// Puts two graphs together.
  ///
  /// - Parameter describe: Says in what two versions of a statement differ.
  public init(
    from old: KnowledgeGraph, to new: KnowledgeGraph,
    describe: (DetachedStatement, DetachedStatement) -> String
  ) {
    let difference = new.difference(from: old)
    isEmpty = difference.isEmpty
    let graph = new.merging(old)
    self.graph = graph
    var marks: [Key: ChangeMark?] = [:]
    var words: [Key: String] = [:]
    for change in difference.statements.changed { marks[Key(change.before)] = .some(nil) }
    for statement in difference.statements.removed { marks[Key(statement)] = .removed }
    for statement in difference.statements.added { marks[Key(statement)] = .added }
    for change in difference.statements.changed {
      marks[Key(change.after)] = .changed
      words[Key(change.after)] = describe(change.before, change.after)
    }
    var details: [KnowledgeGraph.StatementIndex: String] = [:]
    statements = graph.statementIndices.map { index in
      let key = Key(graph.detached(index))
      details[index] = words[key]
      return marks[key] ?? .unchanged
    }
    self.details = details
    var entityMarks: [String: ChangeMark] = [:]
    for entity in difference.entities.removed { entityMarks[entity.id] = .removed }
    for entity in difference.entities.added { entityMarks[entity.id] = .added }
    for change in difference.entities.changed { entityMarks[change.after.id] = .changed }
    entities = graph.entities.map { entityMarks[$0.id] ?? .unchanged }

    func account(_ noun: String, _ added: Int, _ removed: Int, _ changed: Int) -> String? {
      let parts = [(added, "added"), (removed, "removed"), (changed, "changed")]
        .filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
      return parts.isEmpty ? nil : "\(noun): \(parts.joined(separator: ", "))"
    }
    counts = [
      account(
        "Statements", difference.statements.added.count, difference.statements.removed.count,
        difference.statements.changed.count),
      account(
        "entities", difference.entities.added.count, difference.entities.removed.count,
        difference.entities.changed.count),
      account(
        "documents", difference.documents.added.count, difference.documents.removed.count,
        difference.documents.changed.count),
    ].compactMap { $0 }
  }

  /// What became of how many, in a line.
  public var account: String {
    guard let first = counts.first else { return "Nothing has changed." }
    let line = ([first] + counts.dropFirst()).joined(separator: "; ")
    return line.prefix(1).uppercased() + line.dropFirst() + "."
  }

  /// What has changed, and in how far its surroundings may be drawn, too.
  ///
  /// - Parameter budget: The most cards, or nil for no bound.
  public func slice(budget: Int?) -> Slice {
    var touched: Set<KnowledgeGraph.EntityIndex> = []
    var changed: [KnowledgeGraph.StatementIndex] = []
    for index in graph.statementIndices {
      guard let mark = statements[index.value], mark != .unchanged else { continue }
      changed.append(index)
      let (subject, object) = graph.ends(of: index)
      touched.formUnion([subject, object])
    }
    for index in graph.entityIndices where entities[index.value] != .unchanged {
      touched.insert(index)
    }
    if let budget, touched.count > budget {
      let selection = Selection(of: graph, statements: changed, entities: touched)
      return Slice(of: graph, selection, budget: budget, changes: self)
    }
    // Nearest to what has changed first.
    let around = Selection(of: graph, around: touched, depth: 1)
    let shown = around.statements.filter { statements[$0.value] != nil }
    let selection = Selection(
      of: graph, statements: shown, entities: touched, focus: touched)
    return Slice(of: graph, selection, budget: budget, changes: self)
  }
}
