import ArgumentParser
import Graphviz

/// The root of the command line.
///
/// `graphgen article.txt -o graph.svg` needs no verb: it renders. Every verb says its name itself, as
/// having it made of the type's name slows every start.
@main
struct Graphgen: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graphgen",
    abstract: "Build a knowledge graph from documents and curated tables, query it, and draw it.",
    discussion: """
      Every arrow can be followed back to the words that say it. An INPUT is a document (.txt, .md), a \
      table of statements (.csv, .tsv), statements or a graph in JSON Lines (.jsonl), a graph that \
      'export --format dot' wrote (.dot), or a folder of these; '-' is standard input or output.

      Exit codes: 0 done or found; 1 nothing found, differs, or a check failed; 2 bad input or failed; \
      3 partly done; 4 layout failed or ran out of time; 5 a quote does not match its document; 64 usage.
      """,
    version: Version.current,
    subcommands: [
      Build.self, Extract.self, Render.self, Export.self, Neighbors.self, Path.self, Show.self,
      EvidenceVerb.self, Verify.self, Merge.self, Diff.self, Stats.self, Evaluate.self, VocabularyVerb.self,
      Doctor.self,
    ],
    defaultSubcommand: Render.self)

  @Flag(name: [.customShort("V")], help: "Print the version.")
  var version = false

  /// Runs a verb, prints what it fails with, and ends the process with its exit code.
  static func main() {
    IsolatedRenderer.childMainIfRequested(CommandLine.arguments)
    var arguments = Array(CommandLine.arguments.dropFirst())
    if arguments == ["-V"] { arguments = ["--version"] }
    do {
      var command = try parseAsRoot(arguments)
      do {
        try command.run()
      } catch let failure as Failure {
        Terminal.report(failure.diagnostics)
        throw failure.status
      }
    } catch {
      exit(withError: error)
    }
  }
}

/// What `--version` prints.
enum Version {
  static let current = "0.1.0"
}
