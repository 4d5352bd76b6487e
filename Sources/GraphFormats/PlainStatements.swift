#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import GraphModel

/// Reads statements that are plain from JSON Lines, entities without identifiers and mentions, and documents: what a line has in common
/// with earlier ones is decoded once.
///
/// Where any line is something else, or is wrong, reading gives up, and the input is to be read by
/// `JSONLinesReader`, which says what is wrong; of such lines that makes the same.
package struct PlainStatements {
  /// What the statements are made of.
  package var parts: PlainParts
  /// How many lines have been read.
  package private(set) var lineCount = 0
  /// The documents that were read.
  package private(set) var documents: [Document] = []

  /// How long a line may be that is not all in one piece: documents are in memory anyway.
  private static let longestLine = 1 << 26
  private var pending: [UInt8] = []
  private var scratch: [UInt8] = []
  /// The evidence and note of a line.
  private var details = PlainDetails()

  /// What is done with a statement and the bytes of its details.
  package typealias Body = (PlainParts.Row, UnsafeRawBufferPointer) -> Void

  /// Goes on with the parts of earlier inputs; lines count from 1.
  package init(_ parts: consuming PlainParts) { self.parts = parts }

  /// Takes in more bytes and hands over the statements of the lines that they complete.
  ///
  /// - Returns: False if some line is not a plain statement.
  package mutating func read(
    _ piece: UnsafeRawBufferPointer, _ body: Body
  ) -> Bool {
    guard var next = piece.baseAddress else { return true }
    let end = next + piece.count
    while let lineEnd = memchr(next, 0x0A, end - next) {
      let line = UnsafeRawBufferPointer(
        start: next, count: lineEnd - UnsafeMutableRawPointer(mutating: next))
      next = UnsafeRawPointer(lineEnd) + 1
      if pending.isEmpty {
        guard read(line: line, body) else { return false }
      } else {
        pending.append(contentsOf: line)
        guard readPending(body) else { return false }
      }
    }
    pending.append(contentsOf: UnsafeRawBufferPointer(start: next, count: end - next))
    return pending.count < Self.longestLine
  }

  /// Takes the last line, if the input did not end with a line end.
  package mutating func finish(_ body: Body) -> Bool {
    pending.isEmpty || readPending(body)
  }

  private mutating func readPending(_ body: Body) -> Bool {
    var whole: [UInt8] = []
    swap(&whole, &pending)
    return whole.withUnsafeBytes { read(line: $0, body) }
  }

  // MARK: - A line

  private mutating func read(
    line bytes: UnsafeRawBufferPointer, _ body: Body
  ) -> Bool {
    lineCount += 1
    var scanner = LineScanner(bytes)
    if scanner.isAtEnd { return true }
    // Findings are about where an object begins.
    guard bytes.first == UInt8(ascii: "{"), scanner.take("{") else { return false }
    var (subject, object, relation): (Int32, Int32, Int32) = (-1, -1, -1)
    var confidence = Float.nan
    var (hasConfidence, hasEvidence, hasNote) = (false, false, false)
    // What makes up the qualifiers, which mostly stands in one piece.
    var others = UnsafeRawBufferPointer(start: nil, count: 0)
    scratch.removeAll(keepingCapacity: true)
    details.removeAll()
    repeat {
      guard let key = scanner.key() else { return false }
      if key.equals("evidence") {
        guard !hasEvidence, evidence(&scanner) else { return false }
        hasEvidence = true
        continue
      }
      guard let value = scanner.value() else { return false }
      if key.equals("subject") {
        guard subject < 0, let number = endText(value) else { return false }
        subject = number
      } else if key.equals("object") {
        guard object < 0, let number = endText(value) else { return false }
        object = number
      } else if key.equals("relation") {
        guard relation < 0, let number = self.relation(value) else { return false }
        relation = number
      } else if key.equals("confidence") {
        guard !hasConfidence, let number = self.confidence(value) else { return false }
        (confidence, hasConfidence) = (number, true)
      } else if key.equals("note") {
        guard !hasNote, note(value) else { return false }
        hasNote = true
      } else {
        others = joined(others, from: key, to: value)
      }
    } while scanner.take(",")
    guard scanner.take("}"), scanner.isAtEnd else { return false }
    if subject < 0, object < 0, relation < 0 { return read(other: bytes) }
    guard subject >= 0, object >= 0, relation >= 0, let qualifiers = qualifiers(others),
      let line = Int32(exactly: lineCount)
    else { return false }
    let row = PlainParts.Row(
      subject: parts.end(subject, of: relation, isSubject: true),
      object: parts.end(object, of: relation, isSubject: false), relation: relation,
      qualifiers: qualifiers, confidence: confidence, line: line,
      detailCount: details.bytes.count)
    details.bytes.withUnsafeBytes { body(row, $0) }
    return true
  }

  /// Reads a line that is no statement.
  private mutating func read(other line: UnsafeRawBufferPointer) -> Bool {
    var decoder = JSONRecordDecoder(vocabulary: parts.vocabulary)
    guard let record = try? decoder.record(try JSON(parsing: line.asBytes)),
      decoder.warnings.isEmpty
    else { return false }
    switch record {
    case .document(let document):
      documents.append(document)
      return true
    case .entity(let entity):
      guard entity.identifiers.isEmpty, entity.mentions.isEmpty else { return false }
      // No end of a statement begins with a zero.
      let key = [0] + line
      let (number, isNew) = key.withUnsafeBytes { parts.number(ofEnd: $0) }
      if isNew { parts.learn(entity) }
      parts.addEntity(number)
      return true
    case .statement, .decision: return false
    }
  }

  /// Members of an object and one more, which begins with the quote before its key.
  private mutating func joined(
    _ members: UnsafeRawBufferPointer, from key: UnsafeRawBufferPointer,
    to value: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    guard let start = key.baseAddress.map({ $0 - 1 }), let last = value.baseAddress else {
      return members
    }
    let member = UnsafeRawBufferPointer(start: start, count: last + value.count - start)
    guard let first = members.baseAddress else { return member }
    // What stands between them is a comma and space, as long as nothing else came between.
    if scratch.isEmpty, isSeparator(from: first + members.count, to: start) {
      return UnsafeRawBufferPointer(start: first, count: last + value.count - first)
    }
    if scratch.isEmpty { scratch.append(contentsOf: members) }
    scratch.append(UInt8(ascii: ","))
    scratch.append(contentsOf: member)
    return members
  }

  private func isSeparator(from start: UnsafeRawPointer, to end: UnsafeRawPointer) -> Bool {
    UnsafeRawBufferPointer(start: start, count: end - start).allSatisfy {
      $0 == UInt8(ascii: ",") || $0 == 0x20 || $0 == 0x09
    }
  }

  private mutating func endText(_ text: UnsafeRawBufferPointer) -> Int32? {
    let (number, isNew) = parts.number(ofEnd: text)
    if !isNew { return number }
    if let record = usualEnd(text) {
      parts.learn(record)
      return number
    }
    var decoder = JSONRecordDecoder(vocabulary: parts.vocabulary)
    do throws(JSONError) {
      let record = try decoder.end(try JSON(parsing: text.asBytes), "end")
      guard decoder.warnings.isEmpty, record.identifiers.isEmpty, record.mentions.isEmpty else {
        return nil
      }
      parts.learn(record)
      return number
    } catch {
      return nil
    }
  }

  /// The end that has a name and a type, as most programs write it; nil if it is written otherwise.
  private func usualEnd(_ text: UnsafeRawBufferPointer) -> EntityRecord? {
    let (opening, middle): (StaticString, StaticString) = ("{\"name\":\"", "\",\"type\":\"")
    guard let name = Self.plainText(text, after: opening, from: 0),
      let type = Self.plainText(text, after: middle, from: name.upperBound),
      type.upperBound + 2 == text.count, text[type.upperBound + 1] == UInt8(ascii: "}"),
      !name.isEmpty, let known = String(validating: text[type], as: UTF8.self),
      let entityType = parts.vocabulary.entityType(named: known),
      let name = String(validating: text[name], as: UTF8.self)
    else { return nil }
    return EntityRecord(name: name, type: entityType)
  }

  /// Where the rest of a text in quotes stands that begins with some bytes and has nothing to decode.
  private static func plainText(
    _ text: UnsafeRawBufferPointer, after opening: StaticString, from start: Int
  ) -> Range<Int>? {
    let beginning = start + opening.utf8CodeUnitCount
    guard beginning < text.count,
      UnsafeRawBufferPointer(rebasing: text[start..<beginning]).equals(opening),
      let end = text[beginning...].firstIndex(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }),
      text[end] == 0x22
    else { return nil }
    return beginning..<end
  }

  // MARK: - Evidence and notes

  private mutating func note(_ value: UnsafeRawBufferPointer) -> Bool {
    if value.equals("null") { return true }
    guard value.count > 1, value[0] == UInt8(ascii: "\"") else { return false }
    // An empty note is none.
    if value.count == 2 { return true }
    let piece = PlainDetails.Piece(source: PlainDetails.Piece.note)
    let before = details.bytes.count
    let inner = UnsafeRawBufferPointer(rebasing: value[1..<value.count - 1])
    if details.add(piece, { inner.appendText(to: &$0) }) != nil { return true }
    details.removeAll(after: before)
    guard var text = Self.text(value), !text.utf8.contains(0) else { return false }
    return text.withUTF8 { details.add(piece, UnsafeRawBufferPointer($0)) }
  }

  /// Reads a list of evidence.
  private mutating func evidence(_ scanner: inout LineScanner) -> Bool {
    let before = details.bytes.count
    var usual = scanner
    if usualEvidence(&usual) {
      scanner = usual
      return true
    }
    details.removeAll(after: before)
    guard let list = scanner.value() else { return false }
    var decoder = JSONRecordDecoder(vocabulary: parts.vocabulary)
    guard let evidence = try? decoder.evidence(try JSON(parsing: list.asBytes)),
      decoder.warnings.isEmpty
    else { return false }
    return evidence.allSatisfy { add($0) }
  }

  private mutating func add(_ evidence: Evidence) -> Bool {
    guard evidence.misplacedPart == nil, !evidence.quote.utf8.contains(0),
      let source = parts.number(ofSource: evidence.document)
    else { return false }
    var label: Int32?
    if let extractor = evidence.extractor {
      label = parts.number(ofLabel: extractor)
      if label == nil { return false }
    }
    guard let piece = PlainDetails.Piece(evidence, source: source, label: label) else {
      return false
    }
    parts.use(source, as: piece.role)
    var quote = evidence.quote
    return quote.withUTF8 { details.add(piece, UnsafeRawBufferPointer($0)) }
  }

  /// Reads a list as most programs write it; false if it is written otherwise, or is wrong.
  private mutating func usualEvidence(_ scanner: inout LineScanner) -> Bool {
    guard scanner.take("[") else { return false }
    if scanner.take("]") { return true }
    repeat {
      guard usualPiece(&scanner) else { return false }
    } while scanner.take(",")
    return scanner.take("]")
  }

  private mutating func usualPiece(_ scanner: inout LineScanner) -> Bool {
    guard scanner.take("{") else { return false }
    var piece = PlainDetails.Piece(source: -1)
    var quote: UnsafeRawBufferPointer?
    repeat {
      guard let key = scanner.key() else { return false }
      if key.equals("document") {
        guard piece.source < 0, let value = scanner.value(), let source = source(value) else {
          return false
        }
        piece.source = source
      } else if key.equals("start") {
        guard piece.span.start < 0, let number = scanner.number() else { return false }
        piece.span.start = number
      } else if key.equals("end") {
        guard piece.span.end < 0, let number = scanner.number() else { return false }
        piece.span.end = number
      } else if key.equals("quote") {
        guard quote == nil, let text = scanner.text() else { return false }
        quote = text
      } else if key.equals("extractor") {
        guard piece.label < 0, let value = scanner.value(), let label = label(value) else {
          return false
        }
        piece.label = label
      } else if key.equals("line") {
        guard piece.line < 0, let number = scanner.number() else { return false }
        piece.line = number
      } else if key.equals("subject") {
        guard Self.takeSpan(&piece.subject, &scanner) else { return false }
      } else if key.equals("trigger") {
        guard Self.takeSpan(&piece.trigger, &scanner) else { return false }
      } else {
        guard key.equals("object"), Self.takeSpan(&piece.object, &scanner) else { return false }
      }
    } while scanner.take(",")
    guard scanner.take("}"), piece.source >= 0, let quote else { return false }
    if piece.span.start < 0, piece.line >= 0 || isDot(piece.label) { piece.role = .stays }
    guard let text = details.add(piece, { quote.appendText(to: &$0) }),
      piece.isPlaced(in: details.bytes[text])
    else { return false }
    parts.use(piece.source, as: piece.role)
    return true
  }

  /// Reads an object of two numbers into a span that is not yet known.
  private static func takeSpan(
    _ span: inout PlainDetails.Span, _ scanner: inout LineScanner
  ) -> Bool {
    guard span.start < 0, scanner.take("{"), scanner.key()?.equals("start") ?? false,
      let start = scanner.number(), scanner.take(","), scanner.key()?.equals("end") ?? false,
      let end = scanner.number(), scanner.take("}")
    else { return false }
    span = PlainDetails.Span(start, end)
    return true
  }

  private func isDot(_ label: Int32) -> Bool {
    label >= 0 && parts.labels[Int(label)].hasSameBytes(as: "dot")
  }

  private mutating func source(_ value: UnsafeRawBufferPointer) -> Int32? {
    parts.source(value) ?? Self.text(value).flatMap { parts.learn(source: $0, value) }
  }

  private mutating func label(_ value: UnsafeRawBufferPointer) -> Int32? {
    parts.label(value) ?? Self.text(value).flatMap { parts.learn(label: $0, value) }
  }

  private static func text(_ value: UnsafeRawBufferPointer) -> String? {
    guard let json = try? JSON(parsing: value.asBytes), case .string(let text) = json.value else {
      return nil
    }
    return text
  }

  // MARK: - What recurs

  private mutating func relation(_ text: UnsafeRawBufferPointer) -> Int32? {
    if let relation = parts.relation(text) { return relation }
    do throws(JSONError) {
      guard case .string(let name) = try JSON(parsing: text.asBytes).value,
        let relation = parts.vocabulary.index(ofRelation: name)
      else { return nil }
      parts.learn(relation: Int32(relation), text)
      return Int32(relation)
    } catch {
      return nil
    }
  }

  private mutating func qualifiers(_ members: UnsafeRawBufferPointer) -> Int32? {
    if scratch.isEmpty { return knownQualifiers(members) }
    let scratch = self.scratch
    return scratch.withUnsafeBytes { knownQualifiers($0) }
  }

  private mutating func knownQualifiers(_ members: UnsafeRawBufferPointer) -> Int32? {
    if let place = parts.qualifiers(members) { return place }
    let object = [UInt8(ascii: "{")] + members + [UInt8(ascii: "}")]
    return object.withUnsafeBufferPointer { object in
      var decoder = JSONRecordDecoder(vocabulary: parts.vocabulary)
      do throws(JSONError) {
        let qualifiers = try decoder.plainQualifiers(try JSON(parsing: object))
        return decoder.warnings.isEmpty ? parts.learn(qualifiers, members) : nil
      } catch {
        return nil
      }
    }
  }

  private mutating func confidence(_ text: UnsafeRawBufferPointer) -> Float? {
    if text.equals("null") { return .nan }
    if let confidence = parts.confidence(text) { return confidence }
    do throws(JSONError) {
      guard case .number(let digits) = try JSON(parsing: text.asBytes).value,
        let value = Float(digits), (0...1).contains(value)
      else { return nil }
      parts.learn(confidence: value, text)
      return value
    } catch {
      return nil
    }
  }
}

extension PlainDetails.Piece {
  /// Whether its span and its parts are where they can be, as far as that can be told without the document.
  fileprivate func isPlaced(in quote: ArraySlice<UInt8>) -> Bool {
    guard span.start >= 0 ? span.start <= span.end : span.end < 0 else { return false }
    if !hasParts { return true }
    return isWords(subject, in: quote) && isWords(trigger, in: quote) && isWords(object, in: quote)
  }

  private func isWords(
    _ part: PlainDetails.Span, in quote: ArraySlice<UInt8>
  ) -> Bool {
    if part.start < 0 { return true }
    guard span.start >= 0, part.start < part.end, span.start <= part.start, part.end <= span.end,
      quote.count == Int(span.end - span.start)
    else { return false }
    return [part.start, part.end].allSatisfy { position in
      let offset = Int(position - span.start)
      return offset == quote.count || quote[quote.startIndex + offset] & 0xC0 != 0x80
    }
  }
}
