#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import GraphModel

/// One file that a graph is built from, and what it holds.
public struct InputFile: Hashable, Sendable {
  /// What a file holds.
  public enum Kind: Hashable, Sendable {
    /// A text.
    case document
    /// A curated table.
    case table(TableSeparator)
    /// Statements, documents and entities as JSON Lines.
    case jsonLines
    /// A graph in Graphviz's language.
    case dot
    /// A graph file of graphgen's.
    case store
  }

  /// The path, made of what was asked for.
  public var path: String
  /// What it holds.
  public var kind: Kind

  /// Makes an input.
  public init(path: String, kind: Kind) {
    self.path = path
    self.kind = kind
  }

  /// Whether the two are alike byte for byte: names whose letters are composed otherwise are of other files.
  public static func == (left: InputFile, right: InputFile) -> Bool {
    left.path.hasSameBytes(as: right.path) && left.kind == right.kind
  }

  /// The files to read for a path: itself, or all that a folder and its folders hold.
  ///
  /// What a file holds goes by the end of its name: `.csv`, `.tsv`, `.jsonl` or `.ndjson`, `.dot` or `.gv`,
  /// `.kg`, and otherwise a text. In a folder only `.txt`, `.md` and `.html` (and their kin) count as texts; hidden
  /// files, and what is left of files that graphgen was writing, are passed over. The order is that of the names' bytes.
  ///
  /// - Returns: The files, and a note on each file of a folder that was passed over.
  /// - Throws: A `Diagnostic` if there is no such path, the folder can't be read or holds nothing to
  ///   read, or the file is of a kind that is not read.
  public static func find(
    _ path: String
  ) throws(Diagnostic) -> (files: [InputFile], notes: [Diagnostic]) {
    if path == "-" { return ([InputFile(path: path, kind: .jsonLines)], []) }
    var status = stat()
    guard stat(path, &status) == 0 else { throw InputBytes.failure(errno, path) }
    guard status.isFolder else {
      let suffix = suffix(of: path)
      if let reason = unreadable[suffix] {
        throw Diagnostic(
          .error, ".\(suffix) is not read: \(reason)", at: SourceLocation(file: path))
      }
      return ([InputFile(path: path, kind: kind[suffix] ?? .document)], [])
    }
    var search = FolderSearch()
    try search.visit(path, status)
    if search.files.isEmpty {
      throw Diagnostic(
        .error,
        "the folder holds nothing to read (.txt, .md, .html, .csv, .tsv, .jsonl, .dot, .kg)",
        at: SourceLocation(file: path))
    }
    return (search.files, search.notes)
  }

  /// What standard input holds, by its first bytes: JSON Lines begin with a brace.
  public static func kind(ofStandardInput bytes: some Sequence<UInt8>) -> Kind {
    let first = bytes.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    return first == UInt8(ascii: "{") ? .jsonLines : .document
  }

  fileprivate static let kind: [String: Kind] = [
    "txt": .document, "md": .document, "markdown": .document, "text": .document,
    "html": .document, "htm": .document, "xhtml": .document,
    "csv": .table(.comma), "tsv": .table(.tab), "jsonl": .jsonLines, "ndjson": .jsonLines,
    "dot": .dot, "gv": .dot, "kg": .store,
  ]

  private static let unreadable = [
    "pdf": "convert it to text first, for example with pdftotext",
    "docx": "save it as plain text", "doc": "save it as plain text", "odt": "save it as plain text",
    "rtf": "save it as plain text", "xlsx": "save the sheet as .csv",
    "xls": "save the sheet as .csv", "ods": "save the sheet as .csv",
    "json": "write JSON Lines (.jsonl), one object a line",
  ]

  /// The letters after the last dot of the file's name, in lower case; empty if there is none.
  package static func suffix(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }
}

/// Collects the files of a folder and its folders.
private struct FolderSearch {
  var files: [InputFile] = []
  var notes: [Diagnostic] = []
  /// The folders that lead here, so that a link to one of them ends the search rather than repeats it.
  private var open: Set<FolderIdentity> = []

  private struct FolderIdentity: Hashable {
    var device: UInt64
    var number: UInt64
  }

  mutating func visit(_ folder: String, _ status: stat) throws(Diagnostic) {
    let identity = FolderIdentity(
      device: UInt64(truncatingIfNeeded: status.st_dev), number: UInt64(status.st_ino))
    guard open.insert(identity).inserted else { return }
    defer { open.remove(identity) }
    for name in try names(in: folder)
    where !name.hasPrefix(".") && PartialFile.process(of: name) == nil {
      let path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
      var status = stat()
      guard stat(path, &status) == 0 else { throw InputBytes.failure(errno, path) }
      if status.isFolder {
        try visit(path, status)
      } else if let kind = InputFile.kind[InputFile.suffix(of: path)] {
        files.append(InputFile(path: path, kind: kind))
      } else {
        notes.append(
          Diagnostic(
            .note, "passed over: not a text, table or graph by its name",
            at: SourceLocation(file: path)))
      }
    }
  }

  /// The names in a folder, in the order of their bytes.
  private func names(in folder: String) throws(Diagnostic) -> [String] {
    guard let stream = opendir(folder) else { throw InputBytes.failure(errno, folder) }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        if errno != 0 { throw InputBytes.failure(errno, folder) }
        break
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee))
        {
          String(validatingCString: $0)
        }
      }
      guard let name else {
        throw Diagnostic(
          .error, "the folder holds a file whose name is not UTF-8: rename it",
          at: SourceLocation(file: folder))
      }
      names.append(name)
    }
    return TextOrder.sorted(names)
  }
}

extension stat {
  fileprivate var isFolder: Bool { st_mode & S_IFMT == S_IFDIR }
}
