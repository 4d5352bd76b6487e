/// A table of words, written as text: a row a line, with what stands on its left and what on its right.
///
///     detective inspector: investigator police        in code
///     Bosnian    Bosnia and Herzegovina               in a resource: with a tab, below the names of the columns
struct WordTable {
  struct Row {
    let left, right: String

    var leftWords: [String] { WordTable.words(left) }
    var rightWords: [String] { WordTable.words(right) }
  }

  let rows: [Row]

  /// A table in code, with colons.
  init(_ text: String) { rows = Self.rows(of: text, ":") }

  /// A table that is embedded as a resource.
  init(resource: [UInt8]) {
    rows = Array(Self.rows(of: String(decoding: resource, as: UTF8.self), "\t").dropFirst())
  }

  private static func rows(of text: String, _ separator: Character) -> [Row] {
    text.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: separator, maxSplits: 1, omittingEmptySubsequences: false)
      return cells.count == 2 ? Row(left: String(cells[0]), right: String(cells[1])) : nil
    }
  }

  /// By what stands on the left, the words on the right.
  var wordsOfLeft: [String: [String]] {
    Dictionary(rows.lazy.map { ($0.left, $0.rightWords) }, uniquingKeysWith: { $1 })
  }

  /// The words of a text, between spaces and over lines.
  static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
