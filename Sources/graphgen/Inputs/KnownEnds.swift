import GraphModel

/// Ends of statements by where they may meet others, of which only a part is in memory.
///
/// An end that may meet others in several places, as it has other names or an id of its own making, stays in memory.
struct KnownEnds: Sendable {
  /// An end in one kind of place.
  struct Placed: Sendable {
    var record: EntityRecord
    var kind: Int32
  }

  /// Ends, and the numbers that mean each.
  struct Numbered: Sendable {
    private(set) var ends: [Placed] = []
    /// Each number, and the place of its end.
    private(set) var numbers: [(number: Int, place: Int)] = []

    var isEmpty: Bool { numbers.isEmpty }

    mutating func add(_ end: Placed) { ends.append(end) }

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

  /// Adds an end of a share.
  mutating func add(_ end: PlainParts.End, ofShare share: Int) throws(Diagnostic) {
    func number(_ end: Int32) -> Int { StatementImport.number(of: end, ofShare: share) }
    let record = end.record
    let isBare = record.id == nil && record.aliases.isEmpty && record.properties.isEmpty
    var point: [UInt8]
    if isBare {
      point = EntityRecord.meetingPoint(of: record.name)
    } else {
      let own = record.meetingPoints
      point = own[0]
      if own.count > 1 {
        for use in end.uses {
          far.add(number: number(use.number), place: far.ends.count)
          far.add(Placed(record: record, kind: use.kind))
        }
        points.formUnion(own)
        return
      }
    }
    packed.removeAll()
    packed.add(end.uses.count)
    for use in end.uses {
      packed.add(number(use.number))
      packed.add(Int(use.kind))
    }
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

  /// Reads the numbers of an end, each with the kind of place.
  static func forEachUse(
    _ reader: inout PackedReader, _ body: (_ number: Int, _ kind: Int32) -> Void
  ) {
    for _ in 0..<reader.number() {
      let number = reader.number()
      body(number, Int32(reader.number()))
    }
  }

  /// The end that some bytes are, which follow its numbers.
  static func record(_ bytes: UnsafeRawBufferPointer) -> EntityRecord {
    var reader = PackedReader(bytes)
    let type = reader.text()
    var record = EntityRecord(
      name: reader.text(), type: type.isEmpty ? nil : EntityType(rawValue: type))
    if !reader.isAtEnd {
      record.aliases = reader.texts()
      let id = reader.text()
      record.id = id.isEmpty ? nil : id
      record.properties = reader.table()
    }
    return record
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
      var asked: [Int] = []
      Self.forEachUse(&reader) { number, _ in if numbers.contains(number) { asked.append(number) } }
      for number in asked { names[number] = Self.record(reader.rest).name }
    }
    return names
  }
}
