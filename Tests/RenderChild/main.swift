import Foundation
import GraphModel
import Graphviz

// What the tests start as the child process that draws.
IsolatedRenderer.childMainIfRequested(CommandLine.arguments)

// `RenderChild COUNT` draws a small graph that often, then prints by how many KiB the process grew after the
// first quarter and how many microseconds a drawing took.
guard CommandLine.arguments.count == 2, let count = Int(CommandLine.arguments[1]) else {
  fatalError("RenderChild COUNT")
}

/// The memory in use, in KiB.
func residentMemory() throws -> Int {
  let fields = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8).split(separator: " ")
  return (fields.count > 1 ? Int(fields[1]) ?? 0 : 0) * 4
}

let graph = AttributedGraph(
  name: "g",
  nodes: (0..<20).map { number in
    let label: AttributedGraph.Value =
      number % 2 == 0
      ? .text("Node \(number)")
      : .html("<TABLE><TR><TD><B>Node</B></TD></TR><TR><TD>\(number)</TD></TR></TABLE>")
    return .init(name: "n\(number)", attributes: [.init("label", label)])
  },
  edges: (1..<20).map { .init(tail: "n\($0 / 3)", head: "n\($0)") })
var early = 0
var start = ContinuousClock.now
for number in 0..<count {
  if number == count / 4 {
    early = try residentMemory()
    start = ContinuousClock.now
  }
  _ = try Renderer.shared.render(graph, formats: [.svg])
}
let micro = (ContinuousClock.now - start) / (count - count / 4)
print(try residentMemory() - early, micro.components.attoseconds / 1_000_000_000_000)
