import TestSupport
import Testing

@testable import Language

@Suite struct SegmentationTests {
  /// Sentences of a text, words parted by spaces.
  private func read(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    let read = Segmentation(text)
    return read.sentences.map { sentence in
      read.words[sentence].map { String(decoding: bytes[$0.start..<$0.end], as: UTF8.self) }
        .joined(separator: " ")
    }
  }

  @Test(arguments: [
    ("do n't , John 's", "don't, John's"),
    ("the US - led coalition told Al - Monitor", "the US-led coalition told Al-Monitor"),
    ("CJTF - OIR ’s anti-government", "CJTF-OIR’s anti-government"),
    ("Marine Brig. Gen. William Seely wrote", "Marine Brig. Gen. William Seely wrote"),
    ("J. R. R. Tolkien paid $ 1,234.50", "J. R. R. Tolkien paid $1,234.50"),
    ("the U.S. Army", "the U.S. Army"),
    ("see http://a.b/c?d=e , or mail x.y@z.org .", "see http://a.b/c?d=e, or mail x.y@z.org."),
    ("can not gon na wo n't", "cannot gonna won't"),
    ("the workers ' party", "the workers' party"),
    ("at 10:30 on 11/29/2000 , 50 % and 5 pm", "at 10:30 on 11/29/2000, 50% and 5pm"),
    ("the 1990s and the 19th", "the 1990s and the 19th"),
    ("a letter to Charles V .", "a letter to Charles V."),
    ("call 713-853-3989 or 10 - 15", "call 713-853-3989 or 10-15"),
    ("well ... yes !!", "well... yes!!"),
    ("“ Period , ” he said", "“Period,” he said"),
    ("( \" yes \" )", "(\"yes\")"),
    ("a 🇫🇷 👩‍👩‍👧 b", "a 🇫🇷👩‍👩‍👧 b"),
    ("Łódź , naïve", "Łódź, naïve"),
    ("#MeToo and AT&T", "#MeToo and AT&T"),
  ]) func words(expected: String, text: String) {
    #expect(read(text) == [expected])
  }

  @Test(arguments: [
    ("He met Gen. Smith. He left.", 2), ("He lives in the U.S. The law says so.", 2),
    ("The U.S. Army left.", 1), ("He met U.S. President Ann Hale.", 1), ("“Go.” He went.", 2),
    ("“Why?” he asked.", 1),
    ("“There’s been no decision made to leave Iraq. Period,” he said.", 2),
    ("It rose 3.5 percent. It fell.", 2), ("HEADLINE WITHOUT STOP\n\nText.", 2),
    ("- one\n- two\n- three", 3),
    ("It ended (in 1990). [12] Then it began.", 2), ("1. First things. 2nd thing.", 2),
    ("She said so, etc. They agreed.", 2), ("", 0), (" \n\t ", 0), ("...", 1),
    ("They wrote to Charles V. The Crown arrested him.", 2), ("Malcolm X. He died.", 2),
    ("They met George V. Lloyd and left.", 1), ("J. The Younger", 1),
  ]) func sentences(text: String, count: Int) {
    #expect(read(text).count == count, "\(read(text))")
  }

  @Test func wrappedLinesAreOneParagraph() {
    let text = """
      The committee met for the third time on Monday and found that the
      report of the inspectors had been written by the very people whom
      they inspected. It adjourned.
      """
    #expect(read(text).count == 2)
    #expect(read(text.split(separator: "\n").joined(separator: "\r\n")).count == 2)
  }

  @Test func linesWrappedEvenlyAreOneParagraph() {
    let text = """
      The committee met for the third time on Monday with the
      inspectors and found that the report had been written by
      Miriam Okafor and the very people whom they had inspected
      in the spring. It adjourned.
      """
    #expect(read(text).count == 2, "\(read(text))")
  }

  @Test func proseWhoseLinesBeginWithCapitalsIsOneParagraph() {
    let text = """
      Gunmen killed Mayor Carl Voss in Oaxaca as he left home, and police in
      Veracruz arrested Tom Reed in connection with two other attacks in July.
      Governor Ana Ruiz, who had visited the family of the mayor, criticized
      President Enrique Pena Nieto and urged the army to protect officials.
      """
    #expect(read(text).count == 2, "\(read(text))")
  }

  @Test func aHeadlineRightAboveProseIsItsOwn() {
    let text = """
      Mexico's army captures the leader of a drug gang in the north
      Gunmen loyal to Carlos Mendez burned trucks in the city of Reynosa on Tuesday
      after soldiers captured him at a ranch. President Felipe Calderon praised the
      army, which lost two men, and said that Mendez would be tried in Texas.
      """
    #expect(read(text).count == 3, "\(read(text))")
  }

  @Test func headlinesBelowEachOtherAreParagraphs() {
    let text = """
      Police arrest the mayor of Lima over missing funds
      Flood kills nine in northern Peru, officials say
      Chile signs a trade pact with its neighbours
      Strike closes the port of Callao for a third day
      """
    #expect(read(text).count == 4, "\(read(text))")
  }

  @Test func spansAreInOrderAndNeverEmpty() {
    for text in Hostile.texts {
      let read = Segmentation(text)
      var position = 0
      for word in read.words {
        #expect(word.start >= position && word.end > word.start)
        position = word.end
      }
      #expect(position <= text.utf8.count)
      #expect(read.sentences.flatMap { Array($0) } == Array(read.words.indices))
      #expect(read.sentences.allSatisfy { !$0.isEmpty })
    }
  }

  @Test func hugeInputsTakeLinearTime() {
    for text in Hostile.huge {
      let short = processorTime { _ = Segmentation(String(text.prefix(text.count / 4))) }
      let long = processorTime { _ = Segmentation(text) }
      #expect(long < short * 16 + .milliseconds(200), "\(text.prefix(20))")
    }
  }
}

/// Texts that no reader should fall over.
enum Hostile {
  static let texts = [
    "", " ", ".", "'", "''''", "’", "a'", "'s", "n't", "-", "--", "@", "a@", "@a", "http://",
    "www.",
    "a.b.c.d.", "\u{FEFF}BOM", "a\u{0}b\u{1}c", "\u{202E}abc\u{202C}", "مرحبا بالعالم. كيف الحال؟",
    "שלום עולם", "漢字かな交じり文。次の文。", "👍👍🏽🏳️‍🌈", "ALL CAPS TEXT. IT SHOUTS! DOES IT?",
    "no caps here. none at all. really", "e\u{301}\u{301}\u{301}", "\u{301}", "\r\n\r\n",
    "a\rb\r\nc\nd",
    "$", "US$", "#", "# #a ##", "(((((", ")))))", "[12]", "1.", "1.2.3.4", "...!?…", ":-) :( :D",
    "½ ⅓",
    "cannot", "I.", "A. B. C.", "\u{AD}soft\u{AD}hyphen", "a\u{200B}b", "\u{E0001}", "\u{10FFFF}",
  ]

  static let huge = [
    String(repeating: "a", count: 300_000), String(repeating: "a-", count: 12_000),
    String(repeating: "a.b", count: 9_000), String(repeating: ".", count: 80_000),
    String(repeating: "'", count: 24_000), String(repeating: "a@", count: 40_000),
    String(repeating: "(", count: 24_000), String(repeating: "word ", count: 20_000),
    String(repeating: "x\n", count: 12_000), String(repeating: "http://a", count: 10_000),
    String(repeating: "U.S. ", count: 3_000), String(repeating: "\" ", count: 30_000),
    String(repeating: "1,", count: 12_000), String(repeating: ":-", count: 40_000),
    String(repeating: "🇫", count: 3_000),
  ]
}
