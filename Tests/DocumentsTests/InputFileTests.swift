import Documents
import Foundation
import GraphModel
import Testing

@Suite struct InputFileTests {
  private static func find(_ path: String) -> (files: [InputFile], findings: [String]) {
    do {
      let (files, notes) = try InputFile.find(path)
      return (files, notes.map(\.description))
    } catch {
      return ([], [error.description])
    }
  }

  @Test func aFolderIsReadInTheOrderOfNames() throws {
    let folder = try TemporaryFolder()
    for name in [
      "b.txt", "a/z.MD", "a/y.csv", "c.jsonl", ".hidden.txt", ".git/x.txt", "d.png", "Z.tsv",
    ] {
      try folder.write(name, "x")
    }
    let (files, findings) = Self.find(folder.path)
    let expected: [(String, InputFile.Kind)] = [
      ("Z.tsv", .table(.tab)), ("a/y.csv", .table(.comma)), ("a/z.MD", .document),
      ("b.txt", .document), ("c.jsonl", .jsonLines),
    ]
    #expect(files == expected.map { InputFile(path: "\(folder.path)/\($0.0)", kind: $0.1) })
    #expect(
      findings == [
        "\(folder.path)/d.png: note: passed over: not a text, table or graph by its name"
      ])
    #expect(Self.find(folder.path + "/").files == files)
  }

  @Test func aLinkBackEndsTheSearch() throws {
    let folder = try TemporaryFolder()
    try folder.write("a/x.txt", "x")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/a/loop", withDestinationPath: folder.path)
    #expect(Self.find(folder.path).files.map(\.path) == ["\(folder.path)/a/x.txt"])
  }

  @Test func whatAFileHoldsGoesByItsName() throws {
    let folder = try TemporaryFolder()
    for (name, kind) in [
      ("README", InputFile.Kind.document), ("a.log", .document), ("a.b.CSV", .table(.comma)),
      ("x.gv", .dot), ("x.ndjson", .jsonLines), ("a.HTML", .document), ("b.htm", .document),
    ] {
      let path = try folder.write(name, "x")
      #expect(Self.find(path).files == [InputFile(path: path, kind: kind)])
    }
    let page = try folder.write("a.docx", "x")
    #expect(
      Self.find(page).findings == ["\(page): error: .docx is not read: save it as plain text"])
  }

  @Test func nothingToRead() throws {
    let folder = try TemporaryFolder()
    #expect(
      Self.find(folder.path).findings == [
        "\(folder.path): error: the folder holds nothing to read (.txt, .md, .html, .csv, .tsv, .jsonl, .dot, .kg)"
      ])
    #expect(
      Self.find(folder.path + "/x").findings == [
        "\(folder.path)/x: error: no such file or folder"
      ])
  }

  @Test func standardInput() {
    #expect(Self.find("-").files == [InputFile(path: "-", kind: .jsonLines)])
    #expect(InputFile.kind(ofStandardInput: Array("\u{FEFF} \n{\"id\"".utf8)) == .jsonLines)
    #expect(InputFile.kind(ofStandardInput: Array("January".utf8)) == .document)
  }
}
