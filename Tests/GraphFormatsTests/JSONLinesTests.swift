import GraphFormats
import GraphModel
import Testing

@Suite struct JSONLinesTests {
  @Test func aStatementOfTheDesign() throws {
    let line = """
      {"subject":{"name":"William Seely","type":"Person","aliases":["Seely"]},\
      "relation":"wrote-to","object":{"name":"Ministry of Defense","type":"Organization"},\
      "polarity":"asserted","mode":"fact","attributedTo":null,"time":"2020-01-06","place":null,\
      "confidence":0.93,"evidence":[{"document":"seeds/a.txt","start":612,"end":613,"quote":"…",\
      "extractor":"…"}]}

      """
    let (records, diagnostics) = JSONLinesReader.read(Array(line.utf8), file: "s.jsonl")
    #expect(diagnostics.isEmpty)
    let record = try #require(records.first)
    var writer = JSONLinesWriter()
    #expect(String(decoding: writer.line(record), as: UTF8.self) == line)
  }
}
