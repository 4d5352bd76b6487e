import GraphModel
import GraphQuery

/// Puts the values of an answer before people and programs.
struct ValueWriter {
  let graph: KnowledgeGraph

  /// A value as JSON has it: entities and statements as objects.
  func cell(_ value: Value) -> Cell {
    switch value {
    case .null: .absent
    case .boolean(let truth): .boolean(truth)
    case .integer(let number): .integer(number)
    case .float(let number): number.isFinite ? .number(number) : .text("\(number)")
    case .string(let text): .text(text)
    case .temporal(let value): .text(value.description)
    case .list(let values): .cells(values.map(cell))
    case .map(let values):
      .object(values.sorted { $0.key < $1.key }.map { ($0.key, cell($0.value)) })
    case .node(let node): .object(fields(ofNode: node))
    case .relationship(let relationship): .object(statement(relationship).fields)
    case .path(let path):
      .object([
        ("entities", .objects(path.nodes.map(fields(ofNode:)))),
        ("statements", .objects(path.relationships.map { statement($0).fields })),
      ])
    }
  }

  /// A value as people read it: entities by their names, statements as sentences.
  func text(_ value: Value) -> Cell {
    switch value {
    case .list(let values): .text(values.map { text($0).plain }.joined(separator: ", "))
    case .node(let node): .text(name(node))
    case .relationship(let relationship): .text(statement(relationship).sentence)
    case .path(let path): .text(words(of: path))
    default: cell(value)
    }
  }

  private func name(_ node: Int) -> String { graph[KnowledgeGraph.EntityIndex(node)].name }

  private func statement(_ relationship: Int) -> StatementRow {
    StatementRow(KnowledgeGraph.StatementIndex(relationship), in: graph)
  }

  private func fields(ofNode node: Int) -> [(name: String, value: Cell)] {
    let entity = graph[KnowledgeGraph.EntityIndex(node)]
    return [
      ("id", .text(entity.id)), ("name", .text(entity.name)), ("type", .text(entity.type.rawValue)),
    ]
  }

  private func words(of path: GraphPath) -> String {
    var text = path.nodes.first.map(name) ?? ""
    for (position, index) in path.relationships.enumerated() {
      let row = statement(index)
      let near = KnowledgeGraph.EntityIndex(path.nodes[position])
      let isForward = graph.ends(of: row.index).subject == near
      let (open, close) =
        row.relation.isSymmetric ? ("–", "–") : isForward ? ("–", "→") : ("←", "–")
      let stance = row.stance.isEmpty ? "" : " (\(row.stance))"
      text += " \(open)\(row.relation.label)\(stance)\(close) " + name(path.nodes[position + 1])
    }
    return text
  }
}

extension Value {
  /// The value that a word on the command line stands for: a number, true, false, null, or itself.
  init(argument: String) {
    switch argument {
    case "true": self = .boolean(true)
    case "false": self = .boolean(false)
    case "null": self = .null
    default:
      if let integer = Int(argument) {
        self = .integer(integer)
      } else if let number = Double(argument), number.isFinite {
        self = .float(number)
      } else {
        self = .string(argument)
      }
    }
  }
}
