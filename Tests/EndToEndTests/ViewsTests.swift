import Foundation
import Testing

/// Named views: one graph, many pictures.
@Suite struct ViewsTests {
  private static let file = """
    # Views of the report.
    theme = "dark"          # for every view

    [commanders]
    title = "Who commands whom"
    relation = ["commands"]
    output = "commanders.svg"

    ["around Ana"]
    focus = "Ana Ruiz"
    depth = 1
    max-nodes = 20
    theme = 'light'
    caption = \"\"\"Drawn from \\
      the report.\"\"\"
    """

  private static func withViews(_ text: String = file) throws -> Workplace {
    let workplace = try Workplace.withGraph()
    try workplace.write("views.toml", text)
    return workplace
  }

  @Test func viewsAreListed() throws {
    let workplace = try Self.withViews()
    try workplace.graphgen("views", "graph.jsonl").expect(
      output: """
        view        title              settings                                            output
        commanders  Who commands whom  theme dark; relation commands                       commanders.svg
        around Ana                     focus Ana Ruiz; depth 1; max-nodes 20; theme light

        """)
    let rows = try workplace.graphgen("views", "views.toml", "--json").rows()
    #expect(rows.map { $0["line"] as? Int } == [4, 9])
  }

  @Test func aViewIsWhatItsOptionsDraw() throws {
    let workplace = try Self.withViews()
    try workplace.graphgen("render", "graph.jsonl", "--view", "around Ana", "-o", "a.svg", "-q")
      .expect(output: "")
    try workplace.graphgen(
      "render", "graph.jsonl", "--focus", "Ana Ruiz", "--max-nodes", "20", "--caption",
      "Drawn from the report.", "-o", "b.svg", "-q"
    ).expect(output: "")
    #expect(try workplace.read("a.svg") == workplace.read("b.svg"))
    #expect(try workplace.text("a.svg").contains("Drawn from the report."))
    // What stands on the line holds before what the file says.
    try workplace.graphgen(
      "render", "graph.jsonl", "--view", "commanders", "--title", "Other", "-q"
    ).expect(output: "")
    #expect(try workplace.text("commanders.svg").contains("Other"))
  }

  @Test func allViewsGoToAFolder() throws {
    let workplace = try Self.withViews()
    try workplace.graphgen("render", "graph.jsonl", "--views", "views.toml", "-o", "out", "-q")
      .expect(output: "")
    #expect(workplace.files.contains("out/commanders.svg"))
    #expect(workplace.files.contains("out/around Ana.svg"))
    try workplace.graphgen(
      "render", "graph.jsonl", "--views", "views.toml", "-o", "png/", "-Tpng", "-q"
    ).expect(output: "")
    #expect(workplace.files.contains("png/around Ana.png"))
    try workplace.graphgen("render", "graph.jsonl", "--views", "views.toml").expect(
      2, output: "",
      errors:
        "views.toml:9:1: error: the view 'around Ana' has no 'output': give it one, or -o FOLDER"
    )
  }

  @Test func theOtherViewsAreDrawnWhenOneFails() throws {
    let workplace = try Self.withViews(
      "[a]\nfocus = \"Nobody At All\"\n[b]\nrelation = \"commands\"\n")
    let run = try workplace.graphgen("render", "graph.jsonl", "--views", "views.toml", "-o", "out")
    run.expect(
      1, output: "",
      errors: """
        graphgen: error: no entity is called 'Nobody At All'
        views.toml:1:1: note: in the view 'a'
        """)
    #expect(workplace.files.contains("out/b.svg"))
  }

  @Test(arguments: [
    ("[a]\ntitel = \"x\"", "2:1: error: a view has no setting 'titel': did you mean 'title'?"),
    ("[a]\ntitle = x", "2:9: error: a text needs quotes: write \"x\""),
    ("[a]\ntitle = 3", "2:9: error: 'title' takes a text in quotes"),
    ("[a]\npath = [\"x\"]", "2:8: error: 'path' takes a list of two names"),
    ("[a]\ndepth = \"2\"", "2:9: error: 'depth' takes a number"),
    ("[a]\ndated = 1", "2:9: error: 'dated' takes true or false"),
    ("[a]\nfocus = [\"x\", 3]", "2:9: error: 'focus' takes a text in quotes, or a list of them"),
    ("[a]\ntitle = \"x", "2:9: error: the text is not closed with \""),
    ("[a]\nfocus = [\"x\"", "2:9: error: the list is not closed with ']'"),
    ("[a]\ntitle \"x\"", "2:7: error: a setting is written 'key = value'"),
    (
      "[a]\ntitle = \"x\" y",
      "2:13: error: there is more on this line than a key and a value; a text needs quotes"
    ),
    ("[a]\ntitle = \"x\"\ntitle = \"y\"", "3:1: error: 'title' is given twice here"),
    ("[a]\n[a]", "2:1: error: there are two tables named 'a'"),
    ("[a.b]", "1:3: error: names with dots are not used here: give quotes"),
    ("[[a]]", "1:1: error: arrays of tables ('[[…]]') are not used here: write '[NAME]'"),
    (
      "[a]\ntitle = \"\\q\"",
      "2:11: error: there is no such escape; a backslash is written \\\\, or the text in single quotes"
    ),
    (
      "[a]\ntitle = {x = 1}",
      "2:9: error: tables in braces are not used here: write '[NAME]' and settings below"
    ),
    ("[a]\ntitle =", "2:8: error: the value is missing"),
    ("[a]\nfocus = [[\"x\"]]", "2:10: error: lists of lists are not used here"),
    ("a b", "1:3: error: a setting is written 'key = value'"),
  ])
  func whatIsWrongIsToldAtItsPlace(text: String, error: String) throws {
    let workplace = try Self.withViews(text)
    try workplace.graphgen("views", "views.toml").expect(
      2, output: "", errors: "views.toml:\(error)")
    try workplace.graphgen("render", "graph.jsonl", "--view", "a").expect(
      2, output: "", errors: "views.toml:\(error)")
  }

  @Test func aValueThatRenderRefusesIsToldAtItsPlace() throws {
    let workplace = try Self.withViews("[a]\nfocus = \"Ana Ruiz\"\ncluster = \"color\"\n")
    let run = try workplace.graphgen("views", "views.toml")
    run.expect(2, output: "", errors: nil)
    run.expectErrors(
      contain: "views.toml:3:11: error: in the view 'a': The value 'color' is invalid")
    try workplace.write("views.toml", "[a]\ndepth = 2\n")
    try workplace.graphgen("views", "views.toml").expect(
      2, output: "",
      errors:
        "views.toml:2:9: error: in the view 'a': --depth needs a --focus or a --path whose surroundings it bounds."
    )
  }

  @Test func unknownViewsAndFilesAreTold() throws {
    let workplace = try Self.withViews()
    try workplace.graphgen("render", "graph.jsonl", "--view", "comanders").expect(
      2, output: "",
      errors: "views.toml: error: no view is called 'comanders': did you mean 'commanders'?")
    let run = try workplace.graphgen(
      "render", "graph.jsonl", "--view", "commanders", "--focus", "Ana Ruiz")
    run.expect(64, output: "", errors: nil)
    run.expectErrors(
      contain: "What a view shows is said in the file of views, not beside --view.")
    try workplace.write("empty.toml", "# nothing\n")
    try workplace.graphgen("views", "empty.toml").expect(
      2, output: "",
      errors:
        "empty.toml: error: there is no view in it: a view is a table '[NAME]' with settings below"
    )
    try workplace.graphgen("render", "graph.jsonl", "--views", "none.toml").expect(
      2, output: "", errors: nil)
  }

  @Test func twoViewsAreNotWrittenToOneFile() throws {
    let workplace = try Self.withViews(
      """
      [a]
      output = 'a/g.svg'
      [b]
      output = 'b/g.svg'
      """)
    try workplace.graphgen("render", "graph.jsonl", "--views", "views.toml", "-o", "pics/").expect(
      2, output: "",
      errors:
        "views.toml:3:1: error: 'pics/g.svg' would be written by the view 'a' and by 'b'; give them different names"
    )
  }
}
