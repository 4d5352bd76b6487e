import Documents
import GraphModel
import Testing

@Suite struct DocumentReaderTests {
  @Test func textIsKeptByteForByte() throws {
    let text = "\u{FEFF}January 6, 2020\r\n\r\n“Quds” \r\n"
    let document = try DocumentReader.document(id: "a.txt", bytes: Array(text.utf8))
    #expect(document.text.map { Array($0.utf8) } == Array(text.utf8))
    #expect(document.date == "2020-01-06")
    #expect(document.sha256 == SHA256.hexadecimal(of: text.utf8))
  }
}
