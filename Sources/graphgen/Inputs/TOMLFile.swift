import GraphModel

/// A settings file in TOML: tables of keys with texts, numbers, yes or no, and lists of these.
///
/// Of TOML 1.0 what such a file needs is read: comments, tables, bare and quoted keys, all four kinds of text,
/// integers, floats, booleans and arrays. Dotted names, inline tables and dates without quotes are refused
/// with words that say so. (The TOML libraries for Swift rest on Foundation, whose loading would double the time
/// that any command takes to start.)
struct TOMLFile {
  /// A value and where it stands.
  struct Value {
    enum Content: Equatable {
      case text(String)
      case integer(Int)
      case number(Double)
      case flag(Bool)
      case list([Content])
    }

    var content: Content
    var location: SourceLocation
  }

  /// A key with its value.
  struct Entry {
    var key: String
    var location: SourceLocation
    var value: Value
  }

  /// A table: a name in brackets and what follows it.
  struct Table {
    /// The name; empty for what stands before the first.
    var name: String
    var location: SourceLocation
    var entries: [Entry] = []
  }

  /// What stands before the first table, and the tables in order.
  let tables: [Table]

  /// Reads the text.
  ///
  /// - Parameter file: Its name, for errors.
  /// - Throws: `Diagnostic` at the place of the first mistake.
  init(_ text: String, file: String) throws(Diagnostic) {
    var parser = Parser(text, file: file)
    tables = try parser.tables()
  }

  private struct Parser {
    private let scalars: [Unicode.Scalar]
    private let file: String
    private var cursor = 0
    private var line = 1
    private var lineStart = 0

    init(_ text: String, file: String) {
      scalars = Array(text.unicodeScalars)
      self.file = file
    }

    private var next: Unicode.Scalar? { cursor < scalars.count ? scalars[cursor] : nil }

    private var location: SourceLocation {
      SourceLocation(file: file, line: line, column: cursor - lineStart + 1)
    }

    private func failure(_ words: String, at location: SourceLocation? = nil) -> Diagnostic {
      Diagnostic(.error, words, at: location ?? self.location)
    }

    private mutating func advance() {
      if scalars[cursor] == "\n" {
        line += 1
        lineStart = cursor + 1
      }
      cursor += 1
    }

    private mutating func take(_ text: String) -> Bool {
      let wanted = Array(text.unicodeScalars)
      guard scalars[cursor...].starts(with: wanted) else { return false }
      for _ in wanted { advance() }
      return true
    }

    private mutating func skipSpace() {
      while next == " " || next == "\t" { advance() }
    }

    /// Space, line ends and comments.
    private mutating func skipBlank() {
      while let scalar = next {
        if scalar == "#" {
          while let scalar = next, scalar != "\n" { advance() }
        } else if " \t\r\n".unicodeScalars.contains(scalar) {
          advance()
        } else {
          return
        }
      }
    }

    private mutating func endLine() throws(Diagnostic) {
      skipSpace()
      if next == "#" {
        while let scalar = next, scalar != "\n" { advance() }
      }
      if next == "\r" { advance() }
      guard next == nil || next == "\n" else {
        throw failure("there is more on this line than a key and a value; a text needs quotes")
      }
    }

    mutating func tables() throws(Diagnostic) -> [Table] {
      if next == "\u{FEFF}" { advance() }
      var tables = [Table(name: "", location: location)]
      while true {
        skipBlank()
        guard let scalar = next else { return tables }
        let start = location
        if scalar == "[" {
          advance()
          skipSpace()
          guard next != "[" else {
            throw failure("arrays of tables ('[[…]]') are not used here: write '[NAME]'", at: start)
          }
          let name = try key()
          skipSpace()
          guard take("]") else {
            throw failure("the name of a table is written '[NAME]', with quotes if it has spaces")
          }
          if tables.contains(where: { $0.name == name }) {
            throw failure("there are two tables named '\(name)'", at: start)
          }
          tables.append(Table(name: name, location: start))
        } else {
          let name = try key()
          if tables[tables.count - 1].entries.contains(where: { $0.key == name }) {
            throw failure("'\(name)' is given twice here", at: start)
          }
          skipSpace()
          guard take("=") else { throw failure("a setting is written 'key = value'") }
          skipSpace()
          let place = location
          let content = try value()
          tables[tables.count - 1].entries.append(
            Entry(key: name, location: start, value: Value(content: content, location: place)))
        }
        try endLine()
      }
    }

    private mutating func key() throws(Diagnostic) -> String {
      if next == "\"" || next == "'" { return try text() }
      var name = String.UnicodeScalarView()
      while let scalar = next,
        scalar == "-" || scalar == "_"
          || scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
      {
        name.append(scalar)
        advance()
      }
      guard !name.isEmpty else {
        throw failure("a name is made of letters, digits, '-' and '_', or stands in quotes")
      }
      guard next != "." else { throw failure("names with dots are not used here: give quotes") }
      return String(name)
    }

    private mutating func value() throws(Diagnostic) -> Value.Content {
      switch next {
      case "\"", "'": return .text(try text())
      case "[": return .list(try list())
      case "{":
        throw failure("tables in braces are not used here: write '[NAME]' and settings below")
      default: break
      }
      let start = location
      var word = ""
      while let scalar = next, !" \t\r\n#,]".unicodeScalars.contains(scalar) {
        word.unicodeScalars.append(scalar)
        advance()
      }
      switch word {
      case "true": return .flag(true)
      case "false": return .flag(false)
      case "": throw failure("the value is missing", at: start)
      default: break
      }
      let digits = word.filter { $0 != "_" }
      if let integer = Int(digits) { return .integer(integer) }
      if let number = Double(digits), number.isFinite { return .number(number) }
      throw failure("a text needs quotes: write \"\(word)\"", at: start)
    }

    private mutating func list() throws(Diagnostic) -> [Value.Content] {
      let start = location
      advance()
      var values: [Value.Content] = []
      while true {
        skipBlank()
        if take("]") { return values }
        guard next != nil else { throw failure("the list is not closed with ']'", at: start) }
        guard next != "[" else { throw failure("lists of lists are not used here") }
        values.append(try value())
        skipBlank()
        if take(",") { continue }
        guard next != nil else { continue }
        guard take("]") else { throw failure("the values of a list stand between commas") }
        return values
      }
    }

    private mutating func text() throws(Diagnostic) -> String {
      let start = location
      let mark = next ?? "\""
      let long = String(repeating: String(mark), count: 3)
      let isLong = take(long)
      if isLong {
        if next == "\r" { advance() }
        if next == "\n" { advance() }
      } else {
        advance()
      }
      var text = String.UnicodeScalarView()
      while let scalar = next {
        if isLong ? take(long) : scalar == mark {
          if !isLong { advance() }
          return String(text)
        }
        if !isLong, scalar == "\n" { break }
        if scalar == "\\", mark == "\"" {
          advance()
          if let escaped = try escape(isLong: isLong) { text.append(escaped) }
        } else {
          text.append(scalar)
          advance()
        }
      }
      throw failure("the text is not closed with \(isLong ? long : String(mark))", at: start)
    }

    private mutating func escape(isLong: Bool) throws(Diagnostic) -> Unicode.Scalar? {
      let start = location
      let codes: [Unicode.Scalar: Unicode.Scalar] = [
        "b": "\u{8}", "t": "\t", "n": "\n", "f": "\u{C}", "r": "\r", "\"": "\"", "\\": "\\",
      ]
      guard let scalar = next else { return nil }
      if let meant = codes[scalar] {
        advance()
        return meant
      }
      if isLong, " \t\r\n".unicodeScalars.contains(scalar) {
        while let scalar = next, " \t\r\n".unicodeScalars.contains(scalar) { advance() }
        return nil
      }
      if scalar == "u" || scalar == "U" {
        advance()
        var digits = ""
        for _ in 0..<(scalar == "u" ? 4 : 8) {
          guard let digit = next else { break }
          digits.unicodeScalars.append(digit)
          advance()
        }
        if digits.allSatisfy(\.isHexDigit), let value = UInt32(digits, radix: 16),
          let meant = Unicode.Scalar(value)
        {
          return meant
        }
      }
      throw failure(
        "there is no such escape; a backslash is written \\\\, or the text in single quotes",
        at: start)
    }
  }
}
