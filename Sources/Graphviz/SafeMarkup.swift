import GraphModel

/// HTML-like labels that Graphviz can be given.
///
/// The tags and attributes of Graphviz's own language pass; numbers are kept small, fonts and addresses
/// to the rules of the attributes, and images, which are files, are left out.
enum SafeMarkup {
  /// The longest markup that is laid out, in bytes.
  static let longest = 65536

  static func verdict(on markup: String) -> AttributeRules.Verdict {
    if markup.utf8.count > longest { return .drop(because: "is longer than \(longest) bytes") }
    var scanner = Scanner(markup)
    guard let safe = scanner.run() else { return .drop(because: "has an unfinished tag") }
    return scanner.isChanged ? .change(.html(safe), because: scanner.reason) : .keep
  }

  private struct Scanner {
    private let bytes: [UInt8]
    private var position = 0
    private var out: [UInt8] = []
    private(set) var reason: String?
    private(set) var isChanged = false

    init(_ markup: String) {
      bytes = Array(markup.utf8)
      out.reserveCapacity(bytes.count)
    }

    /// The safe markup, or nil if a tag has no end.
    mutating func run() -> String? {
      while position < bytes.count {
        if bytes[position] == UInt8(ascii: "<") {
          guard tag() else { return nil }
        } else {
          out.append(bytes[position])
          position += 1
        }
      }
      return String(decoding: out, as: UTF8.self)
    }

    /// Copies one tag without what it may not have.
    private mutating func tag() -> Bool {
      let start = position
      guard let end = endOfTag(from: start) else { return false }
      defer { position = end }
      position += 1
      if position < end, bytes[position] == UInt8(ascii: "/") { position += 1 }
      let name = word(before: end).uppercased()
      guard tags.contains(name) else {
        isChanged = true
        if !name.isEmpty { reason = "may not have the tag <\(name)>" }
        return true
      }
      out += bytes[start..<position]
      while position < end - 1 {
        let space = position
        while position < end - 1, isSpace(bytes[position]) { position += 1 }
        let nameStart = position
        let attribute = word(before: end).uppercased()
        guard position > nameStart else {
          // The slash of an empty element, or what the library will complain of.
          out += bytes[space..<max(position, min(position + 1, end - 1))]
          position = min(position + 1, end - 1)
          continue
        }
        while position < end - 1, isSpace(bytes[position]) { position += 1 }
        guard position < end - 1, bytes[position] == UInt8(ascii: "=") else {
          out += bytes[space..<position]
          continue
        }
        position += 1
        while position < end - 1, isSpace(bytes[position]) { position += 1 }
        let beforeQuote = position
        guard position < end - 1,
          bytes[position] == UInt8(ascii: "\"") || bytes[position] == UInt8(ascii: "'"),
          let close = bytes[(position + 1)..<(end - 1)].firstIndex(of: bytes[position])
        else {
          out += bytes[space..<beforeQuote]
          continue
        }
        let value = String(decoding: bytes[(position + 1)..<close], as: UTF8.self)
        position = close + 1
        keep(attribute, value, from: space, through: position, valueAt: beforeQuote)
      }
      out.append(UInt8(ascii: ">"))
      return true
    }

    private mutating func keep(
      _ name: String, _ value: String, from start: Int, through end: Int, valueAt: Int
    ) {
      switch name {
      case "FACE":
        guard AttributeRules.isFont(value) else {
          return refuse(name, "must be the name of a font")
        }
      case "HREF":
        guard let address = SafeAddress.stored(value) else {
          return refuse(name, "must be an http, https or mailto address")
        }
        // Graphviz reads the entities of an attribute, then writes what it read as it is.
        out += bytes[start..<valueAt] + "\"\(address.replacing("&", with: "&amp;"))\"".utf8
        isChanged = true
        return
      case "SRC": return refuse(name, "is not used: Graphviz would open a file that it names")
      default:
        if let bounds = numbers[name] {
          guard let number = Double(value), bounds.contains(number) else {
            return refuse(name, "must be between \(bounds.lowerBound) and \(bounds.upperBound)")
          }
        }
      }
      out += bytes[start..<end]
    }

    private mutating func refuse(_ name: String, _ why: String) {
      isChanged = true
      reason = "has markup whose \(name) \(why)"
    }

    /// The position after the `>` that ends the tag at a position.
    private func endOfTag(from start: Int) -> Int? {
      if bytes[start...].starts(with: "<!--".utf8) {
        var index = start + 4
        while index + 2 < bytes.count {
          if bytes[index...].starts(with: "-->".utf8) { return index + 3 }
          index += 1
        }
        return nil
      }
      var quote: UInt8?
      for index in start..<bytes.count {
        switch (bytes[index], quote) {
        case (UInt8(ascii: "\""), nil), (UInt8(ascii: "'"), nil): quote = bytes[index]
        case (let byte, .some(let open)) where byte == open: quote = nil
        case (UInt8(ascii: ">"), nil): return index + 1
        default: break
        }
      }
      return nil
    }

    private mutating func word(before end: Int) -> String {
      let start = position
      while position < end - 1, isWord(bytes[position]) { position += 1 }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }

    private func isWord(_ byte: UInt8) -> Bool {
      (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "-")
    }
  }

  private static let tags: Set = [
    "TABLE", "TR", "TD", "FONT", "BR", "B", "I", "U", "O", "S", "SUB", "SUP", "HR", "VR",
  ]

  private static let numbers: [String: ClosedRange<Double>] = [
    "BORDER": 0...100, "CELLBORDER": 0...100, "CELLPADDING": 0...255, "CELLSPACING": 0...127,
    "COLSPAN": 1...100, "ROWSPAN": 1...100, "WIDTH": 0...10_000, "HEIGHT": 0...10_000,
    "POINT-SIZE": 1...1000, "GRADIENTANGLE": 0...360,
  ]
}
