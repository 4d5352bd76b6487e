import CSQLite
import Foundation

/// A fresh folder for a test's files; it goes when the test ends.
final class Folder {
  let path: String
  private var count = 0

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("graphgen-store-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file that is not there yet.
  func fresh() -> String {
    count += 1
    return "\(path)/\(count).kg"
  }

  /// What SQLite itself finds wrong with a file: its structure, its references, its text indices.
  func problems(in file: String) throws -> [String] {
    var database: OpaquePointer?
    defer { sqlite3_close(database) }
    guard sqlite3_open(file, &database) == SQLITE_OK else { return ["it can't be opened"] }
    var problems: [String] = []
    for sql in [
      "PRAGMA integrity_check",
      "SELECT 'reference from ' || \"table\" FROM pragma_foreign_key_check",
      "INSERT INTO name_search (name_search) VALUES ('integrity-check')",
      "INSERT INTO document_search (document_search) VALUES ('integrity-check')",
    ] {
      var query: OpaquePointer?
      defer { sqlite3_finalize(query) }
      guard sqlite3_prepare_v2(database, sql, -1, &query, nil) == SQLITE_OK else {
        problems.append(String(cString: sqlite3_errmsg(database)))
        continue
      }
      while true {
        let code = sqlite3_step(query)
        if code == SQLITE_DONE { break }
        guard code == SQLITE_ROW else {
          problems.append("\(sql): \(String(cString: sqlite3_errmsg(database)))")
          break
        }
        let text = String(cString: sqlite3_column_text(query, 0))
        if text != "ok" { problems.append(text) }
      }
    }
    return problems
  }
}
