import Testing

@testable import Diagrams

@Suite struct ShownTextTests {
  /// Every text over a small alphabet, in order of length.
  static func texts(over alphabet: [Character], upTo length: Int) -> [String] {
    var result = [""]
    var longest = [""]
    for _ in 0..<length {
      longest = longest.flatMap { text in alphabet.map { text + String($0) } }
      result += longest
    }
    return result
  }

  @Test func wrappingKeepsEveryLetterAndFitsTheWidthInTheFewestLines() {
    for text in Self.texts(over: ["a", "-", " ", "北"], upTo: 5) {
      let line = ShownText.line(text)
      for width in 2...5 {
        let lines = ShownText.wrap(line, width: width)
        #expect(lines.allSatisfy { ShownText.columns(of: $0) <= width }, "\(text) at \(width)")
        #expect(lines.allSatisfy { $0.first != " " && $0.last != " " && !$0.isEmpty })
        #expect(lines.joined().filter { $0 != " " } == line.filter { $0 != " " })
        // Words stay apart: no line holds two of them without the space between.
        let words = Set(line.split(separator: " "))
        for shown in lines.flatMap({ $0.split(separator: " ") }) {
          #expect(words.contains { $0.contains(shown) }, "\(text) at \(width)")
        }
        if line.split(separator: " ").allSatisfy({ ShownText.columns(of: $0) <= width }) {
          #expect(lines.count == Self.fewestLines(line, width: width), "\(text) at \(width)")
        }
      }
    }
  }

  /// The fewest lines by trying every set of breaks at spaces.
  private static func fewestLines(_ text: String, width: Int) -> Int {
    let words = text.split(separator: " ").map { ShownText.columns(of: $0) }
    guard !words.isEmpty else { return 0 }
    var fewest = [0]
    for end in 1...words.count {
      var best = Int.max
      for start in 0..<end {
        let columns = words[start..<end].reduce(0, +) + end - start - 1
        if columns <= width { best = min(best, fewest[start] + 1) }
      }
      fewest.append(best)
    }
    return fewest[words.count]
  }

  @Test func wrappedLinesAreAsEvenAsTheirNumberAllows() {
    for text in Self.texts(over: ["a", " "], upTo: 10) {
      let line = ShownText.line(text)
      let lines = ShownText.wrap(line, width: 6)
      let widest = lines.map(\.count).max() ?? 0
      guard widest > 2, line.split(separator: " ").allSatisfy({ $0.count < widest }) else {
        continue
      }
      #expect(Self.fewestLines(line, width: widest - 1) > lines.count, "\(text)")
    }
  }

  @Test func whatDoesNotFitTheLinesIsCutWithAnEllipsis() {
    for text in Self.texts(over: ["a", "-", " "], upTo: 6) {
      let line = ShownText.line(text)
      for width in 2...4 {
        for limit in 1...3 {
          let all = ShownText.wrap(line, width: width)
          let cut = ShownText.wrap(line, width: width, lines: limit)
          #expect(cut.count == min(limit, all.count))
          #expect(cut.allSatisfy { ShownText.columns(of: $0) <= width })
          #expect((cut.last?.hasSuffix("…") ?? false) == (all.count > limit), "\(text)")
        }
      }
    }
  }

  @Test(arguments: [
    ("Iraq's Ministry of Defense", ["Iraq's Ministry", "of Defense"]),
    ("Joint Chiefs of Staff", ["Joint Chiefs of Staff"]),
    (
      "Islamic Revolutionary Guard Corps Quds Force",
      ["Islamic", "Revolutionary Guard", "Corps Quds Force"]
    ),
    ("anti-government-protesters-everywhere", ["anti-government-", "protesters-everywhere"]),
    ("https://example.org/a/very/long/path", ["https://example.org/", "a/very/long/path"]),
    (String(repeating: "x", count: 30), [String(repeating: "x", count: 21), "xxxxxxxxx"]),
    ("", []),
  ])
  func namesWrapAsAnEditorWould(name: String, lines: [String]) {
    #expect(ShownText.wrap(name, width: EntityCard.nameWidth) == lines)
  }

  @Test(arguments: [
    ("  two \n\t words\r\n", "two words"), ("bell\u{7}nul\u{0}", "bellnul"),
    ("\u{202E}live\u{2066}", "live"), ("non\u{FFFE}character\u{FFFF}", "noncharacter"),
    ("می‌خواهم", "می‌خواهم"), ("👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦"), ("\u{1}\u{2}", ""), ("a\u{2028}b", "a b"),
  ])
  func lineDropsWhatNoPictureCanHold(text: String, shown: String) {
    #expect(ShownText.line(text) == shown)
  }

  @Test func lineIsNoLongerThanItsLimit() {
    for text in Self.texts(over: ["a", " "], upTo: 9) {
      let whole = ShownText.line(text)
      for limit in 1...6 {
        let line = ShownText.line(text, limit: limit)
        #expect(line.count <= limit)
        #expect((line == whole) == (whole.count <= limit), "\(text) at \(limit)")
        if line != whole { #expect(line.hasSuffix("…") && !line.hasSuffix(" …")) }
      }
    }
  }

  @Test func aPileOfAccentsIsCut() {
    let pile = "Z" + String(repeating: "\u{300}", count: 100_000) + "alpha"
    #expect(ShownText.line(pile).unicodeScalars.count < 30)
    #expect(ShownText.line(pile).hasSuffix("alpha"))
  }
}
