import Documents
import GraphModel
import TestSupport
import Testing

@Suite struct MarkdownTests {
  private static func document(_ markdown: String) throws -> Document {
    try DocumentReader.document(id: "a.md", bytes: Array(markdown.utf8))
  }

  @Test(arguments: [
    (
      "One *two* **three** _four_ __five__ ***six*** ~~seven~~", "One two three four five six seven"
    ),
    ("5 * 3 * 2, snake_case_word, a * b, 2*3*4", "5 * 3 * 2, snake_case_word, a * b, 234"),
    ("**bold *both* bold** *open **closed**", "bold both bold *open closed"),
    ("“*quoted*”, (*bracketed*), *a*’s", "“quoted”, (bracketed), a’s"),
    (#"\*not\* \[this\] \\ \a"#, #"*not* [this] \ \a"#),
    ("`code *x*` and ``a ` b`` and ` open", "code *x* and a ` b and ` open"),
    ("![alt text](x.png)Picture ![b][c]", "Picture ![b][c]"),
    (
      "A<br>B<b>C</b><!-- no -->D <https://x.example/> 1 < 2 > 0",
      "A\nBCD https://x.example/ 1 < 2 > 0"
    ),
    ("Fish &amp; chips&nbsp;&#8212; &unknown; &#0; &", "Fish & chips — &unknown; &#0; &"),
    ("soft\nbreak  \nhard\\\nbreak", "soft break\nhard\nbreak"),
    ("A note[^1] here.\n\n[^1]: The note.", "A note here.\n\nThe note."),
  ])
  func inline(markdown: String, text: String) throws {
    #expect(try Self.document(markdown).text == text)
  }

  @Test func blocks() throws {
    let document = try Self.document(
      """
      # The  *Title* #

      Setext one
      ===
      Setext two
      ---
      * Item one
        * Nested [ ] item
          goes on
      1. First
      2) Second
      - [x] Done
      > Quoted
      > on

      ```swift
      let code = 1
      ~~~
      ```
      ~~~
      more code
      ~~~
      | A | B \\| C |
      |---|:-:|
      | d | *e* |
      ***
      <!-- a comment

      of two paragraphs -->
      <script>
      x
      </script>
      ## Section ##
      #hashtag and 3.5 and -5
      End.
      """)
    #expect(
      document.text?.split(separator: "\n\n", omittingEmptySubsequences: false) == [
        "The Title", "Setext one", "Setext two", "Item one", "Nested [ ] item goes on", "First",
        "Second",
        "Done", "Quoted on", "A", "B | C", "d", "e", "Section", "#hashtag and 3.5 and -5 End.",
      ])
    #expect(document.title == "The Title")
  }

  @Test(
    arguments: [
      ("[words](https://x.example/a)", ["words → https://x.example/a"]),
      (#"[a *b* `c`](<https://x.example/a b> "Title (x)")"#, ["a b c → https://x.example/a b"]),
      ("[a](u(v)w) [b](u 'T') [c](u (T))", ["a → u(v)w", "b → u", "c → u"]),
      ("*[é](u)* [[x]](v) [a [b](c) d](e)", ["é → u", "[x] → v", "b → c"]),
      (
        "[a][1], [1][], [1], [2]\n\n[1]: https://x.example/ 'T'",
        ["a", "1", "1"].map { "\($0) → https://x.example/" }
      ),
      ("[ spaced  words ](u)x", ["spaced words → u"]),
      ("[![image](i)](u) [](v) [x]() [y] (z)", []),
      (#"[a](b\)c) [d](e\_f)"#, ["a → b)c", "d → e_f"]),
    ] as [(String, [String])])
  func links(markdown: String, expected: [String]) throws {
    let document = try Self.document(markdown)
    #expect(
      document.links.map { "\(document.quote(at: $0.span) ?? "?") → \($0.target)" } == expected)
  }

  @Test func aLinkInBracketsIsASource() throws {
    let document = try Self.document(
      "* The [Army](https://en.wikipedia.org/wiki/Army \"Army\") fell. [(BBC News)](https://b.example/a) "
        + "[(*AP*](https://a.example/)\n* [(list)](https://en.wikipedia.org/wiki/List) ([AP](https://a.example/))"
    )
    #expect(document.text == "The Army fell.\n\n(list) (AP)")
  }

  @Test func marksOfOtherLanguagesGo() throws {
    let document = try Self.document(
      "The [Bridge](https://en.wikipedia.org/wiki/Bridge) [[th](https://th.wikipedia.org/wiki/X)] fell "
        + "[[es](https://es.wikipedia.org/wiki/X); [fr](https://fr.wikipedia.org/wiki/X)] on [[de](https://x.example/)]."
    )
    #expect(document.text == "The Bridge fell on [de].")
    #expect(
      document.links.map(\.target) == [
        "https://en.wikipedia.org/wiki/Bridge", "https://x.example/",
      ])
  }

  @Test func frontMatter() throws {
    let document = try Self.document(
      """
      \u{FEFF}---
      layout: post
      title: "Bridge: *closed*"
      date: 2021-03-04 08:30
      author:
        - Nina Okafor
        - 'Ben Ruiz'
      lang: en
      source: https://gazette.example/bridge
      outlet: The Gazette
      published: true
      ---

      # Another title
      Text.
      """)
    #expect(document.title == "Bridge: *closed*")
    #expect(document.date == "2021-03-04")
    #expect(document.author == "Nina Okafor, Ben Ruiz")
    #expect(document.language == "en")
    #expect(document.url == "https://gazette.example/bridge")
    #expect(document.outlet == "The Gazette")
    #expect(document.text == "Another title\n\nText.")
    #expect(document.sha256 == SHA256.hexadecimal(of: "Another title\n\nText.".utf8))
  }

  @Test(arguments: [
    ("---\ntitle: x", "title: x"), ("--- x\ntitle: y\n---\nz", "--- x\n\ntitle: y\n\nz"),
    ("---\r\ndate: 2020\r\n---\r\nText\r\n", "Text"), ("---\n---\nText", "Text"),
  ])
  func whatIsNoFrontMatter(markdown: String, text: String) throws {
    let expected = markdown.hasPrefix("--- x") ? "--- x title: y\n\nz" : text
    #expect(try Self.document(markdown).text == expected)
  }

  @Test func theDateOfTheTextIsFound() throws {
    let document = try Self.document("# *Two* letters\n\n**January 6, 2020**\n\nText.")
    #expect(document.date == "2020-01-06")
    #expect(document.title == "Two letters")
  }

  @Test func aPortalPage() throws {
    let document = try Self.document(
      """
      ---
      layout: post
      title: 2025 January 05
      date: 2025-01-05
      ---


      #### Armed conflicts and attacks

      * [Russian invasion of Ukraine](https://en.wikipedia.org/wiki/Russian_invasion_of_Ukraine "Russian invasion of Ukraine")
        * [Kursk offensive](https://en.wikipedia.org/wiki/Kursk_offensive_%282024%E2%80%93present%29 "Kursk offensive")
          * The [Ukrainian Army](https://en.wikipedia.org/wiki/Army_of_Ukraine "Army of Ukraine") attacks. [(BBC News)](https://b.example/)
      """)
    #expect(
      document.text
        == "Armed conflicts and attacks\n\nRussian invasion of Ukraine\n\nKursk offensive\n\nThe Ukrainian Army attacks."
    )
    #expect(document.date == "2025-01-05" && document.title == "2025 January 05")
    #expect(
      document.links.last.map { [document.quote(at: $0.span), $0.target] }
        == ["Ukrainian Army", "https://en.wikipedia.org/wiki/Army_of_Ukraine"])
  }

  @Test func linksCutOutAreTheirWords() throws {
    let pieces = Gen.one(of: [
      "plain", " ", "\n", "\n\n", "* ", "# ", "**", "_", "`", "é", "[one](u1)", "[t *w* o](u2 'T')",
      "![x](y)", "“q”",
      "[ é“q” ](u3)", "&amp;", "\\*", "<b>", "1. ", "> ", "(", ")", "中文", "[(src)](u4)",
    ])
    let words = ["u1": "one", "u2": "t w o", "u3": "é“q”"]
    try forAll(pieces.array(), count: 500, maximumSize: 30) { pieces in
      let document = try Self.document("Begin " + pieces.joined())
      try check(document.links == document.links.sorted(), "the links are in order")
      for link in document.links {
        // A mark of emphasis before the link may find its end in it; code hides a link.
        let own = document.quote(at: link.span)?.filter { $0 != "*" }
        try checkEqual(own, words[link.target], "the words of \(link.target)")
      }
      if !pieces.contains("`"), !pieces.contains("\\*") {
        let wanted = pieces.filter { words.keys.contains(where: $0.contains) }.count
        try checkEqual(document.links.count, wanted, "every link is there")
      }
    }
  }

  @Test(arguments: [
    "[", "]", "![", "[a](", "[a](b", "[a](b ", "[a](<b", "*", "**a", "_a", "`", "``a", "<", "<a",
    "<!--", "&", "\\",
    "* ", "> ", "1. ", "- - ", "|", "#", "[a]: b\n", "[x][y]", "![![a](b)](c)", "*a `", "a*", "~~",
  ])
  func hostileRepetition(piece: String) throws {
    var times: [Duration] = []
    for count in [5_000, 20_000] {
      let markdown = "Begin " + String(repeating: piece, count: count) + " end"
      times.append(try processorTime { _ = try Self.document(markdown) })
    }
    #expect(times[1] < max(times[0] * 10, .seconds(2)), "\(times)")
  }

  @Test func currentEvents() throws {
    let folder = "../shared/data/current-events"
    guard let (files, _) = try? InputFile.find(folder) else {
      print("skipped: \(folder) is not here")
      return
    }
    for file in files.prefix(60) {
      let document = try DocumentReader.read(file.path)
      let text = try #require(document.text)
      #expect(
        !text.contains("](") && !text.contains("https://") && !text.contains("**"), "\(file.path)")
      let day = file.path.split(separator: "/").last.map { String($0.prefix(10)) }
      #expect(document.date == day)
      #expect(document.links.count > 5)
      for link in document.links {
        let words = try #require(document.quote(at: link.span))
        #expect(!words.isEmpty && words == words.trimmingBlanks)
      }
    }
  }
}
