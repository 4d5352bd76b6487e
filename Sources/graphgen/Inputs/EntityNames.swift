import ArgumentParser
import GraphModel
import GraphStore

/// Finds the entity that a name on the command line means.
enum EntityNames {
  /// What to do with a name that no entity has, where one has a name that sounds like it.
  enum Sound {
    /// Take that entity, and say so.
    case taken(report: ([Diagnostic]) -> Void)
    /// It is an unknown name like another.
    case refused

    /// Says so on standard error.
    static var usual: Sound { .taken { Terminal.report($0) } }
  }

  /// The one entity of that name in a graph in memory.
  ///
  /// - Throws: `Failure` as `find(_:_:_:)`.
  static func find(
    _ name: String, in graph: KnowledgeGraph, sound: Sound = .usual
  ) throws -> KnowledgeGraph.EntityIndex {
    try find(name, NameIndex(graph).look(up: name), sound: sound) { graph[$0] }.place
  }

  /// The one entity that a name matches; one that only sounds alike is said to.
  ///
  /// - Throws: `Failure` with the candidates of an ambiguous name (exit 2), or the names nearest to an
  ///   unknown one (exit 1).
  static func find<Place>(
    _ name: String, _ match: NameMatch<Place>, sound: Sound = .usual,
    _ entity: (Place) throws -> Entity
  ) throws -> (place: Place, entity: Entity) {
    switch match {
    case .one(let place): return (place, try entity(place))
    case .alike(let place):
      let result = (place: place, entity: try entity(place))
      guard case .taken(let report) = sound else {
        throw unknown(name, [result.entity])
      }
      report([
        Diagnostic(.note, "no entity is called '\(name)'; taken for one that sounds alike"),
        note(on: result.entity),
      ])
      return result
    case .ambiguous(let candidates):
      var diagnostics = [
        Diagnostic(
          .error,
          "'\(name)' may mean \(Words.count(candidates.count, "entity")): give a full name or an id"
        )
      ]
      diagnostics += try candidates.prefix(10).map { note(on: try entity($0)) }
      if candidates.count > 10 {
        diagnostics.append(Diagnostic(.note, "… and \(candidates.count - 10) more"))
      }
      throw Failure(diagnostics)
    case .unknown(let nearest): throw unknown(name, try nearest.map(entity))
    }
  }

  /// Says which names a name that a pattern asks for may mean, or is near to; nothing where an entity has it.
  static func hint<Place>(
    _ name: String, _ match: NameMatch<Place>, _ entity: (Place) throws -> Entity
  ) rethrows -> [Diagnostic] {
    let places =
      switch match {
      case .one(let place), .alike(let place): [place]
      case .ambiguous(let places), .unknown(nearest: let places): places
      }
    let entities = try places.map(entity)
    if entities.contains(where: { $0.name.hasSameBytes(as: name) }) { return [] }
    let problem = "no entity has the name '\(name)'"
    if entities.isEmpty { return [Diagnostic(.note, problem)] }
    return [Diagnostic(.note, "\(problem); the nearest are")] + entities.prefix(5).map(note)
  }

  private static func unknown(_ name: String, _ nearest: [Entity]) -> Failure {
    if nearest.isEmpty { return Failure("no entity is called '\(name)'", status: Status.negative) }
    return Failure(
      [Diagnostic(.error, "no entity is called '\(name)'; the nearest names are")]
        + nearest.map(note), status: Status.negative)
  }

  private static func note(on entity: Entity) -> Diagnostic {
    Diagnostic(.note, "\(entity.name) (\(entity.type.rawValue), \(entity.id))")
  }

  /// The names of the graph that is named on the command line so far, for a shell's completion.
  @Sendable static func complete(_ words: [String], _ index: Int, _ prefix: String) -> [String] {
    let inputs = words.dropFirst().filter { !$0.hasPrefix("-") }.dropFirst()
    guard let path = inputs.first(where: { $0.contains(".") || $0.contains("/") }) else {
      return []
    }
    do {
      let names: [String]
      switch try GraphSource.open(path, try ReadingOptions.parse(["--quiet"])) {
      case .memory(let graph):
        names = NameIndex(graph).completions(of: prefix).map { graph[$0].name }
      case .file(let store, _): names = try store.completions(of: prefix)
      }
      return names.compactMap { ShellWord.spelled($0, after: prefix) }
    } catch {
      // A shell that completes has nowhere to show an error; the verb itself will.
      return []
    }
  }
}
