/// Forms of a name that are equal where people would call the names the same.
package enum NameKey {
  /// Lower case, accents of Latin letters dropped, runs of anything but letters and digits made one
  /// space: the form under which a query finds a name.
  ///
  /// - Complexity: O(*n*) in the name's length.
  package static func fold(_ name: String) -> String {
    words(of: name, droppingAccents: true).joined(separator: " ")
  }

  /// The words of `fold`.
  package static func tokens(_ name: String) -> [String] {
    words(of: name, droppingAccents: true)
  }

  /// Lower case, words joined by hyphens, letters of every script kept: the form used in ids.
  ///
  /// A name without a letter or digit gives its scalars in hexadecimal, so that no two such names
  /// share an id by accident.
  package static func slug(_ name: String) -> String {
    let slug = words(of: name, droppingAccents: false).joined(separator: "-")
    if !slug.isEmpty { return slug }
    return "u" + name.unicodeScalars.map { String($0.value, radix: 16) }.joined(separator: "-")
  }

  /// The words of a name, in lower case.
  ///
  /// A possessive or elided apostrophe does not end a word.
  private static func words(of name: String, droppingAccents: Bool) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in name.lowercased().unicodeScalars {
      if isWordPart(scalar) {
        if !droppingAccents {
          word.append(scalar)
        } else if let base = LatinAccents.base[scalar] {
          word.append(contentsOf: base.unicodeScalars)
        } else if !scalar.properties.isDiacritic || !scalar.properties.generalCategory.isMark {
          word.append(scalar)
        }
      } else if scalar == "'" || scalar == "’" || scalar == "." && !word.isEmpty && isInitial(word)
      {
        continue
      } else if !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    if !word.isEmpty { words.append(String(word)) }
    return words
  }

  /// Whether the word is short enough to be part of an abbreviation such as `u.s.`.
  private static func isInitial(_ word: String.UnicodeScalarView) -> Bool {
    word.count <= 2
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      let value = scalar.value
      return (0x61...0x7A).contains(value) || (0x30...0x39).contains(value)
        || (0x41...0x5A).contains(value)
    }
    let properties = scalar.properties
    switch properties.generalCategory {
    case .decimalNumber, .letterNumber, .otherNumber: return true
    case .otherSymbol: return properties.isEmoji
    default: return properties.isAlphabetic || properties.generalCategory.isMark
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
      ("a", "àáâãäåāăąǎạảấầẩẫậắằẳẵặ"), ("ae", "æ"), ("c", "çćĉċč"), ("d", "ďđð"),
      ("e", "èéêëēĕėęěẹẻẽếềểễệ"), ("g", "ĝğġģǧ"), ("h", "ĥħḥḫ"), ("i", "ìíîïĩīĭįıǐịỉ"),
      ("j", "ĵ"), ("k", "ķ"), ("l", "ĺļľŀł"), ("n", "ñńņňŉ"), ("o", "òóôõöøōŏőǒọỏốồổỗộớờởỡợơ"),
      ("oe", "œ"), ("r", "ŕŗř"), ("s", "śŝşšșṣ"), ("ss", "ß"), ("t", "ţťŧțṭ"), ("th", "þ"),
      ("u", "ùúûüũūŭůűųǔụủứừửữựư"), ("w", "ŵ"), ("y", "ýÿŷỳỵỷỹ"), ("z", "źżžẓ"),
    ]
    var table: [Unicode.Scalar: String] = [:]
    for (base, letters) in rows {
      for scalar in letters.unicodeScalars { table[scalar] = base }
    }
    return table
  }()
}
