#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif
import GraphModel

/// Reads statements that are plain from JSON Lines: what a line has in common with earlier ones is decoded
/// once.
///
/// Where any line is something else, or is wrong, reading gives up, and the input is to be read by
/// `JSONLinesReader`, which says what is wrong; of plain statements that makes the same.
package struct PlainStatements {
  /// What the statements are made of.
  package var parts: PlainParts
  /// How many lines have been read.
  package private(set) var lineCount = 0

  private var pending: [UInt8] = []
  private var scratch: [UInt8] = []

  /// Goes on with the parts of earlier inputs; lines count from 1.
  package init(_ parts: consuming PlainParts) { self.parts = parts }

  /// Takes in more bytes and hands over the statements of the lines that they complete.
  ///
  /// - Returns: False if some line is not a plain statement.
  package mutating func read(
    _ piece: UnsafeRawBufferPointer, _ body: (PlainParts.Row) -> Void
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
    return pending.count < 1 << 20
  }

  /// Takes the last line, if the input did not end with a line end.
  package mutating func finish(_ body: (PlainParts.Row) -> Void) -> Bool {
    pending.isEmpty || readPending(body)
  }

  private mutating func readPending(_ body: (PlainParts.Row) -> Void) -> Bool {
    var whole: [UInt8] = []
    swap(&whole, &pending)
    return whole.withUnsafeBytes { read(line: $0, body) }
  }

  // MARK: - A line

  private mutating func read(
    line bytes: UnsafeRawBufferPointer, _ body: (PlainParts.Row) -> Void
  ) -> Bool {
    lineCount += 1
    var scanner = LineScanner(bytes)
    if scanner.isAtEnd { return true }
    guard scanner.take("{") else { return false }
    var (subject, object, relation): (Int32, Int32, Int32) = (-1, -1, -1)
    var confidence = Float.nan
    var (hasConfidence, hasEvidence) = (false, false)
    // What makes up the qualifiers, which mostly stands in one piece.
    var others = UnsafeRawBufferPointer(start: nil, count: 0)
    scratch.removeAll(keepingCapacity: true)
    repeat {
      guard let key = scanner.key(), let value = scanner.value() else { return false }
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
      } else if key.equals("evidence") {
        guard !hasEvidence, value.equals("[]") else { return false }
        hasEvidence = true
      } else {
        others = joined(others, from: key, to: value)
      }
    } while scanner.take(",")
    guard scanner.take("}"), scanner.isAtEnd, subject >= 0, object >= 0, relation >= 0,
      let qualifiers = qualifiers(others)
    else { return false }
    body(
      PlainParts.Row(
        subject: parts.end(subject, of: relation, isSubject: true),
        object: parts.end(object, of: relation, isSubject: false), relation: relation,
        qualifiers: qualifiers, confidence: confidence, line: Int32(lineCount)))
    return true
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

extension UnsafeRawBufferPointer {
  @inline(__always)
  fileprivate func equals(_ text: StaticString) -> Bool {
    guard count == text.utf8CodeUnitCount, let baseAddress else { return false }
    return memcmp(baseAddress, text.utf8Start, count) == 0
  }

  fileprivate var asBytes: UnsafeBufferPointer<UInt8> { assumingMemoryBound(to: UInt8.self) }
}

/// Finds where the members of an object on a line begin and end, without looking into them.
private struct LineScanner {
  private var next: UnsafeRawPointer
  private let end: UnsafeRawPointer

  init(_ bytes: UnsafeRawBufferPointer) {
    // A line without bytes has no address to begin at, and nothing is read from this one.
    next = bytes.baseAddress ?? UnsafeRawPointer(bitPattern: 8).unsafelyUnwrapped
    end = next + bytes.count
  }

  private var byte: UInt8 { next.load(as: UInt8.self) }

  /// Whether nothing but space is left.
  var isAtEnd: Bool {
    UnsafeRawBufferPointer(start: next, count: end - next).allSatisfy {
      $0 == 0x20 || $0 == 0x09 || $0 == 0x0D
    }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard next < end, byte == UInt8(ascii: character) else { return false }
    next += 1
    return true
  }

  /// A key without escapes, and the colon after it.
  mutating func key() -> UnsafeRawBufferPointer? {
    guard take("\"") else { return nil }
    let start = next
    skipPlainText()
    guard next < end, byte == UInt8(ascii: "\"") else { return nil }
    let key = UnsafeRawBufferPointer(start: start, count: next - start)
    next += 1
    return take(":") ? key : nil
  }

  /// The bytes of a value, which may not be well-formed.
  mutating func value() -> UnsafeRawBufferPointer? {
    skipSpace()
    let start = next
    var depth = 0
    while next < end {
      switch byte {
      case UInt8(ascii: "\""):
        guard skipString() else { return nil }
        if depth == 0 { return UnsafeRawBufferPointer(start: start, count: next - start) }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return scalar(from: start) }
        depth -= 1
        if depth == 0 {
          next += 1
          return UnsafeRawBufferPointer(start: start, count: next - start)
        }
      case UInt8(ascii: ",") where depth == 0: return scalar(from: start)
      default: break
      }
      next += 1
    }
    return nil
  }

  /// A number or a word that ends here, without the space after it.
  private func scalar(from start: UnsafeRawPointer) -> UnsafeRawBufferPointer? {
    var bytes = UnsafeRawBufferPointer(start: start, count: next - start)
    while let last = bytes.last, last == 0x20 || last == 0x09 {
      bytes = UnsafeRawBufferPointer(rebasing: bytes.dropLast())
    }
    return bytes.isEmpty ? nil : bytes
  }

  private mutating func skipString() -> Bool {
    next += 1
    while true {
      skipPlainText()
      guard next < end else { return false }
      if byte == UInt8(ascii: "\"") {
        next += 1
        return true
      }
      guard end - next >= 2 else { return false }
      next += 2
    }
  }

  /// Goes to the next quote or backslash, or to the end, eight bytes at a time.
  private mutating func skipPlainText() {
    let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
    while end - next >= 8 {
      let word = UInt64(littleEndian: next.loadUnaligned(as: UInt64.self))
      let (quote, backslash) = (word ^ (ones &* 0x22), word ^ (ones &* 0x5C))
      let found = ((quote &- ones) & ~quote | (backslash &- ones) & ~backslash) & highs
      if found != 0 {
        next += found.trailingZeroBitCount / 8
        return
      }
      next += 8
    }
    while next < end, byte != UInt8(ascii: "\""), byte != UInt8(ascii: "\\") { next += 1 }
  }

  private mutating func skipSpace() {
    while next < end, byte == 0x20 || byte == 0x09 { next += 1 }
  }
}
