import Documents
import Foundation
import GraphModel
import Testing

@Suite struct DocumentReaderTests {
  private static func finding(_ bytes: [UInt8]) -> String {
    do {
      _ = try DocumentReader.document(id: "a.txt", bytes: bytes)
      return "none"
    } catch {
      return error.description
    }
  }

  @Test func textIsKeptByteForByte() throws {
    let text = "\u{FEFF}January 6, 2020\r\n\r\n“Quds” \r\n"
    let document = try DocumentReader.document(id: "a.txt", bytes: Array(text.utf8))
    #expect(document.text.map { Array($0.utf8) } == Array(text.utf8))
    #expect(document.date == "2020-01-06")
    #expect(document.sha256 == SHA256.hexadecimal(of: text.utf8))
  }

  @Test func everyFindingAboutBytes() {
    #expect(Self.finding([]) == "a.txt: error: the document is empty")
    #expect(
      Self.finding(Array("é\nab".utf8) + [0])
        == "a.txt:2:3: error: byte 5 is NUL: this is not a text file")
    #expect(
      Self.finding(Array("é\nق".utf8) + [0xE9, 0x20])
        == "a.txt:2:2: error: byte 5 (0xE9) is not UTF-8: save the file as UTF-8")
    #expect(
      Self.finding([0x61, 0xC3])
        == "a.txt:1:2: error: byte 1 (0xC3) is not UTF-8: save the file as UTF-8")
    #expect(
      Self.finding([0xED, 0xA0, 0x80])
        == "a.txt:1:1: error: byte 0 (0xED) is not UTF-8: save the file as UTF-8")
    #expect(
      Self.finding([0xFF, 0xFE, 0x61, 0x62]) == "a.txt: error: this is UTF-16: save it as UTF-8")
  }

  @Test func everyFindingAboutFiles() throws {
    let folder = try TemporaryFolder()
    func finding(_ path: String) -> String {
      do {
        _ = try DocumentReader.read(path)
        return "none"
      } catch {
        return error.description
      }
    }
    let missing = folder.path + "/none.txt"
    #expect(finding(missing) == "\(missing): error: no such file or folder")
    #expect(
      finding(folder.path) == "\(folder.path): error: this is a folder, but a file is needed here")
    let secret = try folder.write("secret.txt", "x")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: secret)
    if FileManager.default.isReadableFile(atPath: secret) {
      // The superuser may read everything.
      #expect(finding(secret) == "none")
    } else {
      #expect(finding(secret) == "\(secret): error: no permission to read this")
    }
    let file = try folder.write("a.txt", "Hello\r\n")
    let document = try DocumentReader.read(file)
    #expect(document.id == file)
    #expect(document.text == "Hello\r\n")
  }

  @Test(
    arguments: [
      ("January 6, 2020\n\nText", "2020-01-06", nil), ("Jan. 6, 2020", "2020-01-06", nil),
      ("Sept. 6, 2020", "2020-09-06", nil), ("Monday, January 6, 2020", "2020-01-06", nil),
      ("6 January 2020", "2020-01-06", nil), ("2020-01-06", "2020-01-06", nil),
      ("# Two  Letters\n\n  29 Feb 2020\r\n", "2020-02-29", "Two Letters"),
      ("February 30, 2020", nil, nil), ("29 Feb 2019", nil, nil), ("2020-1-6", nil, nil),
      ("On January 6, 2020 he left.", nil, nil), ("May", nil, nil), ("", nil, nil),
      ("January 6, 2020\nJanuary 7, 2020", "2020-01-06", nil), ("#\n# \n# A", nil, "A"),
      (String(repeating: "x\n", count: 30) + "2020-01-06", nil, nil),
    ] as [(String, String?, String?)])
  func head(_ text: String, _ date: String?, _ title: String?) {
    let head = DocumentHead(of: text)
    #expect(head.date == date)
    #expect(head.title == title)
  }

  @Test func aLongLineTakesLinearTime() throws {
    let bytes = [UInt8](repeating: UInt8(ascii: "x"), count: 2_000_000)
    let document = try DocumentReader.document(id: "a.txt", bytes: bytes)
    #expect(document.text?.utf8.count == bytes.count)
  }
}

/// A folder that goes when the value does.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory
      .appendingPathComponent("graphgen-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      Issue.record("the temporary folder \(path) stays behind: \(error)")
    }
  }

  /// Writes a file, making its folders, and returns its path.
  @discardableResult
  func write(_ name: String, _ text: String) throws -> String {
    let url = URL(fileURLWithPath: path).appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }
}
