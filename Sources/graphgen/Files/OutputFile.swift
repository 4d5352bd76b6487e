import Documents
import Glibc
import GraphModel
import Synchronization

/// Writes a whole file or none of it.
///
/// The bytes go to a new file beside the target, which is renamed over it once they are on disk; so a
/// failed or interrupted write leaves the old file as it was. What processes that were killed left of such files goes with
/// the next write of the same file. Devices and pipes are written directly.
enum OutputFile {
  /// Writes the bytes to a path, or to standard output if the path is `-`.
  ///
  /// - Throws: `Failure` that names the path and the system's reason.
  static func write(_ bytes: [UInt8], to path: String) throws {
    if path == "-" {
      try write(bytes, to: STDOUT_FILENO, named: "<stdout>")
      return
    }
    var status = stat()
    let exists = stat(path, &status) == 0
    if exists, status.st_mode & S_IFMT != S_IFREG {
      guard status.st_mode & S_IFMT != S_IFDIR else { throw failure(path, EISDIR) }
      let descriptor = open(path, O_WRONLY)
      guard descriptor >= 0 else { throw failure(path, errno) }
      defer { close(descriptor) }
      try write(bytes, to: descriptor, named: path)
      return
    }
    // A link stays a link: what it points to is replaced. Modes are kept.
    let target = exists ? try resolved(path) : path
    if exists, access(target, W_OK) != 0 { throw failure(path, errno) }
    let mode = exists ? status.st_mode & 0o777 : 0o666
    try replace(target, named: path) { aside in
      let descriptor = open(aside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
      guard descriptor >= 0 else { throw failure(path, errno) }
      defer { close(descriptor) }
      PartialFile.claim(descriptor)
      try write(bytes, to: descriptor, named: path)
      guard fsync(descriptor) == 0 else { throw failure(path, errno) }
    }
  }

  /// Whether a path means a folder: it is one, or ends as the path of one does.
  static func isFolder(_ path: String) -> Bool {
    var status = stat()
    if stat(path, &status) == 0 { return status.st_mode & S_IFMT == S_IFDIR }
    return path.hasSuffix("/")
  }

  /// Makes a folder unless it is there.
  ///
  /// - Throws: `Failure` that names the path and the system's reason.
  static func makeFolder(_ path: String) throws {
    guard mkdir(path, 0o777) != 0, !(errno == EEXIST && isFolder(path)) else { return }
    throw failure(path, errno == EEXIST ? ENOTDIR : errno)
  }

  /// The path without links.
  static func resolved(_ path: String) throws -> String {
    guard let target = realpath(path, nil) else { throw failure(path, errno) }
    defer { free(target) }
    return String(cString: target)
  }

  /// Puts a file that `make` makes aside in the place of another, or of none.
  ///
  /// - Parameters:
  ///   - target: The path, which is no link.
  ///   - path: What to call it in errors.
  ///   - make: Makes the file of that name, and sees to it that it is on disk.
  static func replace(
    _ target: String, named path: String, _ make: (_ aside: String) throws -> Void
  ) throws {
    PartialFile.removeLeftovers(of: target)
    let aside = PartialFile.path(for: target)
    Interruption.removeOnSignal(aside)
    defer { Interruption.removeOnSignal(nil) }
    do {
      try make(aside)
    } catch {
      unlink(aside)
      throw error
    }
    guard rename(aside, target) == 0 else {
      let reason = errno
      unlink(aside)
      throw failure(path, reason)
    }
  }

  private static func write(_ bytes: [UInt8], to descriptor: Int32, named path: String) throws {
    var offset = 0
    while offset < bytes.count {
      let written = bytes[offset...].withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw failure(path, errno)
      }
      offset += written
    }
  }

  static func failure(_ path: String, _ reason: Int32) -> Failure {
    Failure("cannot write: \(String(cString: strerror(reason)))", at: SourceLocation(file: path))
  }
}

/// Leaves no half-written file behind when the process is told to stop.
private enum Interruption {
  /// The file to remove, as the address of a C string that a signal handler may use.
  private static let path = Atomic<UInt>(0)

  /// Removes the file if SIGINT, SIGTERM or SIGHUP ends the process from now on; nil ends that.
  static func removeOnSignal(_ file: String?) {
    let new = file.flatMap { strdup($0) }.map { UInt(bitPattern: $0) } ?? 0
    let old = path.exchange(new, ordering: .sequentiallyConsistent)
    // What `nohup` lets pass stays ignored.
    for number in [SIGINT, SIGTERM, SIGHUP] where !isIgnored(number) {
      signal(number, file == nil ? SIG_DFL : stop)
    }
    if old != 0 { free(UnsafeMutableRawPointer(bitPattern: old)) }
  }

  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    let ignore = unsafeBitCast(SIG_IGN, to: Int.self)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self) == ignore
  }

  private static let stop: @convention(c) (Int32) -> Void = { number in
    let address = Interruption.path.load(ordering: .sequentiallyConsistent)
    if let file = UnsafePointer<CChar>(bitPattern: address) { unlink(file) }
    signal(number, SIG_DFL)
    raise(number)
  }
}
