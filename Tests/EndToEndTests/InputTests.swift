import Foundation
import Testing

/// Pages, Markdown and texts in other languages, from the files to the graph.
@Suite struct InputTests {
  private static let page = """
    <!DOCTYPE html>
    <html lang="en-GB"><head><meta charset="windows-1252"><title>Bridge to close | The Gazette</title>
    <meta property="og:site_name" content="The Gazette"><meta name="author" content="Nina Okafor">
    <script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2021-03-04T08:30:00+01:00"}</script>
    <link rel="canonical" href="https://gazette.example/bridge"></head>
    <body><div class="cookie-banner"><p>We use cookies to improve your experience. Carl Ruiz met Ann Lee.</p></div>
    <nav><a href="/">Home</a></nav>
    <main><article><h1>Bridge to close</h1>
    <p>Mayor <a href="https://en.wikipedia.org/wiki/Ann_Lee">Ann Lee</a> met with Carl Ruiz in Port Alder on Tuesday.</p>
    <p>The Port Authority was founded in 1921 by Otto Brandt. It is \u{93}open\u{94}.</p></article></main>
    <footer>Otto Brandt killed Carl Ruiz.</footer></body></html>
    """
  private static let text =
    "Bridge to close\n\nMayor Ann Lee met with Carl Ruiz in Port Alder on Tuesday.\n\n"
    + "The Port Authority was founded in 1921 by Otto Brandt. It is “open”."
  private static let french = """
    Le maire de la ville a annoncé mercredi que le pont du port sera fermé pendant un an. Le conseil \
    municipal a approuvé ce plan, mais les pêcheurs ne sont pas contents de cette décision.

    """
  private static let refusal =
    "fr.txt: error: reads as French, and graphgen reads English; --force reads it anyway"

  private static func withPage() throws -> Workplace {
    let workplace = try Workplace()
    try workplace.write("page.html", page.unicodeScalars.map { UInt8($0.value) })
    return workplace
  }

  private static func lines(_ run: Run) throws -> [[String: Any]] {
    try run.text.split(separator: "\n").map {
      try #require(
        try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any], "\($0)")
    }
  }

  @Test func aPageIsReadAsItsArticle() throws {
    let workplace = try Self.withPage()
    let run = try workplace.graphgen("extract", "--with-documents", "page.html")
    run.expect()
    let lines = try Self.lines(run)
    let document = try #require(lines.first?["document"] as? [String: Any])
    #expect(document["text"] as? String == Self.text)
    for (key, value) in [
      ("id", "page.html"), ("title", "Bridge to close"), ("date", "2021-03-04"),
      ("outlet", "The Gazette"),
      ("url", "https://gazette.example/bridge"), ("author", "Nina Okafor"), ("language", "en-GB"),
    ] {
      #expect(document[key] as? String == value)
    }
    let statements = lines.dropFirst()
    let names = statements.flatMap { line in
      ["subject", "object"].compactMap { (line[$0] as? [String: Any])?["name"] as? String }
    }
    #expect(names.contains("Otto Brandt") && !names.contains("Home"))
    #expect(!statements.contains { $0["relation"] as? String == "killed" })
    let bytes = Array(Self.text.utf8)
    for line in statements {
      for evidence in try #require(line["evidence"] as? [[String: Any]]) {
        let start = try #require(evidence["start"] as? Int)
        let end = try #require(evidence["end"] as? Int)
        #expect(String(decoding: bytes[start..<end], as: UTF8.self) == evidence["quote"] as? String)
      }
    }
    // The same page on standard input.
    let piped = try workplace.graphgen(
      "build", "-", "-qo", "piped.jsonl", input: .file(workplace.path("page.html")))
    piped.expect(output: "")
    piped.check(try workplace.text("piped.jsonl").contains("It is “open”."), "its text is there")
    let read = try workplace.graphgen("extract", "-", input: .file(workplace.path("page.html")))
    read.expect()
    read.expectOutput(contains: #""document":"<stdin>""#)
    let conllu = try workplace.graphgen("annotate", "page.html")
    conllu.expect()
    conllu.expectOutput(contains: "# text = The Port Authority was founded in 1921 by Otto Brandt.")
    conllu.check(!conllu.text.contains("cookies"), "the banner is gone")
  }

  @Test func aGraphOfPagesIsVerifiedAgainstThem() throws {
    let workplace = try Self.withPage()
    try workplace.graphgen("build", "page.html", "-qo", "graph.jsonl").expect(output: "")
    let run = try workplace.graphgen("verify", "graph.jsonl", "--documents", ".")
    run.expect(errors: nil)
    run.expectErrors(contain: "quotes verified")
    try workplace.write(
      "t.csv",
      "subject,subject type,relation,object,object type,document,quote\n"
        + "Ann Lee,Person,met-with,Carl Ruiz,Person,page.html,Ann Lee met with Carl Ruiz\n"
    )
    try workplace.graphgen("build", "page.html", "t.csv", "-o", "t.jsonl").expect(
      output: "", errors: "t.jsonl: 2 entities, 1 statement, 1 document")
  }

  /// On Linux names of files are bytes.
  @Test func twoFilesWhoseNamesAreComposedOtherwise() throws {
    let workplace = try Workplace()
    try FileManager.default.createDirectory(
      atPath: workplace.path("in"), withIntermediateDirectories: false)
    let (composed, decomposed) = ("in/\u{E9}.csv", "in/e\u{301}.csv")
    for (name, object) in [(composed, "Carl"), (decomposed, "Dana")] {
      try workplace.write(
        name,
        "subject,subject type,relation,object,object type,place\n"
          + "Ann,Person,met-with,\(object),Person,\(name)\n")
    }
    for (number, inputs) in [[composed, decomposed], [decomposed, composed], ["in"]].enumerated() {
      for graph in ["\(number).jsonl", "\(number).kg"] {
        try workplace.graphgen(["build"] + inputs + ["-o", graph]).expect(
          errors: "\(graph): 3 entities, 2 statements, 0 documents")
        try workplace.graphgen("export", graph, "--format", "jsonl").expect(
          output: try workplace.text("0.jsonl"))
      }
    }
    for name in [composed, decomposed] {
      #expect(
        try workplace.read("0.jsonl").split(separator: UInt8(ascii: "\n")).count { line in
          line.firstRange(of: Array("\"document\":\"\(name)\"".utf8)) != nil
        } == 1)
    }
  }

  @Test func linksCarryIdentityAcrossDocumentsAndThroughTheGraphFile() throws {
    let workplace = try Self.withPage()
    try workplace.write(
      "news.md",
      """
      ---
      title: News
      date: 2021-04-01
      ---

      * A war
        * [Lee](https://en.wikipedia.org/wiki/Ann_Lee "Ann Lee") met with [Dana Okoye](https://en.wikipedia.org/wiki/Dana_Okoye) in Paris. [(AP)](https://a.example/)

      """)
    try workplace.graphgen("build", "page.html", "news.md", "-qo", "graph.jsonl").expect(output: "")
    let graph = try workplace.text("graph.jsonl")
    let lee =
      #"{"entity":{"id":"person/ann-lee","name":"Ann Lee","type":"Person","aliases":["Lee"],"#
      + #""identifiers":{"wikipedia":"Ann Lee"},"mentions":["#
    #expect(graph.contains(lee), "\(graph)")
    #expect(
      graph.contains(#"\n\nLee met with Dana Okoye in Paris.","links":[{"start":"#), "\(graph)")
    try workplace.graphgen("build", "graph.jsonl", "-qo", "again.jsonl").expect(output: "")
    #expect(try workplace.text("again.jsonl") == graph)
    // Statements alone carry it, too, but not where entities are mentioned without a statement, and what was
    // decided.
    let run = try workplace.graphgen("extract", "page.html", "news.md")
    run.expect()
    try workplace.write("statements.jsonl", run.text)
    try workplace.graphgen(
      "build", "statements.jsonl", "page.html", "news.md", "-qo", "third.jsonl"
    )
    .expect(output: "")
    let third = try workplace.text("third.jsonl")
    let rest = graph.replacing(#/,"mentions":\[[^\]]*\]/#, with: "")
    #expect(third == rest.replacing(#/{"decision":.*\n/#, with: ""))
  }

  @Test func otherLanguagesAreRefusedAndTheRestGoesOn() throws {
    let workplace = try Self.withPage()
    try workplace.write("fr.txt", Self.french)
    let run = try workplace.graphgen("extract", "fr.txt", "page.html")
    run.expect(3, errors: Self.refusal)
    run.check(!run.text.isEmpty, "the page is read")
    let built = try workplace.graphgen("build", "fr.txt", "page.html", "-qo", "graph.jsonl")
    built.expect(3, output: "", errors: Self.refusal)
    #expect(try workplace.text("graph.jsonl").contains("page.html"))
    #expect(try !workplace.text("graph.jsonl").contains("fr.txt"))
    try workplace.graphgen("build", "fr.txt", "-o", "none.jsonl").expect(
      2, output: "", errors: Self.refusal)
    #expect(!workplace.has("none.jsonl"))
    try workplace.graphgen("annotate", "fr.txt").expect(2, output: "", errors: Self.refusal)
    try workplace.graphgen("extract", "fr.txt", "--force").expect()
    try workplace.graphgen("build", "fr.txt", "--force", "-qo", "forced.jsonl").expect(output: "")
    #expect(try workplace.text("forced.jsonl").contains("fr.txt"))
    // Nobody reads it, so nobody refuses.
    try workplace.graphgen("build", "fr.txt", "--prose", "none", "-qo", "kept.jsonl").expect(
      output: "")
    #expect(try workplace.text("kept.jsonl").contains("Le maire"))
  }

  @Test func pagesThatCannotBeRead() throws {
    let workplace = try Workplace()
    try workplace.write("empty.html", "<html><body><nav>Home</nav></body></html>")
    try workplace.write("bytes.htm", Array("<p>caf".utf8) + [0xE9] + Array("</p>".utf8))
    try workplace.write("good.html", "<p>Ann Lee met with Carl Ruiz in Port Alder.</p>")
    try workplace.graphgen("build", ".", "-qo", "graph.jsonl").expect(
      3, output: "",
      errors: """
        ./bytes.htm:1:7: error: byte 6 (0xE9) is not UTF-8: save the file as UTF-8
        ./empty.html: error: the page holds no text to read
        """)
    #expect(try workplace.text("graph.jsonl").contains("./good.html"))
  }

  @Test func aDeepPage() throws {
    let workplace = try Workplace()
    let html = "<article>" + String(repeating: "<div><p>Ann met Bo.", count: 10_000)
    try workplace.write("deep.html", html)
    let run = try workplace.graphgen("build", "deep.html", "--prose", "none", "-qo", "graph.jsonl")
    run.expect(output: "")
    let text = try workplace.text("graph.jsonl")
    #expect(text.components(separatedBy: "Ann met Bo.").count == 10_001)
  }
}
