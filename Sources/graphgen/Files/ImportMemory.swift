/// How much memory an import may take for what grows with the input; the rest waits in files without names.
struct ImportMemory: Sendable {
  /// The megabytes that the environment grants, or 64.
  static let granted = ImportMemory(
    megabytes: Terminal.environment("GRAPHGEN_IMPORT_MEMORY").flatMap { Int($0) } ?? 64)

  private let bytes: Int

  /// Less than some pages would not do.
  init(megabytes: Int) { bytes = max(1 << 14, min(megabytes, 1 << 20) << 20) }

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
