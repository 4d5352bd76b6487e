import Glibc
import GraphModel

/// A file that has no name, and is gone when nobody knows of it any more.
final class TemporaryFile: Sendable {
  private let descriptor: Int32

  init() throws(Diagnostic) {
    guard let file = tmpfile() else { throw Self.failure() }
    descriptor = dup(fileno(file))
    fclose(file)
    if descriptor < 0 { throw Self.failure() }
  }

  deinit { close(descriptor) }

  /// The file that is there, or a new one.
  static func made(_ file: inout TemporaryFile?) throws(Diagnostic) -> TemporaryFile {
    if let file { return file }
    let made = try TemporaryFile()
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
    if !isWritten { throw Self.failure() }
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
    if !isRead { throw Self.failure() }
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

  private static func failure() -> Diagnostic {
    Diagnostic(
      .error, "cannot write a temporary file: \(String(cString: strerror(errno)))")
  }
}
