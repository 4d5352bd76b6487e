import GraphModel
import TestSupport
import Testing

@testable import GraphStore

/// Statements and the network of plain facts, read as numbers.
@Suite struct StatementScanTests {
  @Test func theNetworkIsThatOfTheGraph() throws {
    let folder = try Folder()
    try forAll(zip(.world(), .world()), count: 40) { old, new in
      let path = folder.fresh()
      try GraphStore.write(try old.graph(), to: path)
      // After an update numbers have gaps and another order than ids.
      try GraphStore.update(path, to: try new.graph())
      let graph = try GraphStore(path).graph()
      for times in 1...2 {
        let stored = try StoredNetwork(try GraphStore.opened(path, times: times))
        try check(stored.network == FactNetwork(graph), "\(times): \(new)")
        let store = try GraphStore(path)
        try checkEqual(
          try stored.numbers.map { try store.entity(numbered: $0).id }, graph.entities.map(\.id))
      }
    }
  }

  @Test func rangesOfSubjectsHaveAllStatements() throws {
    let folder = try Folder()
    try forAll(.world(), count: 40) { world in
      let path = folder.fresh()
      let graph = try world.graph()
      try GraphStore.write(graph, to: path)
      let store = try GraphStore(path)
      let qualifiers = try store.qualifiers()
      try checkEqual(try store.entityLimit(), graph.entities.count)
      for parts in 1...3 {
        var found: [String] = []
        for range in Parallel.split(try store.entityLimit(), into: parts) {
          try store.forEachStatement(subjects: range) { (row) throws(StoreError) in
            found.append(
              "\(row.subject) \(row.relation) \(row.object) \(qualifiers[row.qualifiers] as Any)")
          }
        }
        try checkEqual(
          found.sorted(),
          graph.statementIndices.map { index in
            let statement = graph[index]
            return
              "\(statement.subject.rawValue) \(statement.relation) \(statement.object.rawValue) "
              + "\(graph.qualifiers(of: index) as Qualifiers?)"
          }.sorted())
      }
    }
  }

  @Test func errorsOfTasksAreThoseOfTheFirst() throws {
    let folder = try Folder()
    let path = folder.fresh()
    try GraphStore.write(KnowledgeGraph(entities: [], statements: []), to: path)
    let stores = try GraphStore.opened(path, times: 2)
    #expect(stores.count == 2)
    #expect(Parallel.results(of: 20, with: stores) { $1 } == Array(0..<20))
    #expect(throws: StoreError(.damaged, path: path, action: "3")) {
      try Parallel.results(of: 20, with: stores) { store, task throws(StoreError) in
        if task >= 3 { throw store.reader.database.damage("\(task)") }
      }
    }
    let empty = try StoredNetwork(stores)
    #expect(empty.network.count == 0)
    #expect(throws: StoreError(.missing, path: path + "x", action: "open")) {
      try GraphStore.opened(path + "x", times: 2)
    }
  }
}
