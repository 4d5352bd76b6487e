import Foundation
import GraphFormats
import GraphModel

/// A folder for the files that the contenders share, which goes when the benchmarks end.
struct Workshop {
  let folder: URL

  /// Makes a folder.
  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("graphgen-benchmarks-\(getpid())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  /// Where a file of that name stands.
  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// Writes a file.
  ///
  /// - Returns: Its path.
  func write(_ bytes: [UInt8], to name: String) throws -> String {
    try Data(bytes).write(to: folder.appendingPathComponent(name))
    return path(name)
  }

  /// Does something with a folder, and then removes the folder; on an error it is left to be looked at.
  static func with(_ body: (Workshop) throws -> Void) throws {
    let workshop = try Workshop()
    try body(workshop)
    try FileManager.default.removeItem(at: workshop.folder)
  }
}
