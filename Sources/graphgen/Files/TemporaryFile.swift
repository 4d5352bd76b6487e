import Glibc
import GraphModel

/// A file that has no name, and is gone when nobody knows of it any more.
final class TemporaryFile: Sendable {
  private let descriptor: Int32
  /// The folder that has it.
  private let folder: String

  /// Makes a file in a folder.
  init(in folder: String) throws(Diagnostic) {
    self.folder = folder
    descriptor = Self.nameless(in: folder)
    if descriptor < 0 { throw failure() }
  }

  deinit { close(descriptor) }

  private static func nameless(in folder: String) -> Int32 {
    // O_TMPFILE, which Swift does not see.
    let made = open(folder, 0o20_000_000 | O_DIRECTORY | O_RDWR | O_CLOEXEC, 0o600)
    guard made < 0, errno == EOPNOTSUPP || errno == EISDIR else { return made }
    // Some file systems know none without names.
    var path = Array("\(folder)/graphgen-XXXXXX".utf8CString)
    let named = mkstemp(&path)
    if named >= 0 {
      unlink(path)
      _ = fcntl(named, F_SETFD, FD_CLOEXEC)
    }
    return named
  }

  /// The file that is there, or a new one in a folder.
  static func made(
    _ file: inout TemporaryFile?, in folder: String
  ) throws(Diagnostic) -> TemporaryFile {
    if let file { return file }
    let made = try TemporaryFile(in: folder)
    file = made
    return made
  }

  /// Writes rows of which so many of their size come before.
  func write<Row: BitwiseCopyable>(_ rows: [Row], at start: Int) throws(Diagnostic) {
    let isWritten = rows.withUnsafeBytes { bytes in
      forEachPart(bytes.count) { done in
        pwrite(
          descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done,
          off_t(start * MemoryLayout<Row>.stride + done))
      }
    }
    if !isWritten { throw failure() }
  }

  /// The rows of a range.
  func rows<Row: BitwiseCopyable>(_ range: Range<Int>) throws(Diagnostic) -> [Row] {
    var problem: Diagnostic?
    let rows = [Row](unsafeUninitializedCapacity: range.count) { rows, count in
      do throws(Diagnostic) {
        try read(
          UnsafeMutableRawBufferPointer(rows), at: range.lowerBound * MemoryLayout<Row>.stride)
        count = range.count
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
    return rows
  }

  /// Fills a buffer with the bytes from an offset on.
  func read(_ buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(Diagnostic) {
    let isRead = forEachPart(buffer.count) { done in
      pread(
        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done,
        off_t(offset + done))
    }
    if !isRead { throw failure() }
  }

  /// Calls the system until all bytes are done.
  private func forEachPart(_ length: Int, _ body: (_ done: Int) -> Int) -> Bool {
    var done = 0
    while done < length {
      let count = body(done)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return false }
      done += count
    }
    return true
  }

  private func failure() -> Diagnostic {
    Diagnostic(
      .error,
      "cannot keep temporary files in this folder: \(String(cString: strerror(errno))); TMPDIR may name another",
      at: SourceLocation(file: folder))
  }
}
