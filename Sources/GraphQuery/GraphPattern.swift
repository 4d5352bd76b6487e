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
    do throws(QueryError) {
      let run = Run(
        graph, parameters: parameters, limits: limits, tracksRelationships: tracksRelationships,
        clock: clock)
      run.askedProperties = query.askedProperties
      return try answer(run)
    } catch {
      throw error.placed(in: source)
    }
  }

  private func answer(_ run: Run) throws(QueryError) -> QueryAnswer {
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
    for (pipeline, places) in zip(pipelines, places) {
      sink.places = places
      try pipeline.run()
      if sink.isCut { break }
    }
    return QueryAnswer(
      columns: columns, rows: sink.rows, relationships: sink.relationships, isCut: sink.isCut,
      plan: pipelines.flatMap(\.plan).map {
        .init(text: $0.text, estimate: $0.estimate, rows: $0.rows)
      })
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
