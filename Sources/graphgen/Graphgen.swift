import ArgumentParser
import Glibc
import GraphModel
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
      table of statements (.csv, .tsv), statements or a graph in JSON Lines (.jsonl), a graph file \
      (.kg), a graph that 'export --format dot' wrote (.dot), or a folder of these; '-' is standard input or output.

      Exit codes: 0 done or found; 1 nothing found, differs, or a check failed; 2 bad input or failed; \
      3 partly done; 4 layout failed or ran out of time; 5 a quote does not match its document; 64 usage.
      """,
    version: Version.current,
    subcommands: [
      Build.self, Extract.self, Annotate.self, Render.self, Export.self, Neighbors.self, Path.self,
      Match.self, ConflictsVerb.self,
      Show.self, EvidenceVerb.self, Verify.self, Merge.self, Diff.self, Stats.self,
      TimelineVerb.self,
      Evaluate.self,
      VocabularyVerb.self, ViewsVerb.self,
      Doctor.self,
    ],
    defaultSubcommand: Render.self)

  @Flag(name: [.customShort("V")], help: "Print the version.")
  var version = false

  /// Runs a verb, prints what it fails with, and ends the process with its exit code.
  static func main() {
    IsolatedRenderer.childMainIfRequested(CommandLine.arguments)
    // A limit on the size of files is then an error of the write, not the end of the process.
    signal(SIGXFSZ, SIG_IGN)
    do {
      var command = try command(arguments(Array(CommandLine.arguments.dropFirst())))
      do {
        try command.run()
      } catch let failure as Failure {
        Terminal.report(failure.diagnostics, color: (command as? any Verb)?.reading.color ?? .auto)
        throw failure.status
      }
    } catch {
      exit(withError: error)
    }
  }

  /// The command that the arguments name.
  ///
  /// Only the verb's own parser is made, as that of all verbs takes longer than a short answer; what goes
  /// wrong, and what asks for help, is left to that of all.
  private static func command(_ arguments: [String]) throws -> any ParsableCommand {
    if let name = arguments.first, let verb = verb(named: name) {
      do { return try verb.parse(Array(arguments.dropFirst())) } catch {}
    }
    return try parseAsRoot(arguments)
  }

  private static func verb(named name: String) -> (any ParsableCommand.Type)? {
    configuration.subcommands.first {
      $0.configuration.commandName == name || $0.configuration.aliases.contains(name)
    }
  }

  /// The arguments as the parser takes them: it knows `-V` and `-G name=value`, but not `-Gname=value`.
  ///
  /// - Throws: `ValidationError` for a first word that is neither a verb nor a file but nearly a verb.
  private static func arguments(_ given: [String]) throws -> [String] {
    if given == ["-V"] { return ["--version"] }
    if let first = given.first, !first.hasPrefix("-"), first != "help", verb(named: first) == nil,
      access(first, F_OK) != 0
    {
      let verbs = configuration.subcommands.flatMap {
        ($0.configuration.commandName.map { [$0] } ?? []) + $0.configuration.aliases
      }
      if let verb = NearestNames.nearest(to: first, among: ["help"] + verbs, limit: 1).first {
        throw ValidationError("There is no verb or file '\(first)'. Did you mean '\(verb)'?")
      }
    }
    let options = given.prefix { $0 != "--" }
    return options.flatMap { argument in
      let isJoined =
        argument.count > 2 && ["-G", "-N", "-E", "-K", "-T", "-o"].contains(argument.prefix(2))
      return isJoined ? [String(argument.prefix(2)), String(argument.dropFirst(2))] : [argument]
    } + given[options.endIndex...]
  }
}

extension CommandConfiguration {
  /// That of a verb that answers at once: its own parser does not look whether a completion script is asked for,
  /// which takes a tenth of a cold answer and which the root's parser does.
  var answeringAtOnce: CommandConfiguration {
    var verb = self
    verb._superCommandName = "graphgen"
    return verb
  }
}

/// A command that reads inputs.
protocol Verb: ParsableCommand {
  var reading: ReadingOptions { get }
}

/// What `--version` prints.
enum Version {
  static let current = "0.1.0"
}
