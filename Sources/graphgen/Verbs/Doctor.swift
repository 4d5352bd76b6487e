import ArgumentParser
import Glibc
import GraphModel
import Graphviz

struct Doctor: Verb {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check what drawing needs: libgraphviz, its plugins, fonts, formats.",
    discussion: "graphgen doctor\n\nExit code 1 if something that a picture needs is missing.")

  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  /// The fonts that the pictures ask for, and the Debian package of each.
  private static let fonts = [
    ("Liberation Sans", "fonts-liberation2"), ("DejaVu Sans", "fonts-dejavu-core"),
  ]
  /// What `make demo` writes.
  private static let needed: [Format] = [.svg, .png, .pdf]

  func run() throws {
    var rows = Listing([
      .init("check", heading: "check"), .init("status", heading: "status"),
      .init("details", heading: "details"),
    ])
    var isHealthy = true
    func add(_ check: String, _ isGood: Bool, _ details: String) {
      rows.append([.text(check), .text(isGood ? "ok" : "missing"), .text(details)])
      isHealthy = isHealthy && isGood
    }
    rows.append([.text("graphgen"), .text("ok"), .text(Version.current)])
    if let problem = Renderer.problem() {
      add("libgraphviz", false, "\(problem): apt-get install libgvc6")
      return try finish(rows, isHealthy: false)
    }
    add("libgraphviz", true, Renderer.version())
    let engines = Renderer.engines()
    add(
      "layout engines", engines.contains(.dot), engines.map(\.rawValue).joined(separator: " "))
    let formats = Renderer.formats()
    let absent = Self.needed.filter { !formats.contains($0) }
    add(
      "output formats", absent.isEmpty,
      absent.isEmpty
        ? formats.map(\.rawValue).joined(separator: " ")
        : "no \(absent.map(\.rawValue).joined(separator: ", ")): apt-get install libgvc6")
    for (kind, names) in Renderer.plugins() {
      // Only pango lays text out; without it, widths come from tables of three Latin fonts.
      add("plugins for \(kind)", !names.isEmpty, names.joined(separator: " "))
    }
    for (font, package) in Self.fonts {
      let match = Fonts.match(font)
      add(
        "font \(font)", match == font,
        match == font
          ? "found" : "\(match ?? "no font at all") would be used: apt-get install \(package)")
    }
    let folder = Self.currentFolder() ?? "."
    add(
      "writing here", access(folder, W_OK) == 0,
      access(folder, W_OK) == 0 ? folder : "no permission to write in \(folder)")
    try finish(rows, isHealthy: isHealthy)
  }

  private func finish(_ rows: Listing, isHealthy: Bool) throws {
    try Output.write(rows, listing, reading)
    if !isHealthy { throw Failure([], status: Status.negative) }
  }

  private static func currentFolder() -> String? {
    guard let path = getcwd(nil, 0) else { return nil }
    defer { free(path) }
    return String(cString: path)
  }
}
