import TestSupport
import Testing

@testable import Diagrams

@Suite struct CommunitiesTests {
  /// Modularity times the square of the links' ends, a whole number: what lies within communities against
  /// what would by chance.
  private static func modularity(_ communities: [Int], _ links: [(Int, Int)]) -> Int {
    let links = links.filter { $0.0 != $0.1 }
    let ends = 2 * links.count
    var degrees = [Int](repeating: 0, count: communities.count)
    for (first, second) in links {
      degrees[first] += 1
      degrees[second] += 1
    }
    var sum = 0
    for community in Set(communities) {
      let within = links.count { communities[$0.0] == community && communities[$0.1] == community }
      let degree = communities.indices.reduce(0) {
        communities[$1] == community ? $0 + degrees[$1] : $0
      }
      sum += 2 * within * ends - degree * degree
    }
    return sum
  }

  private static func check(_ count: Int, _ links: [(Int, Int)]) throws {
    let found = Communities.numbers(count: count, links: links)
    try checkEqual(found.count, count)
    // Numbered from 0 by their first members.
    var highest = -1
    for number in found {
      try TestSupport.check(number <= highest + 1, "\(found)")
      highest = max(highest, number)
    }
    let own = modularity(found, links)
    let alone = modularity(Array(0..<count), links)
    try TestSupport.check(own >= alone, "worse than everyone alone: \(found)")
    // No two communities would be better as one.
    for first in 0...max(0, highest) {
      for second in 0..<first {
        let joined = found.map { $0 == first ? second : $0 }
        try TestSupport.check(modularity(joined, links) <= own, "\(found): join \(first) \(second)")
      }
    }
    // A community is connected as a whole: it lies within one part of the graph.
    var part = Array(0..<count)
    for _ in 0..<count {
      for (first, second) in links {
        let least = min(part[first], part[second])
        (part[first], part[second]) = (least, least)
      }
    }
    for first in 0..<count {
      for second in 0..<first where found[first] == found[second] {
        try checkEqual(part[first], part[second], "\(found)")
      }
    }
    try checkEqual(
      Communities.numbers(count: count, links: links.reversed().map { ($0.1, $0.0) }), found,
      "the order of links shows")
  }

  @Test func everyGraphOfFiveEntities() throws {
    let pairs = (0..<5).flatMap { first in (first + 1..<5).map { (first, $0) } }
    try withEverySubset("pairs", of: pairs) { try Self.check(5, $0) }
    try Self.check(0, [])
    try Self.check(3, [(1, 1)])
  }

  @Test func randomGraphs() throws {
    let end = Gen<Int>.int(in: 0...13)
    try forAll(zip(end, end).array(atMost: 40), count: 200, maximumSize: 40) {
      try Self.check(14, $0)
    }
  }

  @Test func cliquesOnARing() {
    // Five cliques of four, each linked with the next: the textbook case.
    var links: [(Int, Int)] = []
    for clique in 0..<5 {
      let members = (0..<4).map { 4 * clique + $0 }
      for first in members {
        for second in members where first < second { links.append((first, second)) }
      }
      links.append((4 * clique, (4 * clique + 5) % 20))
    }
    #expect(Communities.numbers(count: 20, links: links) == (0..<20).map { $0 / 4 })
  }
}
