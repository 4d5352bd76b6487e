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
    for (owner, entity) in owners.enumerated() {
      PersonalNames.hide(graph[entity], owner, in: &names)
    }
    let namesakes = graph.entityIndices.filter { entity in
      let name = graph[entity].name
      return !owners.contains(entity)
        && names.matches(in: name).contains { $0.range == 0..<name.utf8.count }
    }
    owners += namesakes
    let hidden = Set(owners)
    for entity in graph.entityIndices where !hidden.contains(entity) {
      PersonalNames.keep(graph[entity], in: &names)
    }
    names.labels = Self.labels(for: owners.map { graph[$0].type }, in: graph, names)
    let labels = Dictionary(uniqueKeysWithValues: zip(owners, names.labels))
    let redacted = GraphRedactor(graph, hiding: names, as: labels).result()
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
