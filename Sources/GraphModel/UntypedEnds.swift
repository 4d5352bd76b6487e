/// Ends that have no type, and may mean different entities, or entities of other types, in different kinds of places: each has a number
/// for each kind that it has stood in.
///
/// Most have nothing but a name, so that names are kept as bytes, one after another.
struct UntypedEnds: Sendable {
  private var names: [UInt8] = []
  /// Where each name ends.
  private var nameEnds: [Int] = []
  /// Those that have more than a name.
  private var others: [Int32: EntityRecord] = [:]
  /// The kinds of places that there have been, and for each kind its place here, -1 where there has been none.
  private var kinds: [Int32] = []
  private var columns: [Int] = []
  /// A row of numbers for each end, with a column for each of those kinds and some to come; -1 for none.
  private var numbers: [Int32] = []
  private var width = 1

  /// About how many bytes of memory they take.
  var byteCount: Int {
    names.count + nameEnds.count * 8 + others.count * 256 + numbers.count * 4
  }

  /// Adds an end, and returns its place.
  mutating func add(_ record: EntityRecord) -> Int32 {
    let place = Int32(nameEnds.count)
    if record.id == nil, record.aliases.isEmpty, record.properties.isEmpty {
      names.append(contentsOf: record.name.utf8)
    } else {
      others[place] = record
    }
    nameEnds.append(names.count)
    for _ in 0..<width { numbers.append(-1) }
    return place
  }

  /// The number of an end in a kind of place: the new one, if it has none there.
  mutating func end(_ place: Int32, in kind: Int32, new: Int32) -> Int32 {
    // Before its width is asked for, as a new column may widen the rows.
    let column = column(of: kind)
    let cell = Int(place) * width + column
    if numbers[cell] < 0 { numbers[cell] = new }
    return numbers[cell]
  }

  private mutating func column(of kind: Int32) -> Int {
    if columns.indices ~= Int(kind), columns[Int(kind)] >= 0 { return columns[Int(kind)] }
    while columns.count <= kind { columns.append(-1) }
    columns[Int(kind)] = kinds.count
    kinds.append(kind)
    if kinds.count > width { widen() }
    return columns[Int(kind)]
  }

  /// Makes room for twice as many kinds of places.
  private mutating func widen() {
    var wide = [Int32](repeating: -1, count: numbers.count * 2)
    for (cell, number) in numbers.enumerated() {
      wide[cell / width * 2 * width + cell % width] = number
    }
    (numbers, width) = (wide, width * 2)
  }

  /// Hands over all that have numbers.
  func forEach<Failure>(_ body: (PlainParts.End) throws(Failure) -> Void) throws(Failure) {
    var start = 0
    for (place, end) in nameEnds.enumerated() {
      defer { start = end }
      var uses: [PlainParts.Use] = []
      for (column, kind) in kinds.enumerated() {
        let number = numbers[place * width + column]
        if number >= 0 { uses.append(PlainParts.Use(number: number, kind: kind)) }
      }
      if uses.isEmpty { continue }
      let record =
        others[Int32(place)]
        ?? EntityRecord(name: String(decoding: names[start..<end], as: UTF8.self))
      try body(PlainParts.End(record: record, uses: uses))
    }
  }

  /// Forgets them, and keeps their memory for others.
  mutating func removeAll() {
    names.removeAll(keepingCapacity: true)
    nameEnds.removeAll(keepingCapacity: true)
    others.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
  }
}
