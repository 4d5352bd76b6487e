/// A JSON value and where it begins.
struct JSON: Sendable {
  /// One member of an object.
  struct Member: Sendable {
    var key: String
    /// Where the key begins, in bytes.
    var offset: Int
    var value: JSON
  }

  enum Value: Sendable {
    case null
    case bool(Bool)
    /// As it is written, since who reads it knows what it must fit into.
    case number(String)
    case string(String)
    case array([JSON])
    /// In the order of the text; no key occurs twice.
    case object([Member])
  }

  var value: Value
  /// Where it begins, in bytes.
  var offset: Int

  /// What it is, for messages.
  var kind: String {
    switch value {
    case .null: "null"
    case .bool: "true or false"
    case .number: "a number"
    case .string: "a text"
    case .array: "a list"
    case .object: "an object"
    }
  }
}

/// Where and why bytes are not JSON, or not the JSON that was expected.
struct JSONError: Error, Hashable {
  var message: String
  var offset: Int
}

extension JSON {
  /// Parses exactly one value as RFC 8259 defines it.
  ///
  /// Objects with a key twice, half surrogate pairs, ill-formed UTF-8 and nesting beyond 64 levels are
  /// errors: they are the corners in which two readers of one text disagree.
  ///
  /// - Complexity: O(*n*) but for the search for double keys, which is O(*k*²) up to sixteen keys.
  init(parsing bytes: UnsafeBufferPointer<UInt8>) throws(JSONError) {
    var parser = JSONParser(bytes: bytes)
    self = try parser.document()
  }

  /// Parses exactly one value.
  init(parsing text: String) throws(JSONError) {
    // `withUTF8` passes on no typed errors.
    var text = text
    let result = text.withUTF8 { bytes in
      Result { () throws(JSONError) in try JSON(parsing: bytes) }
    }
    self = try result.get()
  }
}

private struct JSONParser {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Whether all bytes are UTF-8, which is quicker to know of all than of every text.
  private let isUTF8: Bool
  private var position = 0
  private var depth = 0

  init(bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    isUTF8 = String(validating: bytes, as: UTF8.self) != nil
  }

  mutating func document() throws(JSONError) -> JSON {
    let value = try value()
    skipSpace()
    if position < bytes.count {
      throw error("text after the value: one line holds one object")
    }
    return value
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while position < bytes.count {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  private mutating func value() throws(JSONError) -> JSON {
    skipSpace()
    let start = position
    switch next {
    case UInt8(ascii: "{"):
      return JSON(
        value: .object(try nested { parser throws(JSONError) in try parser.members() }),
        offset: start)
    case UInt8(ascii: "["):
      return JSON(
        value: .array(try nested { parser throws(JSONError) in try parser.elements() }),
        offset: start)
    case UInt8(ascii: "\""):
      return JSON(value: .string(try string()), offset: start)
    case UInt8(ascii: "t"): return try literal("true", .bool(true))
    case UInt8(ascii: "f"): return try literal("false", .bool(false))
    case UInt8(ascii: "n"): return try literal("null", .null)
    case nil: throw error("the line ends where a value is expected")
    case let byte? where byte == UInt8(ascii: "-") || isDigit(byte):
      return JSON(value: .number(try number()), offset: start)
    default: throw error("a value is expected here")
    }
  }

  private mutating func nested<Result>(
    _ body: (inout JSONParser) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    if depth == 64 { throw error("nested deeper than 64 levels") }
    depth += 1
    position += 1
    let result = try body(&self)
    depth -= 1
    return result
  }

  private mutating func members() throws(JSONError) -> [JSON.Member] {
    var members: [JSON.Member] = []
    var keys: Set<String> = []
    skipSpace()
    if take("}") { return members }
    members.reserveCapacity(8)
    while true {
      skipSpace()
      let offset = position
      guard next == UInt8(ascii: "\"") else { throw error("a key in quotes is expected here") }
      let key = try string()
      let isRepeated: Bool
      if members.count < 16 {
        isRepeated = members.contains { $0.key == key }
      } else {
        if members.count == 16 { keys = Set(members.map(\.key)) }
        isRepeated = !keys.insert(key).inserted
      }
      if isRepeated { throw JSONError(message: "key \(key.quoted) occurs twice", offset: offset) }
      skipSpace()
      guard take(":") else { throw error("':' is expected after a key") }
      members.append(JSON.Member(key: key, offset: offset, value: try value()))
      skipSpace()
      if take("}") { return members }
      guard take(",") else { throw error("',' or '}' is expected here") }
    }
  }

  private mutating func elements() throws(JSONError) -> [JSON] {
    var elements: [JSON] = []
    skipSpace()
    if take("]") { return elements }
    while true {
      elements.append(try value())
      skipSpace()
      if take("]") { return elements }
      guard take(",") else { throw error("',' or ']' is expected here") }
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard next == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  private mutating func literal(
    _ word: StaticString, _ value: JSON.Value
  ) throws(JSONError) -> JSON {
    let start = position
    let isThere = word.withUTF8Buffer { bytes[start...].starts(with: $0) }
    guard isThere else { throw error("a value is expected here") }
    position += word.utf8CodeUnitCount
    return JSON(value: value, offset: start)
  }

  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = take("-")
    if !take("0") { try digits() }
    if take(".") { try digits() }
    if take("e") || take("E") {
      if !take("+") { _ = take("-") }
      try digits()
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func digits() throws(JSONError) {
    let start = position
    while let byte = next, isDigit(byte) { position += 1 }
    if position == start { throw error("a digit is expected here") }
  }

  private func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private mutating func string() throws(JSONError) -> String {
    let opening = position
    position += 1
    var run = position
    var decoded: [UInt8] = []
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        let end = position
        position += 1
        if decoded.isEmpty { return try text(UnsafeBufferPointer(rebasing: bytes[run..<end]), run) }
        decoded.append(contentsOf: bytes[run..<end])
        let offset = opening + 1
        return try decoded.withUnsafeBufferPointer { piece throws(JSONError) in
          try text(piece, offset)
        }
      case UInt8(ascii: "\\"):
        decoded.append(contentsOf: bytes[run..<position])
        position += 1
        try escape(into: &decoded)
        run = position
      case 0..<0x20:
        throw error("a control character in a text is written as an escape such as \\n")
      default: position += 1
      }
    }
    throw JSONError(message: "the quote that opens here is never closed", offset: opening)
  }

  private func text(
    _ piece: UnsafeBufferPointer<UInt8>, _ offset: Int
  ) throws(JSONError) -> String {
    if isUTF8 { return String(decoding: piece, as: UTF8.self) }
    guard let text = String(validating: piece, as: UTF8.self) else {
      throw JSONError(message: "this text is not UTF-8", offset: offset)
    }
    return text
  }

  private mutating func escape(into decoded: inout [UInt8]) throws(JSONError) {
    guard let letter = next else { return }
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): decoded.append(letter)
    case UInt8(ascii: "b"): decoded.append(0x08)
    case UInt8(ascii: "f"): decoded.append(0x0C)
    case UInt8(ascii: "n"): decoded.append(0x0A)
    case UInt8(ascii: "r"): decoded.append(0x0D)
    case UInt8(ascii: "t"): decoded.append(0x09)
    case UInt8(ascii: "u"):
      let start = position - 2
      var value = UInt32(try codeUnit())
      if (0xD800..<0xDC00).contains(value), take("\\"), take("u") {
        let low = UInt32(try codeUnit())
        if (0xDC00..<0xE000).contains(low) {
          value = 0x10000 + (value - 0xD800) << 10 + (low - 0xDC00)
        }
      }
      guard let scalar = Unicode.Scalar(value) else {
        throw JSONError(message: "half of a surrogate pair", offset: start)
      }
      decoded.append(contentsOf: UTF8.encode(scalar)!)
    default:
      position -= 2
      throw error("no such escape")
    }
  }

  private mutating func codeUnit() throws(JSONError) -> UInt16 {
    var value: UInt16 = 0
    for _ in 0..<4 {
      guard let byte = next, let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
        throw error("\\u needs four hexadecimal digits")
      }
      value = value << 4 | UInt16(digit)
      position += 1
    }
    return value
  }

  private func error(_ message: String) -> JSONError {
    JSONError(message: message, offset: position)
  }
}
