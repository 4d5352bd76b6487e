import Foundation

/// The package as it lies on disk.
enum Checkout {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The names of the folders in a folder of the package, sorted.
  static func folders(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(
      at: root.appendingPathComponent(folder), includingPropertiesForKeys: [.isDirectoryKey]
    )
    .filter { try $0.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true }
    .map(\.lastPathComponent).sorted()
  }

  /// The Swift files under a folder of the package, sorted, with their texts.
  static func sources(in folder: String) throws -> [(path: String, text: String)] {
    let names = FileManager.default.enumerator(atPath: root.appendingPathComponent(folder).path)?
      .compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.sorted()
    return try (names ?? []).map { name in
      let path = "\(folder)/\(name)"
      return (path, try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))
    }
  }

  /// The pages of the documentation, sorted, with their texts.
  static func pages() throws -> [(path: String, text: String)] {
    let names = try FileManager.default.contentsOfDirectory(
      atPath: root.appendingPathComponent("Documentation").path
    ).filter { $0.hasSuffix(".md") }.sorted().map { "Documentation/\($0)" }
    return try (["README.md", "training/README.md"] + names).map { path in
      (path, try String(contentsOf: root.appendingPathComponent(path), encoding: .utf8))
    }
  }

  /// Whether there is a file or a folder of the package at a path.
  static func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: root.appendingPathComponent(path).path)
  }

  /// The modules that a Swift file imports, in order.
  static func imports(of text: String) -> [String] {
    let kinds: Set = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var"]
    let access: Set = ["public", "package", "internal", "fileprivate", "private"]
    return text.split(separator: "\n").compactMap { line in
      guard line.contains("import ") else { return nil }
      var words = line.split(separator: " ")[...]
      while let word = words.first, word.hasPrefix("@") || access.contains(String(word)) {
        words.removeFirst()
      }
      guard words.popFirst() == "import" else { return nil }
      if let kind = words.first, kinds.contains(String(kind)) { words.removeFirst() }
      return words.first.map { String($0.prefix { $0 != "." }) }
    }
  }

  /// The targets that the manifest declares, with the names of what they depend on.
  static func targets() throws -> [String: Set<String>] {
    let manifest = try String(
      contentsOf: root.appendingPathComponent("Package.swift"), encoding: .utf8)
    var targets: [String: Set<String>] = [:]
    let beginning = /\.(?:target|executableTarget|testTarget|systemLibrary|plugin|macro)\(/
    for match in manifest.matches(of: beginning) {
      let declaration = upToClosing(manifest[match.range.upperBound...])
      guard let name = declaration.firstMatch(of: /name:\s*"([^"]+)"/)?.output.1 else { continue }
      var dependencies: Set<String> = []
      if let list = declaration.firstMatch(of: /dependencies:\s*\[/) {
        let entries = upToClosing(declaration[list.range.upperBound...])
          .replacing(/package:\s*"[^"]*"/, with: "")
        dependencies = Set(entries.matches(of: /"([^"]+)"/).map { String($0.output.1) })
      }
      targets[String(name)] = dependencies
    }
    return targets
  }

  /// The text up to the bracket that closes the one before it.
  private static func upToClosing(_ text: Substring) -> Substring {
    var depth = 1
    for index in text.indices {
      switch text[index] {
      case "(", "[", "{": depth += 1
      case ")", "]", "}": depth -= 1
      default: break
      }
      if depth == 0 { return text[..<index] }
    }
    return text
  }
}
