import Documents
import GraphModel
import TestSupport
import Testing

/// A page of HTML as a document.
func page(_ html: String, id: String = "page.html") throws -> Document {
  try DocumentReader.document(id: id, bytes: Array(html.utf8))
}

/// What is wrong with a page; "none" if nothing is.
func finding(_ bytes: [UInt8], id: String = "page.html") -> String {
  do {
    _ = try DocumentReader.document(id: id, bytes: bytes)
    return "none"
  } catch {
    return error.description
  }
}

/// The text of HTML pages of many shapes.
@Suite struct PageTextTests {
  private static let story = """
    <p>Mayor Ann Lee told the city council on Wednesday that the harbour bridge will close for a year, \
    and that the ferry will run twice as often until it opens again.</p>
    <p>Carl Ruiz, the head of the Port Authority, criticized the plan. He called it a reckless move that \
    nobody who works in the harbour had asked for.</p>
    """
  private static let storyText =
    "Mayor Ann Lee told the city council on Wednesday that the harbour bridge will close for a year, "
    + "and that the ferry will run twice as often until it opens again.\n\n"
    + "Carl Ruiz, the head of the Port Authority, criticized the plan. He called it a reckless move that "
    + "nobody who works in the harbour had asked for."

  @Test func aNewsSite() throws {
    let document = try page(
      """
      <!DOCTYPE html><html><head><title>x</title><style>p { color: red }</style></head><body class="has-sidebar">
      <div id="cookie-banner" role="dialog"><p>We use cookies. Accept all cookies or manage your preferences \
      in the settings of this site at any time you like.</p><button>Accept</button></div>
      <header><a href="/">The Gazette</a><nav><ul><li><a href="/news">News</a></li></ul></nav></header>
      <main><article><header><h1>Bridge to  close</h1></header>
      \(Self.story)
      <aside><h3>Read more</h3><p>Ten things to know about bridges that you never asked about.</p></aside>
      <figure><img src="x.jpg" alt="A bridge"><figcaption>The bridge. Photo: J. Doe</figcaption></figure>
      <h2>What happens next</h2><p>The council meets on Tuesday.</p>
      <div class="share-buttons"><a href="#">Share on Facebook</a></div>
      <h2>Related articles</h2><ul><li><a href="/1">Ferry timetable</a></li></ul>
      <article class="teaser"><h3>Another story</h3><p>It is told elsewhere.</p></article>
      </article></main>
      <script>document.write("<p>not text</p>")</script>
      <footer><p>Copyright 2021 The Gazette. All rights reserved.</p></footer></body></html>
      """)
    #expect(
      document.text
        == "Bridge to close\n\n\(Self.storyText)\n\nWhat happens next\n\nThe council meets on Tuesday."
    )
    #expect(document.sha256 == document.text.map { SHA256.hexadecimal(of: $0.utf8) })
    #expect(document.id == "page.html")
  }

  @Test(arguments: [
    "<div itemprop=\"articleBody\">", "<article>", "<div role=\"main\">", "<main>",
    "<section role=\"article\">", "<div class=\"story\"><div>",
  ])
  func howeverTheArticleIsMarked(opening: String) throws {
    let html = """
      <body><div class="nav"><a href="/a">Home</a> <a href="/b">News</a> <a href="/c">Sport</a></div>
      \(opening)\(Self.story)</div></div></main></article></section>
      <div class="newsletter"><p>Get our newsletter in your inbox every morning, free of charge, and read \
      the best of our reporting before anybody else does.</p></div>
      <div>© 2021 The Gazette</div></body>
      """
    #expect(try page(html).text == Self.storyText)
  }

  @Test func tablesForLayout() throws {
    let html = """
      <html><body bgcolor="#ffffff"><table width="100%"><tr><td colspan="2"><font size="5"><b>THE GAZETTE</b>
      </font></td></tr><tr><td width="150"><a href="1.htm">Home</a><br><a href="2.htm">Archive</a><br>
      <a href="3.htm">Contact us</a></td><td><font face="Arial">\(Self.story)</font></td></tr>
      <tr><td colspan="2"><a href="4.htm">Imprint</a> | <a href="5.htm">Terms</a></td></tr></table></body></html>
      """
    #expect(try page(html).text == Self.storyText)
  }

  @Test func paragraphsMadeOfLineBreaks() throws {
    let lines = Self.storyText.replacing("\n\n", with: "<br><br>\n")
    #expect(try page("<html><body>\(lines)</body></html>").text == Self.storyText)
    #expect(
      try page("<p>42 Harbour Street<br>Port Alder</p>").text == "42 Harbour Street\nPort Alder")
  }

  @Test func unclosedTagsAndBrokenNesting() throws {
    let html = """
      <body><article><h1>Bridge to <b>close</h1><p>One <i>word</p></i><p>Two <a href="x>y</a> z <ul><li>Three
      <li>Four</ul><p>A &lt; B &amp; C < D && "E" &nbsp;&mdash; F</b></article>
      """
    let text = try #require(try page(html).text)
    #expect(text.hasPrefix("Bridge to close\n\nOne word\n\nTwo"))
    let plain = try page(
      "<p>A &lt; B &amp; C < D && &#x201C;E&#8221; &nbsp;&mdash; F&shy;G <p>H<p>I"
    ).text
    #expect(plain == "A < B & C < D && “E” — FG\n\nH\n\nI")
  }

  @Test func whatIsOutOfSightIsNotRead() throws {
    let html = """
      <article>\(Self.story)<p hidden>a</p><p style="Display : none">b</p><div aria-hidden="true"><p>c</p></div>
      <p>Seen<span class="sr-only"> (opens in a new window)</span><sup class="reference">[1]</sup>.</p>
      <template><p>d</p></template><noscript>e</noscript><select><option>f</select><textarea>g</textarea></article>
      """
    #expect(try page(html).text == Self.storyText + "\n\nSeen.")
  }

  @Test func consentIsNotText() throws {
    let html = """
      <body><div><p>We and our 812 partners use cookies to store and read information on a device. You may \
      accept or refuse, and change your preferences at any time by a click on the link in the footer.</p></div>
      <div>\(Self.story)</div></body>
      """
    #expect(try page(html).text == Self.storyText)
  }

  @Test func aPageOfNothingButWhatLooksLikeSurrounds() throws {
    // Somebody named the article's own element `social`; better read it than nothing.
    #expect(try page("<div class=\"social\">\(Self.story)</div>").text == Self.storyText)
  }

  @Test func aListOfArticlesIsReadWhole() throws {
    let items = (1...4).map {
      "<article><h2>Item \($0)</h2><p>On day \($0) the council met again and put the matter off.</p></article>"
    }
    let text = try #require(try page("<main>\(items.joined())</main>").text)
    #expect(text.split(separator: "\n\n").count == 8)
  }

  @Test func anEncyclopediasPage() throws {
    let document = try page(
      """
      <!DOCTYPE html><html class="client-nojs vector-feature-page-tools" lang="en" dir="ltr"><head><meta charset="UTF-8"><title>Battle of Port Alder - Wikipedia</title>
      <link rel="canonical" href="https://en.wikipedia.org/wiki/Battle_of_Port_Alder">
      <body class="skin-vector mediawiki ns-0"><a class="mw-jump-link" href="#bodyContent">Jump to content</a>
      <div class="mw-page-container"><div class="vector-toc"><ul><li><a href="#x">1 Background</a></li></ul></div>
      <main id="content" class="mw-body"><header class="mw-body-header vector-page-titlebar"><h1 id="firstHeading"><span>Battle of Port Alder</span></h1></header>
      <div id="bodyContent"><div id="siteSub" class="noprint">From Wikipedia, the free encyclopedia</div>
      <div class="mw-parser-output"><div class="hatnote navigation-not-searchable">For the film, see <a href="/wiki/Film">Film</a>.</div>
      <table class="infobox vevent"><tr><th colspan=2>Battle of Port Alder</th></tr><tr><th>Date</th><td>3 March 1921</td></tr><tr><th>Location</th><td><a href="/wiki/Port_Alder">Port Alder</a></td></tr></table>
      <p>The <b>Battle of Port Alder</b> was fought on 3 March 1921 between the <a href="/wiki/River_Brigade" title="River Brigade">River Brigade</a> under <a href="/wiki/Otto_Brandt">Otto Brandt</a> and the <a href="/wiki/Harbour_Guard">Harbour Guard</a>.<sup id="cite_ref-1" class="reference"><a href="#cite_note-1">[1]</a></sup> Brandt was killed by <a href="/wiki/Ann_Lee">Ann Lee</a>.</p>
      <div class="mw-heading mw-heading2"><h2 id="Background">Background</h2><span class="mw-editsection"><span>[</span><a href="/w/index.php?title=x&action=edit">edit</a><span>]</span></span></div>
      <p>In 1920 the brigade had withdrawn from <a href="/wiki/Paris">Paris</a>.</p>
      <ul><li>One item with some words about <a href="/wiki/Lee">Lee</a> in it.</li></ul>
      <div class="mw-heading"><h2 id="References">References</h2></div><div class="reflist"><ol class="references"><li id="cite_note-1"><cite>Doe, J. (1922). <a href="https://x.example">The war</a>.</cite></li></ol></div>
      <div class="navbox"><table><tr><td><a href="/wiki/A">A</a> <a href="/wiki/B">B</a></td></tr></table></div></div>
      <div id="catlinks" class="catlinks"><a href="/wiki/Category:1921">1921</a></div></div></main></div>
      <footer id="footer" class="mw-footer"><ul><li>This page was last edited on 1 January 2024.</li></ul></footer></body></html>
      """)
    #expect(
      document.text == """
        Battle of Port Alder

        The Battle of Port Alder was fought on 3 March 1921 between the River Brigade under Otto Brandt and the \
        Harbour Guard. Brandt was killed by Ann Lee.

        Background

        In 1920 the brigade had withdrawn from Paris.

        One item with some words about Lee in it.
        """)
    #expect(
      document.links.map { document.quote(at: $0.span) } == [
        "River Brigade", "Otto Brandt", "Harbour Guard", "Ann Lee", "Paris", "Lee",
      ])
    #expect(document.links.first?.target == "https://en.wikipedia.org/wiki/River_Brigade")
  }

  @Test func linksAreRangesOfTheText() throws {
    let html = """
      <head><link rel="canonical" href="https://en.wikipedia.org/wiki/Port_Alder"></head><article>\(Self.story)
      <p><a href="/wiki/Ann_Lee"> Ann <b>Lée</b></a>&nbsp;met <a href="//x.example/a b">Carl
      Ruiz</a>, <a href="#top">up</a> <a>nowhere</a> <a href="javascript:x()">run</a>.</p></article>
      """
    let document = try page(html)
    let links = document.links.map { "\(document.quote(at: $0.span) ?? "?") → \($0.target)" }
    #expect(
      links == [
        "Ann Lée → https://en.wikipedia.org/wiki/Ann_Lee", "Carl Ruiz → https://x.example/a b",
      ])
    #expect(document.text?.hasSuffix("Ann Lée met Carl Ruiz, up nowhere run.") == true)
  }

  @Test func aLinkAroundParagraphsIsOneForEach() throws {
    let document = try page(
      "<article>\(Self.story)<a href='https://x.example/'><p>It was built in 1921.</p><p>It is still blue.</p></a></article>"
    )
    #expect(
      document.links.compactMap { document.quote(at: $0.span) }
        == ["It was built in 1921.", "It is still blue."])
  }

  @Test func aHeadingMayBeCalledAnything() throws {
    let html = "<article><h2 id=\"comments\" class=\"nav\">Comments</h2>\(Self.story)</article>"
    #expect(try page(html).text == "Comments\n\n" + Self.storyText)
  }

  @Test func listingsAreNotProse() throws {
    #expect(
      try page("<p>Use <code>x</code>.</p><pre><code>let x = 1</code></pre>").text == "Use x.")
  }

  @Test func preformattedTextKeepsItsLines() throws {
    #expect(try page("<pre>One\ntwo  words\n\nThree</pre>").text == "One\ntwo words\nThree")
  }

  @Test func whatBeginsAsHTMLIsHTML() throws {
    #expect(try page("\u{FEFF} \n<!doctype HTML><p>Hello there", id: "a.txt").text == "Hello there")
    #expect(try page("<html lang=en><p>Hello there", id: "<stdin>").text == "Hello there")
    #expect(try page("<p>Hello there", id: "a.txt").text == "<p>Hello there")
    #expect(try page("<p>Hello there", id: "A.HTM").text == "Hello there")
  }

  @Test func pagesWithoutText() {
    let message = "page.html: error: the page holds no text to read"
    for html in [
      "<html></html>", "<p> &nbsp; </p>", "<script>x</script>", "<nav>Home</nav>", "<!--",
    ] {
      #expect(finding(Array(html.utf8)) == message)
    }
    #expect(finding([]) == "page.html: error: the document is empty")
  }

  @Test func linksCutOutAreTheirWords() throws {
    let pieces = Gen.one(of: [
      "plain words", "<a href='https://x.example/1'>one</a> and so on",
      "<a href='https://x.example/2'>t <b>w</b> o</a> and so on",
      "<a href='https://x.example/3'> é“q” </a> and so on", "<p>", "</p>", "<br>", "&amp;", " ",
      "<b>", "</i>",
      "<a href='https://x.example/4'></a>", "\u{AD}", "<div>", "</div>", "<li>", "中文",
    ])
    let words = ["1": "one", "2": "t w o", "3": "é“q”"]
    try forAll(pieces.array(), count: 300, maximumSize: 30) { pieces in
      let html = "<article>A word before it all. \(pieces.joined())</article>"
      let document = try page(html)
      try check(document.links == document.links.sorted(), "the links are in order")
      // A block of nothing but links is no text.
      if !pieces.contains(where: ["<p>", "</p>", "<div>", "</div>", "<li>", "<br>"].contains) {
        let wanted = pieces.filter { $0.hasPrefix("<a") && !$0.contains("></a>") }.count
        try checkEqual(document.links.count, wanted, "every link with words is there")
      }
      for link in document.links {
        let number = String(link.target.suffix(1))
        try checkEqual(document.quote(at: link.span), words[number], "the words of link \(number)")
      }
    }
  }
}

/// What pages say of themselves.
@Suite struct PageFactsTests {
  private static func facts(_ head: String, body: String = "") throws -> [String?] {
    let document = try page(
      "<html><head>\(head)</head><body><p>Some text.</p>\(body)</body></html>")
    return [document.title, document.date, document.outlet, document.url, document.author]
  }

  @Test func openGraphAndItsKin() throws {
    let facts = try Self.facts(
      """
      <title>Bridge to close | The Gazette</title><META PROPERTY="og:title" content="Bridge &amp; ferry">
      <meta property="og:site_name" content=" The  Gazette ">
      <meta property="article:published_time" content="2021-03-04T08:30:00+01:00">
      <meta property="article:author" content="https://facebook.example/nina"><meta name=author content="Nina Okafor">
      <link rel="alternate canonical" href="https://gazette.example/bridge">
      """)
    #expect(
      facts == [
        "Bridge & ferry", "2021-03-04", "The Gazette", "https://gazette.example/bridge",
        "Nina Okafor",
      ])
  }

  @Test func linkedData() throws {
    let json = #"""
      {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"}, {"@type": ["Thing", "NewsArticle"],
       "headline": "Bridge \u2014 \"closed\" \uD83D\uDE00", "datePublished": "2021-03-04", "inLanguage": "en",
       "author": [{"@type": "Person", "name": "Nina Okafor"}, {"name": "Ben Ruiz"}], "wordCount": 5e2, "x": [null, true],
       "publisher": {"@type": "Organization", "name": "The Gazette"}, "mainEntityOfPage": {"@id": "https://g.example/1"}}]}
      """#
    let head = "<script type='application/ld+json'>\(json)</script><title>x</title>"
    #expect(
      try Self.facts(head) == [
        "Bridge — \"closed\" 😀", "2021-03-04", "The Gazette", "https://g.example/1",
        "Nina Okafor, Ben Ruiz",
      ])
    #expect(try page("<html><head>\(head)</head><p>Text</p>").language == "en")
  }

  @Test(arguments: [
    "", "{", "[1, 2", #"{"a": "\u12"}"#, #"{"@type": "NewsArticle", "headline": 7}"#, "\"",
    "{\"a\"}", "nonsense",
    String(repeating: "[", count: 100_000), String(repeating: "{\"a\":", count: 50_000),
  ])
  func linkedDataThatSaysNothing(json: String) throws {
    #expect(
      try Self.facts("<script type=application/ld+json>\(json)</script><title>T</title>")[0] == "T")
  }

  @Test func plainHTML() throws {
    #expect(
      try Self.facts(
        "<title> Bridge\n to close </title>", body: "<time datetime='2021-03-04'>Thursday</time>")
        == ["Bridge to close", "2021-03-04", nil, nil, nil])
    #expect(try Self.facts("", body: "<p>March 4, 2021</p>")[1] == "2021-03-04")
    #expect(
      try Self.facts("<title>Bridge - Gazette</title><meta name=application-name content=Gazette>")[
        0] == "Bridge")
    #expect(try Self.facts("") == [nil, nil, nil, nil, nil])
  }

  @Test(
    arguments: [
      ("<html lang=\"de-AT\">", "de-AT"), ("<meta http-equiv=Content-Language content=fr>", "fr"),
      ("<meta property='og:locale' content='en_GB'>", "en-GB"), ("", nil),
    ] as [(String, String?)])
  func language(head: String, expected: String?) throws {
    #expect(try page("\(head)<body><p>Some text.").language == expected)
  }

  @Test(
    arguments: [
      ("2020-01-06T09:30:00Z", "2020-01-06"), ("2020-01-06 09:30", "2020-01-06"),
      ("20200106", "2020-01-06"),
      ("2020/1/6", "2020-01-06"), ("2020-01", "2020-01"), ("2020", "2020"),
      (" January 6, 2020 ", "2020-01-06"),
      ("Mon, 06 Jan 2020 09:30:00 GMT", "2020-01-06"), ("6 January 2020, 10:00", "2020-01-06"),
      ("2020-02-30", nil), ("yesterday", nil), ("", nil), ("-", nil), ("06/01/2020", nil),
      ("99999999999999999999", nil),
    ] as [(String, String?)])
  func dates(text: String, expected: String?) throws {
    #expect(try Self.facts("<meta name=date content='\(text)'>")[1] == expected)
  }
}

/// Pages in other encodings than UTF-8.
@Suite struct PageEncodingTests {
  private static func text(_ head: String, _ body: [UInt8]) throws -> String? {
    let bytes =
      Array("<html><head>\(head)</head><body><p>".utf8) + body + Array("</p></body></html>".utf8)
    return try DocumentReader.document(id: "page.html", bytes: bytes).text
  }

  @Test(
    arguments: [
      ("<meta charset=utf-8>", Array("né".utf8)), ("", Array("né".utf8)),
      ("<meta charset='ISO-8859-1'>", [0x6E, 0xE9]), ("<meta charset=windows-1252>", [0x6E, 0xE9]),
      ("<META http-equiv='Content-Type' content='text/html; charset=iso-8859-15'>", [0x6E, 0xE9]),
      ("<meta charset=utf-16>", Array("né".utf8)),
    ] as [(String, [UInt8])])
  func declared(head: String, body: [UInt8]) throws {
    #expect(try Self.text(head, body) == "né")
  }

  @Test func otherAlphabets() throws {
    #expect(try Self.text("<meta charset=windows-1251>", [0xCA, 0xE8, 0xE5, 0xE2]) == "Киев")
    #expect(try Self.text("<meta charset=shift_jis>", [0x93, 0x8C, 0x8B, 0x9E]) == "東京")
    #expect(try Self.text("<meta charset=latin1>", [0x93, 0x61, 0x94, 0x80]) == "“a”€")
  }

  @Test func byteOrderMarks() throws {
    let html = "<p>né</p>"
    let little = html.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    let big = html.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
    for bytes in [
      [0xFF, 0xFE] + little, [0xFE, 0xFF] + big, [0xEF, 0xBB, 0xBF] + Array(html.utf8),
    ] {
      #expect(try DocumentReader.document(id: "p.html", bytes: bytes).text == "né")
    }
    // A mark outweighs what the page says.
    let lying = [0xEF, 0xBB, 0xBF] + Array("<meta charset=latin1><p>né</p>".utf8)
    #expect(try DocumentReader.document(id: "p.html", bytes: lying).text == "né")
  }

  @Test func everyFinding() {
    #expect(
      finding(Array("<p>é\n".utf8) + [0xE9, 0x20])
        == "page.html:2:1: error: byte 6 (0xE9) is not UTF-8: save the file as UTF-8")
    #expect(
      finding(Array("<p>a".utf8) + [0])
        == "page.html:1:5: error: byte 4 is NUL: this is not a text file")
    #expect(
      finding(Array("<meta charset=windows-1252><p>".utf8) + [0x81])
        == "page.html: error: byte 30 (0x81) is not windows-1252, the encoding that the page names")
    #expect(
      finding(Array("<meta charset=klingon-8><p>a".utf8))
        == "page.html: error: the page names an encoding that is not known, 'klingon-8': save it as UTF-8"
    )
    #expect(
      finding([0xFF, 0xFE, 0x61, 0x00, 0x62])
        == "page.html: error: byte 4 (0x62) is not UTF-16, the encoding that the page names")
    #expect(
      finding([0xFF, 0xFE, 0x61, 0x00, 0x00, 0x00])
        == "page.html: error: character 1 is NUL: this is not a page")
  }
}

/// Pages made to take forever, or to bring the reader down.
@Suite struct HostilePageTests {
  /// Reads twice as much in about twice the time; the texts of both.
  private static func texts(_ make: (Int) -> String, count: Int) throws -> [String] {
    var texts: [String] = []
    var times: [Duration] = []
    for count in [count, 4 * count] {
      let html = make(count)
      times.append(
        try processorTime { texts.append(try page("<article><p>Begin.</p>" + html).text ?? "") })
    }
    // A quadratic reader takes sixteen times as long.
    #expect(times[1] < max(times[0] * 10, .seconds(2)), "\(times)")
    return texts
  }

  private static func repeated(_ text: String) -> (Int) -> String {
    { String(repeating: text, count: $0) }
  }

  @Test(arguments: [
    "<div>x", "<b>x", "<table><tr><td>x", "<ul><li>x", "<p><font>x", "<blockquote>x",
    "<span><div>x",
    "<a href=x></a>y", "<section>x", "<q>x",
  ])
  func deepNesting(piece: String) throws {
    for text in try Self.texts(Self.repeated(piece), count: 5_000) {
      #expect(text.hasPrefix("Begin."))
      #expect(text.contains(where: { "xy".contains($0) }))
    }
  }

  @Test func theTextOfADeepPageIsAllThere() throws {
    let depth = 10_000
    let html =
      (0..<depth).map { "<div>w\($0)" }.joined() + String(repeating: "</div>", count: depth)
    let text = try #require(try page("<article>" + html + "<p>End.</p></article>").text)
    let expected = (0..<depth).map { "w\($0)" } + ["End."]
    #expect(text.split(whereSeparator: \.isWhitespace).map(String.init) == expected)
  }

  @Test(arguments: [
    "</b>", "</p>", "<p><div></p>", "</", "<", "<a ", "<!--", "<!", "<?", "&", "&#1;", "<!-->",
    "&#x110000;",
  ])
  func marksWithoutEnd(piece: String) throws {
    let nested = String(repeating: "<div>", count: 300)
    for text in try Self.texts({ nested + Self.repeated(piece)($0) }, count: 5_000) {
      #expect(text.hasPrefix("Begin."))
    }
  }

  @Test func manyAttributes() throws {
    let texts = try Self.texts(
      { count in "<p " + (0..<count).map { "a\($0)" }.joined(separator: " ") + ">End." },
      count: 5_000)
    #expect(texts.allSatisfy { $0 == "Begin.\n\nEnd." })
  }

  @Test func aLongValue() throws {
    let value = String(repeating: "data ", count: 100_000)
    #expect(try page("<p title='\(value)' hidden>x</p><p>End.</p>").text == "End.")
    #expect(try page("<p>Begin.</p><p title='\(value)").text == "Begin.")
    #expect(try page("<p>Begin.</p><script>\(value)").text == "Begin.")
  }

  @Test func nothingIsFetchedOrIncluded() throws {
    let html = """
      <!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "\(String(repeating: "y", count: 1000))">]>
      <html><body><p>Begin &x; &y; end.</p><object data="file:///etc/passwd"></object>
      <link rel=stylesheet href="http://127.0.0.1:1/x.css"><img src="http://127.0.0.1:1/x.png"></body></html>
      """
    let text = try #require(try page(html).text)
    #expect(text.contains("Begin") && !text.contains("root:") && text.utf8.count < 200)
  }

  @Test func anyBytesAreReadOrRefusedInOneLine() throws {
    let pieces = Gen.one(of: [
      "<", ">", "/", "\"", "'", "=", " ", "&", ";", "!", "--", "p", "div", "table", "script", "a",
      "href", "x", "é",
      "<p>", "</p>", "<!--", "-->", "<td>", "</table>", "<title>", "<svg>", "</br>", "\n", "#", "1",
    ])
    try forAll(pieces.array(), count: 500, maximumSize: 60) { pieces in
      let bytes = Array(pieces.joined().utf8)
      do {
        let document = try DocumentReader.document(id: "p.html", bytes: bytes)
        let text = try #require(document.text)
        try check(
          !text.isEmpty && text == text.trimmingBlanks, "the text has no blanks at its ends")
        try check(!text.contains("\n\n\n"), "blocks are parted by one blank line")
      } catch let error as Diagnostic {
        try check(!error.description.contains("\n"), "the finding is one line")
      }
    }
  }
}

extension String {
  var trimmingBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
