extension Vocabulary {
  /// Adds the rows of a tab-separated table to this vocabulary.
  ///
  /// The header's names say what it holds: a table with a column `phrase` holds phrases that express
  /// relations, several in a cell apart by `;`, with a column `reliability` if it is known; otherwise one with a column `relation` holds relations,
  /// one with a column `type` entity types. Columns may come in any order. Lines that are empty or
  /// begin with `#` are skipped. A relation whose name this vocabulary has replaces it; a name twice
  /// in one table is an error, as is an unknown column, an undeclared entity type, a relation that is
  /// neither symmetric nor has an inverse, or one without a family. After an error nothing has changed.
  ///
  /// - Parameters:
  ///   - table: The table's text.
  ///   - file: Its name, for errors.
  /// - Throws: `Diagnostic` with file, line and column.
  public mutating func add(table: String, file: String) throws(Diagnostic) {
    var rows = VocabularyTable(text: table, file: file)
    guard let header = rows.next() else {
      throw Diagnostic(.error, "the vocabulary is empty", at: SourceLocation(file: file, line: 1))
    }
    let names = header.cells
    var changed = self
    if names.contains("phrase") {
      let columns = try header.columns(
        required: ["relation", "phrase"], optional: ["reliability"])
      try changed.addPhrases(&rows, columns)
    } else if names.contains("relation") {
      let columns = try header.columns(
        required: ["relation", "inverse", "family"],
        optional: [
          "symmetric", "subject types", "object types", "PLOVER", "Wikidata", "definition",
        ])
      try changed.addRelations(&rows, columns)
    } else if names.contains("type") {
      let columns = try header.columns(required: ["type"], optional: ["actor", "definition"])
      try changed.addEntityTypes(&rows, columns)
    } else {
      throw Diagnostic(
        .error, "expected a header line with a column 'relation' or 'type', separated by tabs",
        at: header.location(of: 0))
    }
    self = changed
  }

  private mutating func addRelations(
    _ rows: inout VocabularyTable, _ columns: [String: Int]
  ) throws(Diagnostic) {
    var lines: [String: Int] = [:]
    while let row = rows.next() {
      try row.checkWidth(columns.count)
      let name = row.text("relation", columns)
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
        throw row.error(
          "a relation's name is letters, digits and hyphens, not \(name.quoted)", "relation",
          columns)
      }
      if let first = lines.updateValue(row.line, forKey: name) {
        throw row.error(
          "relation \(name.quoted) is defined twice, first on line \(first)", "relation", columns)
      }
      let isSymmetric = try row.flag("symmetric", columns)
      let inverse = row.text("inverse", columns)
      if !isSymmetric, inverse.isEmpty {
        throw row.error(
          "relation \(name.quoted) needs an inverse label, or 'yes' under symmetric", "inverse",
          columns)
      }
      let family = row.text("family", columns)
      if family.isEmpty {
        throw row.error("relation \(name.quoted) needs a family", "family", columns)
      }
      set(
        Relation(
          name: name, inverse: inverse.isEmpty ? nil : inverse, isSymmetric: isSymmetric,
          family: family,
          subjectTypes: try types(row, "subject types", columns),
          objectTypes: try types(row, "object types", columns),
          plover: row.optionalText("PLOVER", columns),
          wikidata: row.optionalText("Wikidata", columns),
          definition: row.text("definition", columns)))
    }
  }

  private mutating func addPhrases(
    _ rows: inout VocabularyTable, _ columns: [String: Int]
  ) throws(Diagnostic) {
    while let row = rows.next() {
      try row.checkWidth(columns.count)
      for phrase in try row.phrases(columns, of: self) { add(phrase) }
    }
  }

  /// The phrases that ship with graphgen.
  ///
  /// - Complexity: linear in their number; they are read once.
  public static let standardPhrases: [Phrase] = {
    do {
      var rows = VocabularyTable(
        text: String(decoding: PackageResources.phrases_tsv, as: UTF8.self), file: "phrases.tsv")
      var phrases: [Phrase] = []
      guard let header = rows.next() else { return [] }
      let columns = try header.columns(
        required: ["relation", "phrase"], optional: ["reliability"])
      while let row = rows.next() {
        try row.checkWidth(columns.count)
        phrases += try row.phrases(columns, of: .standard)
      }
      return phrases
    } catch {
      preconditionFailure("the phrases that ship with graphgen do not parse: \(error)")
    }
  }()

  private mutating func addEntityTypes(
    _ rows: inout VocabularyTable, _ columns: [String: Int]
  ) throws(Diagnostic) {
    var lines: [String: Int] = [:]
    while let row = rows.next() {
      try row.checkWidth(columns.count)
      let name = row.text("type", columns)
      guard let first = name.first, first.isLetter,
        name.allSatisfy({ $0.isLetter || $0.isNumber })
      else {
        throw row.error("a type's name is letters and digits, not \(name.quoted)", "type", columns)
      }
      if let first = lines.updateValue(row.line, forKey: name) {
        throw row.error(
          "type \(name.quoted) is defined twice, first on line \(first)", "type", columns)
      }
      if let known = entityType(named: name), known.rawValue != name {
        throw row.error(
          "type \(name.quoted) differs from \(known.rawValue.quoted) in case only; write it alike",
          "type", columns)
      }
      set(
        EntityTypeDefinition(
          type: EntityType(rawValue: name), isActor: try row.flag("actor", columns),
          definition: row.text("definition", columns)))
    }
  }

  /// The types of a cell such as `Person|Group`, `any actor|Event` or `any` (which gives none).
  private func types(
    _ row: VocabularyTable.Row, _ column: String, _ columns: [String: Int]
  ) throws(Diagnostic) -> Set<EntityType> {
    let cell = row.text(column, columns)
    if cell.isEmpty || cell == "any" { return [] }
    var types: Set<EntityType> = []
    for part in cell.split(separator: "|", omittingEmptySubsequences: false) {
      if part == "any actor" {
        types.formUnion(entityTypes.filter(\.isActor).map(\.type))
      } else if let type = entityType(named: String(part)) {
        types.insert(type)
      } else {
        let known = entityTypes.map(\.type.rawValue).joined(separator: ", ")
        throw row.error(
          "unknown entity type \(part.quoted): expected any, any actor or some of \(known), joined by |",
          column, columns)
      }
    }
    return types
  }
}

/// The lines of a tab-separated table, with the places of their cells.
private struct VocabularyTable: IteratorProtocol {
  struct Row {
    var file: String
    var line: Int
    var cells: [String]

    func location(of cell: Int) -> SourceLocation {
      let before = cells.prefix(cell).reduce(0) { $0 + $1.unicodeScalars.count + 1 }
      return SourceLocation(
        file: file, line: line, column: cell < cells.count ? before + 1 : before)
    }

    func text(_ column: String, _ columns: [String: Int]) -> String {
      guard let index = columns[column], index < cells.count else { return "" }
      return cells[index]
    }

    func optionalText(_ column: String, _ columns: [String: Int]) -> String? {
      let text = text(column, columns)
      return text.isEmpty ? nil : text
    }

    func flag(_ column: String, _ columns: [String: Int]) throws(Diagnostic) -> Bool {
      switch text(column, columns) {
      case "yes": return true
      case "no", "": return false
      case let other: throw error("expected yes or no, not \(other.quoted)", column, columns)
      }
    }

    /// The phrases of a row with the columns `relation` and `phrase`.
    func phrases(
      _ columns: [String: Int], of vocabulary: Vocabulary
    ) throws(Diagnostic) -> [Phrase] {
      let name = text("relation", columns)
      do {
        _ = try vocabulary.requireRelation(named: name)
      } catch {
        throw self.error(error.message, "relation", columns)
      }
      var reliability = Phrase.usualReliability
      if let cell = optionalText("reliability", columns) {
        guard let number = Double(cell), (0...1).contains(number) else {
          throw self.error(
            "a reliability is a number from 0 to 1, not \(cell.quoted)", "reliability", columns)
        }
        reliability = number
      }
      var location = location(of: columns["phrase"] ?? 0)
      var phrases: [Phrase] = []
      for part in text("phrase", columns).utf8.split(
        separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
      {
        let pattern = String(Substring(part))
        phrases.append(
          try Phrase(
            pattern, relation: name, at: location, reliability: reliability,
            type: { vocabulary.entityType(named: $0) }))
        location.column = (location.column ?? 1) + pattern.unicodeScalars.count + 1
      }
      return phrases
    }

    func error(_ message: String, _ column: String, _ columns: [String: Int]) -> Diagnostic {
      Diagnostic(.error, message, at: location(of: columns[column] ?? 0))
    }

    func checkWidth(_ width: Int) throws(Diagnostic) {
      if cells.count > width {
        throw Diagnostic(
          .error, "\(cells.count) cells, but the header names \(width) columns",
          at: location(of: width))
      }
    }

    /// Where each column stands, for a header row.
    func columns(
      required: [String], optional: [String]
    ) throws(Diagnostic) -> [String: Int] {
      var columns: [String: Int] = [:]
      for (index, cell) in cells.enumerated() {
        guard required.contains(cell) || optional.contains(cell) else {
          let known = (required + optional).joined(separator: ", ")
          throw Diagnostic(
            .error, "unknown column \(cell.quoted): expected \(known)", at: location(of: index)
          )
        }
        guard columns.updateValue(index, forKey: cell) == nil else {
          throw Diagnostic(
            .error, "column \(cell.quoted) occurs twice", at: location(of: index))
        }
      }
      for name in required where columns[name] == nil {
        throw Diagnostic(.error, "column '\(name)' is missing", at: location(of: 0))
      }
      return columns
    }
  }

  /// What has not been read; nil at the end.
  private var rest: Substring.UTF8View?
  private let file: String
  private var line = 0

  init(text: String, file: String) {
    rest = (text.hasPrefix("\u{FEFF}") ? text.dropFirst() : text[...]).utf8
    self.file = file
  }

  mutating func next() -> Row? {
    while let text = nextLine() {
      line += 1
      if text.isEmpty || text.first == UInt8(ascii: "#") { continue }
      let cells = text.split(separator: UInt8(ascii: "\t"), omittingEmptySubsequences: false)
      return Row(file: file, line: line, cells: cells.map { String(Substring($0)) })
    }
    return nil
  }

  /// The next line without its LF, CR LF or CR.
  ///
  /// Bytes are compared, as looking for characters would take a tenth of the time of a small command.
  private mutating func nextLine() -> Substring.UTF8View? {
    guard let text = rest else { return nil }
    let (feed, carriageReturn) = (UInt8(ascii: "\n"), UInt8(ascii: "\r"))
    guard let end = text.firstIndex(where: { $0 == feed || $0 == carriageReturn }) else {
      rest = nil
      return text
    }
    let beyond = text[end...].dropFirst()
    rest = text[end] == carriageReturn && beyond.first == feed ? beyond.dropFirst() : beyond
    return text[..<end]
  }
}
