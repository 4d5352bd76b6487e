import GraphModel

/// Reads records from JSON Lines that arrive in pieces.
///
/// A line is a statement, or `{"document": …}`, `{"entity": …}`, or a document by itself
/// (`{"id": …, "text": …}`, as programs print them). Empty lines are skipped. A line that can't be read is
/// an error of its own and the rest is read, up to a hundred errors; what a line holds beyond the format is reported once a key.
/// Reading in pieces gives what reading the whole gives.
public struct JSONLinesReader: Sendable {
  /// What was found wrong, in the order of the lines.
  public private(set) var diagnostics: [Diagnostic] = []

  private let file: String
  private let vocabulary: Vocabulary
  private var pending: [UInt8] = []
  private var line = 0
  private var reported: Set<String> = []
  private var errorCount = 0

  /// Makes a reader of an input; `file` names it in findings.
  ///
  /// The vocabulary gives entity types their spelling; a relation that it lacks is an error.
  public init(file: String, vocabulary: Vocabulary = .standard) {
    self.file = file
    self.vocabulary = vocabulary
  }

  /// All records of an input, and what was found wrong with it.
  public static func read(
    _ bytes: [UInt8], file: String, vocabulary: Vocabulary = .standard
  ) -> (records: [GraphRecord], diagnostics: [Diagnostic]) {
    var reader = JSONLinesReader(file: file, vocabulary: vocabulary)
    let records = bytes.withUnsafeBufferPointer { reader.read($0) } + reader.finish()
    return (records, reader.diagnostics)
  }

  /// Takes in more bytes and returns the records of the lines that they complete.
  ///
  /// - Complexity: O(*n*), however long the lines.
  public mutating func read(_ piece: UnsafeBufferPointer<UInt8>) -> [GraphRecord] {
    var records: [GraphRecord] = []
    var rest = piece[...]
    while let end = rest.firstIndex(of: 0x0A) {
      let part = UnsafeBufferPointer(rebasing: rest[..<end])
      rest = rest[(end + 1)...]
      if pending.isEmpty {
        read(line: part, into: &records)
      } else {
        pending.append(contentsOf: part)
        readPending(into: &records)
      }
    }
    pending.append(contentsOf: rest)
    return records
  }

  /// The record of the last line, if the input did not end with a line end.
  public mutating func finish() -> [GraphRecord] {
    var records: [GraphRecord] = []
    if !pending.isEmpty { readPending(into: &records) }
    return records
  }

  private mutating func readPending(into records: inout [GraphRecord]) {
    let whole = pending
    pending.removeAll(keepingCapacity: whole.count < 1 << 20)
    whole.withUnsafeBufferPointer { read(line: $0, into: &records) }
  }

  private mutating func read(
    line bytes: UnsafeBufferPointer<UInt8>, into records: inout [GraphRecord]
  ) {
    line += 1
    if errorCount == ErrorLimit.count { return }
    var bytes = bytes
    if line == 1, bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      bytes = UnsafeBufferPointer(rebasing: bytes[3...])
    }
    if bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { return }
    func location(_ offset: Int) -> SourceLocation {
      let column = bytes[..<min(offset, bytes.count)].count { $0 & 0xC0 != 0x80 } + 1
      return SourceLocation(file: file, line: line, column: column)
    }
    do {
      var decoder = JSONRecordDecoder(vocabulary: vocabulary)
      let json = try JSON(parsing: bytes)
      let record = try decoder.record(json)
      for (key, warning) in decoder.warnings where reported.insert(key).inserted {
        diagnostics.append(
          Diagnostic(.warning, warning.message, at: location(warning.offset)))
      }
      guard var record else { return }
      switch record {
      case .statement(var statement):
        statement.origin = location(json.offset)
        record = .statement(statement)
      case .decision(var decision):
        decision.origin = location(json.offset)
        record = .decision(decision)
      case .document, .entity: break
      }
      records.append(record)
    } catch {
      diagnostics.append(Diagnostic(.error, error.message, at: location(error.offset)))
      errorCount += 1
      if errorCount == ErrorLimit.count {
        diagnostics.append(ErrorLimit.note(at: SourceLocation(file: file, line: line)))
      }
    }
  }
}
