import Documents
import GraphModel
import GraphStore

/// A graph that a question is about: in memory, or in a graph file of which only what it takes to answer is
/// read.
enum GraphSource {
  case memory(KnowledgeGraph)
  case file(GraphStore, Vocabulary)

  /// Opens what a path names.
  ///
  /// - Throws: `Failure` with everything that is wrong with it.
  static func open(_ path: String, _ options: ReadingOptions) throws -> GraphSource {
    guard InputFile.suffix(of: path) == "kg" else {
      return .memory(try GraphInput.read([path], options))
    }
    return try reading {
      let files = try InputFile.find(path).files
      guard files.count == 1, files[0].kind == .store else {
        return .memory(try GraphInput.read([path], options))
      }
      let store = try GraphStore(path)
      // The standard vocabulary, which is not needed then, takes longer to read than an answer.
      let isOwn = options.vocabulary.isEmpty
      return .file(
        store, isOwn ? store.vocabulary : try ReadVocabulary(options).added(to: store.vocabulary))
    }
  }

  /// The one graph file that the inputs are, opened for as many threads as there are cores; nil where they are
  /// something else, or another vocabulary is to take the place of the file's.
  static func stores(_ inputs: [String], _ options: ReadingOptions) throws -> [GraphStore]? {
    guard inputs.count == 1, options.vocabulary.isEmpty, InputFile.suffix(of: inputs[0]) == "kg"
    else { return nil }
    return try reading {
      let files = try InputFile.find(inputs[0]).files
      guard files.count == 1, files[0].kind == .store else { return nil }
      return try GraphStore.opened(inputs[0], times: Parallel.cores)
    }
  }

  /// The entity that a name means.
  ///
  /// - Throws: `Failure` with the candidates of an ambiguous name (exit 2), or the names nearest to an
  ///   unknown one (exit 1).
  func entity(named name: String) throws -> FoundEntity {
    switch self {
    case .memory(let graph):
      let found = try EntityNames.find(name, NameIndex(graph).look(up: name)) { graph[$0] }
      return FoundEntity(found.entity, .memory(found.place))
    case .file(let store, _):
      return try Self.reading {
        let found = try EntityNames.find(name, try store.look(up: name)) { try store.entity($0) }
        return FoundEntity(found.entity, .file(found.place))
      }
    }
  }

  /// Says which names a name may mean that a pattern asks for; nothing where an entity has it.
  func hint(onName name: String) throws -> [Diagnostic] {
    switch self {
    case .memory(let graph):
      EntityNames.hint(name, NameIndex(graph).look(up: name)) { graph[$0] }
    case .file(let store, _):
      try Self.reading {
        try EntityNames.hint(name, try store.look(up: name)) { try store.entity($0) }
      }
    }
  }

  /// The relations and types, and the ids of all documents, against which a filter is checked.
  func filter(
    _ options: FilterOptions, polarities: Set<Polarity> = []
  ) throws -> StatementFilter {
    switch self {
    case .memory(let graph): try options.filter(for: graph, polarities: polarities)
    case .file(let store, let vocabulary):
      try Self.reading {
        let ids = options.source.isEmpty ? [] : try store.documentIDs()
        return try options.filter(for: vocabulary, documents: ids, polarities: polarities)
      }
    }
  }

  /// At least that part of the graph which a search from an entity sees, as a graph, and another entity; what was
  /// decided of the entity's names if it is wanted.
  ///
  /// What `detail` leaves out may be there all the same.
  func surroundings(
    of entity: FoundEntity, and other: FoundEntity? = nil, depth: Int, direction: Direction = .both,
    filter: StatementFilter, detail: GraphStore.Detail = .all, withDecisions: Bool = false
  ) throws -> KnowledgeGraph {
    switch self {
    case .memory(let graph): return graph
    case .file(let store, let vocabulary):
      guard case .file(let start) = entity.place else { return try whole() }
      var others: [GraphStore.StoredEntity] = []
      if case .file(let place) = other?.place { others = [place] }
      return try Self.reading {
        try store.surroundings(
          of: start, and: others, depth: depth, direction: direction, filter: filter,
          detail: detail, withDecisions: withDecisions, vocabulary: vocabulary)
      }
    }
  }

  /// At least that part of the graph which has the shortest paths between two entities, as a graph.
  func shortestPaths(
    from start: FoundEntity, to target: FoundEntity, findsAll: Bool, direction: Direction,
    filter: StatementFilter
  ) throws -> KnowledgeGraph {
    switch self {
    case .memory(let graph): return graph
    case .file(let store, let vocabulary):
      guard case .file(let from) = start.place, case .file(let to) = target.place else {
        return try whole()
      }
      return try Self.reading {
        try store.shortestPaths(
          from: from, to: to, findsAll: findsAll, direction: direction, filter: filter,
          vocabulary: vocabulary)
      }
    }
  }

  /// All of the graph.
  func whole() throws -> KnowledgeGraph {
    switch self {
    case .memory(let graph): graph
    case .file(let store, let vocabulary):
      try Self.reading { try store.graph(vocabulary: vocabulary) }
    }
  }

  /// Puts what is wrong with a file into words.
  static func reading<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as StoreError {
      throw Failure([error.diagnostic])
    } catch let error as Diagnostic {
      throw Failure([error])
    }
  }
}

/// An entity that a name means, and where its graph has it.
struct FoundEntity {
  enum Place {
    case memory(KnowledgeGraph.EntityIndex)
    case file(GraphStore.StoredEntity)
  }

  let entity: Entity
  let place: Place

  init(_ entity: Entity, _ place: Place) {
    self.entity = entity
    self.place = place
  }

  /// Its position in a graph that is the whole or a part of its own.
  func index(in graph: KnowledgeGraph) throws -> KnowledgeGraph.EntityIndex {
    if case .memory(let index) = place { return index }
    guard let index = graph.entityIndex(id: entity.id) else {
      throw Failure("the graph changed while it was being read")
    }
    return index
  }
}
