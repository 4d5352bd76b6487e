import GraphModel

/// Ends of statements by where they may meet others, of which only a part is in memory.
///
/// An end that may meet others in several places, as it has other names or an id of its own making, stays in memory.
struct KnownEnds: Sendable {
  /// An end and its number.
  struct Numbered: Sendable {
    var number: Int
    var end: PlainParts.End
  }

  /// Ends that may meet others in one place only, by that place.
  private(set) var sorted: SortedRecords
  /// Ends that may meet others in several places.
  private(set) var far: [Numbered] = []
  /// Those places.
  private(set) var points: Set<[UInt8]> = []
  private var packed = PackedBytes()

  init(_ memory: ImportMemory) { sorted = SortedRecords(memory) }

  /// Adds an end.
  mutating func add(_ end: PlainParts.End, _ number: Int) throws(Diagnostic) {
    let record = end.record
    let isBare = record.id == nil && record.aliases.isEmpty && record.properties.isEmpty
    var point: [UInt8]
    if isBare {
      point = EntityRecord.meetingPoint(of: record.name)
    } else {
      let own = record.meetingPoints
      point = own[0]
      if own.count > 1 {
        far.append(Numbered(number: number, end: end))
        points.formUnion(own)
        return
      }
    }
    packed.removeAll()
    packed.add(number)
    packed.add(Int(end.kind))
    packed.add(record.type?.rawValue ?? "")
    packed.add(record.name)
    if !isBare {
      packed.add(record.aliases)
      packed.add(record.id ?? "")
      packed.add(record.properties)
    }
    try sorted.add(point, packed.bytes)
  }

  /// Adds the ends of another.
  mutating func add(_ other: KnownEnds) throws(Diagnostic) {
    try sorted.add(other.sorted)
    far += other.far
    points.formUnion(other.points)
  }

  /// Makes an end of adding.
  mutating func finish() throws(Diagnostic) { try sorted.finish() }

  /// The end that some bytes are.
  static func end(_ bytes: UnsafeRawBufferPointer) -> Numbered {
    var reader = PackedReader(bytes)
    let number = reader.number()
    let kind = Int32(reader.number())
    let type = reader.text()
    var record = EntityRecord(
      name: reader.text(), type: type.isEmpty ? nil : EntityType(rawValue: type))
    if !reader.isAtEnd {
      record.aliases = reader.texts()
      let id = reader.text()
      record.id = id.isEmpty ? nil : id
      record.properties = reader.table()
    }
    return Numbered(number: number, end: PlainParts.End(record: record, kind: kind))
  }

  /// The names of some ends, by their numbers.
  func names(of numbers: Set<Int>) throws -> [Int: String] {
    var names: [Int: String] = [:]
    if numbers.isEmpty { return names }
    for end in far where numbers.contains(end.number) { names[end.number] = end.end.record.name }
    try sorted.forEach { _, value in
      var reader = PackedReader(value)
      let number = reader.number()
      if numbers.contains(number) { names[number] = Self.end(value).end.record.name }
    }
    return names
  }
}
