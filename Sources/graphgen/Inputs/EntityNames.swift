import ArgumentParser
import GraphModel

/// Finds the entity that a name on the command line means.
enum EntityNames {
  /// The one entity of that name.
  ///
  /// - Throws: `Failure` with the candidates of an ambiguous name (exit 2), or the names nearest to an
  ///   unknown one (exit 1).
  static func find(
    _ name: String, in graph: KnowledgeGraph
  ) throws -> KnowledgeGraph.EntityIndex {
    switch NameIndex(graph).look(up: name) {
    case .one(let entity): return entity
    case .ambiguous(let candidates):
      var diagnostics = [
        Diagnostic(
          .error,
          "'\(name)' may mean \(Words.count(candidates.count, "entity")): give a full name or an id"
        )
      ]
      diagnostics += candidates.prefix(10).map { note(on: graph[$0]) }
      if candidates.count > 10 {
        diagnostics.append(Diagnostic(.note, "… and \(candidates.count - 10) more"))
      }
      throw Failure(diagnostics)
    case .unknown(let nearest):
      if nearest.isEmpty {
        throw Failure("no entity is called '\(name)'", status: Status.negative)
      }
      throw Failure(
        [Diagnostic(.error, "no entity is called '\(name)'; the nearest names are")]
          + nearest.map { note(on: graph[$0]) }, status: Status.negative)
    }
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
      let graph = try GraphInput.read([path], try ReadingOptions.parse(["--quiet"]))
      return NameIndex(graph).completions(of: prefix)
        .compactMap { ShellWord.spelled(graph[$0].name, after: prefix) }
    } catch {
      // A shell that completes has nowhere to show an error; the verb itself will.
      return []
    }
  }
}
