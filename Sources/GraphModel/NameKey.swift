@_spi(_Unicode) import Swift

/// Forms of a name that are equal where people would call the names the same.
package enum NameKey {
  /// The form under which a query finds a name: words in lower case, accents of Latin letters dropped,
  /// with one space between them.
  ///
  /// A word is a run of letters, digits and emoji. Apostrophes, and the dots of abbreviations of single
  /// letters, do not end it: `Iraq’s` is `iraqs` and `U.S.` is `us`.
  ///
  /// - Complexity: O(*n*) in the name's length.
  package static func fold(_ name: String) -> String {
    joinedWords(of: name, separator: " ", droppingAccents: true)
  }

  /// The words of `fold`.
  package static func tokens(_ name: String) -> [String] {
    fold(name).split(separator: " ").map(String.init)
  }

  /// The form used in ids: words as of `fold`, joined by hyphens, but with their accents, composed (NFC).
  ///
  /// A name without a letter or digit gives its scalars in hexadecimal after a hyphen, so that no two
  /// such names share an id and none is shared with a name of letters.
  package static func slug(_ name: String) -> String {
    let slug = joinedWords(of: name, separator: "-", droppingAccents: false)
    if !slug.isEmpty { return slug }
    return name.unicodeScalars.map { "-" + String($0.value, radix: 16) }.joined()
  }

  /// Bytes that canonically equivalent texts share, and in whose order texts are.
  package static func canonicalBytes(_ text: String) -> [UInt8] {
    var text = text
    let bytes = text.withUTF8 { Array($0) }
    if bytes.allSatisfy({ $0 < 0x80 }) { return bytes }
    var composed: [UInt8] = []
    for scalar in text._nfc { composed += String(scalar).utf8 }
    return composed
  }

  /// Whether one way of writing a name is to be shown rather than another.
  ///
  /// Words one space apart come before other spacing, mixed case before capitals only, and those before
  /// small letters only; else the first in the order of texts. This is a total order.
  package static func isPreferred(_ name: String, to other: String) -> Bool {
    let (own, others) = (flaws(of: name), flaws(of: other))
    return own != others ? own < others : TextOrder.precedes(name, other)
  }

  private static func flaws(of name: String) -> Int {
    var (hasUpper, hasLower) = (false, false)
    var (isSpaced, followsSpace) = (false, true)
    for scalar in name.unicodeScalars {
      let isSpace =
        scalar.isASCII
        ? scalar == " " || (0x09...0x0D).contains(scalar.value) : scalar.properties.isWhitespace
      isSpaced = isSpaced || isSpace && (followsSpace || scalar != " ")
      followsSpace = isSpace
      if hasUpper, hasLower { continue }
      if scalar.isASCII {
        hasUpper = hasUpper || (0x41...0x5A).contains(scalar.value)
        hasLower = hasLower || (0x61...0x7A).contains(scalar.value)
      } else {
        hasUpper = hasUpper || scalar.properties.isUppercase
        hasLower = hasLower || scalar.properties.isLowercase
      }
    }
    return (isSpaced || followsSpace ? 3 : 0) + (hasLower ? (hasUpper ? 0 : 2) : 1)
  }

  /// The same text with letters and their accents in as few scalars as there are for them (NFC).
  static func composed(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) { return text }
    var scalars = String.UnicodeScalarView()
    scalars.append(contentsOf: text._nfc)
    return String(scalars)
  }

  private static func joinedWords(
    of name: String, separator: Unicode.Scalar, droppingAccents: Bool
  ) -> String {
    var words = JoinedWords(separator: separator)
    let isASCII =
      name.utf8.withContiguousStorageIfAvailable { bytes in
        bytes.allSatisfy { $0 < 0x80 }
      } ?? false
    if isASCII {
      for byte in name.utf8 {
        let isUpper = (0x41...0x5A).contains(byte)
        words.take(Unicode.Scalar(isUpper ? byte | 0x20 : byte))
      }
      return words.text
    }
    if !droppingAccents {
      for scalar in name.lowercased()._nfc { words.take(scalar) }
      // What stood between two letters may have gone.
      return composed(words.text)
    }
    // Composed, so that canonically equivalent names have the same bytes.
    for scalar in name.lowercased()._nfc { withoutAccents(scalar) { words.take($0) } }
    return words.text
  }

  /// The letters of a scalar without accents; nothing for an accent.
  private static func withoutAccents(_ scalar: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    if scalar.isASCII {
      body(scalar)
    } else if let base = LatinAccents.base[scalar] {
      for letter in base.unicodeScalars { body(letter) }
    } else if !scalar.properties.generalCategory.isMark || !scalar.properties.isDiacritic {
      body(scalar)
    }
  }

  /// The letters that a scalar stands for in `fold`, taken by itself; nothing for an accent.
  static func forEachFolded(_ scalar: Unicode.Scalar, _ body: (Unicode.Scalar) -> Void) {
    // A sigma is one letter wherever it stands in a word.
    let scalar = scalar == "ς" ? "σ" : scalar
    for lower in scalar.properties.lowercaseMapping.unicodeScalars { withoutAccents(lower, body) }
  }

  /// What a scalar is to the words of a name.
  static func role(of scalar: Unicode.Scalar) -> Role { JoinedWords.role(of: scalar) }

  /// What a scalar is to the words of a name.
  enum Role {
    case letter
    case digit
    case apostrophe
    case dot
    case other
  }
}

/// Words joined by a separator, while their scalars come in.
private struct JoinedWords {
  let separator: Unicode.Scalar
  private var bytes: [UInt8] = []
  /// Whether a separator is due before the next scalar.
  private var isBetweenWords = false
  /// The number of scalars since the last dot or separator.
  private var segmentLength = 0
  private var endsInLetter = false

  init(separator: Unicode.Scalar) { self.separator = separator }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  mutating func take(_ scalar: Unicode.Scalar) {
    let role = Self.role(of: scalar)
    switch role {
    case .letter, .digit:
      if isBetweenWords, !bytes.isEmpty { append(separator) }
      isBetweenWords = false
      append(scalar)
      segmentLength += 1
      endsInLetter = role == .letter
    case .apostrophe: break
    case .dot where segmentLength == 1 && endsInLetter: segmentLength = 0
    case .dot, .other:
      isBetweenWords = true
      segmentLength = 0
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar) {
    if scalar.isASCII {
      bytes.append(UInt8(truncatingIfNeeded: scalar.value))
    } else {
      bytes += String(scalar).utf8
    }
  }

  static func role(of scalar: Unicode.Scalar) -> NameKey.Role {
    switch scalar {
    case "a"..."z", "A"..."Z": return .letter
    case "0"..."9": return .digit
    case ".": return .dot
    // Also the letters that transliterations of Arabic and Hebrew put for hamza and ayn.
    case "'", "’", "‘", "`", "´", "ʼ", "ʻ", "ʾ", "ʿ": return .apostrophe
    default: break
    }
    if scalar.isASCII { return .other }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: return .digit
    case .otherSymbol: return properties.isEmoji ? .letter : .other
    case let category: return properties.isAlphabetic || category.isMark ? .letter : .other
    }
  }
}

extension Unicode.GeneralCategory {
  /// Whether scalars of the category combine with the one before them.
  fileprivate var isMark: Bool {
    self == .nonspacingMark || self == .spacingMark || self == .enclosingMark
  }
}

/// Base letters of the accented Latin letters (Latin-1 Supplement, Latin Extended-A and what Romanian,
/// Vietnamese and transliterations add), since the standard library offers no decomposition.
private enum LatinAccents {
  static let base: [Unicode.Scalar: String] = {
    let rows: [(String, String)] = [
      ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđðḍ"),
      ("e", "èéêëēĕėęěẹẻẽếềểễệ"), ("g", "ĝğġģǧ"), ("h", "ĥħḥḫ"), ("i", "ìíîïĩīĭįıǐịỉ"),
      ("j", "ĵ"), ("k", "ķḳ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"),
      ("o", "òóôõöøōŏőǒọỏốồổỗộớờởỡợơ"), ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšșṣ"), ("ss", "ß"),
      ("t", "ţťŧțṭ"), ("th", "þ"), ("u", "ùúûüũūŭůűųǔụủứừửữựư"), ("w", "ŵ"), ("y", "ýÿŷỳỵỷỹ"),
      ("z", "źżžẓẕ"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (base, letters) in rows {
      for scalar in letters.unicodeScalars { table[scalar] = base }
    }
    return table
  }()
}
