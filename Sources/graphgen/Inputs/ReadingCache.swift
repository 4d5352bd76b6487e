import Documents
import Extraction
import Glibc
import GraphFormats
import GraphModel

/// What documents said when they were last read, one file a document in `$XDG_CACHE_HOME/graphgen`.
///
/// A file lies in the folder of this program and its weights, and its name is the hash of all else that its content depends
/// on: the document with its metadata, the vocabulary and the threshold. So nothing that is found can be out of date, and all of
/// it may be deleted at any time; the folders of other programs and weights are when a new one is made. A file that is
/// damaged is read as if it were not there. Only the user may read the folder, as it holds quotes.
struct ReadingCache {
  /// The checksum of the model's weights.
  let model: UInt64
  private let folder: String
  private let vocabulary: Vocabulary
  private let basis: SHA256

  /// A cache for one way of reading, or nil if there is no place for one.
  init?(model: UInt64, vocabulary: ReadVocabulary, threshold: Double?) {
    guard let place = Self.place(), let program = Self.program() else { return nil }
    self.model = model
    self.vocabulary = vocabulary.vocabulary
    let name = SHA256.hexadecimal(of: "\(Version.current) \(program) \(model)".utf8).prefix(16)
    folder = "\(place)/\(name)"
    var basis = SHA256()
    basis.update("\(threshold.map { "\($0)" } ?? "")\n".utf8)
    for table in vocabulary.tables {
      basis.update("\(table.count)\n".utf8)
      basis.update(table)
    }
    self.basis = basis
  }

  /// Where readings are kept.
  private static func place() -> String? {
    func variable(_ name: String) -> String? {
      // The specification has relative paths ignored.
      getenv(name).map { String(cString: $0) }.flatMap { $0.hasPrefix("/") ? $0 : nil }
    }
    return (variable("XDG_CACHE_HOME") ?? variable("HOME").map { "\($0)/.cache" })
      .map { "\($0)/graphgen" }
  }

  /// What tells this build of the program from others: a hash of its file.
  private static func program() -> UInt64? {
    let descriptor = open("/proc/self/exe", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    let size = Int(status.st_size)
    guard let bytes = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), bytes != MAP_FAILED
    else { return nil }
    defer { munmap(bytes, size) }
    return WordHash.of(.init(start: bytes, count: size)) ^ UInt64(size)
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
    if document.date == nil, head[4] != "-" { result.document.date = String(head[4]) }
    for (index, record) in records.enumerated() {
      switch record {
      case .entity(let entity) where index < entities: result.entities.append(entity)
      case .entity(let entity): result.bystanders.append(entity)
      case .statement(var statement):
        statement.origin = nil
        result.statements.append(statement)
      case .document, .decision: return nil
      }
    }
    return result
  }

  /// Keeps what a document said; where that fails, it will be read again.
  ///
  /// - Parameter hasOwnDate: Whether the document came with its date, rather than that it was found in the text.
  func keep(_ reading: Extraction, _ key: String, hasOwnDate: Bool) {
    var writer = JSONLinesWriter()
    var body: [UInt8] = []
    for entity in reading.entities + reading.bystanders { body += writer.line(.entity(entity)) }
    for statement in reading.statements { body += writer.line(.statement(statement)) }
    let count =
      reading.entities.count + reading.bystanders.count + reading.statements.count
    let date = hasOwnDate ? nil : reading.document.date
    let head =
      "\(Self.mark) \(reading.entities.count) \(count) \(Self.check(body)) \(date ?? "-")\n"
    makeFolder()
    let target = path(key)
    let aside = "\(target).\(getpid()).part"
    let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0, let file = fdopen(descriptor, "w") else { return }
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

  private func path(_ key: String) -> String { "\(folder)/\(key).jsonl" }

  /// Makes the folder with those that lead to it, and removes what other programs and weights left.
  private func makeFolder() {
    var status = stat()
    if stat(folder, &status) == 0 { return }
    for (index, byte) in folder.utf8.enumerated().dropFirst() where byte == UInt8(ascii: "/") {
      mkdir(String(decoding: folder.utf8.prefix(index), as: UTF8.self), 0o700)
    }
    guard mkdir(folder, 0o700) == 0 else { return }
    let place = String(folder.dropLast(17))
    for name in Self.names(in: place)
    where name.utf8.count == 16 && name.utf8.allSatisfy(Self.isHexadecimal)
      && !folder.hasSuffix(name)
    {
      for file in Self.names(in: "\(place)/\(name)") { unlink("\(place)/\(name)/\(file)") }
      rmdir("\(place)/\(name)")
    }
  }

  private static func isHexadecimal(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
  }

  private static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
