/// JSON that a page holds: read where it can be, without a word on what is wrong.
indirect enum LooseJSON: Sendable {
  case object([(key: String, value: LooseJSON)])
  case array([LooseJSON])
  case string(String)
  /// A number, `true`, `false` or `null`, which nobody asks for.
  case other

  /// Parses a text; nil if it is no JSON.
  ///
  /// - Complexity: O(*n*).
  init?(_ text: String) {
    var text = text
    let value = text.withUTF8 { bytes in
      var reader = Reader(bytes: bytes)
      return reader.value(depth: 0)
    }
    guard let value else { return nil }
    self = value
  }

  /// The text, if it is one and not empty.
  var text: String? {
    guard case .string(let text) = self, !text.isEmpty else { return nil }
    return text
  }

  /// The elements of an array; of anything else, itself.
  var elements: [LooseJSON] {
    if case .array(let elements) = self { return elements }
    return [self]
  }

  /// The first value of a key; of an array, that of its first element that has it.
  subscript(key: String) -> LooseJSON? {
    switch self {
    case .object(let members): members.first { $0.key == key }?.value
    case .array(let elements): elements.lazy.compactMap { $0[key] }.first
    default: nil
    }
  }

  private struct Reader {
    /// Deeper than any page's data.
    private static let deepest = 64

    let bytes: UnsafeBufferPointer<UInt8>
    var position = 0

    init(bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    mutating func value(depth: Int) -> LooseJSON? {
      guard depth < Self.deepest, let byte = next() else { return nil }
      switch byte {
      case UInt8(ascii: "{"): return object(depth)
      case UInt8(ascii: "["): return array(depth)
      case UInt8(ascii: "\""): return string().map { .string($0) }
      default:
        let start = position
        while position < bytes.count, !",]} \n\r\t".utf8.contains(bytes[position]) { position += 1 }
        return position > start ? .other : nil
      }
    }

    private mutating func object(_ depth: Int) -> LooseJSON? {
      position += 1
      var members: [(key: String, value: LooseJSON)] = []
      while let byte = next() {
        if byte == UInt8(ascii: "}") {
          position += 1
          return .object(members)
        }
        if byte == UInt8(ascii: ",") {
          position += 1
          continue
        }
        guard byte == UInt8(ascii: "\""), let key = string(), next() == UInt8(ascii: ":") else {
          return nil
        }
        position += 1
        guard let value = value(depth: depth + 1) else { return nil }
        members.append((key, value))
      }
      return nil
    }

    private mutating func array(_ depth: Int) -> LooseJSON? {
      position += 1
      var elements: [LooseJSON] = []
      while let byte = next() {
        if byte == UInt8(ascii: "]") {
          position += 1
          return .array(elements)
        }
        if byte == UInt8(ascii: ",") {
          position += 1
          continue
        }
        guard let value = value(depth: depth + 1) else { return nil }
        elements.append(value)
      }
      return nil
    }

    /// A string at its opening quote.
    private mutating func string() -> String? {
      position += 1
      var text: [UInt16] = []
      var result = ""
      var start = position
      func flush(_ end: Int, into result: inout String) {
        result += String(decoding: bytes[start..<end], as: UTF8.self)
      }
      while position < bytes.count {
        switch bytes[position] {
        case UInt8(ascii: "\""):
          flush(position, into: &result)
          position += 1
          return result
        case UInt8(ascii: "\\"):
          flush(position, into: &result)
          guard position + 1 < bytes.count else { return nil }
          let escape = bytes[position + 1]
          position += 2
          switch escape {
          case UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"): result += " "
          case UInt8(ascii: "b"), UInt8(ascii: "f"): break
          case UInt8(ascii: "u"):
            text.removeAll(keepingCapacity: true)
            position -= 2
            while let unit = unit() { text.append(unit) }
            guard !text.isEmpty else { return nil }
            result += String(decoding: text, as: UTF16.self)
          default: result.unicodeScalars.append(Unicode.Scalar(escape))
          }
          start = position
        default: position += 1
        }
      }
      return nil
    }

    /// The code unit of an escape `\uXXXX`, if one stands here.
    private mutating func unit() -> UInt16? {
      guard position + 6 <= bytes.count, bytes[position] == UInt8(ascii: "\\"),
        bytes[position + 1] == UInt8(ascii: "u")
      else { return nil }
      let digits = String(decoding: bytes[position + 2..<position + 6], as: UTF8.self)
      guard let unit = UInt16(digits, radix: 16) else { return nil }
      position += 6
      return unit
    }

    /// The next byte that is no white space.
    private mutating func next() -> UInt8? {
      while position < bytes.count, [0x20, 0x0A, 0x0D, 0x09].contains(bytes[position]) {
        position += 1
      }
      return position < bytes.count ? bytes[position] : nil
    }
  }
}
