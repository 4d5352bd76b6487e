import Documents
import Extraction
import Glibc
import GraphFormats
import GraphModel

/// What documents said when they were last read, one file a document in `$XDG_CACHE_HOME/graphgen`.
///
/// A file's name is the hash of all that its content depends on: the document with its metadata, the model's weights, the
/// vocabulary, the threshold and this very program. So nothing in the folder can be out of date, and all of it may be
/// deleted at any time. A file that is damaged is read as if it were not there.
struct ReadingCache {
  private let folder: String
  private let vocabulary: Vocabulary
  private let basis: SHA256

  /// A cache for one way of reading, or nil if there is no place for one.
  ///
  /// - Parameters:
  ///   - model: What tells the weights from others.
  ///   - tables: The texts of the user's vocabulary tables, which `vocabulary` was read from.
  init?(model: UInt64, vocabulary: Vocabulary, tables: [[UInt8]], threshold: Double?) {
    guard let folder = Self.folder(), let program = Self.program() else { return nil }
    self.folder = folder
    self.vocabulary = vocabulary
    var basis = SHA256()
    basis.update("reading 1\n\(program)\n\(model)\n\(threshold.map { "\($0)" } ?? "")\n".utf8)
    for table in tables {
      basis.update("\(table.count)\n".utf8)
      basis.update(table)
    }
    self.basis = basis
  }

  /// Where readings are kept.
  static func folder() -> String? {
    func variable(_ name: String) -> String? {
      // The specification has relative paths ignored.
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    return (variable("XDG_CACHE_HOME") ?? variable("HOME").map { "\($0)/.cache" })
      .map { "\($0)/graphgen" }
  }

  /// What tells this build of the program from others.
  private static func program() -> String? {
    var status = stat()
    guard stat("/proc/self/exe", &status) == 0 else { return nil }
    let time = status.st_mtim
    return "\(Version.current) \(status.st_size) \(time.tv_sec).\(time.tv_nsec)"
  }

  /// The name under which a document's reading is kept.
  func key(of document: Document) -> String {
    var hash = basis
    var writer = JSONLinesWriter()
    hash.update(writer.line(.document(document)))
    return hash.hexadecimal()
  }

  /// What the document said, if it has been read before.
  func reading(of document: Document, _ key: String) -> Extraction? {
    guard let bytes = try? InputBytes.all(of: path(key)),
      let end = bytes.firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    let head = String(decoding: bytes[..<end], as: UTF8.self).split(separator: " ")
    var reader = JSONLinesReader(file: path(key), vocabulary: vocabulary)
    var records = bytes[(end + 1)...].withUnsafeBufferPointer { reader.read($0) }
    records += reader.finish()
    guard head.count == 5, head[0] == Self.mark, let entities = Int(head[1]),
      Int(head[2]) == records.count, head[3] == Self.check(bytes[(end + 1)...])
    else { return nil }
    var result = Extraction(document: document)
    if head[4] != "-" { result.document.date = String(head[4]) }
    for (index, record) in records.enumerated() {
      switch record {
      case .entity(let entity) where index < entities: result.entities.append(entity)
      case .entity(let entity): result.bystanders.append(entity)
      case .statement(var statement):
        statement.origin = nil
        result.statements.append(statement)
      case .document: return nil
      }
    }
    return result
  }

  /// Keeps what the document said; where that fails, it will be read again.
  func keep(_ reading: Extraction, _ key: String) {
    var writer = JSONLinesWriter()
    var body: [UInt8] = []
    for entity in reading.entities + reading.bystanders { body += writer.line(.entity(entity)) }
    for statement in reading.statements { body += writer.line(.statement(statement)) }
    let count =
      reading.entities.count + reading.bystanders.count + reading.statements.count
    let head =
      "\(Self.mark) \(reading.entities.count) \(count) \(Self.check(body)) "
      + "\(reading.document.date ?? "-")\n"
    let target = path(key)
    Self.makeFolders(target)
    let aside = "\(target).\(getpid()).part"
    guard let file = fopen(aside, "wxe") else { return }
    let bytes = Array(head.utf8) + body
    let isWhole = fwrite(bytes, 1, bytes.count, file) == bytes.count
    guard fclose(file) == 0, isWhole, rename(aside, target) == 0 else {
      unlink(aside)
      return
    }
  }

  private static let mark = "graphgen-reading"

  private static func check(_ bytes: some Sequence<UInt8>) -> String {
    String(SHA256.hexadecimal(of: bytes).prefix(16))
  }

  private func path(_ key: String) -> String { "\(folder)/\(key.prefix(2))/\(key).jsonl" }

  /// Makes the folders that a file is to lie in.
  private static func makeFolders(_ path: String) {
    for (index, byte) in path.utf8.enumerated().dropFirst() where byte == UInt8(ascii: "/") {
      mkdir(String(decoding: path.utf8.prefix(index), as: UTF8.self), 0o700)
    }
  }
}
