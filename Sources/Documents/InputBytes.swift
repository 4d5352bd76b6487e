#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import GraphModel

/// The bytes of a file or of standard input.
public enum InputBytes {
  /// What standard input is called in findings and evidence.
  public static let standardInputName = "<stdin>"

  /// Hands over a file's bytes in pieces of at most 64 KiB, so that no file need fit into memory.
  ///
  /// - Parameters:
  ///   - path: A file, a pipe or `-` for standard input.
  ///   - body: Called once a piece, in order.
  /// - Throws: A `Diagnostic` that says that the file is missing, a folder, not permitted or unreadable, or
  ///   what `body` throws.
  public static func forEachPiece(
    of path: String, _ body: (UnsafeBufferPointer<UInt8>) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure(errno, path) }
    defer { if path != "-" { _ = close(descriptor) } }
    let buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    defer { buffer.deallocate() }
    while true {
      let count = read(descriptor, buffer.baseAddress, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw failure(errno, path) }
      if count == 0 { return }
      try body(UnsafeBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// All bytes of a file or, for `-`, of standard input.
  ///
  /// - Throws: As `forEachPiece`.
  public static func all(of path: String) throws(Diagnostic) -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachPiece(of: path) { bytes.append(contentsOf: $0) }
    return bytes
  }

  /// The name of an input in findings.
  package static func name(of path: String) -> String {
    path == "-" ? standardInputName : path
  }

  package static func failure(_ code: Int32, _ path: String) -> Diagnostic {
    let text =
      switch code {
      case ENOENT, ENOTDIR: "no such file or folder"
      case EISDIR: "this is a folder, but a file is needed here"
      case EACCES, EPERM: "no permission to read this"
      default: "cannot be read: \(String(cString: strerror(code)))"
      }
    return Diagnostic(.error, text, at: SourceLocation(file: name(of: path)))
  }
}
