import Diagrams
import Documents
import Foundation
import GraphFormats
import GraphModel
import Graphviz
import TestSupport

// Measures what a layout lock does to pictures of graphs that change a little:
//   layout-evaluation GRAPH.jsonl…
// For every graph and kind of change it prints, as mean over changes, how far cards move from one picture to the next
// (in widths of a card, after the best translation; mean over cards, and of the card that moves most)
// without and with the lock, and how good the locked picture is beside a fresh one.
IsolatedRenderer.childMainIfRequested(CommandLine.arguments)

/// What is done to a graph.
enum Change: String, CaseIterable {
  case addsEntity = "+1 entity"
  case removesEntity = "-1 entity"
  case adds5 = "+5 %"
  case removes5 = "-5 %"
  case adds10 = "+10 %"
  case removes10 = "-10 %"

  var isAddition: Bool { rawValue.hasPrefix("+") }

  /// The statements that only the greater of the two graphs has.
  func difference(_ graph: KnowledgeGraph, _ random: inout SplitMix64) -> Set<Int> {
    switch self {
    case .addsEntity, .removesEntity:
      let entity = graph.entityIndices.randomElement(using: &random)
      return Set(
        graph.statementIndices.filter {
          let ends = graph.ends(of: $0)
          return ends.subject == entity || ends.object == entity
        }.map(\.value))
    case .adds5, .removes5, .adds10, .removes10:
      let share = rawValue.hasSuffix("10 %") ? 10 : 20
      let order = Array(0..<graph.statementCount).shuffled(using: &random)
      return Set(order.prefix(max(1, graph.statementCount / share)))
    }
  }
}

struct Sums {
  var count = 0.0
  var values = [Double](repeating: 0, count: 10)

  mutating func add(_ new: [Double]) {
    count += 1
    for (index, value) in new.enumerated() { values[index] += value }
  }
}

func layout(
  _ graph: KnowledgeGraph, _ lock: LayoutLock?
) throws -> (picture: AttributedGraph, locked: LockedLayout, fresh: PictureLayout) {
  let slice = Slice(of: graph, Selection(of: graph), budget: nil)
  let ladder = EngineLadder(
    cards: slice.entities.count, arrows: Diagram.arrowCount(of: graph, slice))
  let engine = ladder.engines[0]
  let picture = Diagram(
    of: graph, slice, options: Diagram.Options(isLayered: engine == .dot)
  ).picture
  let locked = try Renderer.shared.layout(of: picture, engine: engine, keeping: lock)
  let fresh = try PictureLayout(Renderer.shared.layout(of: picture, engine: engine))
  return (picture, locked, fresh)
}

let rounds = 6
print(
  "| graph | change | mean, max without | mean, max with | new | overlaps | transits (fresh) | more crossings | area |"
)
print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
for path in CommandLine.arguments.dropFirst() {
  var builder = GraphBuilder()
  var reader = JSONLinesReader(file: path)
  try InputBytes.forEachPiece(of: path) { reader.read($0).forEach { builder.add($0) } }
  reader.finish().forEach { builder.add($0) }
  let graph = try builder.build().graph
  let name = path.split(separator: "/").last.map(String.init) ?? path
  for change in Change.allCases {
    var sums = Sums()
    for round in 0..<rounds {
      var random = SplitMix64(seed: UInt64(round * 100 + 7))
      let extra = change.difference(graph, &random)
      let lesser = graph.keeping(graph.statementIndices.filter { !extra.contains($0.value) })
      let (before, after) = change.isAddition ? (lesser, graph) : (graph, lesser)
      if before.entities.isEmpty || after.entities.isEmpty { continue }
      let first = try layout(before, nil)
      let lock = try LayoutLock(LayoutLock(first.locked.layout).text, file: "lock")
      let second = try layout(after, lock)
      guard let without = first.locked.layout.movement(to: second.fresh),
        let with = first.locked.layout.movement(to: second.locked.layout)
      else { continue }
      sums.add([
        without.mean, without.greatest, with.mean, with.greatest,
        Double(second.locked.placedCount), Double(second.locked.layout.overlapCount),
        Double(second.locked.layout.transitCount(in: second.picture)),
        Double(second.fresh.transitCount(in: second.picture)),
        Double(second.locked.layout.crossingCount) - Double(second.fresh.crossingCount),
        second.locked.layout.area / max(1, second.fresh.area),
      ])
      if CommandLine.arguments.contains("-v") { print(second.locked.complaint ?? "fine") }
    }
    let v = sums.values.map { $0 / max(1, sums.count) }
    func f(_ x: Double, _ d: Int = 2) -> String { String(format: "%.\(d)f", x) }
    print(
      "| \(name) | \(change.rawValue) | \(f(v[0])), \(f(v[1])) | \(f(v[2])), \(f(v[3])) | \(f(v[4], 1)) | \(f(v[5], 1)) | \(f(v[6], 1)) (\(f(v[7], 1))) | \(f(v[8], 1)) | \(f(v[9])) |"
    )
  }
}
