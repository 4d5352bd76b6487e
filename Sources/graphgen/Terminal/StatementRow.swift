import GraphModel

/// How statements are put before people and programs: one vocabulary of columns for every verb.
struct StatementRow {
  let graph: KnowledgeGraph
  let index: KnowledgeGraph.StatementIndex
  private let statement: KnowledgeGraph.Statement

  init(_ index: KnowledgeGraph.StatementIndex, in graph: KnowledgeGraph) {
    self.graph = graph
    self.index = index
    statement = graph[index]
  }

  var relation: Relation { graph.relation(statement.relation) }
  var subject: Entity { graph[statement.subject] }
  var object: Entity { graph[statement.object] }

  /// What keeps it from being a plain fact, for people: `not`, `planned`, `claimed by Mark Esper`.
  var stance: String {
    var words: [String] = []
    if statement.qualifiers.polarity == .negated { words.append("not so") }
    if statement.qualifiers.mode != .fact { words.append(statement.qualifiers.mode.rawValue) }
    if let speaker = statement.qualifiers.attributedTo { words.append("says \(speaker)") }
    return words.joined(separator: ", ")
  }

  /// The first quote in quotation marks, or where the first evidence stands, and how much there is beside.
  var quote: String {
    let quoted = statement.evidence.first { !$0.quote.isEmpty }
    guard let first = quoted ?? statement.evidence.first else { return "" }
    let more = statement.evidence.count - 1
    return (first.quote.isEmpty ? place(of: first) : "“\(first.quote)”")
      + (more > 0 ? " (+\(more))" : "")
  }

  /// Where a piece of evidence stands, as `document:line:column`.
  func place(of evidence: Evidence) -> String {
    evidence.location(in: graph).description
  }

  /// What keeps it from being a plain fact and when it held, in brackets, and below it every quote with its
  /// place: what a dossier and a path show behind the name at the far end.
  func details(colored: Bool) -> String {
    func styled(_ text: String, _ style: Terminal.Style) -> String {
      Terminal.styled(Terminal.printable(text), style, when: colored)
    }
    let extras = [stance, time].filter { !$0.isEmpty }.joined(separator: "; ")
    var text = extras.isEmpty ? "\n" : styled("  (\(extras))", .yellow) + "\n"
    for evidence in evidence {
      let marks = evidence.marks
      let words = marks.opening + MarkedQuote(evidence).styled(when: colored) + marks.closing
      text += "      " + words + (words.isEmpty ? "" : "  ")
      text += styled(place(of: evidence), .dim) + "\n"
    }
    return text
  }

  /// The fields that every program-readable listing of statements has.
  static let columns: [Listing.Column] = [
    .init("subject"), .init("subjectId"), .init("relation"), .init("object"), .init("objectId"),
    .init("polarity"), .init("mode"), .init("attributedTo"), .init("time"), .init("place"),
    .init("confidence"), .init("evidence"),
  ]

  /// The values of `columns`.
  var cells: [Cell] {
    let qualifiers = statement.qualifiers
    return [
      .text(subject.name), .text(subject.id), .text(relation.name), .text(object.name),
      .text(object.id), .text(qualifiers.polarity.rawValue), .text(qualifiers.mode.rawValue),
      Cell(qualifiers.attributedTo), Cell(qualifiers.time), Cell(qualifiers.place),
      Cell(statement.confidence), .objects(statement.evidence.map { $0.fields(in: graph) }),
    ]
  }

  /// The statement as a sentence: `William Seely –wrote to→ Ministry of Defense (planned)`.
  var sentence: String { "\(subject.name) \(arrow) \(object.name)\(extras)" }

  /// The sentence without what bounds it.
  var plainSentence: String { "\(subject.name) \(arrow) \(object.name)" }

  /// The sentence for a terminal, in bold, its ends and its relation as they are marked in quotes of it.
  func sentence(colored: Bool) -> String {
    func styled(_ text: String, as part: Evidence.Part?) -> String {
      let styles = part.flatMap { marks($0) ? $0.styles : nil } ?? [.bold]
      return Terminal.styled(Terminal.printable(text), styles, when: colored)
    }
    return styled(subject.name, as: .subject) + " " + styled(arrow, as: .trigger) + " "
      + styled(object.name, as: .object) + styled(extras, as: nil)
  }

  /// Whether a quote shows that part.
  func marks(_ part: Evidence.Part) -> Bool {
    evidence.contains { $0.quote(of: part) != nil }
  }

  private var arrow: String {
    relation.isSymmetric ? "–\(relation.label)–" : "–\(relation.label)→"
  }

  /// Stance, time and place, in brackets.
  private var extras: String {
    let extras = [stance, statement.qualifiers.time ?? "", statement.qualifiers.place ?? ""]
      .filter { !$0.isEmpty }
    return extras.isEmpty ? "" : " (\(extras.joined(separator: "; ")))"
  }

  /// When it held.
  var time: String { statement.qualifiers.time ?? "" }
  /// The evidence.
  var evidence: [Evidence] { statement.evidence }
  /// Whether it may be shown as a plain fact.
  var isPlainFact: Bool { statement.qualifiers.isPlainFact }
}

extension Evidence {
  /// The quotation marks around the quote, unless it brings its own.
  fileprivate var marks: (opening: String, closing: String) {
    quote.isEmpty || quote.hasPrefix("“") ? ("", "") : ("“", "”")
  }

  /// Where the quote begins: line and column of its document, or the line of the curated table.
  func location(in graph: KnowledgeGraph) -> SourceLocation {
    span.flatMap { graph.location(of: $0.lowerBound, in: document) }
      ?? SourceLocation(file: document, line: line)
  }

  /// The evidence as named values; the parts that are not known are left out.
  func fields(in graph: KnowledgeGraph) -> [(name: String, value: Cell)] {
    let location = location(in: graph)
    let marked = Evidence.Part.allCases.compactMap { part -> (name: String, value: Cell)? in
      guard let span = parts[part] else { return nil }
      let fields: [(name: String, value: Cell)] = [
        ("start", .integer(span.lowerBound)), ("end", .integer(span.upperBound)),
        ("quote", Cell(quote(of: part))),
      ]
      return (part.rawValue, .object(fields))
    }
    return [
      ("document", .text(document)),
      ("start", span.map { .integer($0.lowerBound) } ?? .absent),
      ("end", span.map { .integer($0.upperBound) } ?? .absent),
      ("line", location.line.map { .integer($0) } ?? .absent),
      ("quote", .text(quote)),
    ] + marked + [("extractor", Cell(extractor))]
  }
}

extension EntityMention {
  /// Where the mention begins.
  func location(in graph: KnowledgeGraph) -> SourceLocation {
    graph.location(of: span.lowerBound, in: document) ?? SourceLocation(file: document)
  }

  /// Document, start, end, quote and reason.
  var cells: [Cell] {
    [
      .text(document), .integer(span.lowerBound), .integer(span.upperBound), .text(quote),
      .text(reason),
    ]
  }
}

extension KnowledgeGraph {
  /// Line and column of a byte of a document, if the graph holds its text.
  fileprivate func location(of byte: Int, in document: String) -> SourceLocation? {
    guard let text = self.document(id: document)?.text else { return nil }
    var (row, column) = (1, 1)
    for scalar in text.utf8.prefix(byte) {
      if scalar == 0x0A {
        (row, column) = (row + 1, 1)
      } else if scalar & 0xC0 != 0x80 {
        column += 1
      }
    }
    return SourceLocation(file: document, line: row, column: column)
  }
}
