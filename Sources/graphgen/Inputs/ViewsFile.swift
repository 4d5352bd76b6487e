import ArgumentParser
import Documents
import Glibc
import GraphModel

/// A file of named views: pictures of one graph, each a table of settings in TOML.
///
/// A setting is an option of `render` without its hyphens; those before the first table hold for every view
/// that does not say otherwise.
struct ViewsFile {
  /// One view.
  struct View {
    let name: String
    let location: SourceLocation
    let settings: [TOMLFile.Entry]

    /// The text of a setting, if it has it.
    func text(_ key: String) -> String? {
      switch settings.first(where: { $0.key == key })?.value.content {
      case .text(let text)?: text
      default: nil
      }
    }

    /// Where it is to be written, as the file says it.
    var outputs: [String] {
      switch settings.first(where: { $0.key == "output" })?.value.content {
      case .text(let path)?: [path]
      case .list(let paths)?:
        paths.compactMap { if case .text(let path) = $0 { path } else { nil } }
      default: []
      }
    }
  }

  let path: String
  let views: [View]

  /// The name of a views file that is found without being named.
  static let usualName = "views.toml"

  /// What a setting holds.
  private enum Kind {
    case text, texts, pair, number, flag

    var words: String {
      switch self {
      case .text: "a text in quotes"
      case .texts: "a text in quotes, or a list of them"
      case .pair: "a list of two names"
      case .number: "a number"
      case .flag: "true or false"
      }
    }
  }

  private static let settings: [(key: String, kind: Kind)] = [
    ("title", .text), ("subtitle", .text), ("caption", .text), ("focus", .texts),
    ("depth", .number), ("path", .pair), ("relation", .texts), ("family", .texts),
    ("type", .texts), ("polarity", .text), ("mode", .texts), ("as-of", .text), ("since", .text),
    ("until", .text), ("dated", .flag), ("min-confidence", .number), ("source", .texts),
    ("cluster", .text), ("theme", .text), ("engine", .text), ("max-nodes", .number),
    ("timeout", .number), ("lock", .text), ("sources", .flag), ("dpi", .number), ("output", .texts),
  ]

  /// Reads a file of views.
  ///
  /// - Throws: `Failure` at the place of what is wrong with it.
  init(_ path: String) throws {
    self.path = path
    do throws(Diagnostic) {
      let bytes = try InputBytes.all(of: path)
      let file = try TOMLFile(String(decoding: bytes, as: UTF8.self), file: path)
      let shared = file.tables[0].entries
      views = file.tables.dropFirst().map { table in
        let own = Set(table.entries.map(\.key))
        return View(
          name: table.name, location: table.location,
          settings: shared.filter { !own.contains($0.key) } + table.entries)
      }
      for table in file.tables {
        for entry in table.entries { try Self.check(entry) }
      }
      guard !views.isEmpty else {
        throw Diagnostic(
          .error, "there is no view in it: a view is a table '[NAME]' with settings below",
          at: SourceLocation(file: path))
      }
    } catch {
      throw Failure([error])
    }
  }

  /// The views file that is meant where none is named: the one beside the first input.
  static func beside(_ inputs: [String]) throws -> String {
    guard let input = inputs.first, input != "-" else {
      throw ValidationError("Say in which file the views are, with --views.")
    }
    var status = stat()
    let isFolder = stat(input, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    let folder = isFolder ? input : ViewsFile.folder(of: input)
    return joined(folder, usualName)
  }

  /// A path in a folder.
  static func joined(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty || folder == "." { return name }
    return folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
  }

  /// The folder in which a file lies.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A view's name as that of a file.
  static func fileName(_ name: String) -> String {
    let safe = String(name.map { $0 == "/" || $0 == "\0" ? "_" : $0 })
    return safe.hasPrefix(".") || safe.isEmpty ? "_" + safe : safe
  }

  /// The view of a name.
  ///
  /// - Throws: `Failure` that names the nearest.
  func view(named name: String) throws -> View {
    if let view = views.first(where: { $0.name == name }) { return view }
    let names = views.map(\.name)
    throw Failure(
      "no view is called '\(name)': "
        + NearestNames.hint(
          for: name, among: names, orElse: "the views are \(names.joined(separator: ", "))"),
      at: SourceLocation(file: path))
  }

  private static func check(_ entry: TOMLFile.Entry) throws(Diagnostic) {
    guard let kind = settings.first(where: { $0.key == entry.key })?.kind else {
      let keys = settings.map(\.key)
      throw Diagnostic(
        .error,
        "a view has no setting '\(entry.key)': "
          + NearestNames.hint(
            for: entry.key, among: keys, orElse: "the settings are \(keys.joined(separator: ", "))"),
        at: entry.location)
    }
    let fits =
      switch (kind, entry.value.content) {
      case (.text, .text), (.texts, .text), (.number, .integer), (.number, .number), (.flag, .flag):
        true
      case (.number, .text(let text)): entry.key == "max-nodes" && text == "all"
      case (.texts, .list(let values)): values.allSatisfy(isText)
      case (.pair, .list(let values)): values.count == 2 && values.allSatisfy(isText)
      default: false
      }
    guard fits else {
      throw Diagnostic(
        .error, "'\(entry.key)' takes \(kind.words)", at: entry.value.location)
    }
  }

  private static func isText(_ content: TOMLFile.Value.Content) -> Bool {
    if case .text = content { return true }
    return false
  }
}

extension ViewsFile.View {
  /// The command that draws it.
  ///
  /// - Throws: `Failure` at the setting that is wrong.
  func command(inputs: [String]) throws -> Render {
    let arguments = settings.flatMap(Self.arguments)
    do {
      return try Render.parse(arguments + ["--"] + inputs)
    } catch {
      let message = Render.message(for: error).split(separator: "\n").joined(separator: "; ")
      // The message names the option that it is about.
      let culprit = settings.first { message.contains("--\($0.key)") }
      throw Failure(
        "in the view '\(name)': \(message)", at: culprit?.value.location ?? location)
    }
  }

  /// The setting as options.
  private static func arguments(_ entry: TOMLFile.Entry) -> [String] {
    let option = "--\(entry.key)"
    func words(_ content: TOMLFile.Value.Content) -> [String] {
      switch content {
      case .text(let text): ["\(option)=\(text)"]
      case .integer(let number): ["\(option)=\(number)"]
      case .number(let number): ["\(option)=\(number)"]
      case .flag(let isSet): isSet ? [option] : []
      case .list(let contents) where entry.key == "path":
        [option] + contents.compactMap { if case .text(let text) = $0 { text } else { nil } }
      case .list(let contents): contents.flatMap(words)
      }
    }
    return words(entry.value.content)
  }

  /// What it chooses and how it looks, in a line.
  var summary: String {
    settings.filter { !["title", "subtitle", "caption", "output"].contains($0.key) }.map { entry in
      func words(_ content: TOMLFile.Value.Content) -> String {
        switch content {
        case .text(let text): text
        case .integer(let number): "\(number)"
        case .number(let number): "\(number)"
        case .flag(let isSet): isSet ? "yes" : "no"
        case .list(let contents):
          contents.map(words).joined(separator: entry.key == "path" ? " → " : ", ")
        }
      }
      return "\(entry.key) \(words(entry.value.content))"
    }.joined(separator: "; ")
  }
}
