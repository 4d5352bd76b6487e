#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The names of files that are being written, beside those whose places they will take.
///
/// A process that is killed leaves such a file behind.
package enum PartialFile {
  /// What this process calls the file that is to become another.
  package static func path(for target: String) -> String { "\(target).\(getpid()).part" }

  /// The process that writes, or wrote, a file of that name; nil for names of other files.
  package static func process(of name: String) -> pid_t? {
    let parts = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    guard parts.count >= 3, parts[parts.count - 1].elementsEqual("part".utf8) else { return nil }
    let digits = parts[parts.count - 2]
    guard !digits.isEmpty, digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else {
      return nil
    }
    return String(digits).flatMap { pid_t($0) }
  }

  /// Tells others, wherever they run, that a file is being written for as long as it is open.
  package static func claim(_ descriptor: Int32) { flock(descriptor, LOCK_EX | LOCK_NB) }

  /// Removes what processes that live no more left of attempts to write a file.
  ///
  /// What can't be looked at or removed stays: it is in nobody's way.
  package static func removeLeftovers(of target: String) {
    let slash = target.utf8.lastIndex(of: UInt8(ascii: "/"))
    let name = slash.map { String(target[target.utf8.index(after: $0)...]) } ?? target
    let folder = slash.map { String(target[...$0]) } ?? "./"
    guard let stream = opendir(folder) else { return }
    var found: [String] = []
    while let entry = readdir(stream) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: field.pointee))
        {
          String(cString: $0)
        }
      }
      guard let process = process(of: file), file == "\(name).\(process).part",
        kill(process, 0) != 0, errno == ESRCH
      else { continue }
      found.append(folder + file)
    }
    closedir(stream)
    for path in found {
      let descriptor = open(path, O_RDWR | O_CLOEXEC | O_NOFOLLOW)
      guard descriptor >= 0 else { continue }
      // A process that this one can't see, in another container or on another machine, may hold it.
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }
}
