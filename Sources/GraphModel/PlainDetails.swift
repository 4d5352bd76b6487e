/// What a plain statement has besides ends and qualifiers, as bytes: its pieces of evidence and a note.
///
/// Pieces stand one after another, each with the bytes of its text behind it.
package struct PlainDetails: Sendable {
  /// A piece of evidence without its quote, or a note without its text.
  package struct Piece: BitwiseCopyable, Equatable, Sendable {
    /// A place in `PlainParts.sources`, or `note`.
    package var source: Int32
    /// A place in `PlainParts.labels`, of who says it; -1 where that is not known.
    package var label: Int32 = -1
    package var role = Role.cites
    /// The line of a table, or that of the quote's cell where a row looks for its quote in a document; -1 for none.
    package var line: Int32 = -1
    /// That cell's column.
    package var column: Int32 = 0
    package var span = Span()
    package var subject = Span()
    package var trigger = Span()
    package var object = Span()
    /// How many bytes the text has that follows.
    package var textCount: Int32 = 0

    package init(source: Int32) { self.source = source }

    /// What is no evidence, but a curator's remark.
    package static var note: Int32 { -1 }
  }

  /// What a piece has to do with its source.
  package enum Role: UInt8, BitwiseCopyable, Sendable {
    /// A document that it names, and perhaps places in it.
    case cites
    /// A document in which a row of a table has its quote looked for.
    case quotes
    /// It says where it comes from, and that is no document to be looked into.
    case stays
  }

  /// Bytes of a document, or none.
  package struct Span: BitwiseCopyable, Equatable, Sendable {
    package var start: Int32 = -1
    package var end: Int32 = -1

    package init() {}

    package init(_ start: Int32, _ end: Int32) { (self.start, self.end) = (start, end) }

    /// - Returns: Nil if the range does not fit.
    package init?(_ range: Range<Int>?) {
      guard let range else { return }
      guard let start = Int32(exactly: range.lowerBound), let end = Int32(exactly: range.upperBound)
      else { return nil }
      (self.start, self.end) = (start, end)
    }

    /// The range; nil for none.
    package var range: Range<Int>? { start < 0 ? nil : Int(start)..<Int(end) }
  }

  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// Takes back what was added last, down to so many bytes.
  package mutating func removeAll(after count: Int) { bytes.removeSubrange(count...) }

  /// Adds a piece and its text; false if that is too long.
  package mutating func add(_ piece: Piece, _ text: UnsafeRawBufferPointer) -> Bool {
    add(piece) { bytes in
      bytes.append(contentsOf: text)
      return true
    } != nil
  }

  /// Adds a piece and the text that a body appends.
  ///
  /// - Returns: Where the text is, or nil if the body has failed or it is too long.
  package mutating func add(
    _ piece: Piece, _ append: (inout [UInt8]) -> Bool
  ) -> Range<Int>? {
    let start = bytes.count
    withUnsafeBytes(of: piece) { bytes.append(contentsOf: $0) }
    let text = bytes.count
    guard append(&bytes), let count = Int32(exactly: bytes.count - text) else { return nil }
    var piece = piece
    piece.textCount = count
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: piece, toByteOffset: start, as: Piece.self) }
    return text..<bytes.count
  }

  /// Hands over the pieces that some bytes are.
  package static func forEach(
    _ bytes: UnsafeRawBufferPointer,
    _ body: (_ piece: Piece, _ text: UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    var next = 0
    while next < bytes.count {
      let piece = bytes.loadUnaligned(fromByteOffset: next, as: Piece.self)
      let start = next + MemoryLayout<Piece>.size
      next = start + Int(piece.textCount)
      try body(piece, UnsafeRawBufferPointer(rebasing: bytes[start..<next]))
    }
  }
}

extension PlainDetails.Piece {
  /// A piece of evidence that is complete; nil where a number does not fit.
  package init?(_ evidence: Evidence, source: Int32, label: Int32?) {
    self.init(source: source)
    let parts = evidence.parts
    guard let span = PlainDetails.Span(evidence.span),
      let subject = PlainDetails.Span(parts.subject),
      let trigger = PlainDetails.Span(parts.trigger),
      let object = PlainDetails.Span(parts.object), let line = Int32(exactly: evidence.line ?? -1)
    else { return nil }
    self.label = label ?? -1
    self.line = line
    (self.span, self.subject, self.trigger, self.object) = (span, subject, trigger, object)
    if !evidence.citesDocument { role = .stays }
  }

  /// Whether it says where subject, trigger or object stand.
  package var hasParts: Bool { subject.start >= 0 || trigger.start >= 0 || object.start >= 0 }

  /// The evidence that it is.
  package func evidence(
    document: String, quote: UnsafeRawBufferPointer, extractor: String?
  ) -> Evidence {
    Evidence(
      document: document, span: span.range, quote: String(decoding: quote, as: UTF8.self),
      parts: Evidence.Parts(subject: subject.range, trigger: trigger.range, object: object.range),
      extractor: extractor, line: line < 0 ? nil : Int(line))
  }
}

extension Evidence {
  /// Whether it cites words of a document rather than a row of a table or an edge of a foreign graph.
  package var citesDocument: Bool { span != nil || line == nil && extractor != "dot" }
}
