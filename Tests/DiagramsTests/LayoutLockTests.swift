import GraphModel
import TestSupport
import Testing

@testable import Diagrams

@Suite struct LayoutLockTests {
  private static func box(_ x: Double, _ y: Double) -> Box {
    Box(center: Point(x: x, y: y), size: Arrangement.Size(width: 100, height: 40))
  }

  private static func layout(_ cards: [String: Box]) -> PictureLayout {
    var layout = PictureLayout()
    layout.cards = cards
    return layout
  }

  private static func picture(_ nodes: [String], _ edges: [(String, String)]) -> AttributedGraph {
    AttributedGraph(
      name: "g", nodes: nodes.map { .init(name: $0) },
      edges: edges.map { tail, head in
        .init(
          tail: tail, head: head, key: "\(tail)-\(head)",
          attributes: [.init("label", .html("<B>killed</B><BR/>2020"))])
      })
  }

  private static func failure(_ text: String) -> String? {
    do {
      _ = try LayoutLock(text, file: "a.lock")
      return nil
    } catch {
      return error.description
    }
  }

  @Test func aLockIsReadAsItWasWritten() throws {
    var layout = Self.layout(["b": Self.box(1, 2), "a": Self.box(-3.25, 40.5)])
    layout.routes["a-b"] = Route("e,1,2 0,0 1,1 2,2 3,3.5")
    layout.labels["a-b"] = Point(x: 1.5, y: -2)
    layout.routes["b-a"] = Route("0,0 1,1 2,2 3,3")
    let lock = LayoutLock(layout)
    #expect(
      lock.text == """
        graphgen layout lock 1
        card a -3.25 40.5 100 40
        card b 1 2 100 40
        arrow a-b 1.5 -2 e,1,2 0,0 1,1 2,2 3,3.5
        arrow b-a - - 0,0 1,1 2,2 3,3

        """)
    #expect(try LayoutLock(lock.text, file: "a.lock") == lock)
    #expect(
      try LayoutLock(lock.text.split(separator: "\n").joined(separator: "\r\n"), file: "") == lock)
  }

  @Test func whatIsNoLockIsRefusedInALine() {
    let damaged =
      "error: a damaged layout lock: a line is 'card ID X Y WIDTH HEIGHT' or 'arrow ID X Y ROUTE'; "
      + "delete the file to have a new one"
    #expect(
      Self.failure("digraph {}")
        == "a.lock:1:1: error: not a layout lock: give --lock another name, or delete the file to have a new one"
    )
    #expect(Self.failure("") == Self.failure("digraph {}"))
    #expect(
      Self.failure("graphgen layout lock 2\ncard\n")
        == "a.lock:1:1: error: a layout lock of version '2', and this graphgen reads version 1: "
        + "delete the file to have a new one")
    for line in [
      "card a 1 2 3", "card a 1 2 3 x", "card a nan 2 3 4", "card a 1 2 0 4", "card a 1 2 3 4 5",
      "card a 1e9 2 3 4", "arrow a 1 2 3,4", "arrow a 1 - 0,0 1,1 2,2 3,3",
      "arrow a 1 2 0,0 1,1 2,2 inf,3", "", "box a 1 2 3 4", "card b 0 0 1 1",
    ] {
      let text = "graphgen layout lock 1\ncard b 0 0 1 1\n\(line)\ncard c 9 9 1 1\n"
      #expect(Self.failure(text) == "a.lock:3:1: \(damaged)", "\(line)")
    }
  }

  /// Whatever the graph and whatever is new: what the lock knows stays, and nothing overlaps.
  @Test func oldCardsStayAndNothingOverlaps() throws {
    let ends = zip(Gen.int(in: 0...24), Gen.int(in: 0...24))
    try forAll(zip(ends.array(), Gen.int(in: 0...25)), count: 12, maximumSize: 40) { pairs, known in
      let names = (0..<25).map { "card\($0)" }
      let picture = Self.picture(names, pairs.map { (names[$0], names[$1]) })
      var fresh = PictureLayout()
      for (index, name) in names.enumerated() {
        fresh.cards[name] = Self.box(Double(index % 5) * 160, Double(index / 5) * -90)
      }
      var old = PictureLayout()
      for (index, name) in names.prefix(known).enumerated() {
        old.cards[name] = Self.box(Double(index / 4) * 140 + 1000, Double(index % 4) * 70)
      }
      let locked = LockedLayout(of: picture, fresh: fresh, lock: LayoutLock(old))
      try checkEqual(locked.keptCount, known)
      try checkEqual(locked.placedCount, 25 - known)
      try checkEqual(locked.layout.cards.count, 25, "every card has a place")
      try checkEqual(locked.layout.overlapCount, 0, "overlaps")
      for name in names.prefix(known) {
        try checkEqual(locked.layout.cards[name]?.center, old.cards[name]?.center)
      }
      let again = LockedLayout(of: picture, fresh: fresh, lock: LayoutLock(old))
      try checkEqual(again.layout, locked.layout, "same input, same places")
    }
  }

  @Test func aNewCardIsPutWhereTheFreshLayoutHasItBesideItsNeighbour() {
    let picture = Self.picture(["a", "b"], [("a", "b")])
    let fresh = Self.layout(["a": Self.box(0, 0), "b": Self.box(200, -10)])
    let locked = LockedLayout(
      of: picture, fresh: fresh, lock: LayoutLock(Self.layout(["a": Self.box(500, 500)])))
    #expect(locked.layout.cards["b"]?.center == Point(x: 700, y: 490))
  }

  @Test func aCardThatHasGrownIntoAnotherMoves() {
    let picture = Self.picture(["a", "b"], [])
    var fresh = Self.layout(["a": Self.box(0, 0), "b": Self.box(300, 0)])
    let lock = LayoutLock(Self.layout(["a": Self.box(0, 0), "b": Self.box(110, 0)]))
    #expect(LockedLayout(of: picture, fresh: fresh, lock: lock).keptCount == 2)
    fresh.cards["b"]?.size.width = 180
    let locked = LockedLayout(of: picture, fresh: fresh, lock: lock)
    #expect(locked.keptCount == 1)
    #expect(locked.layout.overlapCount == 0)
  }

  @Test func aRouteIsKeptUntilSomethingStandsInItsWay() {
    let picture = Self.picture(["a", "b"], [("a", "b")])
    var old = Self.layout(["a": Self.box(0, 0), "b": Self.box(400, 0)])
    old.routes["a-b"] = Route("e,350,0 50,0 150,0 250,0 340,0")
    old.labels["a-b"] = Point(x: 200, y: 12)
    let kept = LockedLayout(of: picture, fresh: old, lock: LayoutLock(old))
    #expect(!kept.lacksRoutes)
    #expect(kept.layout == old)

    let wider = Self.picture(["a", "b", "c"], [("a", "b")])
    var lock = old
    lock.cards["c"] = Self.box(200, 5)
    let blocked = LockedLayout(of: wider, fresh: lock, lock: LayoutLock(lock))
    #expect(blocked.lacksRoutes)
    #expect(blocked.layout.labels.isEmpty)
  }

  @Test func wordsFindRoomBesideTheirArrow() {
    let picture = Self.picture(["a", "b"], [("a", "b")])
    let fresh = Self.layout(["a": Self.box(0, 0), "b": Self.box(400, 0)])
    var locked = LockedLayout(of: picture, fresh: fresh, lock: LayoutLock(fresh))
    var routes = PictureLayout()
    routes.routes["a-b"] = Route("e,350,0 50,0 150,0 250,0 340,0")
    locked.finish(routes: routes)
    #expect(!locked.lacksRoutes)
    #expect(locked.layout.labels["a-b"].map { abs($0.x - 200) < 3 && abs($0.y) > 10 } == true)
  }

  @Test func routesOfADrawingThatHasMovedAreMovedBack() throws {
    let picture = Self.picture(["a", "b"], [("a", "b")])
    let fresh = Self.layout(["a": Self.box(1000, 500), "b": Self.box(1400, 500)])
    var locked = LockedLayout(of: picture, fresh: fresh, lock: LayoutLock(fresh))
    var routes = Self.layout(["a": Self.box(0, 0), "b": Self.box(400, 0)])
    routes.routes["a-b"] = Route("e,350,0 50,0 150,0.5 250,0 340,0")
    locked.finish(routes: routes)
    #expect(
      locked.layout.routes["a-b"]?.text == "e,1350,500 1050,500 1150,500.5 1250,500 1340,500")
  }

  @Test func crossingsAndOverlapsAreCounted() {
    var layout = Self.layout(["a": Self.box(0, 0), "b": Self.box(90, 30), "c": Self.box(300, 0)])
    layout.routes["x"] = Route("0,0 100,100 200,200 300,300")
    layout.routes["y"] = Route("0,290 100,200 200,100 300,0")
    layout.routes["z"] = Route("0,1000 100,1000 200,1000 300,1000")
    #expect(layout.overlapCount == 1)
    #expect(layout.crossingCount == 1)
  }

  @Test func movementIsThatAfterTheBestTranslation() throws {
    let before = Self.layout(["a": Self.box(0, 0), "b": Self.box(300, 0)])
    let shifted = Self.layout(["a": Self.box(50, 70), "b": Self.box(350, 70), "c": Self.box(0, 0)])
    #expect(before.movement(to: shifted)?.greatest == 0)
    let turned = Self.layout(["a": Self.box(300, 0), "b": Self.box(0, 0)])
    let movement = try #require(before.movement(to: turned))
    #expect(movement == (3, 3))
  }
}
