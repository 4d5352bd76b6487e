import ArgumentParser
import Diagrams
import Documents
import GraphFormats
import GraphModel
import Graphviz

struct Render: Verb {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract:
      "Draw a graph through libgraphviz: SVG, PNG, PDF and all that it offers, or a page (HTML).",
    discussion: """
      graphgen render graph.jsonl -o graph.svg -o graph.png
      graphgen render graph.jsonl -o graph.html
      graphgen render seeds -o graph.pdf --theme dark --title "Iraq, January 2020"
      graphgen render graph.jsonl -Tpng -Gdpi=144 -K neato > graph.png
      graphgen render graph.jsonl --focus "Qasem Soleimani" --depth 2 --since 2020 -o around.svg
      graphgen render graph.jsonl -o way.svg --path "Mark Esper" "Quds Force"
      graphgen render graph.jsonl -o safe.svg --redact "Jane Roe" "Acme Ltd"
      graphgen render graph.jsonl -o graph.svg --lock graph.lock
      graphgen render graph.jsonl --views views.toml -o pictures/

      -K, -T, -G, -N, -E and -o mean what they mean to 'dot'. The name of the output says its format \
      where -T does not. DOT that graphgen did not write is drawn as it stands, in a process of its own.
      """)

  @Argument(help: "A graph, or any other inputs.", completion: .file())
  var inputs: [String]

  @Option(
    name: [.customShort("o", allowingJoined: true), .long],
    help: ArgumentHelp(
      "Where to write; repeatable, for several formats of one layout.", valueName: "file"))
  var output: [String] = []

  @Option(
    name: [.customShort("K", allowingJoined: true), .long],
    help: ArgumentHelp(
      "The one layout engine to use; 'doctor' lists them. Without it, one that fits.",
      valueName: "engine"),
    completion: .list(["dot", "neato", "fdp", "sfdp", "twopi", "circo", "osage", "patchwork"]))
  var engine: String?

  @Option(
    name: [.customShort("T", allowingJoined: true), .customLong("output-format")],
    help: ArgumentHelp("The output format; 'doctor' lists them.", valueName: "format"),
    completion: .list(["svg", "png", "pdf", "html", "dot", "json"]))
  var format: String?

  @Option(
    name: .customShort("G", allowingJoined: true), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Set an attribute of the graph.", valueName: "name=value"))
  var graphAttributes: [String] = []

  @Option(
    name: .customShort("N", allowingJoined: true), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Set an attribute of every node.", valueName: "name=value"))
  var nodeAttributes: [String] = []

  @Option(
    name: .customShort("E", allowingJoined: true), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("Set an attribute of every arrow.", valueName: "name=value"))
  var edgeAttributes: [String] = []

  @Option(name: .long, help: "Light or dark.")
  var theme: ThemeName?

  @Option(name: .long, help: ArgumentHelp("The headline.", valueName: "text"))
  var title: String?

  @Option(name: .long, help: ArgumentHelp("The line under the headline.", valueName: "text"))
  var subtitle: String?

  @Option(name: .long, help: ArgumentHelp("A line below the drawing.", valueName: "text"))
  var caption: String?

  @Option(
    name: .long,
    help: "Frame cards of one type, place, community or document; dot, fdp and osage draw frames.")
  var cluster: Grouping?

  @Flag(
    name: .long,
    help: "Number the arrows, and print below the drawing what each says, by which words and where."
  )
  var sources = false

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Dots per inch of PNG and other pictures made of pixels.", valueName: "number"))
  var dpi: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The most cards in a picture; of a greater graph the most connected part or what is nearest to "
        + "the focus is drawn. 0 or all draws everything.", valueName: "number"))
  var maxNodes: NodeBudget?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The most seconds for the layout; a cheaper engine is tried before they are over.",
      valueName: "seconds"))
  var timeout: Double?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Keep the cards where this file has them, and write their places to it; without the file, a new "
        + "layout is kept there.", valueName: "file"), completion: .file())
  var lock: String?

  @Option(
    name: .long,
    help: ArgumentHelp("Draw this named view of the file of views; repeatable.", valueName: "name"))
  var view: [String] = []

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The file of named views, all of which are drawn without --view; with --view it is views.toml beside "
        + "the first input.", valueName: "file"), completion: .file(extensions: ["toml"]))
  var views: String?

  @Flag(name: .shortAndLong, help: "Say what is done on standard error.")
  var verbose = false

  @OptionGroup var choice: SelectionOptions
  @OptionGroup var hiding: RedactionOptions
  @OptionGroup var reading: ReadingOptions

  enum ThemeName: String, Choice {
    case light, dark

    var theme: Theme { self == .light ? .light : .dark }
  }

  /// The most cards in a picture.
  struct NodeBudget: ExpressibleByArgument, CustomStringConvertible {
    /// Nil for no bound.
    var count: Int?

    static let usual = NodeBudget(count: Slice.usualBudget)

    init(count: Int?) { self.count = count }

    init?(argument: String) {
      if argument == "0" || argument == "all" { return }
      guard let count = Int(argument), count > 0 else { return nil }
      self.count = count
    }

    var description: String { count.map(String.init) ?? "all" }
  }

  func validate() throws {
    guard time > 0, time.isFinite else {
      throw ValidationError("--timeout must be a number of seconds above 0, not \(time).")
    }
    if let dpi {
      guard (1...2400).contains(dpi) else {
        throw ValidationError("--dpi must be between 1 and 2400, not \(dpi).")
      }
      if graphAttributes.contains(where: { $0.hasPrefix("dpi=") || $0.hasPrefix("resolution=") }) {
        throw ValidationError("Give either --dpi or -Gdpi.")
      }
    }
    if lock != nil, cluster != nil {
      throw ValidationError("--lock keeps cards, not the frames of --cluster: give one of them.")
    }
    if drawsViews {
      guard choice.isEmpty, choice.depth == nil else {
        throw ValidationError("What a view shows is said in the file of views, not beside --view.")
      }
      return
    }
    // Wrong words are told with the verb's usage, before any input is read.
    _ = try targets()
    do { _ = try overrides() } catch { throw ValidationError("\(error)") }
  }

  func run() throws {
    if drawsViews { try drawViews() } else { try draw(nil) }
  }

  /// Draws a picture.
  ///
  /// - Parameter input: The inputs' graph, where it has been read.
  private func draw(_ input: RedactionOptions.Reading?) throws {
    let (targets, formats) = try targets()
    let started = ContinuousClock.now
    let foreign = try foreignDOT()
    if foreign != nil, formats.contains(.page) { throw Failure.noStatements(inputs[0]) }
    let drawing = try foreign == nil ? drawing(input) : nil
    let overrides = try overrides(hidingNamesWith: drawing?.redaction)
    let ladder = ladder(for: drawing, foreign?.engine)
    var lockFile = try lock.map { try LayoutLockFile($0) }
    var remark: String?
    var unframed: String?
    var spoken: SpokenPicture?
    let rendering = try draw { () throws(GraphvizError) in
      try ladder.climb(within: .seconds(time)) { engine, time, failures throws(GraphvizError) in
        let renderer = Renderer(limits: .init(time: time))
        remark = Self.remark(on: failures, engine)
        unframed =
          cluster == nil || Self.framing.contains(engine)
          ? nil : "\(engine) draws no frames: use -K dot, fdp or osage with --cluster."
        guard let drawing else {
          return try renderer.render(
            dot: foreign?.text ?? [], engine: engine, formats: formats, overrides: overrides)
        }
        let options = Diagram.Options(
          theme: (theme ?? .light).theme, title: title.map(drawing.redaction.text),
          subtitle: subtitle.map(drawing.redaction.text), isLayered: engine == .dot,
          grouping: cluster,
          remarks: [caption.map(drawing.redaction.text), remark].compactMap { $0 },
          showsSources: sources)
        let diagram = Diagram(of: drawing.graph, drawing.slice, options: options)
        spoken = diagram.spoken
        return try diagram.rendering(
          of: drawing.graph, drawing.slice, options, formats
        ) { picture, formats throws(GraphvizError) in
          let locked = try lockFile?.render(
            picture, by: renderer, engine: engine, formats: formats, overrides: overrides)
          if let locked { return locked }
          return try renderer.render(
            picture, engine: engine, formats: formats, overrides: overrides)
        }
      }
    }
    try lockFile?.check()
    for ((target, format), output) in zip(zip(targets, formats), rendering.outputs) {
      let bytes = format.isSVG ? spoken?.added(to: output) ?? output : output
      try OutputFile.write(bytes, to: target)
      if verbose { Terminal.report("\(target): \(bytes.count) bytes") }
    }
    try lockFile?.write()
    if verbose { Terminal.report("drawn in \(ContinuousClock.now - started)") }
    if !reading.quiet {
      let notes = [drawing?.note, remark, unframed].compactMap { $0 }.map { Diagnostic(.note, $0) }
      Terminal.report(
        notes + (lockFile?.notes ?? []) + rendering.notes, color: reading.color)
    }
    if let failures = drawing?.failures, !failures.isEmpty {
      throw Failure(failures, status: Status.partly)
    }
  }
}

extension Render {
  /// The seconds for the layout.
  private var time: Double { timeout ?? 30 }

  private var drawsViews: Bool { views != nil || !view.isEmpty }

  /// Draws named views of one graph, each as the file of views and the command line say.
  ///
  /// - Throws: `Failure` with all that is wrong, after the other views have been drawn.
  private func drawViews() throws {
    let file = try ViewsFile(try views ?? ViewsFile.beside(inputs))
    let chosen = try view.isEmpty ? file.views : view.map { try file.view(named: $0) }
    if chosen.count > 1, lock != nil {
      throw ValidationError("Every view has a layout of its own: give 'lock' in the file of views.")
    }
    let commands = try chosen.map { try command(for: $0, of: file, isOnlyOne: chosen.count == 1) }
    let input = try hiding.read(inputs, reading)
    var writers: [String: String] = [:]
    for (view, command) in zip(chosen, commands) {
      for path in command.output where path != "-" {
        if let other = writers.updateValue(view.name, forKey: path) {
          throw Failure(
            "'\(path)' would be written by the view '\(other)' and by '\(view.name)'; give them "
              + "different names", at: view.location)
        }
      }
    }
    var failure: Failure?
    for (view, command) in zip(chosen, commands) {
      do {
        try command.draw(input)
      } catch var error as Failure {
        error.diagnostics.append(Diagnostic(.note, "in the view '\(view.name)'", at: view.location))
        failure = Failure(
          (failure?.diagnostics ?? []) + error.diagnostics, status: failure?.status ?? error.status)
      }
    }
    if let failure { throw failure }
  }

  /// The command that draws a view: what is said beside `--view` holds before what the file says.
  private func command(
    for view: ViewsFile.View, of file: ViewsFile, isOnlyOne: Bool
  ) throws -> Render {
    var command = try view.command(inputs: inputs)
    command.reading = reading
    command.verbose = verbose
    command.engine = engine ?? command.engine
    command.format = format
    command.title = title ?? command.title
    command.subtitle = subtitle ?? command.subtitle
    command.caption = caption ?? command.caption
    command.theme = theme ?? command.theme
    command.cluster = cluster ?? command.cluster
    command.maxNodes = maxNodes ?? command.maxNodes
    command.timeout = timeout ?? command.timeout
    command.lock =
      lock ?? command.lock.map { ViewsFile.joined(ViewsFile.folder(of: file.path), $0) }
    command.hiding = hiding
    command.sources = sources || command.sources
    command.dpi = dpi ?? command.dpi
    command.graphAttributes = graphAttributes
    command.nodeAttributes = nodeAttributes
    command.edgeAttributes = edgeAttributes
    command.output = try outputs(of: view, of: file, isOnlyOne: isOnlyOne)
    try command.validate()
    return command
  }

  /// Where to write a view: as `-o` says, which is a folder if there are several; else as the file says.
  private func outputs(
    of view: ViewsFile.View, of file: ViewsFile, isOnlyOne: Bool
  ) throws -> [String] {
    if output.isEmpty {
      guard view.outputs.isEmpty, !isOnlyOne else {
        return view.outputs.map { ViewsFile.joined(ViewsFile.folder(of: file.path), $0) }
      }
      throw Failure(
        "the view '\(view.name)' has no 'output': give it one, or -o FOLDER", at: view.location)
    }
    guard !isOnlyOne || output.allSatisfy({ OutputFile.isFolder($0) }) else { return output }
    guard output.count == 1 else {
      throw ValidationError("Several views are written to one folder: give -o once.")
    }
    try OutputFile.makeFolder(output[0])
    let names =
      format != nil
      ? [] : view.outputs.compactMap { $0.split(separator: "/").last.map(String.init) }
    let usual = ["\(ViewsFile.fileName(view.name)).\(format ?? "svg")"]
    return (names.isEmpty ? usual : names).map { ViewsFile.joined(output[0], $0) }
  }

  /// What is to be drawn of a graph.
  private struct Drawing {
    var graph: KnowledgeGraph
    var slice: Slice
    /// What hid names in the graph.
    var redaction: Redaction?
    /// What is wrong with documents that were left out.
    var failures: [Diagnostic]

    /// What the picture leaves out, and what to do about it.
    var note: String? {
      slice.account.map {
        $0 + " Draw all with --max-nodes 0, what is around one with --focus NAME."
      }
    }
  }

  /// The engines to try: the one that was asked for, else what fits.
  private func ladder(for drawing: Drawing?, _ named: Engine?) -> EngineLadder {
    if let engine { return EngineLadder(only: Engine(rawValue: engine)) }
    guard let drawing else { return EngineLadder(from: named ?? .dot) }
    return EngineLadder(
      cards: drawing.slice.entities.count + drawing.slice.folds.count,
      arrows: Diagram.arrowCount(of: drawing.graph, drawing.slice))
  }

  /// The engines that draw clusters as frames.
  private static let framing: [Engine] = [.dot, .fdp, .osage, .patchwork]

  /// Why it is not the first engine's drawing; nil if it is.
  static func remark(on failures: [GraphvizError], _ engine: Engine) -> String? {
    if failures.isEmpty { return nil }
    return "Laid out by \(engine): \(failures.map(\.brief).joined(separator: "; "))."
  }

  private func draw(_ body: () throws(GraphvizError) -> Rendering) throws -> Rendering {
    do {
      return try body()
    } catch {
      throw Failure(error.description, status: error.status)
    }
  }

  private func overrides(
    hidingNamesWith redaction: Redaction? = nil
  ) throws(GraphvizError) -> Overrides {
    func hiding(_ texts: [String]) -> [String] {
      texts.map { text in
        let parts = text.split(separator: "=", maxSplits: 1)
        return parts.count == 2 ? "\(parts[0])=\(redaction.text(String(parts[1])))" : text
      }
    }
    var overrides = try Overrides(
      graph: hiding(graphAttributes), nodes: hiding(nodeAttributes), edges: hiding(edgeAttributes))
    overrides.resolution = dpi
    return overrides
  }

  /// Where to write, and in which format each.
  private func targets() throws -> (paths: [String], formats: [Format]) {
    if output.isEmpty {
      let format = Format(rawValue: format ?? "dot")
      if format.isBinary, Terminal.outputIsTerminal {
        throw ValidationError(
          "\(format) is not for a terminal: give -o FILE, or send it to a pipe.")
      }
      return (["-"], [format])
    }
    let formats = try output.map { path in
      if let format { return Format(rawValue: format) }
      guard let format = Format(forFileNamed: path) else {
        throw ValidationError("Say which format '\(path)' is to have, with -T or a suffix.")
      }
      return format
    }
    return (output, formats)
  }

  /// The DOT text to draw as it stands, and the engine that it names, if that is what the input is.
  private func foreignDOT() throws -> (text: [UInt8], engine: Engine?)? {
    guard inputs.count == 1, inputs[0] != "-" else { return nil }
    do throws(Diagnostic) {
      let files = try InputFile.find(inputs[0]).files
      guard files.count == 1, files[0].kind == .dot else { return nil }
      let bytes = try InputBytes.all(of: files[0].path)
      let graph = try Renderer.graph(dot: bytes, file: files[0].path)
      if DOTReader.isExport(graph) { return nil }
      guard hiding.redact.isEmpty else {
        throw Diagnostic(
          .error,
          "nothing can be redacted in DOT that graphgen did not write: it has no entities",
          at: SourceLocation(file: files[0].path))
      }
      guard lock == nil else {
        throw Diagnostic(
          .error, "there is no --lock for DOT that graphgen did not write: its nodes have no ids",
          at: SourceLocation(file: files[0].path))
      }
      guard choice.isEmpty, cluster == nil else {
        throw Diagnostic(
          .error,
          "nothing can be chosen of DOT that graphgen did not write: it has no statements",
          at: SourceLocation(file: files[0].path))
      }
      guard case .text(let name)? = graph.attributes.first(where: { $0.name == "layout" })?.value
      else { return (bytes, nil) }
      return (bytes, Engine(rawValue: name))
    } catch {
      throw Failure([error])
    }
  }

  /// What of the inputs' graph there is room for.
  private func drawing(_ input: RedactionOptions.Reading?) throws -> Drawing {
    let read = try input ?? hiding.read(inputs, reading)
    // Names on the command line are those of the inputs.
    var selection = try read.redaction.hiding {
      try choice.selection(of: read.graph) { findings in
        guard !reading.quiet else { return }
        Terminal.report(
          findings.map { read.redaction?.diagnostic($0) ?? $0 }, color: reading.color)
      }
    }
    if let redaction = read.redaction { selection = selection.redacted(by: redaction) }
    let graph = read.redaction?.graph ?? read.graph
    let slice = Slice(of: graph, selection, budget: (maxNodes ?? .usual).count)
    if sources { try Self.checkSources(of: graph, slice) }
    return Drawing(
      graph: graph, slice: slice, redaction: read.redaction, failures: read.failures)
  }
}

extension Render {
  /// Refuses a table that nobody could use.
  fileprivate static func checkSources(of graph: KnowledgeGraph, _ slice: Slice) throws {
    let count = Diagram.arrowCount(of: graph, slice)
    if count > Diagram.sourceLimit {
      throw Failure(
        "the picture has \(count) arrows, and below it there is room for the sources of "
          + "\(Diagram.sourceLimit): draw a part with --focus, or fewer cards with --max-nodes")
    }
  }
}

extension Grouping: Choice {}

extension Format {
  /// The format that the end of a file's name stands for, which may have dots of its own (`xdot1.4`).
  init?(forFileNamed path: String) {
    let name = path.split(separator: "/").last ?? ""
    let parts = name.lowercased().split(separator: ".")
    guard parts.count > 1, let last = parts.last else { return nil }
    let known = ["gv": "dot", "jpeg": "jpg", "htm": "html", "tiff": "tif"]
    let offered = Set(Renderer.formats().map(\.rawValue))
    let suffixes = parts.indices.dropFirst().map { parts[$0...].joined(separator: ".") }
    self.init(
      rawValue: suffixes.first(where: offered.contains) ?? known[String(last)] ?? String(last))
  }

  /// Whether it is SVG as text.
  var isSVG: Bool { rawValue.prefix { $0 != ":" } == "svg" }

  /// Whether a terminal can't show it.
  fileprivate var isBinary: Bool {
    let texts: Set = [
      "canon", "cmap", "cmapx", "cmapx_np", "dot", "dot_json", "eps", "fig", "gv", "html",
      "imap", "imap_np", "ismap", "json", "json0", "pic", "plain", "plain-ext", "pov", "ps", "ps2",
      "svg", "tk", "vml",
      "vrml", "xdot", "xdot1.2", "xdot1.4", "xdot_json",
    ]
    return !texts.contains(String(rawValue.prefix { $0 != ":" }))
  }
}

extension GraphvizError {
  /// The exit code: a wrong word on the command line is not a failed layout.
  var status: ExitCode {
    switch self {
    case .unknownEngine, .unknownFormat, .unsuitableFormat, .badOverride:
      ExitCode.validationFailure
    case .syntax, .badGraph: Status.failed
    default: Status.layout
    }
  }
}
