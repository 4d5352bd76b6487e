import Foundation
import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// A whole graph, read by one thread or by two.
@Suite struct WholeGraphTests {
  private func graph(_ store: GraphStore, isLarge: Bool) throws -> KnowledgeGraph {
    try store.graph(store.vocabulary, pagesOfLarge: isLarge ? 0 : .max)
  }

  @Test func twoThreadsReadWhatOneReads() throws {
    let folder = try Folder()
    try forAll(zip(.world(), .world()), count: 60) { old, new in
      let path = folder.fresh()
      try GraphStore.write(try old.graph(), to: path)
      for isUpdated in [false, true] {
        if isUpdated { try GraphStore.update(path, to: try new.graph()) }
        let store = try GraphStore(path)
        try check(try store.twin() != nil, "no twin")
        let expected = try isUpdated ? new.graph() : old.graph()
        try checkEqual(try graph(store, isLarge: true), expected)
        try checkEqual(try graph(store, isLarge: false), expected)
      }
    }
  }

  /// Where another file has come in its place, or others have written, only the one that is open knows what it sees.
  @Test func whatIsSeenStays() throws {
    let folder = try Folder()
    let (path, other) = (folder.fresh(), folder.fresh())
    var random = SplitMix64(seed: runSeed)
    let (old, new) = (
      try Gen.world().make(&random, 60).graph(), try Gen.world().make(&random, 60).graph()
    )
    try GraphStore.write(old, to: path)
    let store = try GraphStore(path)
    let writer = try Database(path, for: .writing)
    try writer.run("PRAGMA wal_autocheckpoint = 0; DELETE FROM evidence; DELETE FROM statement")
    #expect(try store.twin() == nil)
    #expect(try graph(store, isLarge: true) == old)
    let late = try GraphStore(path)
    #expect(try late.twin() == nil)
    #expect(try graph(late, isLarge: true).statementCount == 0)

    try GraphStore.write(old, to: other)
    let first = try GraphStore(other)
    let next = folder.fresh()
    try GraphStore.write(new, to: next)
    #expect(rename(next, other) == 0)
    #expect(try first.twin() == nil)
    #expect(try graph(first, isLarge: true) == old)
    #expect(try graph(GraphStore(other), isLarge: true) == new)
  }

  /// What two threads read is checked as what one reads is, wherever it stands.
  @Test(arguments: [
    "UPDATE statement SET object = 99999 WHERE (subject, relation, object, qualifiers) = (SELECT subject, relation, object, qualifiers FROM statement ORDER BY subject DESC LIMIT 1)",
    "INSERT INTO statement VALUES (-1, 0, 0, 0, NULL, NULL)",
    "INSERT INTO alias VALUES (99999, 'nobody')",
    "INSERT INTO alias VALUES ('x', 'nobody')",
    "INSERT INTO evidence SELECT 'x', relation, object, qualifiers, ordinal, source, start, stop, line, quote, extractor, NULL, NULL, NULL, NULL, NULL, NULL FROM evidence LIMIT 1",
    "DELETE FROM entity WHERE id = 3",
    "INSERT INTO evidence SELECT subject, 9, object, qualifiers, ordinal, source, start, stop, line, quote, extractor, NULL, NULL, NULL, NULL, NULL, NULL FROM evidence LIMIT 1",
  ])
  func damageIsFound(sql: String) throws {
    let folder = try Folder()
    let path = folder.fresh()
    var random = SplitMix64(seed: 7)
    let graph = try Gen.world().make(&random, 60).graph()
    try GraphStore.write(graph, to: path)
    let writer = try Database(path, for: .writing)
    try writer.run("PRAGMA foreign_keys = OFF")
    try writer.run(sql)
    #expect(try writer.number("SELECT changes()") == 1)
    try writer.run("PRAGMA wal_checkpoint(TRUNCATE)")
    try writer.close()
    let store = try GraphStore(path)
    #expect(try store.twin() != nil)
    for isLarge in [false, true] {
      do {
        _ = try self.graph(store, isLarge: isLarge)
        Issue.record("\(sql) is not noticed")
      } catch let error as StoreError {
        #expect(error.reason == .damaged)
      }
    }
  }
}
