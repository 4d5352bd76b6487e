/// Tells texts that graphgen reads from those it does not.
public enum LanguageDetector {
  /// How much of a text is looked at, in bytes.
  private static let sample = 65_536
  /// Fewer words than this say nothing.
  private static let fewest = 12

  /// The English name of the language of a text that is clearly not English; nil for English and where it can't be told.
  public static func foreignLanguage(of text: String) -> String? {
    var letters: [Script: Int] = [:]
    var counts = [Int](repeating: 0, count: languages.count)
    var english = 0
    var words = 0
    var word = ""
    func finish() {
      guard !word.isEmpty else { return }
      words += 1
      if englishWords.contains(word) { english += 1 }
      if let owners = index[word] { for owner in owners { counts[owner] += 1 } }
      word = ""
    }
    for scalar in String(decoding: text.utf8.prefix(sample), as: UTF8.self).unicodeScalars {
      guard scalar.properties.isAlphabetic else {
        if scalar != "'" && scalar != "\u{2019}" { finish() }
        continue
      }
      letters[Script(scalar), default: 0] += 1
      // Longer than any word of the lists.
      if word.utf8.count < 24 { word += scalar.properties.lowercaseMapping }
    }
    finish()
    let total = letters.values.reduce(0, +)
    let latin = letters[.latin] ?? 0
    if total >= 2 * fewest, latin * 2 < total {
      let others = letters.filter { $0.key != .latin }
      // Japanese mixes kana with Chinese characters, Chinese has no kana.
      if (letters[.kana] ?? 0) * 10 > total { return Script.kana.rawValue }
      let main = others.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
      return main.map { name(of: $0.key, counts) }
    }
    guard words >= fewest else { return nil }
    let best = counts.indices.max { (counts[$0], $1) < (counts[$1], $0) }
    guard let best, counts[best] * 100 >= words * 8, counts[best] * 5 > english * 6 else {
      return nil
    }
    return languages[best].name
  }

  private static func name(of script: Script, _ counts: [Int]) -> String {
    guard script == .cyrillic else { return script.rawValue }
    let cyrillic = counts.indices.filter { languages[$0].script == .cyrillic }
    let best = cyrillic.max { (counts[$0], $1) < (counts[$1], $0) }
    guard let best, counts[best] > 0 else { return script.rawValue }
    return languages[best].name
  }

  private enum Script: String {
    case latin = "a language in Latin letters"
    case cyrillic = "a language in Cyrillic letters"
    case greek = "Greek"
    case arabic = "Arabic or Persian"
    case hebrew = "Hebrew"
    case han = "Chinese"
    case kana = "Japanese"
    case hangul = "Korean"
    case indic = "a language of India"
    case thai = "Thai"
    case other = "another language"

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case ..<0x250, 0x1E00...0x1EFF: self = .latin
      case 0x370...0x3FF, 0x1F00...0x1FFF: self = .greek
      case 0x400...0x52F: self = .cyrillic
      case 0x590...0x5FF: self = .hebrew
      case 0x600...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF: self = .arabic
      case 0x900...0xDFF: self = .indic
      case 0xE00...0xE7F: self = .thai
      case 0x3040...0x30FF: self = .kana
      case 0x1100...0x11FF, 0xAC00...0xD7AF: self = .hangul
      case 0x3400...0x9FFF, 0x20000...0x3FFFF: self = .han
      default: self = .other
      }
    }
  }

  private struct Profile {
    let name: String
    let script: Script
    let words: [String]

    init(_ name: String, _ words: String, script: Script = .latin) {
      self.name = name
      self.script = script
      self.words = words.split(separator: " ").map(String.init)
    }
  }

  private static let englishWords = Set(
    """
    the of and to a in is that was for it with as on be by at this had not are but from or have an they which one you were \
    all her she there would their we him been has when who will no more if out so said what up its about than into them can \
    only other time new some could these two may first then do any like my now over such our man me even most made after \
    also did many fore must years where your how down
    """.split(separator: " ").map(String.init))

  // Words that are frequent in one language and rare in English.
  private static let languages = [
    Profile(
      "French",
      "le les des et est du une dans qui pour pas sur que au par plus avec ce il sont cette ses aux elle mais ou nous la de en un"
    ),
    Profile(
      "German",
      "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um"
    ),
    Profile(
      "Spanish",
      "el los las que del se por un una con para es al lo como más su pero sus le ya este sí porque esta entre cuando muy sin sobre la de en y"
    ),
    Profile(
      "Italian",
      "il di che la per un una del non sono con della le dei si nel alla più anche ha gli delle dal come ma questo è"
    ),
    Profile(
      "Portuguese",
      "o os as que do da dos das em um uma para com não por mais como foi ao ele sua ou quando muito nos já eu também pelo de e"
    ),
    Profile(
      "Dutch",
      "de het een van en dat niet te zijn op aan met voor die ook hij er maar om uit door naar bij wordt nog werd als deze"
    ),
    Profile(
      "Swedish",
      "och att det som en på är av för med den till inte har de om ett han var men från jag sig så kan när också"
    ),
    Profile(
      "Danish",
      "og det er en til af på at de med for den som har ikke der et om han var fra men jeg sig så kan blev også"
    ),
    Profile(
      "Norwegian",
      "og det er en til av på at de med for den som har ikke et om han var fra men jeg seg så kan ble også"
    ),
    Profile(
      "Finnish",
      "ja on ei se että oli hän joka kun mutta myös kuin niin mukaan ovat sen olla ole vuonna tai jo"
    ),
    Profile(
      "Polish",
      "w i na z się nie do to że jest od o jak po przez dla za oraz ale tym był są który roku jego już tylko"
    ),
    Profile(
      "Czech",
      "a v se na je že s z o do i to k ve pro za by jsem ale po jako jeho jsou byl které také nebo"),
    Profile(
      "Hungarian",
      "a az és hogy nem is egy ez volt meg de csak azt mint el már van még vagy után szerint"),
    Profile(
      "Romanian",
      "și în de la cu pe nu un o că din care este pentru sunt au mai fost sau al ale prin după"),
    Profile(
      "Turkish",
      "ve bir bu da de için ile olarak olan daha çok ne gibi kadar sonra var ise ancak en o"),
    Profile(
      "Indonesian",
      "yang dan di untuk dengan ini itu dari dalam tidak pada akan ke oleh juga adalah telah karena mereka atau"
    ),
    Profile(
      "Vietnamese",
      "và của là có trong được cho các không một những người với đã này khi để tại về cũng"),
    Profile(
      "Croatian or Serbian",
      "i je u se na da su za od s koji nije ili kao bi što ali će iz biti bio"),
    Profile(
      "Russian", "и в не на что с он как это по но из за то все был для от его она так о же вы бы",
      script: .cyrillic),
    Profile(
      "Ukrainian",
      "і в не на що з він як це по але із за та всі був для від його вона так о же ви й є",
      script: .cyrillic),
    Profile(
      "Bulgarian", "и в на да не се за от е с че са по като ще това при ли беше до",
      script: .cyrillic),
  ]

  private static let index: [String: [Int]] = {
    var index: [String: [Int]] = [:]
    for (number, language) in languages.enumerated() {
      for word in language.words where !englishWords.contains(word) {
        index[word, default: []].append(number)
      }
    }
    return index
  }()
}
