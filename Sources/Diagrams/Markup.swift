/// Graphviz's HTML-like label markup, put together so that no text from data becomes markup.
enum Markup {
  /// Text escaped for a label: the five characters of XML, and the backslash, which Graphviz would
  /// read as the start of one of its own escapes.
  static func escape(_ text: some StringProtocol) -> String {
    var result = ""
    for character in text {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\\": result += "\\\\"
      default: result.append(character)
      }
    }
    return result
  }

  /// Lines of text, escaped, one under the other.
  static func lines(_ lines: [String]) -> String {
    lines.map { escape($0) }.joined(separator: "<BR ALIGN=\"LEFT\"/>")
  }

  /// Escaped text in which no space is a place to break.
  static func unbroken(_ text: String) -> String {
    escape(text).split(separator: " ", omittingEmptySubsequences: false)
      .joined(separator: "&#160;")
  }

  /// Markup in a size and colour.
  static func font(_ markup: String, size: Double? = nil, color: Color) -> String {
    let size = size.map { "POINT-SIZE=\"\(points($0))\" " } ?? ""
    return "<FONT \(size)COLOR=\"\(color)\">\(markup)</FONT>"
  }

  /// Bold markup.
  static func bold(_ markup: String) -> String { "<B>\(markup)</B>" }

  /// A borderless table; its rows come one under the other.
  static func table(padding: Int, rows: [String]) -> String {
    "<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"\(padding)\">"
      + rows.map { "<TR>\($0)</TR>" }.joined() + "</TABLE>"
  }

  /// A number of points without a needless fraction.
  static func points(_ value: Double) -> String {
    value == value.rounded() ? String(Int(value)) : String(value)
  }
}
