import GraphModel
import TestSupport
import Testing

@testable import Diagrams

@Suite struct TimelineTests {
  private static func graph(_ times: [(String, Qualifiers)]) throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    for (name, qualifiers) in times {
      builder.add(
        StatementRecord(
          subject: EntityRecord(name: name, type: .person), relation: "attacked",
          object: EntityRecord(name: "Bob", type: .person), qualifiers: qualifiers))
    }
    return try builder.build().graph
  }

  private static func timeline(_ times: [String?]) throws -> Timeline {
    let graph = try graph(
      times.enumerated().map { ("P\(100 + $0)", Qualifiers(time: $1)) })
    return Timeline(of: graph, statements: graph.statementIndices)
  }

  @Test func eventsComeInTheOrderOfTimeAndTheUndatedAreCounted() throws {
    let timeline = try Self.timeline([
      "2020-01-06", nil, "2019", "../2016", "2020-01-05/2020-01-06", "2020-01-05", nil, "2020/..",
    ])
    #expect(
      timeline.events.map(\.time.text) == [
        "../2016", "2019", "2020/..", "2020-01-05", "2020-01-05/2020-01-06", "2020-01-06",
      ])
    #expect(timeline.undatedCount == 2)
    #expect(
      timeline.account(limit: 4)
        == "Left out: the last 2 of 6 dated statements. 2 statements without a date are not shown.")
    #expect(timeline.account(limit: nil) == "2 statements without a date are not shown.")
    #expect(try Self.timeline(["2020"]).account(limit: 1) == nil)
  }

  @Test(arguments: [
    ("2020-01-06", TimePrecision.day), ("2020-01-06T10:20:30Z", .day), ("2020-01", .month),
    ("2020-21", .season), ("2020", .year), ("-0043", .year), ("202X", .span),
    ("2020-01-XX", .month),
    ("2019/2020", .interval), ("2019/..", .open), ("/2019", .open), ("1999~", .year),
    ("-0043-03-15", .day), ("Y17000", .year), ("2020-02-29", .day),
  ])
  func howExactATimeIs(time: String, precision: TimePrecision) throws {
    #expect(TimePrecision(try EDTF(time)) == precision)
  }

  @Test func marksSayHowExactATimeIsAndWhatItIsWorth() throws {
    let graph = try Self.graph([
      ("Ada", Qualifiers(time: "2020-01-06")),
      ("Bea", Qualifiers(mode: .claimed, attributedTo: "Eve", time: "2020-01-07")),
      ("Cem", Qualifiers(mode: .planned, time: "2020-02")),
      ("Dan", Qualifiers(polarity: .negated, time: "2020-03/2020-04")),
      ("Eli", Qualifiers(mode: .claimed, time: "2019~/..")),
    ])
    let picture = Timeline(of: graph, statements: graph.statementIndices).picture()
    func node(_ id: String, _ stance: String = "") -> [AttributedGraph.Attribute]? {
      picture.nodes.first { $0.name == "event-person_\(id)--attacked--person_bob\(stance)" }?
        .attributes
    }
    func edge(_ id: String, _ stance: String) -> [AttributedGraph.Attribute]? {
      picture.edges.first { $0.key == "event-person_\(id)--attacked--person_bob\(stance)" }?
        .attributes
    }
    #expect(node("ada")?["shape"] == .text("diamond"))
    #expect(node("ada")?["class"] == .text("event conflict fact day"))
    #expect(node("ada")?["fillcolor"] == node("ada")?["color"])
    #expect(node("bea", "--claimed")?["fillcolor"] == .text("#FFFFFF"))
    #expect(node("cem", "--planned")?["shape"] == .text("box"))
    #expect(node("cem", "--planned")?["style"] == .text("filled,dotted"))
    #expect(edge("dan", "--negated")?["style"] == .text("solid"))
    #expect(edge("dan", "--negated")?["dir"] == .text("none"))
    #expect(edge("eli", "--claimed")?["style"] == .text("dashed"))
    #expect(edge("eli", "--claimed")?["arrowhead"] == .text("normal"))
    let signs = picture.nodes.filter { $0.name.hasSuffix(".sign") }.map(\.name)
    #expect(
      signs == [
        "event-person_eli--attacked--person_bob--claimed.sign",
        "event-person_dan--attacked--person_bob--negated.sign",
      ])
    guard case .html(let legend)? = picture.attributes["label"] else {
      Issue.record("the timeline has no headline")
      return
    }
    let words = try MarkupReader(legend).text
    for key in [
      "that day", "that day, claimed", "some day in it", "from then to then", "no end is given",
      "about",
    ] { #expect(words.contains(key), "\(key)") }
    #expect(!words.contains("perhaps"))
  }

  /// Whatever the times: every row has its words and one mark, and the axis is ascending.
  @Test func everyWorldHasATimeline() throws {
    try forAll(Gen.world(), count: 40) { world in
      let graph = try world.graph()
      let timeline = Timeline(of: graph, statements: graph.statementIndices)
      try checkEqual(timeline.events.count + timeline.undatedCount, graph.statementCount)
      let picture = timeline.picture(Timeline.Options(limit: nil))
      let marks =
        picture.nodes.count { Self.isMark($0.attributes) }
        + picture.edges.count { Self.isMark($0.attributes) }
      try checkEqual(marks, timeline.events.count)
      try checkEqual(picture.nodes.count { $0.name.hasSuffix(".words") }, marks)
      try checkEqual(Set(picture.nodes.map(\.name)).count, picture.nodes.count, "names")
      let scale = TimeScale(timeline.events.map(\.time), width: 700)
      let places = timeline.events.compactMap(\.time.earliest).map(scale.x)
      try check(zip(places, places.dropFirst()).allSatisfy { $0 <= $1 }, "ascending")
      try check(places.allSatisfy { (0...700.001).contains($0) }, "on the axis")
    }
  }

  private static func isMark(_ attributes: [AttributedGraph.Attribute]) -> Bool {
    guard case .text(let classes)? = attributes["class"] else { return false }
    return classes.hasPrefix("event ")
  }

  @Test func aLongStretchIsBroken() throws {
    let scale = TimeScale(
      try ["1979-01-01", "2020-01-01", "2020-01-02", "2020-01-05"].map { try EDTF($0) }, width: 700)
    #expect(scale.isBroken && scale.breaks.count == 1)
    #expect(scale.x(EDTF.day(year: 2020, month: 1, day: 1)) < 600)
    #expect(try !TimeScale(["2020-01-01", "2020-01-09"].map { try EDTF($0) }, width: 700).isBroken)
  }

  @Test func daysAreWrittenAsTheyAreRead() throws {
    for day in stride(from: -1_000_000, to: 1_000_000, by: 997) {
      let date = CivilDate(day: day)
      #expect(date.day == day)
      let time = try EDTF(date.description)
      #expect(time.earliest == day && time.latest == day, "\(date)")
    }
  }
}
