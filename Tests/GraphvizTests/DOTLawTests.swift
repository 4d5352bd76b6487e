import GraphFormats
import GraphModel
import TestSupport
import Testing

@testable import Graphviz

/// Law 5: the DOT that we write, read by libcgraph, is the graph that we would have built through its
/// own calls.
@Suite struct DOTLawTests {
  private static var graphs: Gen<AttributedGraph> {
    Gen { Samples.randomGraph(&$0, size: $1) }
  }

  private static func built(_ graph: AttributedGraph) throws -> AttributedGraph {
    try Library.shared.run { _ in try NativeGraph.with(graph) { Reading.graph(of: $0) } }
  }

  @Test func writtenAndReadIsWhatTheCallsBuild() throws {
    try forAll(Self.graphs, count: 200, maximumSize: 8) { graph in
      var built = try Self.built(graph)
      if graph.name.isEmpty { built.name = "" }
      let text = DOTWriter.text(of: graph)
      let read = try Renderer.parse(dot: Array(text.utf8))
      try checkEqual(Unordered(read), Unordered(built), text)
    }
  }

  @Test func whatIsReadIsWhatWasMeant() throws {
    try forAll(Self.graphs, count: 200, maximumSize: 8) { graph in
      let text = DOTWriter.text(of: graph)
      let read = try Renderer.parse(dot: Array(text.utf8))
      try checkEqual(Unordered(read), Unordered(Canonical.of(graph)), text)
    }
  }

  @Test func anEmptyLabelBesideAStatedDefaultIsKept() throws {
    let graph = AttributedGraph(
      name: "g", nodeDefaults: [.init("label", .escaped("\\N"))],
      nodes: [.init(name: "a", attributes: [.init("label", .text(""))])])
    let read = try Renderer.parse(dot: Array(DOTWriter.text(of: graph).utf8))
    #expect(Unordered(read) == Unordered(Canonical.of(graph)))
    #expect(read.nodes[0].attributes == [.init("label", .text(""))])
  }

  @Test func everyHostileTextComesBack() throws {
    for text in Samples.hostileTexts {
      let meant = GraphvizText.decode(GraphvizText.encode(text))
      #expect(meant != nil)
      let graph = AttributedGraph(
        name: "g", nodes: [.init(name: text, attributes: [.init("note", .text(text + "."))])])
      let read = try Renderer.parse(dot: Array(DOTWriter.text(of: graph).utf8))
      #expect(read.nodes.map(\.name) == [meant])
      #expect(read.nodes[0].attributes == [.init("note", .text((meant ?? "") + "."))])
    }
  }

  @Test func plainTextIsNeverTakenForMarkupOfTheSameLetters() throws {
    let graph = AttributedGraph(
      name: "<B>x</B>", attributes: [.init("label", .html("<B>x</B>"))],
      nodes: [
        .init(name: "<B>x</B>", attributes: [.init("label", .html("<B>x</B>"))]),
        .init(name: "b", attributes: [.init("label", .text("<B>x</B>"))]),
      ])
    #expect(try Self.built(graph) == graph)
  }
}

/// A graph whose attributes are in the order of their names, since Graphviz keeps no other.
struct Unordered: Equatable, CustomStringConvertible {
  let graph: AttributedGraph

  init(_ graph: AttributedGraph) {
    func sorted(_ attributes: [AttributedGraph.Attribute]) -> [AttributedGraph.Attribute] {
      attributes.sorted { $0.name < $1.name }
    }
    func sorted(_ cluster: AttributedGraph.Cluster) -> AttributedGraph.Cluster {
      .init(
        name: cluster.name, attributes: sorted(cluster.attributes), nodes: cluster.nodes,
        clusters: cluster.clusters.map { sorted($0) })
    }
    var graph = graph
    graph.attributes = sorted(graph.attributes)
    graph.nodeDefaults = sorted(graph.nodeDefaults)
    graph.edgeDefaults = sorted(graph.edgeDefaults)
    graph.nodes = graph.nodes.map { .init(name: $0.name, attributes: sorted($0.attributes)) }
    graph.edges = graph.edges.map {
      .init(tail: $0.tail, head: $0.head, key: $0.key, attributes: sorted($0.attributes))
    }
    graph.clusters = graph.clusters.map { sorted($0) }
    self.graph = graph
  }

  // Strings that are canonically equivalent are equal to Swift and not the same bytes.
  static func == (left: Unordered, right: Unordered) -> Bool {
    left.graph == right.graph
      && DOTWriter.text(of: left.graph).utf8.elementsEqual(DOTWriter.text(of: right.graph).utf8)
  }

  var description: String { DOTWriter.text(of: graph).debugDescription }
}

/// What a graph says, by the words of its documentation and without the library: the oracle.
enum Canonical {
  typealias Attribute = AttributedGraph.Attribute

  static func of(_ graph: AttributedGraph) -> AttributedGraph {
    var result = graph
    result.name = name(graph.name)
    result.attributes = known(graph.attributes, beyond: [])
    // Every node has a label, its name, unless a default of the graph says otherwise.
    var nodeDefaults = known(graph.nodeDefaults, beyond: [])
    result.nodeDefaults = nodeDefaults.filter { $0 != Attribute("label", .escaped("\\N")) }
    if !graph.nodeDefaults.contains(where: { $0.name == "label" }) {
      nodeDefaults.append(Attribute("label", .escaped("\\N")))
    }
    result.edgeDefaults = known(graph.edgeDefaults, beyond: [])
    result.nodes = graph.nodes.map {
      .init(name: name($0.name), attributes: known($0.attributes, beyond: nodeDefaults))
    }
    result.edges = graph.edges.map {
      .init(
        tail: name($0.tail), head: name($0.head), key: $0.key.map(name),
        attributes: known($0.attributes, beyond: result.edgeDefaults))
    }
    // A node comes where it was first named, and an edge where its own statement stands.
    let order = result.nodes.map(\.name)
    func box(
      _ cluster: AttributedGraph.Cluster, within inherited: [Attribute]
    ) -> AttributedGraph.Cluster {
      let own = known(cluster.attributes, beyond: inherited)
      let names = Set(own.map(\.name))
      let all = inherited.filter { !names.contains($0.name) } + own
      let inner = cluster.clusters.map { box($0, within: all) }
      func members(_ cluster: AttributedGraph.Cluster) -> Set<String> {
        Set(cluster.nodes).union(cluster.clusters.flatMap { members($0) })
      }
      let deeper = inner.reduce(into: Set<String>()) { $0.formUnion(members($1)) }
      let nodes = Set(cluster.nodes.map(name)).subtracting(deeper)
      return .init(
        name: name(cluster.name), attributes: own,
        nodes: order.filter(nodes.contains), clusters: inner)
    }
    result.clusters = graph.clusters.map { box($0, within: result.attributes) }
    return result
  }

  private static func name(_ text: String) -> String {
    GraphvizText.decode(name: GraphvizText.encode(name: text))
  }

  /// The last of each attribute, without those that say what holds anyway.
  private static func known(_ attributes: [Attribute], beyond defaults: [Attribute]) -> [Attribute]
  {
    attributes.map { Attribute($0.name, GraphvizText($0.value).value) }.filter { attribute in
      let usual = defaults.first { $0.name == attribute.name }?.value ?? .text("")
      return attribute.value != usual
    }
  }
}
