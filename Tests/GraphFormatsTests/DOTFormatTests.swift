import GraphFormats
import GraphModel
import TestSupport
import Testing

@Suite struct DOTFormatTests {
  private static func read(
    _ graph: AttributedGraph
  ) -> (records: [GraphRecord], findings: [String]) {
    var reader = DOTReader(file: "g.dot")
    let records = reader.records(of: graph)
    return (records, reader.diagnostics.map(\.description))
  }

  @Test func attributesCarryEverythingButTexts() throws {
    try forAll(.world()) { world in
      let graph = try world.graph()
      let (records, findings) = Self.read(AttributedGraph(exporting: graph))
      try check(findings.isEmpty, "\(findings)")
      var builder = GraphBuilder()
      for record in records { builder.add(record) }
      let expected = KnowledgeGraph(
        documents: graph.documents.map { document in
          var document = document
          document.text = nil
          return document
        }, entities: graph.entities, statements: graph.statementIndices.map { graph[$0] })
      try checkEqual(try builder.build().graph.fingerprint, expected.fingerprint)
    }
  }

  @Test func longListsStayReadableByDot() throws {
    var builder = GraphBuilder()
    let documents = (0..<400).map { Document(id: "folder/\($0).txt", title: "“T” & \\ <\($0)>") }
    for document in documents { builder.add(document) }
    builder.add(
      StatementRecord(
        subject: EntityRecord(name: "A"), relation: "killed", object: EntityRecord(name: "B"),
        evidence: documents.map { Evidence(document: $0.id, span: 0..<9, quote: "&\\\"&&&&&&") }))
    let graph = try builder.build().graph
    let exported = AttributedGraph(exporting: graph)
    for attribute in exported.attributes + exported.edges.flatMap(\.attributes) {
      #expect(GraphvizText(attribute.value).characters.utf8.count <= 16_384)
    }
    #expect(exported.edges[0].attributes.contains { $0.name == "evidence_2" })
    var rebuilt = GraphBuilder()
    let (records, findings) = Self.read(exported)
    for record in records { rebuilt.add(record) }
    #expect(findings.isEmpty)
    #expect(try rebuilt.build().graph == graph)
  }

  @Test func theTextOfAGraph() throws {
    var builder = GraphBuilder()
    builder.add(Document(id: "a.txt", text: "x", title: "T \"1\""))
    builder.add(
      StatementRecord(
        subject: EntityRecord(name: "A \"<b>\" \\N", type: .person, aliases: ["Abe"]),
        relation: "killed", object: EntityRecord(name: "B & C:port\nD", type: .group),
        qualifiers: Qualifiers(polarity: .negated, mode: .claimed, attributedTo: "E", time: "2020"),
        confidence: 0.5, evidence: [Evidence(document: "a.txt", span: 0..<1, quote: "x\\")]))
    builder.add(
      StatementRecord(
        subject: EntityRecord(name: "F", type: .person), relation: "met-with",
        object: EntityRecord(name: "G", type: .person), qualifiers: Qualifiers(mode: .planned)))
    let text = String(
      decoding: GraphFormat.dot.bytes(of: try builder.build().graph), as: UTF8.self)
    #expect(
      text == #"""
        digraph "graphgen" {
          graph ["documents"="[{\"id\":\"a.txt\",\"title\":\"T \\\"1\\\"\"}]"];
          node ["shape"="box", "style"="rounded"];
          "group/b-c-port-d" ["label"="B &amp; C:port\nD", "type"="Group"];
          "person/a-b-n" ["label"="A \"&lt;b>\" \\N", "type"="Person", "aliases"="[\"Abe\"]"];
          "person/f" ["label"="F", "type"="Person"];
          "person/g" ["label"="G", "type"="Person"];
          "person/a-b-n" -> "group/b-c-port-d" ["label"="not: killed\n(claimed, says E)", "arrowhead"="tee", "style"="dotted", "relation"="killed", "polarity"="negated", "mode"="claimed", "time"="2020", "attributed_to"="E", "confidence"="0.5", "evidence"="[{\"document\":\"a.txt\",\"start\":0,\"end\":1,\"quote\":\"x\\\\\"}]"];
          "person/f" -> "person/g" ["label"="met with\n(planned)", "dir"="both", "style"="dashed", "relation"="met-with", "polarity"="asserted", "mode"="planned"];
        }

        """#)
  }

  @Test func theTextOfEveryPart() {
    let graph = AttributedGraph(
      name: "g", isDirected: false, attributes: [.init("label", .html("<b>x</b>"))],
      edgeDefaults: [.init("color", .escaped("a\\l"))],
      nodes: [.init(name: "a"), .init(name: "b", attributes: [.init("x", .html("<b"))])],
      edges: [
        .init(tail: "a", head: "b", key: "k\"", attributes: [.init("y", .text("1"))]),
        .init(tail: "b", head: "b", key: "k"), .init(tail: "b", head: "a"),
      ],
      clusters: [
        .init(
          name: "cluster_1", attributes: [.init("label", .text("C"))], nodes: ["a"],
          clusters: [.init(name: "cluster_2", nodes: ["b"])])
      ])
    #expect(
      DOTWriter.text(of: graph) == #"""
        graph "g" {
          graph ["label"=<<b>x</b>>];
          edge ["color"="a\l"];
          "a";
          "b" ["x"="<b"];
          subgraph "cluster_1" {
            graph ["label"="C"];
            "a";
            subgraph "cluster_2" {
              "b";
            }
          }
          "a" -- "b" ["key"="k\"", "y"="1"];
          "b" -- "b" ["key"="k"];
          "b" -- "a";
        }

        """#)
  }

  // MARK: - Foreign graphs

  @Test func aForeignGraph() throws {
    let graph = AttributedGraph(
      name: "g", attributes: [.init("label", .text("Title"))],
      nodeDefaults: [.init("label", .escaped("\\N"))],
      edgeDefaults: [.init("label", .text("told"))],
      nodes: [
        .init(name: "n1", attributes: [.init("label", .html("<b>Ann</b> &amp; <i>Lee</i>"))]),
        .init(name: "n2", attributes: [.init("label", .escaped("Two\\nlines&#33;\\l"))]),
        .init(name: "Bob"), .init(name: "n3", attributes: [.init("label", .text("Same"))]),
        .init(name: "n4", attributes: [.init("label", .text("same"))]),
      ],
      edges: [
        .init(tail: "n1", head: "n2", attributes: [.init("label", .text("Wrote to"))]),
        .init(tail: "Bob", head: "n1"),
        .init(tail: "Bob", head: "n2", attributes: [.init("label", .text("eats"))]),
        .init(tail: "Bob", head: "n3", attributes: [.init("label", .text(""))]),
      ])
    let (records, findings) = Self.read(graph)
    func end(_ name: String, id: String? = nil) -> EntityRecord { EntityRecord(name: name, id: id) }
    func statement(
      _ subject: String, _ relation: String, _ object: String, _ label: String
    ) -> GraphRecord {
      .statement(
        StatementRecord(
          subject: end(subject), relation: relation, object: end(object),
          evidence: [Evidence(document: "g.dot", quote: label, extractor: "dot")],
          origin: SourceLocation(file: "g.dot")))
    }
    #expect(
      records == [
        .entity(end("Ann & Lee")), .entity(end("Two\nlines!")), .entity(end("Bob")),
        .entity(end("Same", id: "n3")), .entity(end("same", id: "n4")),
        statement("Ann & Lee", "wrote-to", "Two\nlines!", "Wrote to"),
        statement("Bob", "told", "Ann & Lee", "told"),
      ])
    #expect(
      findings == [
        "g.dot: warning: edge 'Bob' -> 'n2' is left out: unknown relation 'eats': 'graphgen vocabulary' "
          + "lists the known ones",
        "g.dot: warning: edge 'Bob' -> 'n3' is left out: it has no label that names a relation",
      ])
  }

  @Test(arguments: [
    ("relation", "kiled", "unknown relation 'kiled': did you mean 'killed'?"),
    ("polarity", "no", "the polarity is 'asserted' or 'negated', not 'no'"),
    ("mode", "no", "the mode is 'fact', 'planned' or 'claimed', not 'no'"),
    ("confidence", "2", "the confidence is a number from 0 to 1, not '2'"),
    (
      "time", "2020-1",
      "'2020-1' is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): a month has two digits"
    ),
    ("evidence", "{", "attribute 'evidence': a key in quotes is expected here"),
    ("evidence", "[{}]", "attribute 'evidence': evidence needs 'document'"),
  ])
  func finding(_ attribute: String, _ value: String, _ message: String) {
    let attributes = [AttributedGraph.Attribute("relation", .text("killed"))].filter {
      $0.name != attribute
    }
    let graph = AttributedGraph(
      name: "g", nodes: [.init(name: "a"), .init(name: "b")],
      edges: [
        .init(tail: "a", head: "b", attributes: attributes + [.init(attribute, .text(value))])
      ])
    #expect(Self.read(graph).findings == ["g.dot: error: edge 'a' -> 'b': \(message)"])
  }

  @Test func findingsAboutNodesAndTheGraph() {
    let graph = AttributedGraph(
      name: "g", attributes: [.init("documents", .text("[{\"id\":1}]"))],
      nodes: [
        .init(
          name: "a", attributes: [.init("type", .text("Person")), .init("aliases", .text("x"))])
      ], edges: [.init(tail: "a", head: "zz")])
    #expect(
      Self.read(graph).findings == [
        "g.dot: error: the graph: attribute 'documents': 'id' is a text, not a number",
        "g.dot: error: node 'a': attribute 'aliases': a value is expected here",
        "g.dot: error: edge 'a' -> 'zz' joins a node that is not there",
      ])
  }
}
