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

  private static let irregular: [String: [String]] = {
    let table = """
      arise arose arisen;be is are was were been being am;beat beaten;become became;begin began begun;\
      bear bore born borne;bid bade;bind bound;bite bit bitten;blow blew blown;break broke broken;\
      bring brought;build built;buy bought;catch caught;choose chose chosen;come came;deal dealt;dig dug;\
      do does did done;draw drew drawn;drive drove driven;fall fell fallen;feed fed;feel felt;fight fought;\
      find found;flee fled;fly flew flown;forbid forbade forbidden;forget forgot forgotten;\
      forgive forgave forgiven;freeze froze frozen;get got gotten;give gave given;go goes went gone;\
      grow grew grown;have has had;hear heard;hide hid hidden;hold held;keep kept;know knew known;\
      lay laid;lead led;leave left;lend lent;lie lay lain;light lit;lose lost;make made;mean meant;meet met;\
      overcome overcame;overthrow overthrew overthrown;override overrode overridden;oversee oversaw overseen;\
      overrun overran;pay paid;ride rode ridden;rise rose risen;run ran;say said;see saw seen;seek sought;\
      sell sold;send sent;shake shook shaken;shoot shot;show showed shown;sing sang sung;sink sank sunk;\
      slay slew slain;sleep slept;speak spoke spoken;spend spent;stand stood;steal stole stolen;\
      stick stuck;strike struck stricken;strive strove;swear swore sworn;take took taken;teach taught;\
      tell told;think thought;throw threw thrown;undergo undergoes underwent undergone;\
      understand understood;undertake undertook undertaken;uphold upheld;wage waged;wear wore worn;\
      win won;withdraw withdrew withdrawn;withhold withheld;withstand withstood;write wrote written;\
      wife wives;leader leaders;life lives;child children;woman women;person people;spy spies spied
      """
    var irregular: [String: [String]] = [:]
    for entry in table.split(separator: ";") {
      let words = entry.split(separator: " ").map(String.init)
      irregular[words[0]] = Array(words.dropFirst())
    }
    return irregular
  }()
}
