/// The forms of English base words, since a lemma that a parser guessed is sometimes none.
enum Inflection {
  /// All forms of some base words.
  static func forms(of words: [String]) -> Set<String> {
    var all = Set<String>()
    for word in words { all.formUnion(forms(of: word)) }
    return all
  }

  /// The base form with its plural or third person, past forms and participles, whether it is a verb or
  /// a noun.
  static func forms(of word: String) -> [String] {
    var forms = [word]
    if let irregular = Self.irregular[word] { forms += irregular }
    let bytes = Array(word.utf8)
    guard let last = bytes.last else { return forms }
    let before = bytes.count > 1 ? bytes[bytes.count - 2] : 0
    func isVowel(_ byte: UInt8) -> Bool { [97, 101, 105, 111, 117].contains(byte) }
    let y = UInt8(ascii: "y")
    let e = UInt8(ascii: "e")
    if last == y, !isVowel(before) {
      let stem = String(word.dropLast())
      forms += [stem + "ies", stem + "ied", word + "ing"]
    } else if last == e {
      forms += [word + "s", word + "d", String(word.dropLast()) + "ing"]
      if word.hasSuffix("ie") { forms.append(String(word.dropLast(2)) + "ying") }
    } else {
      let hisses =
        [UInt8(ascii: "s"), UInt8(ascii: "x"), UInt8(ascii: "z")].contains(last)
        || word.hasSuffix("ch") || word.hasSuffix("sh")
      forms += [word + (hisses ? "es" : "s"), word + "ed", word + "ing"]
      if word.hasSuffix("man") { forms.append(String(word.dropLast(2)) + "en") }
      let doubles =
        bytes.count > 2 && !isVowel(last) && isVowel(before)
        && (!isVowel(bytes[bytes.count - 3]) || word.dropLast(2).hasSuffix("qu"))
        && ![y, UInt8(ascii: "w"), UInt8(ascii: "x")].contains(last)
      if doubles {
        let double = word + String(UnicodeScalar(last))
        forms += [double + "ed", double + "ing"]
      }
    }
    return forms
  }

  private static let irregular = WordTable(resource: PackageResources.irregular_tsv).wordsOfLeft
}
