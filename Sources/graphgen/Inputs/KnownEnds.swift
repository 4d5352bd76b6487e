import GraphModel

/// Ends of statements by where they may meet others, of which only a part is in memory.
///
/// An end that may meet others in several places, as it has other names or an id of its own making, stays in memory.
struct KnownEnds: Sendable {
  /// Different ends, and the numbers that mean each.
  struct Numbered: Sendable {
    private(set) var ends: [PlainParts.End] = []
    /// Each number, and the place of its end.
    private(set) var numbers: [(number: Int, place: Int)] = []

    var isEmpty: Bool { numbers.isEmpty }

    mutating func add(_ end: PlainParts.End) { ends.append(end) }

    mutating func add(number: Int, place: Int) { numbers.append((number, place)) }

    mutating func add(_ other: Numbered) {
      let before = ends.count
      ends += other.ends
      for (number, place) in other.numbers { numbers.append((number, before + place)) }
    }
  }

  /// Ends that may meet others in one place only, by that place.
  private(set) var sorted: SortedRecords
  /// Ends that may meet others in several places.
  private(set) var far = Numbered()
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
        far.add(number: number, place: far.ends.count)
        far.add(end)
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
    far.add(other.far)
    points.formUnion(other.points)
  }

  /// Makes an end of adding.
  mutating func finish() throws(Diagnostic) { try sorted.finish() }

  /// The end that some bytes are, which follow its number.
  static func end(_ bytes: UnsafeRawBufferPointer) -> PlainParts.End {
    var reader = PackedReader(bytes)
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
    return PlainParts.End(record: record, kind: kind)
  }

  /// The names of some ends, by their numbers.
  func names(of numbers: Set<Int>) throws -> [Int: String] {
    var names: [Int: String] = [:]
    if numbers.isEmpty { return names }
    for (number, place) in far.numbers where numbers.contains(number) {
      names[number] = far.ends[place].record.name
    }
    try sorted.forEach { _, value in
      var reader = PackedReader(value)
      let number = reader.number()
      if numbers.contains(number) { names[number] = Self.end(reader.rest).record.name }
    }
    return names
  }
}
