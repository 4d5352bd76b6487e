/// How much memory an import may take for what grows with the input, and where the rest waits in files without names.
struct ImportMemory: Sendable {
  private let bytes: Int
  /// Where those files are.
  let folder: String

  /// Less than some pages would not do, and more than 16 GB not what offsets of 32 bits reach.
  init(megabytes: Int, folder: String) {
    bytes = max(1 << 14, min(megabytes, 1 << 14) << 20)
    self.folder = folder
  }

  private init(bytes: Int, folder: String) { (self.bytes, self.folder) = (bytes, folder) }

  /// What each of several may take.
  func shared(by count: Int) -> ImportMemory {
    ImportMemory(bytes: max(1 << 14, bytes / count), folder: folder)
  }

  /// The megabytes that the environment grants, or 64, and the folder that it names, or the output's, where there must be
  /// room anyway.
  static func granted(besides output: String) -> ImportMemory {
    let named = Terminal.environment("TMPDIR") ?? ""
    return ImportMemory(
      megabytes: Terminal.environment("GRAPHGEN_IMPORT_MEMORY").flatMap { Int($0) } ?? 64,
      folder: named.isEmpty ? folder(of: output) : named)
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The bytes of texts that each of two readers keeps to know them again.
  var texts: Int { bytes / 4 * 3 }
  /// How many bytes of a file are read at once.
  var piece: Int { min(1 << 20, bytes / 16) }
  /// The bytes that are sorted at once.
  var records: Int { bytes / 16 }

  /// How many rows are kept before they are written.
  func rows<Row>(_: Row.Type) -> Int { max(64, bytes / 32 / MemoryLayout<Row>.stride) }

  /// How many rows are sorted at once; as many again are there while they are.
  func sorted<Row>(_: Row.Type) -> Int { max(64, bytes / 8 / MemoryLayout<Row>.stride) }
}
