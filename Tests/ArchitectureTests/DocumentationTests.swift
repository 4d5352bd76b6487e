import Testing

/// What the documentation points at is there, and what it is to list is listed.
@Suite struct DocumentationTests {
  @Test func everyLinkToAFileHasItsFile() throws {
    let pages = try Checkout.pages()
    #expect(pages.contains { $0.path == "README.md" } && pages.count > 10)
    for (path, text) in pages {
      let folder = path.split(separator: "/").dropLast().joined(separator: "/")
      let prose = text.replacing(/`[^`]*`/, with: "")
      for link in prose.matches(of: /\]\(([^)\s#]+)(#[^)\s]*)?\)/) where !link.1.contains("://") {
        let target = folder.isEmpty ? String(link.1) : "\(folder)/\(link.1)"
        #expect(Checkout.exists(target), "\(path) points at \(link.1), which is not there")
      }
    }
  }

  @Test(arguments: ["Entities", "Soundness", "Times"])
  func everyRuleThatReadsIsListed(folder: String) throws {
    let catalogue = try #require(
      try Checkout.pages().first { $0.path == "Documentation/ReadingRules.md" })
    let listed = Set(catalogue.text.matches(of: /`(?:\w+\/)?(\w+)`/).map { String($0.1) })
    let files = try Checkout.sources(in: "Sources/Extraction/\(folder)").map {
      String($0.path.split(separator: "/").last?.dropLast(".swift".count) ?? "")
    }
    #expect(!files.isEmpty)
    for file in files {
      let isListed = listed.contains(file)
      #expect(isListed, "ReadingRules.md does not list \(folder)/\(file).swift")
    }
  }
}
