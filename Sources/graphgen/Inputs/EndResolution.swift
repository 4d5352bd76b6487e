import GraphModel

/// Finds which entities the ends of statements mean, as `EntityResolution` does, without having them all in memory.
///
/// Ends that meet in one place and nowhere else are resolved by themselves; those that meet ends in several places, together. Then the
/// entities are put in the order of their ids.
struct EndResolution {
  /// What an end means: the entity's number and its type's, in `types`.
  struct Meaning: BitwiseCopyable, Equatable, Sendable {
    var entity: Int32
    var type: Int32
  }

  /// The same, with the end's number.
  private struct Place: BucketedRow {
    /// Its place among those of all shares.
    var end: Int64
    var meaning: Meaning

    var bucket: Int { Int(end) }

    static func < (left: Place, right: Place) -> Bool { left.end < right.end }
  }

  /// The ends that meet in one place.
  private struct Group {
    /// A number of an end.
    struct Use: BitwiseCopyable {
      var number: Int
      var kind: Int32
      /// The place of its record.
      var record: Int32
    }

    var point: [UInt8] = []
    /// What the different records are packed into, one after another.
    var bytes: [UInt8] = []
    var starts: [Int] = []
    /// The places of those records, if there are several.
    var known = TextNumbers()
    var uses: [Use] = []
    /// The name of the first.
    var name: [UInt8] = []
    /// The only type that any gives, nil if none does.
    var type: [UInt8]?
    /// Whether all have one name and nothing else but types, which are one.
    var isPlain = true

    mutating func begin(_ point: UnsafeRawBufferPointer) {
      self.point.removeAll(keepingCapacity: true)
      self.point.append(contentsOf: point)
      bytes.removeAll(keepingCapacity: true)
      starts.removeAll(keepingCapacity: true)
      uses.removeAll(keepingCapacity: true)
      if known.count > 0 { known = TextNumbers() }
      (type, isPlain) = (nil, true)
    }

    mutating func add(_ value: UnsafeRawBufferPointer) {
      var reader = PackedReader(value)
      let before = uses.count
      KnownEnds.forEachUse(&reader) { uses.append(Use(number: $0, kind: $1, record: 0)) }
      let (record, isNew) = place(of: reader.rest)
      for index in before..<uses.count { uses[index].record = record }
      if !isNew { return }
      starts.append(bytes.count)
      bytes.append(contentsOf: reader.rest)
      let type = reader.textBytes()
      let name = reader.textBytes()
      if record == 0 {
        self.name.removeAll(keepingCapacity: true)
        self.name.append(contentsOf: name)
      } else if isPlain {
        isPlain = name.elementsEqual(self.name)
      }
      if !reader.isAtEnd { isPlain = false }
      if type.isEmpty { return }
      if let known = self.type {
        if !type.elementsEqual(known) { isPlain = false }
      } else {
        self.type = Array(type)
      }
    }

    /// The place of a record among the different ones, and whether it is new.
    private mutating func place(of record: UnsafeRawBufferPointer) -> (number: Int32, isNew: Bool) {
      if starts.isEmpty { return (0, true) }
      if starts.count == 1 {
        // Mostly all are one.
        let isFirst = bytes.withUnsafeBytes { $0.elementsEqual(record) }
        if isFirst { return (0, false) }
        if known.count == 0 { bytes.withUnsafeBytes { _ = known.number(of: $0) } }
      }
      return known.number(of: record)
    }

    var ends: KnownEnds.Numbered {
      var ends = KnownEnds.Numbered()
      let records = bytes.withUnsafeBytes { bytes in
        starts.indices.map { index in
          let end = index + 1 < starts.count ? starts[index + 1] : bytes.count
          return KnownEnds.record(UnsafeRawBufferPointer(rebasing: bytes[starts[index]..<end]))
        }
      }
      var places: [UInt64: Int] = [:]
      for use in uses {
        let key = UInt64(use.record) << 32 | UInt64(UInt32(bitPattern: use.kind))
        if places[key] == nil {
          places[key] = ends.ends.count
          ends.add(KnownEnds.Placed(record: records[Int(use.record)], kind: use.kind))
        }
        if let place = places[key] { ends.add(number: use.number, place: place) }
      }
      return ends
    }
  }

  /// How many entities there are.
  private(set) var entityCount = 0
  /// The types of entities.
  var types: [EntityType] { typeNumbers.all }
  /// What ends mean, share by share in the order of their numbers.
  private var meanings: RowSpill<Meaning>
  /// Where the ends of each share begin there.
  private var starts: [Int] = []

  private let vocabulary: Vocabulary
  private let memory: ImportMemory
  /// For every kind of place the types that it allows.
  private let placeTypes: [Set<EntityType>]
  /// The types that those infer, where they have been asked for.
  private var typesOfKinds: [Int?]
  private var typeNumbers: TypeNumbers
  /// For every type what the ids of its entities begin with.
  private var idBeginnings: [[UInt8]] = []
  /// Entities by the order of their ids: the numbers of their ends, then what they are.
  private var entities: SortedRecords
  private var packed = PackedBytes()
  private var id: [UInt8] = []

  init(_ vocabulary: Vocabulary, _ memory: ImportMemory) {
    (self.vocabulary, self.memory) = (vocabulary, memory)
    typeNumbers = TypeNumbers(vocabulary)
    placeTypes = PlainParts(vocabulary: vocabulary).placeTypes
    typesOfKinds = Array(repeating: nil, count: placeTypes.count)
    (entities, meanings) = (SortedRecords(memory), RowSpill(memory))
  }

  /// Resolves ends.
  ///
  /// - Parameter counts: How many ends each share has; the number of one is its place in the share, times the number of
  ///   shares, and its share.
  /// - Returns: False where the order of ids is not that of their bytes: where texts are composed differently, `<` is
  ///   no order at all.
  mutating func resolve(_ ends: KnownEnds, counts: [Int]) throws -> Bool {
    starts = counts.indices.map { counts[..<$0].reduce(0, +) }
    var group = Group()
    var together = ends.far
    func close(_ group: Group) throws {
      if group.uses.isEmpty { return }
      if ends.points.contains(group.point) {
        together.add(group.ends)
      } else if try !addPlain(group) {
        try resolve(group.ends)
      }
    }
    try ends.sorted.forEach { point, value in
      if !point.elementsEqual(group.point) || group.uses.isEmpty {
        try close(group)
        group.begin(point)
      }
      group.add(value)
    }
    try close(group)
    if !together.isEmpty { try resolve(together) }
    try entities.finish()
    return try putInOrder(counts.reduce(0, +))
  }

  // MARK: - Ends that meet

  /// Adds what a group means that has one name and no more than one type: an entity of that type, or else one of each type that places
  /// allow; false if the group is not such a one.
  private mutating func addPlain(_ group: Group) throws(Diagnostic) -> Bool {
    guard group.isPlain else { return false }
    if let name = group.type {
      let type = number(of: EntityType(rawValue: String(decoding: name, as: UTF8.self)))
      try add(group, type, group.uses.map(\.number))
      return true
    }
    var types: [Int] = []
    for use in group.uses {
      let type = typeOfKind(use.kind)
      if !types.contains(type) { types.append(type) }
    }
    if types.count == 1 {
      try add(group, types[0], group.uses.map(\.number))
      return true
    }
    // Types whose entities have the same ids are one.
    guard Set(types.map { idBeginnings[$0] }).count == types.count else { return false }
    for type in types {
      try add(group, type, group.uses.filter { typeOfKind($0.kind) == type }.map(\.number))
    }
    return true
  }

  /// The type of what places of a kind allow, where none is known.
  private mutating func typeOfKind(_ kind: Int32) -> Int {
    if let known = typesOfKinds[Int(kind)] { return known }
    let type = number(of: .inferred(allowed: placeTypes[Int(kind)]))
    typesOfKinds[Int(kind)] = type
    return type
  }

  private mutating func number(of type: EntityType) -> Int {
    let number = Int(typeNumbers.number(of: type))
    if number == idBeginnings.count {
      idBeginnings.append(Array(Entity.id(type: typeNumbers[number], name: "a").utf8.dropLast()))
    }
    return number
  }

  /// Adds the entity of a type that a group means, with the numbers of the ends that mean it.
  private mutating func add(
    _ group: Group, _ type: Int, _ numbers: [Int]
  ) throws(Diagnostic) {
    let name = String(decoding: group.name, as: UTF8.self)
    id.removeAll(keepingCapacity: true)
    id += idBeginnings[type]
    // What is ASCII is its own slug's bytes in order.
    if group.name.allSatisfy({ $0 < 0x80 }) {
      id += group.point
    } else {
      id += NameKey.slug(name).utf8
    }
    try add(
      Entity(id: String(decoding: id, as: UTF8.self), name: name, type: typeNumbers[type]), type,
      numbers)
  }

  private mutating func resolve(_ ends: KnownEnds.Numbered) throws(Diagnostic) {
    var resolution = EntityResolution(vocabulary: vocabulary, expectedCount: ends.ends.count)
    let slugs = ends.ends.map { resolution.learn($0.record) }
    let drafts = zip(ends.ends, slugs).map { end, slug in
      resolution.add(
        end.record, slug: slug, allowed: end.kind < 0 ? [] : placeTypes[Int(end.kind)])
    }
    let (found, places) = resolution.resolve()
    let (unique, ranks) = KnowledgeGraph.unique(found, by: \.id) { $0.merged(with: $1) }
    var numbers = [[Int]](repeating: [], count: unique.count)
    for (number, place) in ends.numbers {
      numbers[Int(ranks[places[Int(drafts[place])].value])].append(number)
    }
    for (entity, numbers) in zip(unique, numbers) {
      try add(entity, number(of: entity.type), numbers)
    }
  }

  private mutating func add(
    _ entity: Entity, _ type: Int, _ numbers: [Int]
  ) throws(Diagnostic) {
    packed.removeAll()
    packed.add(type)
    packed.add(numbers.count)
    for number in numbers { packed.add(number) }
    packed.add(entity.id)
    packed.add(entity.name)
    packed.add(entity.aliases)
    packed.add(entity.properties)
    try entities.add(Array(entity.id.utf8), packed.bytes)
  }

  // MARK: - In order

  /// Numbers the entities in the order of their ids; false if there is none.
  private mutating func putInOrder(_ endCount: Int) throws -> Bool {
    var places = SortedRuns<Place>(bucketCount: endCount, memory)
    var count: Int32 = 0
    var last = ""
    var isInOrder = true
    try entities.forEach { _, value in
      var reader = PackedReader(value)
      let meaning = Meaning(entity: count, type: Int32(reader.number()))
      for _ in 0..<reader.number() {
        let (place, share) = reader.number().quotientAndRemainder(dividingBy: starts.count)
        try places.add(Place(end: Int64(starts[share] + place), meaning: meaning))
      }
      count += 1
      let id = reader.text()
      if count > 1, !TextOrder.precedes(last, id) { isInOrder = false }
      last = id
    }
    entityCount = Int(count)
    try places.forEach { try meanings.append($0.meaning) }
    return isInOrder
  }

  /// What some ends of a share mean.
  func meanings(ofShare share: Int, _ ends: Range<Int>) throws(Diagnostic) -> [Meaning] {
    let start = starts[share]
    return try meanings.rows(start + ends.lowerBound..<start + ends.upperBound)
  }

  /// Hands over the entities in the order of their numbers.
  func forEachEntity(_ body: (Entity) throws -> Void) throws {
    try entities.forEach { _, value in
      var reader = PackedReader(value)
      let type = typeNumbers[reader.number()]
      for _ in 0..<reader.number() { _ = reader.number() }
      try body(
        Entity(
          id: reader.text(), name: reader.text(), type: type, aliases: reader.texts(),
          properties: reader.table()))
    }
  }
}
