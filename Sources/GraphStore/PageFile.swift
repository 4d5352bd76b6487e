import Glibc

/// The pages of an SQLite file that no connection has open, to which more are appended.
///
/// Millions of rows that come in the order of their keys are written as pages, as SQLite's documentation
/// of its file format lays them down: by its statements, each row would take twenty times as long.
final class PageFile {
  let pageSize: Int
  private let path: String
  private let descriptor: Int32
  /// How many pages there are, with those that wait.
  private var count: Int
  /// Pages that wait to be written one after another, the first of them of the number `firstWaiting`.
  private let waiting: UnsafeMutableRawPointer
  private var waitingCount = 0
  private var firstWaiting = 0

  private static let mostWaiting = 256

  /// Opens a file.
  init(_ path: String) throws(StoreError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw StoreError(Database.reason(errno), path: path, action: "open")
    }
    var head = [UInt8](repeating: 0, count: 100)
    let length = read(descriptor, &head, head.count)
    guard length == head.count else {
      close(descriptor)
      throw StoreError(.damaged, path: path, action: "open")
    }
    pageSize = Int(head[16]) << 8 | Int(head[17])
    count = head[28..<32].reduce(0) { $0 << 8 | Int($1) }
    waiting = .allocate(byteCount: pageSize * Self.mostWaiting, alignment: 4096)
  }

  deinit {
    close(descriptor)
    waiting.deallocate()
  }

  /// Appends a page, and returns its number.
  func append(_ page: UnsafeRawPointer) throws(StoreError) -> Int {
    // The page in which SQLite locks byte ranges holds nothing.
    let isLocks = count == 0x4000_0000 / pageSize
    if isLocks || waitingCount == Self.mostWaiting { try flush() }
    if isLocks { count += 1 }
    count += 1
    if waitingCount == 0 { firstWaiting = count }
    waiting.advanced(by: waitingCount * pageSize).copyMemory(from: page, byteCount: pageSize)
    waitingCount += 1
    return count
  }

  /// Writes a page in the place of the one of that number, which had been there before.
  func replace(_ number: Int, with page: UnsafeRawPointer) throws(StoreError) {
    try write(page, pageSize, at: (number - 1) * pageSize)
  }

  /// Writes what waits, and says in the file's head how many pages there are.
  func finish() throws(StoreError) {
    try flush()
    var count = UInt32(self.count).bigEndian
    try write(&count, 4, at: 28)
  }

  private func flush() throws(StoreError) {
    try write(waiting, waitingCount * pageSize, at: (firstWaiting - 1) * pageSize)
    waitingCount = 0
  }

  private func write(
    _ bytes: UnsafeRawPointer, _ length: Int, at offset: Int
  ) throws(StoreError) {
    var done = 0
    while done < length {
      let written = pwrite(descriptor, bytes + done, length - done, off_t(offset + done))
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let reason: StoreError.Reason =
          errno == EFBIG ? .other("cannot write: File too large") : Database.reason(errno)
        throw StoreError(reason, path: path, action: "write")
      }
      done += written
    }
  }
}
