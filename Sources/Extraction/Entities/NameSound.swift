import GraphModel

/// Whether two words of names are one name in two spellings.
///
/// Transliterations of one Arabic, Persian, Russian or Chinese name differ in vowels, doubled letters and a few
/// consonants (*Qassem*, *Ghassem*, *Qasim*; *Mohammed*, *Muhammad*; *Zelensky*, *Zelenskyy*).
enum NameSound {
  /// The consonants of a word, those that transliterations confuse taken as one.
  static func of(_ word: String) -> String {
    let letters = plain(word)
    return String(letters.prefix(1).map(vowelless)) + letters.dropFirst().filter { !isVowel($0) }
  }

  private static func isVowel(_ letter: Character) -> Bool { "aeiouy".contains(letter) }

  private static func vowelless(_ letter: Character) -> Character { isVowel(letter) ? "a" : letter }

  /// The letters, with what transliterations confuse or double written in one way.
  private static func plain(_ word: String) -> [Character] {
    var sound: [Character] = []
    let letters = Array(word)
    var index = 0
    while index < letters.count {
      let pair = index + 1 < letters.count ? String(letters[index...index + 1]) : ""
      let (next, width): (Character, Int) =
        switch pair {
        case "gh", "kh": ("k", 2)
        case "ph": ("f", 2)
        case "dh", "th": (pair.first == "d" ? "d" : "t", 2)
        case "sh", "ch": ("x", 2)
        case "ck": ("k", 2)
        default: (single(letters[index]), 1)
        }
      if sound.last != next { sound.append(next) }
      index += width
    }
    return sound
  }

  private static func single(_ letter: Character) -> Character {
    switch letter {
    case "q", "c": "k"
    case "z": "s"
    case "w": "v"
    default: letter
    }
  }

  /// How alike two folded words are, in log-odds, and in words; nil if they are different names.
  static func likeness(_ left: String?, _ right: String?) -> (score: Double, words: String)? {
    guard let left, let right else { return nil }
    if left == right { return (2, "the same") }
    if left.count == 1 || right.count == 1 {
      return left.first == right.first ? (0.3, "with the same initial") : nil
    }
    guard min(left.count, right.count) >= 4, of(left) == of(right),
      EditDistance.within(2, plain(left), plain(right)) != nil
    else { return nil }
    return (1.2, "spelt alike")
  }
}
