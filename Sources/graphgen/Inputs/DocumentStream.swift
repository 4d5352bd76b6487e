import Documents
import GraphFormats
import GraphModel

/// The documents that inputs name, handed over in batches so that no more than one is in memory.
struct DocumentStream {
  private let inputs: [String]

  init(_ inputs: [String]) { self.inputs = inputs }

  /// Calls `body` with the documents of each batch and what is wrong with those that can't be read.
  ///
  /// - Throws: `Failure` for an input that names nothing, and what `body` throws.
  func forEachBatch(
    of size: Int, _ body: ([Document], [Diagnostic]) throws -> Void
  ) throws {
    var documents: [Document] = []
    var problems: [Diagnostic] = []
    func flush(atLeast count: Int) throws {
      guard documents.count >= count, !(documents.isEmpty && problems.isEmpty) else { return }
      try body(documents, problems)
      documents.removeAll()
      problems.removeAll()
    }
    for input in inputs {
      if input == "-" {
        try readStandardInput { records, diagnostics in
          problems += diagnostics
          for case .document(let document) in records { documents.append(document) }
          try flush(atLeast: size)
        }
        continue
      }
      let files: [InputFile]
      do { files = try InputFile.find(input).files } catch { throw Failure([error]) }
      for file in files where file.kind == .document {
        do {
          documents.append(try DocumentReader.read(file.path))
        } catch {
          problems.append(error)
        }
        try flush(atLeast: size)
      }
    }
    try flush(atLeast: 0)
  }

  private func readStandardInput(
    _ body: ([GraphRecord], [Diagnostic]) throws -> Void
  ) throws {
    var reader = JSONLinesReader(file: InputBytes.standardInputName)
    var reported = 0
    var failure: (any Error)?
    // One text or page, where it is that rather than JSON Lines.
    var text: [UInt8]?
    var isFirst = true
    func pass(_ records: [GraphRecord]) throws {
      try body(records, Array(reader.diagnostics[reported...]))
      reported = reader.diagnostics.count
    }
    do throws(Diagnostic) {
      try InputBytes.forEachPiece(of: "-") { piece in
        guard failure == nil else { return }
        if isFirst, piece.contains(where: { $0 > 0x20 }) {
          if InputFile.kind(ofStandardInput: piece) == .document { text = [] }
          isFirst = false
        }
        guard text == nil else {
          text?.append(contentsOf: piece)
          return
        }
        let records = reader.read(piece)
        do { try pass(records) } catch { failure = error }
      }
    } catch {
      throw Failure([error])
    }
    if let failure { throw failure }
    if let text {
      let name = InputBytes.standardInputName
      let document: Document
      do {
        document = try DocumentReader.document(id: name, bytes: text)
      } catch {
        return try body([], [error])
      }
      return try body([.document(document)], [])
    }
    let records = reader.finish()
    try pass(records)
  }
}
