/// What a Unicode scalar is to the tokenizer.
enum ScalarClass: UInt8, Sendable {
  case space, lower, upper, digit, punctuation, symbol, emoji

  /// Whether it can stand inside a word without a reason.
  var isWord: Bool { self == .lower || self == .upper || self == .digit }
  /// Whether it is a letter (or a mark on one).
  var isLetter: Bool { self == .lower || self == .upper }

  /// The class of a scalar; `lower` stands for every letter, mark or joiner that is not upper case.
  init(_ scalar: UInt32) {
    if scalar < 128 {
      self = Self.ascii[Int(scalar)]
    } else {
      self = Self.classify(Unicode.Scalar(scalar) ?? "\u{FFFD}")
    }
  }

  private static let ascii: [ScalarClass] = (0..<128).map { value in
    switch UInt8(value) {
    case 0...32, 127: .space
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"): .lower
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): .upper
    case UInt8(ascii: "0")...UInt8(ascii: "9"): .digit
    case UInt8(ascii: "$"), UInt8(ascii: "+"), UInt8(ascii: "<"), UInt8(ascii: "="),
      UInt8(ascii: ">"), UInt8(ascii: "^"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      .symbol
    default: .punctuation
    }
  }

  private static func classify(_ scalar: Unicode.Scalar) -> ScalarClass {
    switch scalar.value {
    case 0xAD, 0x200C, 0x200D, 0x2060, 0xFE0E, 0xFE0F: return .lower
    case 0x200B, 0xFEFF: return .space
    case 0x1F000...0x1FAFF, 0x2600...0x27BF, 0xE0020...0xE007F: return .emoji
    default: break
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .titlecaseLetter: return .upper
    case .lowercaseLetter, .modifierLetter, .otherLetter, .nonspacingMark, .spacingMark,
      .enclosingMark, .letterNumber, .privateUse, .unassigned:
      return .lower
    case .decimalNumber: return .digit
    case .spaceSeparator, .lineSeparator, .paragraphSeparator, .control, .format, .surrogate:
      return .space
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return .punctuation
    case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol, .otherNumber: return .symbol
    @unknown default: return .symbol
    }
  }
}

/// The scalar that starts at a byte of well-formed UTF-8, and its length.
@inline(__always)
func decodeScalar(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> (
  value: UInt32, length: Int
) {
  let lead = bytes[index]
  if lead < 0x80 { return (UInt32(lead), 1) }
  if lead < 0xE0 { return (UInt32(lead & 0x1F) << 6 | UInt32(bytes[index + 1] & 0x3F), 2) }
  if lead < 0xF0 {
    return (
      UInt32(lead & 0x0F) << 12 | UInt32(bytes[index + 1] & 0x3F) << 6
        | UInt32(bytes[index + 2] & 0x3F), 3
    )
  }
  return (
    UInt32(lead & 0x07) << 18 | UInt32(bytes[index + 1] & 0x3F) << 12
      | UInt32(bytes[index + 2] & 0x3F) << 6 | UInt32(bytes[index + 3] & 0x3F), 4
  )
}
