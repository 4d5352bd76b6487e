import ArgumentParser
import GraphModel

struct Stats: Verb {
  static let configuration = CommandConfiguration(
    commandName: "stats",
    abstract: "Count what a graph holds.", discussion: "graphgen stats graph.jsonl")

  @Argument(help: "A graph, or any other inputs.", completion: .file())
  var inputs: [String]

  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
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
    for connected in statistics.mostConnected {
      add("statements about", connected.degree, of: graph[connected.entity].name)
    }
    try Output.write(rows, listing, reading)
  }
}
