// Measures the figures of shape on a graph file:
//   shape-evaluation FILE.kg [OUTPUT]
// prints JSON; OUTPUT.arrows gets the arrows, as 32-bit numbers after the number of entities, and OUTPUT.ranks
// the ranks, so that others compute the same.

import Foundation
import GraphModel
import GraphQuery
import GraphStore
import TestSupport

var figures: [String: Double] = [:]

/// Takes the time of a step: by the clock, and of the processor.
@MainActor func measure<Result>(_ name: String, _ body: () throws -> Result) rethrows -> Result {
  func processor() -> Double {
    var usage = rusage()
    getrusage(0, &usage)
    return Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
  }
  let (start, used) = (ContinuousClock.now, processor())
  let result = try body()
  figures[name + " wall"] = (ContinuousClock.now - start) / .seconds(1)
  figures[name + " cpu"] = processor() - used
  return result
}

func write(_ numbers: [some BitwiseCopyable], to path: String) throws {
  try numbers.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: path)) }
}

let arguments = CommandLine.arguments
guard arguments.count > 1 else {
  FileHandle.standardError.write(Data("usage: shape-evaluation FILE.kg [OUTPUT]\n".utf8))
  exit(2)
}
do {
  let network = try measure("load") {
    try StoredNetwork(try GraphStore.opened(arguments[1], times: Parallel.cores)).network
  }
  let lists = [network.successors, network.predecessors, network.neighbors]
  figures["entities"] = Double(network.count)
  figures["arrows"] = Double(network.arrowCount)
  figures["bytes"] = Double(lists.reduce(0) { $0 + 4 * ($1.entries.count + $1.starts.count) })
  let components = measure("components") { network.components }
  figures["components"] = Double((components.max() ?? -1) + 1)
  let ranks = measure("ranks") { network.pageRanks }
  let communities = measure("communities") { network.communities }
  figures["communities"] = Double((communities.max() ?? -1) + 1)
  figures["modularity"] = network.modularity(communities)
  var random = SystemRandomNumberGenerator()
  let pairs = (0..<1_000).map { _ in
    (
      Int.random(in: 0..<network.count, using: &random),
      Int.random(in: 0..<network.count, using: &random)
    )
  }
  let lengths = measure("paths") {
    var routes = Routes(network)
    return pairs.map { routes.shortest(from: $0, to: $1)?.count ?? 0 }
  }
  figures["entities on paths"] = Double(lengths.reduce(0, +))
  if arguments.count > 2 {
    var arrows = [Int32(network.count)]
    for entity in 0..<network.count {
      for other in network.successors[entity] { arrows += [Int32(entity), other] }
    }
    try write(arrows, to: arguments[2] + ".arrows")
    try write(ranks, to: arguments[2] + ".ranks")
  }
  let lines = figures.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
  print("{\(lines.joined(separator: ", "))}")
} catch {
  FileHandle.standardError.write(Data("shape-evaluation: \(error)\n".utf8))
  exit(1)
}
