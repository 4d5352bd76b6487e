import Documents
import GraphModel
import Testing

@Suite struct PlainTableTests {
  /// Lines are kept in 32 bits: a table of more is left to those who read it the usual way.
  @Test(arguments: [
    ("A,met-with,B,,x\n", 2, true), ("A,met-with,B,,x\n", 1, true),
    ("A,met-with,B,,x\n", 0, false), ("A,met-with,B,a,Bo\n", 1, true),
    ("\"A\n\",met-with,B,a,Bo\n", 1, false), ("\"A\n\",met-with,B,a,Bo\n", 2, true),
    ("\"A\n\",met-with,B,,Bo\n", 1, true),
  ]) func manyLines(row: String, linesLeft: Int, isPlain: Bool) throws {
    let top = Array("subject,relation,object,document,quote\n".utf8)
    let (header, _, _) = try #require(
      PlainTable.header(of: top, separatedBy: .comma, file: "t.csv"))
    var table = PlainTable(
      PlainParts(vocabulary: .standard), header, .comma, file: "t.csv",
      linesBefore: Int(Int32.max) - linesLeft)
    var lines: [Int32] = []
    let hasRead = Array(row.utf8).withUnsafeBytes { bytes in
      table.read(bytes) { row, _ in lines.append(row.line) }
    }
    #expect(hasRead == isPlain)
    #expect(lines == (isPlain ? [Int32.max - Int32(linesLeft) + 1] : []))
  }
}
