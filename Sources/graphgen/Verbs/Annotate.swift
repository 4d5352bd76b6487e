import ArgumentParser
import Documents
import GraphModel
import Language

struct Annotate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate",
    abstract: "Read prose and print its words, grammar, mentions and times as CoNLL-U.",
    discussion: """
      graphgen annotate article.txt > article.conllu
      graphgen annotate article.txt --html -o article.html

      Mentions stand in the last column as GUM writes them, Entity=(3-person … Entity=3), and times as \
      Time=2020-01-06. A document in another language than English is refused unless --force is given; \
      the rest goes on, and the exit code is 3.
      """)

  @Argument(help: "Documents, folders of them, or -.", completion: .file())
  var inputs: [String]

  @Flag(name: .long, help: "Write a page to look at; takes one document.")
  var html = false

  @Option(name: .shortAndLong, help: ArgumentHelp("Where to write.", valueName: "file"))
  var output = "-"

  @OptionGroup var reading: ReadingOptions

  func run() throws {
    var failures: [Diagnostic] = []
    let documents = try documents(&failures)
    if html, documents.count + failures.count > 1 {
      throw ValidationError("--html takes one document, not \(documents.count + failures.count).")
    }
    let model: LanguageModel
    do { model = try LanguageModel() } catch { throw Failure("\(error)") }
    var bytes: [UInt8] = []
    for document in documents {
      let annotation = model.annotate(document)
      let text =
        html
        ? AnnotationPage.html(annotation, title: document.title ?? document.id)
        : CoNLLU.write(annotation, id: document.id)
      bytes += Array(text.utf8)
    }
    if documents.isEmpty { throw Failure(failures) }
    try OutputFile.write(bytes, to: output)
    if !failures.isEmpty { throw Failure(failures, status: Status.partly) }
  }

  /// The documents that can be read; what is wrong with the others.
  private func documents(_ failures: inout [Diagnostic]) throws -> [Document] {
    var documents: [Document] = []
    for input in inputs {
      let paths: [String]
      if input == "-" {
        paths = [input]
      } else {
        do {
          paths = try InputFile.find(input).files.filter { $0.kind == .document }.map(\.path)
        } catch {
          throw Failure([error])
        }
        if paths.isEmpty {
          failures.append(
            Diagnostic(.error, "no document to annotate", at: SourceLocation(file: input)))
        }
      }
      for path in paths {
        do {
          let document = try DocumentReader.read(path)
          if let refusal = Prose.refusal(of: document, reading) { throw refusal }
          documents.append(document)
        } catch let diagnostic as Diagnostic {
          failures.append(diagnostic)
        }
      }
    }
    return documents
  }
}
