import ArgumentParser
import Documents
import Extraction
import GraphFormats
import GraphModel

struct Extract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Read prose and print the statements that it makes, as JSON Lines.",
    discussion: """
      graphgen extract article.txt > statements.jsonl
      cat documents.jsonl | graphgen extract - | graphgen build - -o graph.jsonl

      On standard input documents come one JSON object a line: {"id": …, "text": …, "date"?, "title"?, \
      "url"?, "outlet"?}; what does not begin with a brace is one text or page. Lines come out as documents \
      go in, so this is a filter for a cluster. A document that fails, or is in another language than English \
      (unless --force is given), is reported, the rest goes on, and the exit code is 3.
      """)

  @Argument(help: "Documents, folders of them, or -.", completion: .file())
  var inputs: [String]

  @Option(name: .long, help: "How many documents to read at once.")
  var jobs = Prose.defaultJobs

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Take what is at least so sure (0 to 1), instead of what balances misses and mistakes.",
      valueName: "number"))
  var minConfidence: Double?

  @Flag(name: .long, help: "Print the documents, too, so that the output is a whole graph.")
  var withDocuments = false

  @OptionGroup var reading: ReadingOptions

  func validate() throws {
    guard jobs >= 1 else { throw ValidationError("--jobs must be at least 1, not \(jobs).") }
  }

  func run() throws {
    let prose = try Prose(
      try ReadVocabulary(reading), reading, jobs: jobs, threshold: minConfidence)
    var failures: [Diagnostic] = []
    try DocumentStream(inputs).forEachBatch(of: 16 * jobs) { documents, problems in
      let (documents, refusals) = Prose.admitted(documents, reading)
      failures += problems + refusals
      Terminal.report(problems + refusals, color: reading.color)
      try write(prose.read(documents))
    }
    if !failures.isEmpty { throw Failure([], status: Status.partly) }
  }

  private func write(_ extractions: [Extraction]) throws {
    var writer = JSONLinesWriter()
    var bytes: [UInt8] = []
    for extraction in extractions {
      if withDocuments { bytes += writer.line(.document(extraction.document)) }
      for statement in extraction.statements {
        bytes += writer.line(.statement(statement))
      }
    }
    try OutputFile.write(bytes, to: "-")
  }
}
