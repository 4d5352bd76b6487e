/// A text as one looks for names in it: its letters and digits without case and accents, each with where it
/// stands, and marks for what lies between words.
///
/// What no reader sees (control characters, soft hyphens, marks of direction) is not there at all, since a
/// picture leaves it out and would join what it parts.
struct FoldedText {
  /// Between two words.
  static let gap: UInt32 = 0
  /// An apostrophe, or the dot of an abbreviation: it may end a word (`Esper’s`) and may stand in one
  /// (`O’Brien`, `U.S.`).
  static let soft: UInt32 = 1

  /// Letters and digits, with one mark for what stands between two of them.
  private(set) var units: [UInt32] = []
  /// For every unit, its UTF-8 bytes in the text; several units may be of one character.
  private(set) var places: [Range<Int>] = []
  /// For every unit, whether it stands for a capital.
  private(set) var isCapital: [Bool] = []

  /// - Complexity: O(*n*) in the text's length.
  init(_ text: String) {
    units.reserveCapacity(text.utf8.count)
    places.reserveCapacity(text.utf8.count)
    isCapital.reserveCapacity(text.utf8.count)
    let bytes = text.utf8.contains(UInt8(ascii: "%")) ? Array(text.utf8) : []
    var (offset, taken) = (0, 0)
    for scalar in text.unicodeScalars {
      let place = offset..<offset + UTF8.width(scalar)
      offset = place.upperBound
      if place.lowerBound < taken { continue }
      if scalar == "%", let encoded = Self.percentEncoded(bytes[place.lowerBound...]) {
        taken = place.lowerBound
        for scalar in encoded.unicodeScalars {
          let start = taken
          taken += 3 * UTF8.width(scalar)
          take(scalar, at: start..<taken)
        }
      } else {
        take(scalar, at: place)
      }
    }
  }

  /// What the percent signs of an address stand for at its beginning; nil if that is no text.
  private static func percentEncoded(_ bytes: ArraySlice<UInt8>) -> String? {
    var decoded: [UInt8] = []
    var rest = bytes
    while rest.first == UInt8(ascii: "%"), rest.count >= 3,
      let value = UInt8(
        String(decoding: rest.dropFirst().prefix(2), as: UTF8.self), radix: 16)
    {
      decoded.append(value)
      rest = rest.dropFirst(3)
    }
    return decoded.isEmpty ? nil : String(validating: decoded, as: UTF8.self)
  }

  private mutating func take(_ scalar: Unicode.Scalar, at place: Range<Int>) {
    if scalar.isASCII {
      let value = scalar.value
      switch scalar {
      case "a"..."z", "0"..."9": append(value, place, isCapital: false)
      case "A"..."Z": append(value | 0x20, place, isCapital: true)
      case ".": mark(endsInSingleLetter ? Self.soft : Self.gap, place)
      case "'", "`": mark(Self.soft, place)
      case "\t", "\n", "\r": mark(Self.gap, place)
      default: if value >= 0x20, value != 0x7F { mark(Self.gap, place) }
      }
      return
    }
    // Full-width letters and digits are letters and digits.
    if (0xFF01...0xFF5E).contains(scalar.value), let usual = Unicode.Scalar(scalar.value - 0xFEE0) {
      return take(usual, at: place)
    }
    let properties = scalar.properties
    if properties.isDefaultIgnorableCodePoint || scalar.value & 0xFFFE == 0xFFFE
      || (0x80..<0xA0).contains(scalar.value)
    {
      return
    }
    switch NameKey.role(of: scalar) {
    case .apostrophe: mark(Self.soft, place)
    case .dot, .other: mark(Self.gap, place)
    case .letter, .digit:
      let count = units.count
      NameKey.forEachFolded(scalar) { append($0.value, place, isCapital: properties.isUppercase) }
      // An accent of its own belongs to its letter.
      if units.count == count, let last = places.indices.last, units[last] > Self.soft {
        places[last] = places[last].lowerBound..<place.upperBound
      }
    }
  }

  /// Whether what comes before is one letter by itself.
  private var endsInSingleLetter: Bool {
    guard let last = units.last, last > Self.soft, !(0x30...0x39).contains(last) else {
      return false
    }
    return units.count == 1 || units[units.count - 2] <= Self.soft
  }

  private mutating func append(_ unit: UInt32, _ place: Range<Int>, isCapital: Bool) {
    units.append(unit)
    places.append(place)
    self.isCapital.append(isCapital)
  }

  /// A run of marks is one, and a gap if there is one among them.
  private mutating func mark(_ unit: UInt32, _ place: Range<Int>) {
    guard let last = units.last, last <= Self.soft else {
      return append(unit, place, isCapital: false)
    }
    units[units.count - 1] = min(last, unit)
    places[places.count - 1] = places[places.count - 1].lowerBound..<place.upperBound
  }

  /// The words, as runs of units without the soft marks in them.
  var words: [[UInt32]] {
    units.split(separator: Self.gap).map { $0.filter { $0 != Self.soft } }.filter { !$0.isEmpty }
  }

  /// Whether words of such letters end where others begin: in Chinese, Japanese, Thai and their like
  /// nothing parts them.
  static func partsWords(_ unit: UInt32) -> Bool {
    unit < 0x0E00 || (0x10A0..<0x1780).contains(unit) || (0x1C80..<0x2E80).contains(unit)
      || (0xAC00..<0xD7B0).contains(unit)
  }
}
