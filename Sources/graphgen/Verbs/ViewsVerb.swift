import ArgumentParser
import GraphModel

struct ViewsVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "views",
    abstract: "List the named views of a file.",
    discussion: """
      graphgen views graph.jsonl
      graphgen views pictures.toml --json

      Views are drawn by 'render GRAPH --view NAME', or all at once by 'render GRAPH --views FILE -o FOLDER'. \
      Without a name, the file is views.toml beside the graph.
      """)

  @Argument(help: "A file of views, or a graph beside views.toml.", completion: .file())
  var file: String

  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let views = try ViewsFile(file.hasSuffix(".toml") ? file : ViewsFile.beside([file]))
    var rows = Listing([
      .init("name", heading: "view"), .init("title", heading: "title"),
      .init("settings", heading: "settings"), .init("output", heading: "output"),
      .init("line"),
    ])
    for view in views.views {
      // What render would refuse is told here, too.
      _ = try view.command(inputs: ["graph"])
      rows.append([
        .text(view.name), Cell(view.text("title")), .text(view.summary), .list(view.outputs),
        view.location.line.map { .integer($0) } ?? .absent,
      ])
    }
    try Output.write(rows, listing, reading)
  }
}
