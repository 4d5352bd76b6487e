import CSQLite
import Foundation
import GraphModel
import GraphStore
import TestSupport
import Testing

/// What becomes of a file whose bytes are not what was written, and of one that others hold.
@Suite struct BadFileTests {
  private func graph() throws -> KnowledgeGraph {
    var random = SplitMix64(seed: 7)
    var world = Gen.world().make(&random, 40)
    world.documents[0].links = [Document.Link(span: 0..<3, target: "https://example.org")]
    return try world.graph()
  }

  /// Whatever is read of a damaged file is an answer or an error, and never the end of the process.
  ///
  /// `GRAPHGEN_FUZZ` says how many files are tried.
  @Test func anyDamageIsAnErrorOrAnAnswer() throws {
    let folder = try Folder()
    let path = folder.fresh()
    try GraphStore.write(try graph(), to: path)
    let good = try Array(Data(contentsOf: URL(fileURLWithPath: path)))
    let count = ProcessInfo.processInfo.environment["GRAPHGEN_FUZZ"].flatMap { Int($0) } ?? 400
    var random = SplitMix64(seed: runSeed)
    var errors = 0
    for _ in 0..<count {
      var bytes = good
      switch Int.random(in: 0..<4, using: &random) {
      case 0: bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
      case 1:
        for _ in 0..<Int.random(in: 1...4, using: &random) {
          bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
            in: 0...255, using: &random)
        }
      case 2:
        // The first bytes of a page say what it is and where its cells are.
        let page = Int.random(in: 0..<bytes.count / 4096, using: &random) * 4096
        for _ in 0..<Int.random(in: 1...8, using: &random) {
          bytes[page + Int.random(in: 0..<64, using: &random)] = .random(
            in: 0...255, using: &random)
        }
      default:
        let (from, to) = (
          Int.random(in: 0..<bytes.count / 4096, using: &random),
          Int.random(in: 0..<bytes.count / 4096, using: &random)
        )
        bytes.replaceSubrange(
          to * 4096..<(to + 1) * 4096, with: good[from * 4096..<(from + 1) * 4096])
      }
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      do throws(StoreError) {
        let store = try GraphStore(path)
        let read = try store.graph()
        for entity in read.entities.prefix(3) {
          guard case .one(let found) = try store.look(up: entity.name) else { continue }
          let part = try store.surroundings(of: found, depth: 2)
          _ = part.verifyEvidence()
          _ = try store.shortestPaths(from: found, to: found, findsAll: true)
        }
        _ = try store.look(up: "nobody at all")
      } catch {
        errors += 1
        #expect(!error.diagnostic.message.isEmpty)
      }
    }
    #expect(errors > 0, "GRAPHGEN_SEED=\(runSeed)")
  }

  @Test func twoReadWhileOneWrites() throws {
    let folder = try Folder()
    let path = folder.fresh()
    let old = try graph()
    let new = old.keeping(old.statementIndices.prefix(old.statementCount / 2))
    try GraphStore.write(old, to: path)
    let (first, second) = (try GraphStore(path), try GraphStore(path))
    try GraphStore.update(path, to: new)
    // What they have begun to read stays; whoever comes now reads the new.
    #expect(try first.graph() == old)
    #expect(try second.graph() == old)
    #expect(try GraphStore(path).graph() == new)
  }

  @Test func oneWritesAtATime() throws {
    let folder = try Folder()
    let path = folder.fresh()
    let graph = try graph()
    try GraphStore.write(graph, to: path)
    var other: OpaquePointer?
    defer { sqlite3_close(other) }
    #expect(sqlite3_open(path, &other) == SQLITE_OK)
    #expect(sqlite3_exec(other, "BEGIN IMMEDIATE", nil, nil, nil) == SQLITE_OK)
    let error = #expect(throws: StoreError.self) {
      try GraphStore.update(path, to: graph.keeping([]))
    }
    #expect(
      error?.diagnostic.message
        == "another process is writing this graph: try again when it has finished")
    #expect(try GraphStore(path).graph() == graph)
    #expect(sqlite3_exec(other, "ROLLBACK", nil, nil, nil) == SQLITE_OK)
    try GraphStore.update(path, to: graph.keeping([]))
    #expect(try GraphStore(path).graph() == graph.keeping([]))
  }

  /// A name and its surroundings take a few pages of a file of many.
  @Test func aQuestionDoesNotReadTheWholeFile() throws {
    let folder = try Folder()
    let path = folder.fresh()
    let count = 6000
    let graph = KnowledgeGraph(
      entities: (0..<count).map {
        Entity(id: "person/p\($0)", name: "Person number \($0)", type: .person)
      },
      statements: (0..<4 * count).map { row in
        KnowledgeGraph.Statement(
          subject: .init(row % count), relation: row % 5,
          object: .init((row * row + 7 * row) % count))
      })
    try GraphStore.write(graph, to: path)
    let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
    let store = try GraphStore(path)
    guard case .one(let start) = try store.look(up: "1234") else {
      Issue.record("the name is not found")
      return
    }
    let part = try store.surroundings(of: start, depth: 1)
    #expect(part.statementCount > 0)
    #expect(store.pagesRead < 80, "\(store.pagesRead) of \(size / 4096) pages")
    #expect(size / 4096 > 160)
  }
}
