/// One word or sign of a pattern.
struct Token: Hashable {
  enum Kind: Hashable {
    case name
    case quotedName
    case integer
    case float
    case string
    case parameter
    case symbol
    case end
  }

  var kind: Kind
  /// The name, the digits, the text without quotes, or the sign.
  var text: String
  /// The bytes of the source.
  var range: Range<Int>

  /// The name in capitals, if it may be a keyword.
  var keyword: String? { kind == .name ? text.uppercased() : nil }
}

/// Cuts the text of a pattern into words and signs.
struct Lexer {
  private let bytes: [UInt8]
  private var cursor = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// All tokens, the last of kind `end`.
  ///
  /// - Complexity: O(*n*).
  static func tokens(of bytes: [UInt8]) throws(QueryError) -> [Token] {
    var lexer = Lexer(bytes)
    var tokens: [Token] = []
    while true {
      let token = try lexer.next()
      tokens.append(token)
      if token.kind == .end { return tokens }
    }
  }

  private func byte(_ ahead: Int = 0) -> UInt8 {
    cursor + ahead < bytes.count ? bytes[cursor + ahead] : 0
  }

  private func text(from start: Int) -> String {
    String(decoding: bytes[start..<cursor], as: UTF8.self)
  }

  private mutating func next() throws(QueryError) -> Token {
    try skipSpace()
    let start = cursor
    func token(_ kind: Token.Kind, _ text: String, _ end: Int) -> Token {
      Token(kind: kind, text: text, range: start..<end)
    }
    guard cursor < bytes.count else { return token(.end, "", cursor) }
    let first = byte()
    if first.isDigit || first == UInt8(ascii: ".") && byte(1).isDigit {
      let kind = try number()
      return token(kind, text(from: start), cursor)
    }
    if first == UInt8(ascii: "'") || first == UInt8(ascii: "\"") {
      let text = try string(first)
      return token(.string, text, cursor)
    }
    if first == UInt8(ascii: "`") {
      let name = try quotedName()
      return token(.quotedName, name, cursor)
    }
    if first == UInt8(ascii: "$") {
      cursor += 1
      if byte() == UInt8(ascii: "`") {
        let name = try quotedName()
        return token(.parameter, name, cursor)
      }
      let nameStart = cursor
      skipName()
      if nameStart == cursor {
        throw QueryError(
          .syntax, "UnexpectedSyntax", "a parameter needs a name after '$'", at: start)
      }
      return token(.parameter, text(from: nameStart), cursor)
    }
    if try startsName() {
      skipName()
      return token(.name, text(from: start), cursor)
    }
    let two = text(of: 2)
    if ["<>", "<=", ">=", "..", "=~", "+="].contains(two) {
      cursor += 2
      return token(.symbol, two, cursor)
    }
    let one = text(of: 1)
    if "()[]{},.:;|+-*/%^=<>".contains(one) {
      cursor += 1
      return token(.symbol, one, cursor)
    }
    throw unexpectedCharacter()
  }

  private func text(of length: Int) -> String {
    String(decoding: bytes[cursor..<min(cursor + length, bytes.count)], as: UTF8.self)
  }

  private func scalar() -> Unicode.Scalar? {
    var iterator = bytes[cursor..<min(cursor + 4, bytes.count)].makeIterator()
    var decoder = UTF8()
    if case .scalarValue(let scalar) = decoder.decode(&iterator) { return scalar }
    return nil
  }

  private func unexpectedCharacter() -> QueryError {
    let shown = scalar().map { "'\($0)'" } ?? "this byte"
    let code = (scalar()?.isASCII ?? false) ? "UnexpectedSyntax" : "InvalidUnicodeCharacter"
    return QueryError(.syntax, code, "\(shown) has no place in a pattern", at: cursor)
  }

  private mutating func skipSpace() throws(QueryError) {
    while cursor < bytes.count {
      let current = byte()
      if current == 0x20 || (0x09...0x0D).contains(current) {
        cursor += 1
      } else if current == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "/") {
        while cursor < bytes.count, byte() != UInt8(ascii: "\n") { cursor += 1 }
      } else if current == UInt8(ascii: "/"), byte(1) == UInt8(ascii: "*") {
        let start = cursor
        cursor += 2
        while !(byte() == UInt8(ascii: "*") && byte(1) == UInt8(ascii: "/")) {
          guard cursor < bytes.count else {
            throw QueryError(
              .syntax, "UnexpectedSyntax", "this comment does not end: '*/' is missing", at: start)
          }
          cursor += 1
        }
        cursor += 2
      } else if current >= 0x80, let scalar = scalar(), scalar.properties.isWhitespace {
        cursor += UTF8.width(scalar)
      } else {
        return
      }
    }
  }

  private func startsName() throws(QueryError) -> Bool {
    let first = byte()
    if first < 0x80 { return first.isLetter || first == UInt8(ascii: "_") }
    guard let scalar = scalar() else { throw unexpectedCharacter() }
    return scalar.properties.isIDStart
  }

  private mutating func skipName() {
    while cursor < bytes.count {
      let current = byte()
      if current < 0x80 {
        guard current.isLetter || current.isDigit || current == UInt8(ascii: "_") else { return }
        cursor += 1
      } else {
        guard let scalar = scalar(), scalar.properties.isIDContinue else { return }
        cursor += UTF8.width(scalar)
      }
    }
  }

  private mutating func number() throws(QueryError) -> Token.Kind {
    let start = cursor
    var kind = Token.Kind.integer
    if byte() == UInt8(ascii: "0"), [UInt8(ascii: "x"), UInt8(ascii: "o")].contains(byte(1) | 0x20)
    {
      cursor += 2
    } else {
      while byte().isDigit { cursor += 1 }
      if byte() == UInt8(ascii: "."), byte(1).isDigit {
        kind = .float
        cursor += 1
        while byte().isDigit { cursor += 1 }
      }
      let sign = [UInt8(ascii: "+"), UInt8(ascii: "-")].contains(byte(1)) ? 1 : 0
      if byte() | 0x20 == UInt8(ascii: "e"), byte(1 + sign).isDigit {
        kind = .float
        cursor += 1 + sign
        while byte().isDigit { cursor += 1 }
      }
    }
    let end = cursor
    skipName()
    let isPrefixed =
      bytes[start] == UInt8(ascii: "0") && end == start + 2 && kind == .integer
      && !bytes[start + 1].isDigit
    if cursor > end, !isPrefixed {
      throw QueryError(
        .syntax, "InvalidNumberLiteral", "'\(text(from: start))' is not a number", at: start)
    }
    return kind
  }

  private mutating func quotedName() throws(QueryError) -> String {
    let start = cursor
    cursor += 1
    var name: [UInt8] = []
    while cursor < bytes.count {
      if byte() == UInt8(ascii: "`") {
        cursor += 1
        if byte() != UInt8(ascii: "`") { return String(decoding: name, as: UTF8.self) }
      }
      name.append(byte())
      cursor += 1
    }
    throw QueryError(
      .syntax, "UnexpectedSyntax", "this name does not end: '`' is missing", at: start)
  }

  private mutating func string(_ quote: UInt8) throws(QueryError) -> String {
    let start = cursor
    cursor += 1
    var text: [UInt8] = []
    while cursor < bytes.count {
      let current = byte()
      cursor += 1
      if current == quote { return String(decoding: text, as: UTF8.self) }
      guard current == UInt8(ascii: "\\") else {
        text.append(current)
        continue
      }
      let escaped = byte()
      cursor += 1
      switch escaped {
      case UInt8(ascii: "n"): text.append(0x0A)
      case UInt8(ascii: "t"): text.append(0x09)
      case UInt8(ascii: "r"): text.append(0x0D)
      case UInt8(ascii: "b"): text.append(0x08)
      case UInt8(ascii: "f"): text.append(0x0C)
      case UInt8(ascii: "\\"), UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
        text.append(escaped)
      case UInt8(ascii: "u"), UInt8(ascii: "U"):
        let digits = escaped == UInt8(ascii: "u") ? 4 : 8
        let hex = String(
          decoding: bytes[cursor..<min(cursor + digits, bytes.count)], as: UTF8.self)
        guard hex.utf8.count == digits, hex.utf8.allSatisfy(\.isHexDigit),
          let number = UInt32(hex, radix: 16), let scalar = Unicode.Scalar(number)
        else {
          throw QueryError(
            .syntax, "InvalidUnicodeLiteral",
            "'\\\(Character(Unicode.Scalar(escaped)))' needs \(digits) hexadecimal digits of a character",
            at: cursor - 2)
        }
        text += Array(String(Character(scalar)).utf8)
        cursor += digits
      default:
        throw QueryError(
          .syntax, "UnexpectedSyntax",
          "'\\' may be followed by \\ ' \" n t r b f u and U; write '\\\\' for the sign itself",
          at: cursor - 2)
      }
    }
    throw QueryError(
      .syntax, "UnexpectedSyntax",
      "this text does not end: \(Character(Unicode.Scalar(quote))) is missing", at: start)
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(self) }
  fileprivate var isLetter: Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) && self >= 0x41
  }
  fileprivate var isHexDigit: Bool {
    isDigit || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(self | 0x20)
  }
}
