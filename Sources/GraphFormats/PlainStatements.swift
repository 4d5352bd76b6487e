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
/// A statement is plain if it has no evidence and no note, and its ends have no identifiers. Graphs of millions of edges are made of these.
/// Where any line is something else, or is wrong, reading gives up, and the input is to be read by
/// `JSONLinesReader`, which says what is wrong; of plain statements that makes the same.
package struct PlainStatements {
  /// A statement, by the places of its parts.
  package struct Row: BitwiseCopyable, Sendable {
    /// A place in `ends`.
    package var subject: Int32
    /// A place in `ends`.
    package var object: Int32
    /// A place in the vocabulary.
    package var relation: Int32
    /// A place in `qualifiers`.
    package var qualifiers: Int32
    /// NaN where there is none.
    package var confidence: Float
    /// The line that says it, from 1.
    package var line: Int32
  }

  /// An end as lines write it; one without a type and id may mean different entities in different places.
  package struct End {
    package var record: EntityRecord
    /// The types that its place allows, empty for any.
    package var allowed: Set<EntityType>
  }

  /// The different ends.
  package private(set) var ends: [End] = []
  /// The different qualifiers.
  package private(set) var qualifiers: [Qualifiers] = []

  private let vocabulary: Vocabulary
  private var line: Int32 = 0
  private var pending: [UInt8] = []

  private var endTexts = TextNumbers()
  /// For every text of an end the end, or, where it depends on the place, the complement of its place in
  /// `untyped`.
  private var endOfText: [Int32] = []
  private var untyped: [EntityRecord] = []
  private var endsInPlace: [EndInPlace: Int32] = [:]
  private var relationTexts = TextNumbers()
  private var relations: [Int32] = []
  private var qualifierTexts = TextNumbers()
  private var confidenceTexts = TextNumbers()
  private var confidences: [Float] = []
  private var scratch: [UInt8] = []

  private struct EndInPlace: Hashable {
    var text: Int32
    var relation: Int32
    var isSubject: Bool
  }

  /// What has more different texts than this is not what this is made for.
  private static let mostTexts = 1 << 20

  package init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Starts another input, whose lines count from 1.
  package mutating func beginFile() { line = 0 }

  /// Takes in more bytes and hands over the statements of the lines that they complete.
  ///
  /// - Returns: False if some line is not a plain statement.
  package mutating func read(
    _ piece: UnsafeBufferPointer<UInt8>, _ body: (Row) -> Void
  ) -> Bool {
    var start = 0
    while let end = piece[start...].firstIndex(of: 0x0A) {
      let part = UnsafeBufferPointer(rebasing: piece[start..<end])
      start = end + 1
      if pending.isEmpty {
        guard read(line: part, body) else { return false }
      } else {
        pending.append(contentsOf: part)
        guard readPending(body) else { return false }
      }
    }
    pending.append(contentsOf: piece[start...])
    return pending.count < 1 << 20
  }

  /// Takes the last line, if the input did not end with a line end.
  package mutating func finish(_ body: (Row) -> Void) -> Bool {
    pending.isEmpty || readPending(body)
  }

  private mutating func readPending(_ body: (Row) -> Void) -> Bool {
    var whole: [UInt8] = []
    swap(&whole, &pending)
    return whole.withUnsafeBufferPointer { read(line: $0, body) }
  }

  // MARK: - A line

  /// The members of a statement that a line has given.
  private struct Seen: OptionSet {
    let rawValue: Int
    static let subject = Seen(rawValue: 1)
    static let object = Seen(rawValue: 2)
    static let relation = Seen(rawValue: 4)
  }

  private mutating func read(
    line bytes: UnsafeBufferPointer<UInt8>, _ body: (Row) -> Void
  ) -> Bool {
    line += 1
    var scanner = LineScanner(bytes)
    if scanner.isAtEnd { return true }
    guard scanner.take("{") else { return false }
    var row = Row(
      subject: -1, object: -1, relation: -1, qualifiers: -1, confidence: .nan, line: line)
    var (subject, object): (Int32, Int32) = (-1, -1)
    var (hasConfidence, hasEvidence) = (false, false)
    scratch.removeAll(keepingCapacity: true)
    repeat {
      guard let key = scanner.key(), let value = scanner.value() else { return false }
      if key.equals("subject") {
        guard subject < 0, let number = numberOfEnd(value) else { return false }
        subject = number
      } else if key.equals("object") {
        guard object < 0, let number = numberOfEnd(value) else { return false }
        object = number
      } else if key.equals("relation") {
        guard row.relation < 0, let number = numberOfRelation(value) else { return false }
        row.relation = number
      } else if key.equals("confidence") {
        guard !hasConfidence, let number = confidence(value) else { return false }
        (row.confidence, hasConfidence) = (number, true)
      } else if key.equals("evidence") {
        guard !hasEvidence, value.equals("[]") else { return false }
        hasEvidence = true
      } else {
        // What makes up the qualifiers, as one text.
        scratch.append(scratch.isEmpty ? UInt8(ascii: "{") : UInt8(ascii: ","))
        scratch.append(UInt8(ascii: "\""))
        scratch.append(contentsOf: key)
        scratch.append(UInt8(ascii: "\""))
        scratch.append(UInt8(ascii: ":"))
        scratch.append(contentsOf: value)
      }
    } while scanner.take(",")
    guard scanner.take("}"), scanner.isAtEnd, subject >= 0, object >= 0, row.relation >= 0,
      let qualifiers = numberOfQualifiers()
    else { return false }
    row.qualifiers = qualifiers
    row.subject = end(subject, row.relation, isSubject: true)
    row.object = end(object, row.relation, isSubject: false)
    body(row)
    return true
  }

  private mutating func numberOfEnd(_ text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let (number, isNew) = endTexts.number(of: text)
    guard isNew else { return number }
    var decoder = JSONRecordDecoder(vocabulary: vocabulary)
    do throws(JSONError) {
      let record = try decoder.end(try JSON(parsing: text), "end")
      guard decoder.warnings.isEmpty, record.identifiers.isEmpty, record.mentions.isEmpty else {
        return nil
      }
      if record.type == nil, record.id == nil {
        endOfText.append(~Int32(untyped.count))
        untyped.append(record)
      } else {
        endOfText.append(Int32(ends.count))
        ends.append(End(record: record, allowed: []))
      }
      return number
    } catch {
      return nil
    }
  }

  private mutating func end(_ text: Int32, _ relation: Int32, isSubject: Bool) -> Int32 {
    let known = endOfText[Int(text)]
    if known >= 0 { return known }
    let place = EndInPlace(text: text, relation: relation, isSubject: isSubject)
    if let end = endsInPlace[place] { return end }
    let types = vocabulary.relations[Int(relation)]
    endsInPlace[place] = Int32(ends.count)
    ends.append(
      End(
        record: untyped[Int(~known)], allowed: isSubject ? types.subjectTypes : types.objectTypes))
    return Int32(ends.count - 1)
  }

  private mutating func numberOfRelation(_ text: UnsafeBufferPointer<UInt8>) -> Int32? {
    let (number, isNew) = relationTexts.number(of: text)
    guard isNew else { return relations[Int(number)] }
    do throws(JSONError) {
      guard case .string(let name) = try JSON(parsing: text).value,
        let index = vocabulary.index(ofRelation: name)
      else { return nil }
      relations.append(Int32(index))
      return Int32(index)
    } catch {
      return nil
    }
  }

  private mutating func numberOfQualifiers() -> Int32? {
    scratch.append(contentsOf: scratch.isEmpty ? [0x7B, 0x7D] : [0x7D])
    let scratch = self.scratch
    return scratch.withUnsafeBufferPointer { text in
      let (number, isNew) = qualifierTexts.number(of: text)
      guard isNew else { return number }
      guard qualifiers.count < Self.mostTexts else { return nil }
      var decoder = JSONRecordDecoder(vocabulary: vocabulary)
      do throws(JSONError) {
        qualifiers.append(try decoder.plainQualifiers(try JSON(parsing: text)))
      } catch {
        return nil
      }
      return decoder.warnings.isEmpty ? number : nil
    }
  }

  private mutating func confidence(_ text: UnsafeBufferPointer<UInt8>) -> Float? {
    if text.equals("null") { return .nan }
    guard confidences.count < Self.mostTexts else { return nil }
    let (number, isNew) = confidenceTexts.number(of: text)
    guard isNew else { return confidences[Int(number)] }
    do throws(JSONError) {
      guard case .number(let digits) = try JSON(parsing: text).value, let value = Double(digits),
        (0...1).contains(value)
      else { return nil }
      confidences.append(Float(value))
      return Float(value)
    } catch {
      return nil
    }
  }
}

extension UnsafeBufferPointer where Element == UInt8 {
  fileprivate func equals(_ text: StaticString) -> Bool {
    count == text.utf8CodeUnitCount && text.withUTF8Buffer { elementsEqual($0) }
  }
}

/// Finds where the members of an object on a line begin and end, without looking into them.
private struct LineScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Whether nothing but space is left.
  var isAtEnd: Bool {
    bytes[position...].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }
  }

  mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }

  /// A key without escapes, and the colon after it.
  mutating func key() -> UnsafeBufferPointer<UInt8>? {
    guard take("\"") else { return nil }
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "\"") {
      if bytes[position] == UInt8(ascii: "\\") { return nil }
      position += 1
    }
    guard position < bytes.count else { return nil }
    let key = UnsafeBufferPointer(rebasing: bytes[start..<position])
    position += 1
    return take(":") ? key : nil
  }

  /// The bytes of a value, which may not be well-formed.
  mutating func value() -> UnsafeBufferPointer<UInt8>? {
    skipSpace()
    let start = position
    var depth = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        guard skipString() else { return nil }
        if depth == 0 { return UnsafeBufferPointer(rebasing: bytes[start..<position]) }
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return scalar(from: start) }
        depth -= 1
        if depth == 0 {
          position += 1
          return UnsafeBufferPointer(rebasing: bytes[start..<position])
        }
      case UInt8(ascii: ",") where depth == 0: return scalar(from: start)
      default: break
      }
      position += 1
    }
    return nil
  }

  /// A number or a word that ends here, without the space after it.
  private func scalar(from start: Int) -> UnsafeBufferPointer<UInt8>? {
    var end = position
    while end > start, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    return end > start ? UnsafeBufferPointer(rebasing: bytes[start..<end]) : nil
  }

  private mutating func skipString() -> Bool {
    position += 1
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\""):
        position += 1
        return true
      case UInt8(ascii: "\\"): position += 2
      default: position += 1
      }
    }
    return false
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position] == 0x20 || bytes[position] == 0x09 {
      position += 1
    }
  }
}

/// Numbers texts in the order in which they first come, by their bytes.
private struct TextNumbers {
  private var arena: [UInt8] = []
  private var starts: [Int] = [0]
  private var hashes: [UInt64] = []
  /// One more than a number, or 0; a power of two of slots, at most two thirds of them taken.
  private var slots = [Int32](repeating: 0, count: 1 << 10)

  /// The number of a text, and whether it is new.
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> (number: Int32, isNew: Bool) {
    let hash = Self.hash(text)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, isText(number, text) { return (Int32(number), false) }
      slot = (slot + 1) & (slots.count - 1)
    }
    let number = hashes.count
    arena.append(contentsOf: text)
    starts.append(arena.count)
    hashes.append(hash)
    slots[slot] = Int32(number + 1)
    if hashes.count * 3 > slots.count * 2 { grow() }
    return (Int32(number), true)
  }

  private func isText(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = starts[number]
    guard starts[number + 1] - start == text.count, let own = text.baseAddress else { return false }
    return arena.withUnsafeBufferPointer { arena in
      arena.baseAddress.map { memcmp($0 + start, own, text.count) == 0 } ?? false
    }
  }

  private mutating func grow() {
    slots = [Int32](repeating: 0, count: slots.count * 2)
    for (number, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(number + 1)
    }
  }

  /// Eight bytes at a time, each multiplied into what came before.
  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(text.count)
    var bytes = UnsafeRawBufferPointer(text)
    while bytes.count >= 8 {
      hash = (hash ^ bytes.loadUnaligned(as: UInt64.self)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
      bytes = UnsafeRawBufferPointer(rebasing: bytes[8...])
    }
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return hash ^ (hash >> 29)
  }
}
