extension Database {
  /// Makes a file of an older version one of the version that is written; part of a transaction.
  ///
  /// - Throws: `StoreError` if it is of a version that is not known.
  func migrate() throws(StoreError) {
    let version = try number("PRAGMA user_version") ?? 0
    try Schema.check(version: version, of: path)
    if version == Schema.version { return }
    for step in Schema.steps[(version - 1)...] {
      for sql in step { try run(sql) }
    }
    try run("PRAGMA user_version = \(Schema.version)")
  }
}
