import CSQLite
import Foundation
import GraphFormats
import GraphModel
import GraphStore
import TestSupport
import Testing

/// Files that an older graphgen wrote, kept as it wrote them.
@Suite struct MigrationTests {
  private static let resources = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Resources")

  /// A copy of the file of the first version, in a folder of its own.
  private func oldFile(in folder: Folder) throws -> String {
    let path = folder.fresh()
    try FileManager.default.copyItem(
      atPath: Self.resources.appending(path: "version-1.kg").path, toPath: path)
    return path
  }

  /// What the graphgen that wrote the file exported of it.
  private func export() throws -> [UInt8] {
    Array(try Data(contentsOf: Self.resources.appending(path: "version-1.jsonl")))
  }

  private func version(of path: String) throws -> Int {
    try Int(ask(path, "PRAGMA user_version")) ?? -1
  }

  private func ask(_ path: String, _ sql: String) throws -> String {
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    var query: OpaquePointer?
    guard sqlite3_open(path, &database) == SQLITE_OK,
      sqlite3_prepare_v2(database, sql, -1, &query, nil) == SQLITE_OK
    else { throw CheckFailure(String(cString: sqlite3_errmsg(database))) }
    defer { sqlite3_finalize(query) }
    return sqlite3_step(query) == SQLITE_ROW
      ? sqlite3_column_text(query, 0).map { String(cString: $0) } ?? "" : ""
  }

  @Test func anOldFileIsReadAsItIs() throws {
    let folder = try Folder()
    let path = try oldFile(in: folder)
    let before = try Data(contentsOf: URL(filePath: path))
    let graph = try GraphStore(path).graph()
    #expect(GraphFormat.jsonl.bytes(of: graph) == (try export()))
    #expect(graph.decisions.isEmpty)
    let store = try GraphStore(path)
    guard case .one(let ruiz) = try store.look(up: "Élan Ruiz") else {
      Issue.record("the name is not found")
      return
    }
    let part = try store.surroundings(of: ruiz, depth: 1, withDecisions: true)
    #expect(part.statementCount == 5 && part.decisions.isEmpty)
    #expect(try Data(contentsOf: URL(filePath: path)) == before)
  }

  @Test func anOldFileThatIsWrittenIsOfTheNewVersion() throws {
    let folder = try Folder()
    let path = try oldFile(in: folder)
    let old = try GraphStore(path).graph()
    let entities = old.entities.filter { $0.name.hasSuffix("Lee") }
    #expect(entities.count == 2)
    let decision = IdentityDecision(
      .apart, .init(entity: entities[0].id, name: entities[0].name, document: "visit.txt"),
      .init(entity: entities[1].id, name: entities[1].name, document: "other.txt"), score: -0.5,
      ground: "different given names")
    let joined = IdentityDecision(
      .joined, .init(entity: entities[0].id, name: "A", document: "visit.txt"),
      .init(entity: entities[0].id, name: "B"), ground: "alike")
    let new = old.merging(KnowledgeGraph(entities: entities, decisions: [decision, joined]))
    #expect(Set(new.decisions) == [decision, joined])
    try GraphStore.update(path, to: new)
    #expect(try version(of: path) == 2)
    #expect(try GraphStore(path).graph() == new)
    #expect(try folder.problems(in: path) == [])
    #expect(
      try ask(
        path,
        "SELECT count(*) FROM decision_view WHERE verdict = 'apart' AND score = -0.5 "
          + "AND other_key <> entity_key") == "2")
    #expect(
      try ask(
        path,
        "SELECT group_concat(quote || coalesce(document, '') || other_quote, ' ') FROM "
          + "(SELECT * FROM decision_view WHERE verdict = 'joined' ORDER BY quote)")
        == "Avisit.txtB BA")
    // What a new file has is what an old one has now.
    let fresh = folder.fresh()
    try GraphStore.write(new, to: fresh)
    let schema = "SELECT group_concat(sql, ';') FROM (SELECT sql FROM sqlite_schema ORDER BY name)"
    #expect(try ask(path, schema) == ask(fresh, schema))
    try GraphStore.update(path, to: old)
    #expect(try GraphStore(path).graph() == old)
    #expect(try ask(path, "SELECT count(*) FROM source WHERE name = 'other.txt'") == "0")
    #expect(try folder.problems(in: path) == [])
  }

  @Test func aFileOfTheSameStatementsIsMadeNewAllTheSame() throws {
    let folder = try Folder()
    let path = try oldFile(in: folder)
    try GraphStore.update(path, to: try GraphStore(path).graph())
    #expect(try version(of: path) == 2)
    #expect(GraphFormat.jsonl.bytes(of: try GraphStore(path).graph()) == (try export()))
  }

  /// Whoever has begun to read the old file goes on with it while it becomes new.
  @Test func anOldFileIsReadWhileItIsMadeNew() throws {
    let folder = try Folder()
    let path = try oldFile(in: folder)
    let reader = try GraphStore(path)
    let old = try GraphStore(path).graph()
    try GraphStore.update(path, to: old.keeping([]))
    #expect(try reader.graph() == old)
    #expect(try GraphStore(path).graph() == old.keeping([]))
  }

  /// A transaction that does not end leaves the old version; a crash is one.
  @Test func aStepThatFailsLeavesTheOldFile() throws {
    let folder = try Folder()
    let path = try oldFile(in: folder)
    let old = try GraphStore(path).graph()
    // A table of that name is what the step would make.
    var database: OpaquePointer?
    #expect(sqlite3_open(path, &database) == SQLITE_OK)
    #expect(sqlite3_exec(database, "CREATE TABLE decision (x)", nil, nil, nil) == SQLITE_OK)
    sqlite3_close(database)
    #expect(throws: StoreError.self) { try GraphStore.update(path, to: old.keeping([])) }
    #expect(try version(of: path) == 1)
    #expect(try GraphStore(path).graph() == old)
  }

  /// The head of the file need not say yet what a newer graphgen has written to the log.
  @Test func aNewerVersionInTheLogIsRefused() throws {
    let folder = try Folder()
    let path = try oldFile(in: folder)
    let graph = try GraphStore(path).graph()
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    #expect(sqlite3_open(path, &database) == SQLITE_OK)
    #expect(sqlite3_exec(database, "PRAGMA user_version = 7", nil, nil, nil) == SQLITE_OK)
    let message =
      "a newer graphgen wrote this (format 7; this one reads up to 2): update graphgen"
    for body in [
      { _ = try GraphStore(path) }, { try GraphStore.update(path, to: graph) },
    ] {
      let error = #expect(throws: StoreError.self) { try body() }
      #expect(error?.diagnostic.message == message)
    }
  }

  /// Damage anywhere in an old file leaves it as it was, with an error, or it becomes one of the new version.
  ///
  /// The second seed once had a file's relations written over without a word.
  @Test(arguments: [runSeed, 2_605_247_221]) func damagedOldFiles(seed: UInt64) throws {
    let folder = try Folder()
    let path = try oldFile(in: folder)
    let good = Array(try Data(contentsOf: URL(filePath: path)))
    let graph = try GraphStore(path).graph()
    var random = SplitMix64(seed: seed)
    var (errors, successes) = (0, 0)
    // The graph, or why there is none.
    func answer(_ path: String) -> Result<KnowledgeGraph, StoreError> {
      Result { () throws(StoreError) in try GraphStore(path).graph() }
    }
    for _ in 0..<120 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...40, using: &random) {
        let place = Int.random(in: 100..<bytes.count, using: &random)
        bytes[place] = UInt8.random(in: 0...255, using: &random)
      }
      let damaged = folder.fresh()
      try Data(bytes).write(to: URL(filePath: damaged))
      let before = answer(damaged)
      do throws(StoreError) {
        try GraphStore.update(damaged, to: graph.keeping([]))
      } catch {
        errors += 1
        #expect(!error.diagnostic.message.isEmpty)
        #expect(try version(of: damaged) == 1, "GRAPHGEN_SEED=\(seed)")
        #expect(answer(damaged) == before, "GRAPHGEN_SEED=\(seed)")
        continue
      }
      successes += 1
      #expect(try version(of: damaged) == 2, "GRAPHGEN_SEED=\(seed)")
      // What could not be read before need not be now: not all of a file is compared.
      if case .success = before {
        #expect(throws: Never.self, "GRAPHGEN_SEED=\(seed)") {
          try GraphStore(damaged).graph()
        }
      }
    }
    #expect(errors > 0 && successes > 0, "GRAPHGEN_SEED=\(seed)")
  }
}
