/// The rows of a table without rowids, or of an index, in the order of their keys, out of its pages: the
/// counterpart of `SortedTree`.
struct TreeRows: ~Copyable {
  private let pages: StoredPages
  private let room: RowRoom
  /// The way from the root to the row that comes next.
  private var levels: [Level] = []
  private var depth = 0
  private var pagesLeft: Int
  /// Where the row that was given last begins, if it goes on in other pages, and its length.
  private var cut: (start: UnsafeRawPointer, length: Int)?
  /// Such a row, put together.
  private var long: UnsafeMutableRawPointer?
  private var longCapacity = 0

  /// Records are read in words of eight bytes, the last of which may end behind the page.
  private static let spare = 8
  /// No tree of a file that SQLite writes is as high.
  private static let mostLevels = 20

  /// A page on the way.
  private struct Level {
    let bytes: UnsafeMutableRawPointer
    var isLeaf = true
    var count = 0
    /// The cell that comes next.
    var index = 0
    /// Whether the page before that cell has been gone through.
    var isBehindChild = false

    var headLength: Int { isLeaf ? 8 : 12 }

    func cell(_ index: Int) -> Int {
      Int(
        UInt16(
          bigEndian: bytes.loadUnaligned(
            fromByteOffset: headLength + 2 * index, as: UInt16.self)))
    }

    func number(at offset: Int) -> Int {
      Int(UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)))
    }
  }

  /// Begins at the first row whose first value, a whole number, is at least `first`.
  init(_ pages: StoredPages, root: Int, from first: Int) throws(StoreError) {
    self.pages = pages
    room = RowRoom(pageSize: pages.pageSize)
    pagesLeft = pages.count
    try open(root, depth: 0)
    if first > .min { try skip(before: first) }
  }

  deinit {
    for level in levels { level.bytes.deallocate() }
    long?.deallocate()
  }

  /// The next row, whose bytes stay until the one after is asked for; nil where there is none.
  ///
  /// Of a row that goes on in other pages it gives the values that are whole in the first; `wholeRow` has all.
  mutating func next() throws(StoreError) -> RecordReader? {
    while true {
      let level = levels[depth]
      if !level.isLeaf, !level.isBehindChild {
        levels[depth].isBehindChild = true
        try openChild(of: level)
      } else if level.index < level.count {
        levels[depth].index += 1
        levels[depth].isBehindChild = false
        return try row(level.index, of: level)
      } else if depth > 0 {
        depth -= 1
      } else {
        return nil
      }
    }
  }

  /// Goes down to where the first value is no longer less.
  private mutating func skip(before first: Int) throws(StoreError) {
    while true {
      var level = levels[depth]
      while level.index < level.count {
        var row = try row(level.index, of: level)
        guard let value = row.int() else { throw pages.damage }
        if value >= first { break }
        level.index += 1
      }
      levels[depth].index = level.index
      if level.isLeaf { return }
      levels[depth].isBehindChild = true
      try openChild(of: level)
    }
  }

  /// Opens the page before the next cell of another, or the one behind its last.
  private mutating func openChild(of level: Level) throws(StoreError) {
    var child = 8
    if level.index < level.count {
      child = level.cell(level.index)
      guard child <= pages.pageSize - 4 else { throw pages.damage }
    }
    try open(level.number(at: child), depth: depth + 1)
  }

  /// Reads a page, which becomes the way's last.
  private mutating func open(_ number: Int, depth: Int) throws(StoreError) {
    guard number > 1, pagesLeft > 0, depth < Self.mostLevels else { throw pages.damage }
    pagesLeft -= 1
    if depth == levels.count {
      levels.append(
        Level(bytes: .allocate(byteCount: pages.pageSize + Self.spare, alignment: 8)))
    }
    var level = Level(bytes: levels[depth].bytes)
    try pages.read(number, into: level.bytes)
    switch level.bytes.load(as: UInt8.self) {
    case 0x0A: break
    case 0x02: level.isLeaf = false
    default: throw pages.damage
    }
    level.count = Int(
      UInt16(bigEndian: level.bytes.loadUnaligned(fromByteOffset: 3, as: UInt16.self)))
    guard level.headLength + 2 * level.count <= pages.pageSize else { throw pages.damage }
    levels[depth] = level
    self.depth = depth
  }

  private mutating func row(_ index: Int, of level: Level) throws(StoreError) -> RecordReader {
    let end = UnsafeRawPointer(level.bytes + pages.pageSize)
    var place = UnsafeRawPointer(level.bytes + level.cell(index) + (level.isLeaf ? 0 : 4))
    guard let length = Varint.read(&place, before: end), length <= UInt64(pages.mostInRow) else {
      throw pages.damage
    }
    let isCut = length > UInt64(room.inPage)
    cut = isCut ? (place, Int(length)) : nil
    let count = isCut ? room.kept(of: Int(length)) : Int(length)
    guard end - place >= count + (isCut ? 4 : 0), let row = RecordReader(place, count: count)
    else { throw pages.damage }
    return row
  }

  /// The row that `next` gave last with all its values, where it goes on in other pages; else nil.
  mutating func wholeRow() throws(StoreError) -> RecordReader? {
    guard let (start, length) = cut else { return nil }
    // A page fits behind the last byte, so that each is read to where it belongs.
    if longCapacity < length + pages.pageSize {
      long?.deallocate()
      longCapacity = length + pages.pageSize
      long = .allocate(byteCount: longCapacity, alignment: 8)
    }
    guard let long else { throw pages.damage }
    var count = room.kept(of: length)
    long.copyMemory(from: start, byteCount: count)
    var next = Int(UInt32(bigEndian: start.loadUnaligned(fromByteOffset: count, as: UInt32.self)))
    while count < length {
      guard pagesLeft > 0 else { throw pages.damage }
      pagesLeft -= 1
      // The number of the next page takes the place of bytes that are put back.
      let before = (long + count - 4).loadUnaligned(as: UInt32.self)
      try pages.read(next, into: long + count - 4)
      next = Int(UInt32(bigEndian: (long + count - 4).loadUnaligned(as: UInt32.self)))
      (long + count - 4).storeBytes(of: before, as: UInt32.self)
      count += room.inNextPages
    }
    guard let row = RecordReader(long, count: length) else { throw pages.damage }
    return row
  }
}
