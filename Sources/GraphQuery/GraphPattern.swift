/// A read-only query in openCypher, ready to be asked of a graph.
public struct GraphPattern: Sendable {
  private let source: [UInt8]
  let query: Query

  /// Reads the text of a query.
  ///
  /// - Throws: `QueryError` with the place and what was expected there.
  /// - Complexity: O(*n*) in the length of the text.
  public init(_ text: String) throws(QueryError) {
    source = Array(text.utf8)
    query = try Parser.query(text)
  }

  /// Asks a graph.
  ///
  /// - Parameters:
  ///   - parameters: The values of `$name`.
  ///   - tracksRelationships: Whether the answer says on which relationships each row rests.
  ///   - clock: What `date()` and its like say is now.
  /// - Throws: `QueryError` for what is wrong with the query or its values, and for a limit that was hit;
  ///   where only the limit of rows was hit, the answer has the first rows and says so.
  public func run(
    on graph: any PropertyGraph, parameters: [String: Value] = [:],
    limits: QueryLimits = QueryLimits(), tracksRelationships: Bool = false,
    clock: QueryClock = .system
  ) throws(QueryError) -> QueryAnswer {
    guard
      let answer = try run(
        on: graph, parameters: parameters, limits: limits, tracksRelationships: tracksRelationships,
        clock: clock, within: .infinity)
    else { throw QueryError(.limit, "Interrupted", "the graph cannot be asked any further") }
    return answer
  }

  /// Asks a graph, unless that takes more work than it is worth there.
  ///
  /// - Parameter work: The most rows that a step may be expected to give.
  /// - Returns: Nil if more are expected.
  package func run(
    on graph: any PropertyGraph, parameters: [String: Value], limits: QueryLimits,
    tracksRelationships: Bool, clock: QueryClock = .system, within work: Double
  ) throws(QueryError) -> QueryAnswer? {
    do throws(QueryError) {
      let run = Run(
        graph, parameters: parameters, limits: limits, tracksRelationships: tracksRelationships,
        clock: clock)
      run.askedProperties = query.askedProperties
      return try answer(run, within: work)
    } catch {
      throw error.placed(in: source)
    }
  }

  /// The types of the relationships that it can find; nil for any.
  package var relationshipTypes: Set<String>? { query.relationshipTypes }

  /// Whether the answer shows how nodes or relationships are numbered.
  package var showsNumbers: Bool {
    query.contains {
      if case .call(let name, _, _) = $0.kind { return name.lowercased() == "id" }
      return false
    }
  }

  private func answer(_ run: Run, within work: Double) throws(QueryError) -> QueryAnswer? {
    let compiler = Compiler(run)
    let sink = RowSink(run, isDistinct: query.keepsDuplicates == false)
    var pipelines: [Pipeline] = []
    var columns: [String] = []
    var places: [[Int]] = []
    for clauses in query.parts {
      let pipeline = try Pipeline(clauses, Scope(), compiler) { names, found throws(QueryError) in
        if pipelines.isEmpty { columns = names }
        guard Set(names) == Set(columns) else {
          throw QueryError(
            .syntax, "DifferentColumnsInUnion", "the parts of a UNION must return the same columns",
            at: query.offset)
        }
        places.append(
          columns.compactMap { name in names.firstIndex(of: name).map { found[$0] } })
        return sink
      }
      pipelines.append(pipeline)
    }
    // What stops early costs less than it could; that is seen on the way.
    if !query.stopsEarly,
      pipelines.contains(where: { $0.plan.contains { $0.estimate ?? 0 > work } })
    {
      return nil
    }
    for (pipeline, places) in zip(pipelines, places) {
      sink.places = places
      try pipeline.run()
      if sink.isCut { break }
    }
    // Whoever could not be asked any further has said less than there is.
    if let error = run.graph.interruption { throw error }
    return QueryAnswer(
      columns: columns, rows: sink.rows, relationships: sink.relationships, isCut: sink.isCut,
      plan: pipelines.flatMap(\.plan).map {
        .init(text: $0.text, estimate: $0.estimate, rows: $0.rows)
      })
  }
}

extension Query {
  /// The types that its relationship patterns name; nil where one names none.
  fileprivate var relationshipTypes: Set<String>? {
    var types: Set<String> = []
    var isAny = false
    func take(_ path: PathPattern) {
      for relationship in path.relationships {
        if relationship.types.isEmpty { isAny = true }
        types.formUnion(relationship.types)
      }
    }
    for clause in parts.joined() {
      if case .match(let paths, _, _, _) = clause { paths.forEach(take) }
    }
    forEachExpression { expression in
      switch expression.kind {
      case .pattern(let path), .patternComprehension(let path, _, _): take(path)
      case .exists(let query):
        if let inner = query.relationshipTypes { types.formUnion(inner) } else { isAny = true }
      default: break
      }
    }
    return isAny ? nil : types
  }

  /// Whether every part ends with the first rows that it finds.
  fileprivate var stopsEarly: Bool {
    parts.allSatisfy { clauses in
      clauses.allSatisfy { clause in
        switch clause {
        case .with(let projection), .return(let projection):
          projection.order.isEmpty && !projection.items.contains(where: \.expression.isAggregating)
        case .match, .unwind: true
        }
      }
        && clauses.contains { clause in
          if case .return(let projection) = clause { return projection.limit != nil }
          return false
        }
    }
  }
}

/// What a graph answers.
public struct QueryAnswer: Sendable {
  /// A step of the plan.
  public struct Step: Sendable {
    /// What is done.
    public var text: String
    /// How many rows were expected, where the planner has a figure.
    public var estimate: Double?
    /// How many rows came.
    public var rows: Int
  }

  /// The names of the columns.
  public var columns: [String]
  /// The rows, each with a value for every column.
  public var rows: [[Value]]
  /// For every row the relationships on which it rests, in order, if that was asked for.
  public var relationships: [[Int]]
  /// Whether there are more rows than the limit.
  public var isCut: Bool
  /// How it was done.
  public var plan: [Step]
}
