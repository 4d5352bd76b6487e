import ArgumentParser
import GraphModel
import GraphQuery
import GraphStore

struct Stats: Verb {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what a graph holds, or say who matters in it.",
    discussion: """
      graphgen stats graph.jsonl
      graphgen stats graph.jsonl --shape --json

      --shape lists entities by plain facts alone. degree: how many others one is connected with. rank \
      (PageRank): how often one is come to by following arrows at random. between: on how many shortest \
      paths between others one lies (sampled above 10,000 entities). community (Leiden): who has more \
      connections among them than chance would give. bridges: how many other communities one is connected \
      with; brokers have many.
      """)

  @Argument(help: "A graph, or any other inputs.", completion: .file())
  var inputs: [String]

  @Flag(name: .long, help: "List entities by how they are connected, the greatest rank first.")
  var shape = false

  @Flag(
    name: .long,
    help: "Count sources once where one text is a copy of another, and facts by their sources.")
  var independent = false

  @Option(
    name: .long,
    help: ArgumentHelp("The most entities of --shape; 0 lists all.", valueName: "number"))
  var top = 20

  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    guard top >= 0 else { throw ValidationError("--top must be at least 0, not \(top).") }
  }

  func run() throws {
    if shape { return try Output.write(try shapeOfInputs(), listing, reading) }
    let graph = try GraphInput.read(inputs, reading)
    let statistics = Statistics(of: graph)
    var rows = Listing([
      .init("measure", heading: "measure"), .init("name", heading: "name"),
      .init("count", heading: "count"),
    ])
    func add(_ measure: String, _ count: Int, of name: String? = nil) {
      rows.append([.text(measure), Cell(name), .integer(count)])
    }
    add("documents", statistics.documentCount)
    add("entities", statistics.entityCount)
    for count in statistics.entitiesByType { add("entities of type", count.count, of: count.name) }
    add("statements", statistics.statementCount)
    add("plain facts", statistics.plainFactCount)
    add("edges", statistics.edgeCount)
    add("pieces of evidence", statistics.evidenceCount)
    for count in statistics.statementsByPolarity + statistics.statementsByMode {
      add("statements that are", count.count, of: count.name)
    }
    for count in statistics.statementsByFamily {
      add("statements of family", count.count, of: count.name)
    }
    for count in statistics.statementsByRelation {
      add("statements of relation", count.count, of: count.name)
    }
    for count in statistics.statementsByDocument {
      add("statements in document", count.count, of: count.name)
    }
    add("connected components", statistics.componentSizes.count)
    add("entities in the largest", statistics.componentSizes.first ?? 0)
    if independent {
      let sources = IndependentSources(graph.documents)
      add("independent sources", sources.count)
      for (count, facts) in graph.factsBySourceCount(sources) {
        add("plain facts by so many of them", facts, of: "\(count)")
      }
    }
    for connected in statistics.mostConnected {
      add("statements about", connected.degree, of: graph[connected.entity].name)
    }
    try Output.write(rows, listing, reading)
  }
}

extension Stats {
  /// Who matters in the inputs; of one graph file only the numbers of its statements are read, and the names of
  /// who is listed.
  private func shapeOfInputs() throws -> Listing {
    if let stores = try GraphSource.stores(inputs, reading), let store = stores.first {
      return try GraphSource.reading {
        let stored = try StoredNetwork(stores)
        return try Self.shape(of: stored.network, top: top) {
          try store.entity(numbered: stored.numbers[$0])
        }
      }
    }
    let graph = try GraphInput.read(inputs, reading)
    return Self.shape(of: FactNetwork(graph), top: top) { graph.entities[$0] }
  }

  /// The entities that are come to most often, with what says how they are connected.
  private static func shape(
    of network: FactNetwork, top: Int, _ entity: (Int) throws -> Entity
  ) rethrows -> Listing {
    let (ranks, between) = (network.pageRanks, network.betweenness)
    let communities = network.communities
    let (degrees, bridges) = (network.degrees, network.bridges(communities))
    var rows = Listing([
      .init("entity", heading: "entity"), .init("id"), .init("type", heading: "type"),
      .init("degree", heading: "degree"), .init("rank", heading: "rank"),
      .init("between", heading: "between"), .init("community", heading: "community"),
      .init("bridges", heading: "bridges"),
    ])
    // To so many places, that the last digits of sums in another order do not show.
    func rounded(_ number: Double) -> Cell {
      let places = number < 1000 ? 1e6 : 10
      return .number((number * places).rounded() / places)
    }
    let order = (0..<network.count).sorted {
      let (left, right) = ((ranks[$0] * 1e9).rounded(), (ranks[$1] * 1e9).rounded())
      return left != right ? left > right : $0 < $1
    }
    for index in order.prefix(top == 0 ? .max : top) {
      let entity = try entity(index)
      rows.append([
        .text(entity.name), .text(entity.id), .text(entity.type.rawValue),
        .integer(degrees[index]), rounded(ranks[index]), rounded(between[index]),
        .integer(communities[index] + 1), .integer(bridges[index]),
      ])
    }
    return rows
  }
}
