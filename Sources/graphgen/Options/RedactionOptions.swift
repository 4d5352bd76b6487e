import ArgumentParser
import GraphModel

/// Names that must not be seen in anything that is written.
struct RedactionOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .upToNextOption,
    help: ArgumentHelp(
      "Show these entities as 'Person A', 'Organization B', … wherever their names stand; give them "
        + "after the inputs.", valueName: "name"),
    completion: .custom(EntityNames.complete))
  var redact: [String] = []

  /// A graph that was read, and what hides names in it.
  struct Reading {
    /// With all names.
    var graph: KnowledgeGraph
    /// Nil if nothing is to be hidden.
    var redaction: Redaction?
    /// What is wrong with documents that were left out.
    var failures: [Diagnostic]
  }

  /// The graph of some inputs, of which nothing is said before it is clear what may not be said.
  ///
  /// - Throws: `Failure` for inputs that are not in order, and for a name that is none or not clear.
  func read(_ inputs: [String], _ options: ReadingOptions) throws -> Reading {
    if redact.isEmpty {
      let (graph, failures) = try GraphInput.readPartly(inputs, options)
      return Reading(graph: graph, failures: failures)
    }
    var findings: [Diagnostic] = []
    let (graph, failures) = try GraphInput.readPartly(inputs, options) { findings += $0 }
    let redaction = Redaction(
      of: try redact.map { try EntityNames.find($0, in: graph, sound: .refused) }, in: graph)
    Terminal.report(findings.map(redaction.diagnostic), color: options.color)
    return Reading(
      graph: graph, redaction: redaction, failures: failures.map(redaction.diagnostic))
  }
}

extension Redaction? {
  /// A text without the names that are to be hidden, if any are.
  func text(_ text: String) -> String { self?.text(text) ?? text }

  /// Runs a piece of work whose errors may show names.
  func hiding<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let failure as Failure {
      guard let self else { throw failure }
      throw Failure(failure.diagnostics.map(self.diagnostic), status: failure.status)
    }
  }
}
