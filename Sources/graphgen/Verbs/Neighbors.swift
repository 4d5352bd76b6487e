import ArgumentParser
import GraphModel

struct Neighbors: Verb {
  static let configuration = CommandConfiguration(
    commandName: "neighbors",
    abstract: "List what an entity is connected to, with the words that say so.",
    discussion: """
      graphgen neighbors graph.jsonl "Qasem Soleimani"
      graphgen neighbors graph.jsonl soleimani --depth 2 --relation commands --json

      A name may be a full name, an alias, an id, or a part that fits one entity alone, in any case and \
      with or without accents. What is negated, planned or only claimed is listed and says so.
      """,
    aliases: ["neighbours"]
  )
  .answeringAtOnce

  @Argument(help: "A graph, or any other input.", completion: .file())
  var graph: String

  @Argument(
    help: "The entity: a name, an alias, a part of a name, or an id.",
    completion: .custom(EntityNames.complete))
  var name: String

  @Option(
    name: [.customShort("d", allowingJoined: true), .long], help: "How many hops to follow.")
  var depth = 1

  @Option(name: .long, help: "Which arrows to follow: out, in or both.")
  var direction = Direction.both

  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    guard depth >= 1 else { throw ValidationError("--depth must be at least 1, not \(depth).") }
  }

  func run() throws {
    let source = try GraphSource.open(graph, reading)
    let found = try source.entity(named: name)
    let filter = try source.filter(filter)
    let isForPeople = listing.chosen == .table
    let graph = try source.surroundings(
      of: found, depth: depth, direction: direction, filter: filter,
      detail: isForPeople ? [] : .confidence)
    let entity = try found.index(in: graph)
    let neighbors = graph.neighbors(
      of: entity, direction: direction, depth: depth, filter: filter)
    var rows = Listing(isForPeople ? peoplesColumns : Step.columns + StatementRow.columns)
    for neighbor in neighbors {
      for hop in neighbor.hops {
        for arrow in hop.arrows {
          for statement in arrow.statements {
            let step = Step(
              statement: StatementRow(statement, in: graph), distance: neighbor.distance, hop: hop,
              isForward: arrow.isForward)
            rows.append(isForPeople ? peoplesCells(step) : step.cells + step.statement.cells)
          }
        }
      }
    }
    try Output.write(rows, listing, reading)
    if neighbors.isEmpty {
      throw Failure(
        [Diagnostic(.note, "'\(graph[entity].name)' has no such neighbors")],
        status: Status.negative)
    }
  }

  private var peoplesColumns: [Listing.Column] {
    let ways: [Listing.Column] =
      depth > 1 ? [.init(nil, heading: "hops"), .init(nil, heading: "from")] : []
    return ways
      + ["relation", "entity", "type", "when", "but", "evidence"].map { .init(nil, heading: $0) }
  }

  /// The values of `peoplesColumns`.
  private func peoplesCells(_ step: Step) -> [Cell] {
    let sign = step.statement.relation.isSymmetric ? "–" : step.isForward ? "→" : "←"
    let ways: [Cell] = depth > 1 ? [.integer(step.distance), .text(step.from.name)] : []
    return ways + [
      .text("\(sign) \(step.label)"), .text(step.to.name), .text(step.to.type.rawValue),
      .text(step.statement.time), .text(step.statement.stance), .text(step.statement.quote),
    ]
  }

  /// A statement, as it leads from one entity to the next.
  private struct Step {
    let statement: StatementRow
    let distance: Int
    let hop: KnowledgeGraph.Hop
    let isForward: Bool

    var from: Entity { statement.graph[hop.from] }
    var to: Entity { statement.graph[hop.to] }
    /// The relation, read in the direction of the step.
    var label: String {
      isForward ? statement.relation.label : statement.relation.inverseLabel
    }

    /// What programs get beside the statement.
    static let columns = [
      "distance", "from", "fromId", "direction", "label", "neighbor", "neighborId", "neighborType",
    ].map { Listing.Column($0) }

    /// The values of `columns`.
    var cells: [Cell] {
      [
        .integer(distance), .text(from.name), .text(from.id),
        .text(statement.relation.isSymmetric ? "both" : isForward ? "out" : "in"), .text(label),
        .text(to.name), .text(to.id), .text(to.type.rawValue),
      ]
    }
  }
}
