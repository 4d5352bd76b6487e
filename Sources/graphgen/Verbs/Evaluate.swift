import ArgumentParser
import Documents
import Extraction
import GraphModel

struct Evaluate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "eval",
    abstract: "Compare what graphgen reads in documents with gold statements.",
    discussion: """
      graphgen eval --gold gold/ documents/ article.txt

      Every NAME.tsv of the gold folder is compared with the document NAME.txt among the inputs. Exit code 1 \
      if a gold table has no document.
      """)

  @Option(
    name: .long, help: ArgumentHelp("The folder of gold tables.", valueName: "folder"),
    completion: .directory)
  var gold: String

  @Argument(help: "The documents, or folders of them.", completion: .file())
  var inputs: [String]

  @Flag(name: .long, help: "List what was missed and what is wrong.")
  var errors = false

  @Option(name: .long, help: "How many documents to read at once.")
  var jobs = Prose.defaultJobs

  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let vocabulary = try ReadVocabulary(reading)
    let prose = try Prose(vocabulary, reading, jobs: jobs)
    var tables = try goldTables()
    var evaluation = Evaluation(vocabulary: vocabulary.vocabulary)
    try DocumentStream(inputs).forEachBatch(of: 16 * jobs) { documents, problems in
      if !problems.isEmpty { throw Failure(problems) }
      let wanted = documents.filter { tables[Self.stem($0.id)] != nil }
      for extraction in try prose.read(wanted) {
        let stem = Self.stem(extraction.document.id)
        guard let gold = tables.removeValue(forKey: stem) else { continue }
        evaluation.add(document: stem, gold: gold, extracted: extraction.statements)
      }
    }
    try Output.write(rows(evaluation), listing, reading)
    if errors { try Output.write(errorRows(evaluation), listing, reading) }
    if !tables.isEmpty {
      throw Failure(
        tables.keys.sorted().map {
          Diagnostic(.error, "no document '\($0)' among the inputs", at: SourceLocation(file: gold))
        }, status: Status.negative)
    }
  }

  private static func stem(_ path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.lastIndex(of: ".").map { name[..<$0] } ?? name)
  }

  private func goldTables() throws -> [String: [GoldStatement]] {
    do {
      var tables: [String: [GoldStatement]] = [:]
      for file in try InputFile.find(gold).files where file.kind == .table(.tab) {
        let text = try UTF8Text.decode(try InputBytes.all(of: file.path), file: file.path)
        tables[Self.stem(file.path)] = try GoldStatement.table(text, file: file.path)
      }
      if tables.isEmpty {
        throw Diagnostic(.error, "no gold table (.tsv) in it", at: SourceLocation(file: gold))
      }
      return tables
    } catch let error as Diagnostic {
      throw Failure([error])
    }
  }

  private func rows(_ evaluation: Evaluation) -> Listing {
    var rows = Listing([
      .init("measure", heading: "measure"), .init("name", heading: "name"),
      .init("required", heading: "required"), .init("found", heading: "found"),
      .init("wrong", heading: "wrong"), .init("precision", heading: "precision"),
      .init("recall", heading: "recall"), .init("f1", heading: "F1"),
    ])
    func add(_ measure: String, _ name: String?, _ score: Evaluation.Score) {
      rows.append([
        .text(measure), Cell(name), .integer(score.required), .integer(score.found),
        .integer(score.wrong), Self.rounded(score.precision), Self.rounded(score.recall),
        Self.rounded(score.f1),
      ])
    }
    func add(_ measure: String, _ name: String?, _ accuracy: Evaluation.Accuracy) {
      rows.append([
        .text(measure), Cell(name), .integer(accuracy.count), .integer(accuracy.right),
        .integer(accuracy.count - accuracy.right), Self.rounded(accuracy.share), .absent, .absent,
      ])
    }
    for (name, score) in evaluation.documents { add("document", name, score) }
    for (name, score) in evaluation.relations.sorted(by: { $0.key < $1.key }) {
      add("relation", name, score)
    }
    for (name, score) in evaluation.finders.sorted(by: { $0.key < $1.key }) {
      add("found by", name, score)
    }
    add("all", nil, evaluation.total)
    rows.append(
      [.text("mean of documents"), .absent, .absent, .absent, .absent, .absent, .absent]
        + [Self.rounded(evaluation.macroF1)])
    add("of the matched", "evidence", evaluation.evidence)
    add("of the matched", "polarity", evaluation.polarity)
    add("of the matched", "mode", evaluation.mode)
    add("of the matched", "date", evaluation.time)
    for (tenth, accuracy) in evaluation.reliability.enumerated() where accuracy.count > 0 {
      add("confidence", "0.\(tenth) to \(tenth == 9 ? "1.0" : "0.\(tenth + 1)")", accuracy)
    }
    return rows
  }

  private func errorRows(_ evaluation: Evaluation) -> Listing {
    var rows = Listing([
      .init("document", heading: "document"), .init("kind", heading: "kind"),
      .init("statement", heading: "statement"), .init("why", heading: "why"),
      .init("words", heading: "words"),
    ])
    for miss in evaluation.misses {
      let gold = miss.gold
      rows.append([
        .text(miss.document), .text("missed"),
        .text("\(gold.subject[0]) –\(gold.relation)→ \(gold.object[0])"),
        .text(miss.reason.rawValue), .text(gold.quote),
      ])
    }
    for (document, statement) in evaluation.wrong {
      rows.append([
        .text(document), .text("wrong"),
        .text("\(statement.subject.name) –\(statement.relation)→ \(statement.object.name)"),
        Cell(statement.confidence.map { Float($0) }),
        .text(statement.evidence.first?.quote ?? ""),
      ])
    }
    return rows
  }

  private static func rounded(_ share: Double) -> Cell {
    .number((share * 1000).rounded() / 1000)
  }
}
