import Documents
import GraphModel
import TestSupport
import Testing

@Suite struct CSVReaderTests {
  /// What reading gives: the rows, and the finding that ended it.
  private struct Outcome: Equatable, CustomStringConvertible {
    var rows: [[String]]
    var error: String?

    var description: String { "\(rows) \(error ?? "")" }
  }

  private static func read(
    _ pieces: [[UInt8]], _ separator: TableSeparator = .comma
  ) -> Outcome {
    var reader = CSVReader(separator: separator, file: "t.csv")
    var rows: [CSVReader.Row] = []
    do throws(Diagnostic) {
      for piece in pieces {
        try piece.withUnsafeBufferPointer { bytes in
          Result { () throws(Diagnostic) in try reader.read(bytes, into: &rows) }
        }.get()
      }
      try reader.finish(into: &rows)
      return Outcome(rows: rows.map { $0.cells.map(\.text) })
    } catch {
      return Outcome(rows: rows.map { $0.cells.map(\.text) }, error: error.description)
    }
  }

  private static func read(_ text: String, _ separator: TableSeparator = .comma) -> Outcome {
    read([Array(text.utf8)], separator)
  }

  @Test func theExamplesOfTheRFC() {
    #expect(
      Self.read("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n").rows == [
        ["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"],
      ])
    #expect(
      Self.read("aaa,bbb,ccc\r\nzzz,yyy,xxx").rows == [
        ["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"],
      ])
    #expect(
      Self.read("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz,yyy,xxx").rows == [
        ["aaa", "b\r\nbb", "ccc"], ["zzz", "yyy", "xxx"],
      ])
    #expect(Self.read("\"aaa\",\"b\"\"bb\",\"ccc\"").rows == [["aaa", "b\"bb", "ccc"]])
    #expect(Self.read("a\tb, c\t\"d\te\"\n", .tab).rows == [["a", "b, c", "d\te"]])
  }

  @Test func marksBlankLinesAndLineEnds() {
    #expect(Self.read("\u{FEFF}\"a\",b\n").rows == [["a", "b"]])
    #expect(Self.read("a\u{FEFF},b\n").rows == [["a\u{FEFF}", "b"]])
    #expect(Self.read("\n\r\n\ra,b\n\n").rows == [["a", "b"]])
    #expect(Self.read("\"\"\n,\n").rows == [[""], ["", ""]])
    #expect(Self.read("").rows == [])
  }

  @Test func everyFinding() {
    #expect(
      Self.read("a,b\nc,\"d\n\ne").error
        == "t.csv:2:3: error: the quote that opens here is never closed")
    #expect(
      Self.read("a,é \"b\"\n").error
        == "t.csv:1:5: error: a quote inside a cell: put the whole cell in quotes and write this one twice"
    )
    #expect(
      Self.read("\"قا\"b\n").error
        == "t.csv:1:5: error: text after the closing quote: a quote inside a quoted cell is written twice"
    )
    #expect(Self.read("a,b\n1,\u{0}").error == "t.csv:2:3: error: NUL: this is not a text file")
    #expect(
      Self.read([Array("a,\"b\r\né".utf8) + [0xE9, 0x22]]).error
        == "t.csv:2:2: error: byte 0xE9 is not UTF-8: save the table as UTF-8")
  }

  @Test func everySmallTableInEveryTwoPieces() throws {
    let alphabet = Array("a,\"\r\n".utf8)
    for length in 0...5 {
      var digits = [Int](repeating: 0, count: length)
      repeat {
        let bytes = digits.map { alphabet[$0] }
        let whole = Self.read([bytes])
        try checkEqual(
          whole, Self.oracle(String(decoding: bytes, as: UTF8.self)),
          "\(String(decoding: bytes, as: UTF8.self).debugDescription)")
        for cut in 0...length {
          let pieces = [Array(bytes[..<cut]), Array(bytes[cut...])]
          try checkEqual(Self.read(pieces), whole, "\(pieces)")
        }
      } while Self.advance(&digits, base: alphabet.count)
    }
  }

  @Test func randomBytesReadTheSameInPieces() throws {
    var random = SplitMix64(seed: runSeed)
    let common: [UInt8] = [0x2C, 0x22, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF, 0xC3, 0xA9, 0x61]
    for _ in 0..<3_000 {
      let bytes = (0..<Int.random(in: 0...24, using: &random)).map { _ in
        Bool.random(using: &random)
          ? common[Int.random(in: 0..<common.count, using: &random)]
          : UInt8.random(in: .min ... .max, using: &random)
      }
      let single = bytes.map { [$0] }
      try checkEqual(Self.read(single), Self.read([bytes]), "GRAPHGEN_SEED=\(runSeed): \(bytes)")
    }
  }

  @Test func aLongCellTakesLinearTime() {
    let cell = String(repeating: "wörd, ", count: 200_000)
    let outcome = Self.read("a,b\n1,\"\(cell)\"\n")
    #expect(outcome.rows.last?.last?.utf8.count == cell.utf8.count)
  }

  /// The next number in a base, or false after the last.
  private static func advance(_ digits: inout [Int], base: Int) -> Bool {
    for position in digits.indices.reversed() {
      digits[position] += 1
      if digits[position] < base { return true }
      digits[position] = 0
    }
    return false
  }

  /// The format as a recursive descent over characters, with nothing in common with the reader.
  private static func oracle(_ text: String) -> Outcome {
    let scalars = Array(text.unicodeScalars)
    var (index, line, lineStart) = (0, 1, 0)
    var rows: [[String]] = []
    func fail(_ position: Int, _ line: Int, _ start: Int, _ message: String) -> Outcome {
      Outcome(rows: rows, error: "t.csv:\(line):\(position - start + 1): error: \(message)")
    }
    func isEnd(_ position: Int) -> Bool {
      position == scalars.count || scalars[position] == "\n" || scalars[position] == "\r"
    }
    func skipEnd(_ position: Int) -> Int {
      let isPair =
        scalars[position] == "\r" && position + 1 < scalars.count && scalars[position + 1] == "\n"
      return position + (isPair ? 2 : 1)
    }
    while index < scalars.count {
      if isEnd(index) {
        index = skipEnd(index)
        (line, lineStart) = (line + 1, index)
        continue
      }
      var row: [String] = []
      while true {
        var cell = String.UnicodeScalarView()
        if index < scalars.count, scalars[index] == "\"" {
          let opening = (index, line, lineStart)
          index += 1
          var isOpen = true
          while isOpen {
            if index == scalars.count {
              return fail(
                opening.0, opening.1, opening.2, "the quote that opens here is never closed")
            } else if scalars[index] != "\"" {
              if isEnd(index) {
                let next = skipEnd(index)
                cell.append(contentsOf: scalars[index..<next])
                index = next
                (line, lineStart) = (line + 1, index)
              } else {
                cell.append(scalars[index])
                index += 1
              }
            } else if index + 1 < scalars.count, scalars[index + 1] == "\"" {
              cell.append("\"")
              index += 2
            } else {
              isOpen = false
              index += 1
            }
          }
          if !isEnd(index), scalars[index] != "," {
            return fail(
              index, line, lineStart,
              "text after the closing quote: a quote inside a quoted cell is written twice")
          }
        } else {
          while !isEnd(index), scalars[index] != "," {
            if scalars[index] == "\"" {
              return fail(
                index, line, lineStart,
                "a quote inside a cell: put the whole cell in quotes and write this one twice")
            }
            cell.append(scalars[index])
            index += 1
          }
        }
        row.append(String(cell))
        if isEnd(index) { break }
        index += 1
      }
      rows.append(row)
      if index < scalars.count {
        index = skipEnd(index)
        (line, lineStart) = (line + 1, index)
      }
    }
    return Outcome(rows: rows)
  }
}
