extension NameKey {
  /// What a word sounds like: a key that the usual transliterations of one name share.
  ///
  /// `Qasem`, `Qassem`, `Ghassem`, `Kasim` and `Gasem` give `kasm`. It is the word's consonants, doubled
  /// ones once and those that transliterations exchange made one, and the first vowel, `o` for o and u and
  /// `a` for all others, so that Khomeini is not Khamenei, nor Hussein Hassan. A word of fewer than three
  /// consonants, of which a vowel that it begins with counts as one, or with other letters than a to z, has
  /// no key: too much would sound like it.
  ///
  /// - Parameter word: A word of `fold`.
  package static func sound(of word: String) -> String? {
    var word = word
    return word.withUTF8 { letters in
      var sounds = Sounds(letters)
      return sounds.key()
    }
  }

  /// What some words sound like, each sound once.
  ///
  /// - Parameter words: Words of `fold` with one space between them.
  package static func sounds(ofWords words: String) -> [String] {
    var words = words
    return words.withUTF8 { bytes in
      var found: [String] = []
      var start = 0
      for end in 0...bytes.count where end == bytes.count || bytes[end] == UInt8(ascii: " ") {
        var sounds = Sounds(UnsafeBufferPointer(rebasing: bytes[start..<end]))
        if let sound = sounds.key(), !found.contains(sound) { found.append(sound) }
        start = end + 1
      }
      return found
    }
  }
}

/// Turns the letters of a word into its sounds.
private struct Sounds {
  private let letters: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var sounds: [UInt8] = []
  /// Whether a vowel stands between the last consonant and the next letter.
  private var followsVowel = true
  private var hasVowel = false

  init(_ letters: UnsafeBufferPointer<UInt8>) { self.letters = letters }

  mutating func key() -> String? {
    guard letters.count <= 64,
      letters.allSatisfy({ (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) })
    else { return nil }
    while position < letters.count { takeLetter() }
    let inner = hasVowel && !Self.isVowel(letters[0]) ? 1 : 0
    return sounds.count - inner < 3 ? nil : String(decoding: sounds, as: UTF8.self)
  }

  private static func isVowel(_ letter: UInt8) -> Bool {
    switch letter {
    case "a", "e", "i", "o", "u": true
    default: false
    }
  }

  private mutating func takeLetter() {
    let letter = letters[position]
    switch letter {
    case _ where Self.isVowel(letter): takeVowel()
    case "y": if position == 0 { take("y") } else { takeVowel() }
    case "s":
      if starts("sch") { take("x", 3) } else if starts("sh") { take("x", 2) } else { take("s") }
    case "c":
      if starts("ch") || starts("cz") {
        take("c", 2)
      } else if isSoft {
        take("s")
      } else {
        take("k")
      }
    case "t":
      if starts("tch") { take("c", 3) } else if starts("th") { take("t", 2) } else { take("t") }
    case "d":
      if starts("dj") { take("j", 2) } else if starts("dh") { take("d", 2) } else { take("d") }
    case "g", "q": if starts("gh") { take("k", 2) } else { take("k") }
    case "k": if starts("kh") { take("h", 2) } else { take("k") }
    case "p": if starts("ph") { take("f", 2) } else { take("p") }
    case "z": if starts("zh") { take("j", 2) } else { take("z") }
    case "w", "v": take("v")
    case "x":
      take("k")
      position -= 1
      take("s")
    case "h": if position + 1 == letters.count { position += 1 } else { take("h") }
    default: takeConsonant(letter, 1)
    }
  }

  /// Whether an e, i or y follows.
  private var isSoft: Bool {
    guard position + 1 < letters.count else { return false }
    switch letters[position + 1] {
    case "e", "i", "y": return true
    default: return false
    }
  }

  private func starts(_ beginning: StaticString) -> Bool {
    let count = beginning.utf8CodeUnitCount
    return position + count <= letters.count
      && (0..<count).allSatisfy { letters[position + $0] == beginning.utf8Start[$0] }
  }

  private mutating func takeVowel() {
    if !hasVowel {
      let isBack = letters[position] == UInt8(ascii: "o") || letters[position] == UInt8(ascii: "u")
      sounds.append(isBack ? UInt8(ascii: "o") : UInt8(ascii: "a"))
    }
    (hasVowel, followsVowel) = (true, true)
    position += 1
  }

  private mutating func take(_ sound: Unicode.Scalar, _ length: Int = 1) {
    takeConsonant(UInt8(ascii: sound), length)
  }

  private mutating func takeConsonant(_ sound: UInt8, _ length: Int) {
    if followsVowel || sounds.last != sound { sounds.append(sound) }
    followsVowel = false
    position += length
  }
}

/// Lets a byte be compared with a letter.
private func ~= (letter: Unicode.Scalar, byte: UInt8) -> Bool { UInt8(ascii: letter) == byte }
