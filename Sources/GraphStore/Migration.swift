extension Database {
  /// Makes a file of an older version one of the version that is written; part of a transaction.
  ///
  /// - Throws: `StoreError` if it is of a newer version than is known.
  func migrate() throws(StoreError) {
    guard let version = try number("PRAGMA user_version"), version >= 1 else {
      throw damage("user_version")
    }
    if version > Schema.version { throw StoreError(.newer(version), path: path, action: "open") }
    if version == Schema.version { return }
    for step in Schema.steps[(version - 1)...] {
      for sql in step { try run(sql) }
    }
    try run("PRAGMA user_version = \(Schema.version)")
  }
}
