import ArgumentParser
import Diagrams
import GraphModel
import Graphviz

struct TimelineVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "timeline",
    abstract: "List or draw dated statements in the order of their times.",
    discussion: """
      graphgen timeline graph.jsonl
      graphgen timeline graph.jsonl "Qasem Soleimani" --since 2019 --json
      graphgen timeline graph.jsonl --family conflict -o attacks.svg --title "Attacks"

      With a name, what is said of that entity. A day is drawn as a mark, a month or a year (some day in it) \
      as a hollow bar, an interval as a full bar, an open end as an arrow.
      """)

  @Argument(help: "A graph, or any other input.", completion: .file())
  var graph: String

  @Argument(
    help: "Only what is said of this entity.", completion: .custom(EntityNames.complete))
  var name: String?

  @Option(
    name: [.customShort("o", allowingJoined: true), .long],
    help: ArgumentHelp("Draw it to a file instead; repeatable.", valueName: "file"))
  var output: [String] = []

  @Option(
    name: [.customShort("T", allowingJoined: true), .customLong("output-format")],
    help: ArgumentHelp("The format of the drawing, where its name does not say it."),
    completion: .list(["svg", "png", "pdf"]))
  var format: String?

  @Option(name: .long, help: "Light or dark.")
  var theme = Render.ThemeName.light

  @Option(name: .long, help: ArgumentHelp("The headline.", valueName: "text"))
  var title: String?

  @Option(name: .long, help: ArgumentHelp("The line under the headline.", valueName: "text"))
  var subtitle: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The most rows of a drawing, in the order of time. 0 or all draws everything.",
      valueName: "number"))
  var maxRows = Render.NodeBudget(count: Timeline.Options.usualLimit)

  @OptionGroup var filter: FilterOptions
  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func validate() throws { _ = try formats() }

  func run() throws {
    let graph = try GraphInput.read([graph], reading)
    let entity = try name.map { try EntityNames.find($0, in: graph) }
    let statements = graph.statements(matching: try filter.filter(for: graph)).filter { index in
      guard let entity else { return true }
      let (subject, object) = graph.ends(of: index)
      return subject == entity || object == entity
    }
    let timeline = Timeline(of: graph, statements: statements)
    if timeline.events.isEmpty {
      let undated = timeline.undatedCount
      throw Failure(
        [
          Diagnostic(
            .note,
            "no such statement has a date"
              + (undated > 0
                ? "; \(Words.count(undated, "statement")) \(undated == 1 ? "has" : "have") none"
                : ""))
        ], status: Status.negative)
    }
    if output.isEmpty { try list(timeline, in: graph) } else { try draw(timeline) }
    let limit = output.isEmpty ? nil : maxRows.count
    if !reading.quiet, let account = timeline.account(limit: limit) {
      Terminal.report([Diagnostic(.note, account)], color: reading.color)
    }
  }

  private func list(_ timeline: Timeline, in graph: KnowledgeGraph) throws {
    var rows = Listing(
      [
        .init(nil, heading: "when"), .init(nil, heading: "statement"), .init(nil, heading: "but"),
        .init(nil, heading: "evidence"), .init("earliest"), .init("latest"), .init("precision"),
        .init("approximate"), .init("uncertain"),
      ] + StatementRow.columns)
    for event in timeline.events {
      let row = StatementRow(event.statement, in: graph)
      func date(_ day: Int?) -> Cell { Cell(day.map { CivilDate(day: $0).description }) }
      rows.append(
        [
          .text(event.words), .text(row.plainSentence), .text(row.stance), .text(row.quote),
          date(event.time.earliest), date(event.time.latest), .text(event.precision.rawValue),
          .text(event.time.isApproximate ? "yes" : "no"),
          .text(event.time.isUncertain ? "yes" : "no"),
        ] + row.cells)
    }
    try Output.write(rows, listing, reading)
  }

  private func draw(_ timeline: Timeline) throws {
    let options = Timeline.Options(
      theme: theme.theme, title: title, subtitle: subtitle, limit: maxRows.count)
    do {
      let rendering = try Renderer.shared.render(
        timeline.picture(options), engine: .placed, formats: try formats())
      for (path, bytes) in zip(output, rendering.outputs) { try OutputFile.write(bytes, to: path) }
      if !reading.quiet { Terminal.report(rendering.notes, color: reading.color) }
    } catch let error as GraphvizError {
      throw Failure(error.description, status: error.status)
    }
  }

  private func formats() throws -> [Format] {
    try output.map { path in
      if let format { return Format(rawValue: format) }
      guard let format = Format(forFileNamed: path) else {
        throw ValidationError("Say which format '\(path)' is to have, with -T or a suffix.")
      }
      return format
    }
  }
}
