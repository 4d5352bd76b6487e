import ArgumentParser
import GraphModel

/// How a listing is written.
enum ListingFormat: String, Choice {
  case table, json, jsonl, csv, tsv
}

/// One value of a listing.
enum Cell: Hashable {
  case text(String)
  case number(Double)
  case integer(Int)
  case boolean(Bool)
  case absent
  case list([String])
  case cells([Cell])
  case object([(name: String, value: Cell)])
  case objects([[(name: String, value: Cell)]])

  init(_ text: String?) { self = text.map { .text($0) } ?? .absent }
  init(_ number: Float?) {
    // Through the shortest decimal, so that 0.93 stays 0.93.
    self = number.flatMap { Double("\($0)") }.map { .number($0) } ?? .absent
  }

  static func == (left: Cell, right: Cell) -> Bool { left.json == right.json }
  func hash(into hasher: inout Hasher) { hasher.combine(json) }

  /// The value as JSON.
  var json: String {
    var json = JSONText()
    write(to: &json)
    return json.text
  }

  /// An object of named values as JSON.
  static func json(_ fields: [(name: String, value: Cell)]) -> String {
    Cell.object(fields).json
  }

  private func write(to json: inout JSONText) {
    switch self {
    case .text(let text): json.string(text)
    case .number(let number) where number == number.rounded() && abs(number) < 1e15:
      json.number(Int(number))
    case .number(let number): json.number(number)
    case .integer(let integer): json.number(integer)
    case .boolean(let truth): json.boolean(truth)
    case .absent: json.null()
    case .list(let texts): json.array(texts) { $0.string($1) }
    case .cells(let cells): json.array(cells) { $1.write(to: &$0) }
    case .object(let fields): Self.write(fields, to: &json)
    case .objects(let objects): json.array(objects) { Self.write($1, to: &$0) }
    }
  }

  private static func write(_ fields: [(name: String, value: Cell)], to json: inout JSONText) {
    json.object { json in
      for field in fields {
        json.key(field.name)
        field.value.write(to: &json)
      }
    }
  }

  /// The value as plain text, for tables and CSV.
  var plain: String {
    switch self {
    case .text(let text): return text
    case .number, .integer, .boolean: return json
    case .absent: return ""
    case .list(let texts): return texts.joined(separator: "|")
    case .cells, .object, .objects: return json
    }
  }
}

/// Rows of one shape, written in any of the listing formats.
///
/// Programs get the columns with a name, people those with a heading. On a terminal long cells are cut, and
/// the last column gets what is left of the line; elsewhere nothing is cut.
struct Listing {
  /// A column.
  struct Column {
    /// The field's name in JSON and the header in CSV; nil keeps the column from programs.
    var name: String?
    /// The header of the table for people; nil leaves the column out there.
    var heading: String?

    init(_ name: String?, heading: String? = nil) {
      self.name = name
      self.heading = heading
    }
  }

  var columns: [Column]
  var rows: [[Cell]] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func append(_ row: [Cell]) {
    precondition(row.count == columns.count, "a row has a cell for every column")
    rows.append(row)
  }

  /// The listing as text, ending in a newline unless there is nothing to say.
  func text(_ format: ListingFormat, width: Int?, colored: Bool) -> String {
    switch format {
    case .table: return table(width: width, colored: colored)
    case .json:
      return rows.isEmpty ? "[]\n" : "[\n" + rows.map(jsonRow).joined(separator: ",\n") + "\n]\n"
    case .jsonl: return rows.map { jsonRow($0) + "\n" }.joined()
    case .csv: return separated(by: ",", Self.csvCell)
    case .tsv: return separated(by: "\t", Self.csvCell)
    }
  }

  private func jsonRow(_ row: [Cell]) -> String {
    Cell.json(
      zip(columns, row).compactMap { column, value in column.name.map { ($0, value) } })
  }

  private func separated(by separator: String, _ cell: (String, String) -> String) -> String {
    let named = columns.indices.filter { columns[$0].name != nil }
    return
      ([named.map { columns[$0].name ?? "" }] + rows.map { row in named.map { row[$0].plain } })
      .map { $0.map { cell($0, separator) }.joined(separator: separator) + "\n" }.joined()
  }

  /// A cell after RFC 4180, quoted only where it must be.
  private static func csvCell(_ text: String, _ separator: String) -> String {
    let needsQuotes = text.unicodeScalars.contains {
      $0 == "\"" || $0 == "\n" || $0 == "\r" || String($0) == separator
    }
    guard needsQuotes else { return text }
    let parts = text.unicodeScalars.split(separator: "\"", omittingEmptySubsequences: false)
    return "\"" + parts.map(String.init).joined(separator: "\"\"") + "\""
  }

  private func table(width: Int?, colored: Bool) -> String {
    guard !rows.isEmpty else { return "" }
    let shown = columns.indices.filter { index in
      columns[index].heading != nil && rows.contains { !$0[index].plain.isEmpty }
    }
    guard !shown.isEmpty else { return "" }
    let cells = rows.map { row in shown.map { TableCell(row[$0].plain) } }
    let headings = shown.map { TableCell(columns[$0].heading ?? "") }
    var widths = headings.map(\.columns)
    let limit = width == nil ? Int.max : 48
    for row in cells {
      for (index, cell) in row.enumerated() {
        widths[index] = max(widths[index], min(cell.columns, limit))
      }
    }
    let lastIndex = shown.count - 1
    let before = widths.dropLast().reduce(0) { $0 + $1 + 2 }
    let rest = width.map { max($0 - before, 20) } ?? Int.max
    var text = ""

    func write(_ row: [TableCell], style: Terminal.Style?) {
      for index in row.indices {
        let cell = row[index].clipped(to: index == lastIndex ? rest : widths[index])
        text += style.map { Terminal.styled(cell.text, $0, when: colored) } ?? cell.text
        if index != lastIndex {
          text += String(repeating: " ", count: widths[index] + 2 - cell.columns)
        }
      }
      while text.utf8.last == UInt8(ascii: " ") { text.removeLast() }
      text += "\n"
    }
    write(headings, style: .bold)
    for row in cells { write(row, style: nil) }
    return text
  }
}

/// What a table shows in a cell, and how wide that is.
private struct TableCell {
  let text: String
  let columns: Int

  init(_ text: String) {
    self.text = Terminal.printable(text)
    columns = Terminal.columns(of: self.text)
  }

  func clipped(to width: Int) -> TableCell {
    columns > width ? TableCell(Terminal.clipped(text, to: width)) : self
  }
}
