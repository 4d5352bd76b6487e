/// Writes a table without rowids, or an index, of rows that come in the order of their keys: a tree from its
/// leaves up, page after page.
///
/// A page that is full is written, and the row after it goes one level up, as what stands between that
/// page and the next. The topmost page takes the place of the root, which was there empty.
final class SortedTree {
  private let pages: PageFile
  private let root: Int
  /// From the leaves up; asked for several times a row, by nobody else.
  @exclusivity(unchecked) private var levels: [Level]
  private let cell: UnsafeMutableRawPointer
  private let room: RowRoom

  /// Begins the tree whose root is a page that is there.
  init(_ pages: PageFile, root: Int) {
    self.pages = pages
    self.root = root
    room = RowRoom(pageSize: pages.pageSize)
    levels = [Level(isLeaf: true, pageSize: pages.pageSize)]
    cell = .allocate(byteCount: pages.pageSize, alignment: 8)
  }

  deinit { cell.deallocate() }

  /// Adds a row that comes after the one before.
  func add(_ record: borrowing Record) throws(StoreError) {
    var length = Varint.write(UInt64(record.count), to: cell)
    if record.count <= room.inPage {
      record.copy(to: cell + length)
      length += record.count
    } else {
      length += try addLong(record, at: length)
    }
    try add(UnsafeRawBufferPointer(start: cell, count: length), after: 0, level: 0)
  }

  /// Writes what is not yet, the root last.
  func finish() throws(StoreError) {
    var depth = 0
    var last = 0
    while true {
      if let waiting = levels[depth].takeWaiting() {
        let (divider, child) = levels[depth].removeLast()
        let number = try pages.append(levels[depth].page(lastChild: child))
        levels[depth].clear()
        waiting.cell.withUnsafeBytes { _ = levels[depth].put($0, after: waiting.child) }
        try promote(divider, after: number, from: depth)
      }
      let page = levels[depth].page(lastChild: last)
      if depth == levels.count - 1 { return try pages.replace(root, with: page) }
      last = try pages.append(page)
      depth += 1
    }
  }

  /// Adds a cell and the page with what comes before it.
  private func add(
    _ cell: UnsafeRawBufferPointer, after child: Int, level depth: Int
  ) throws(StoreError) {
    if let waiting = levels[depth].takeWaiting() {
      let number = try pages.append(levels[depth].page(lastChild: waiting.child))
      levels[depth].clear()
      try promote(waiting.cell, after: number, from: depth)
    }
    if !levels[depth].put(cell, after: child) { levels[depth].keepWaiting(cell, after: child) }
  }

  private func promote(
    _ cell: [UInt8], after child: Int, from depth: Int
  ) throws(StoreError) {
    if depth + 1 == levels.count { levels.append(Level(isLeaf: false, pageSize: pages.pageSize)) }
    var problem: StoreError?
    cell.withUnsafeBytes { bytes in
      do throws(StoreError) {
        try add(bytes, after: child, level: depth + 1)
      } catch {
        problem = error
      }
    }
    if let problem { throw problem }
  }

  /// Puts the beginning of a row into the cell, and the rest into pages that follow each other.
  private func addLong(
    _ record: borrowing Record, at start: Int
  ) throws(StoreError) -> Int {
    let kept = room.kept(of: record.count)
    let whole = UnsafeMutableRawPointer.allocate(byteCount: record.count, alignment: 8)
    defer { whole.deallocate() }
    record.copy(to: whole)
    (cell + start).copyMemory(from: whole, byteCount: kept)
    let page = UnsafeMutableRawPointer.allocate(byteCount: pages.pageSize, alignment: 8)
    defer { page.deallocate() }
    // From the last, since each names the next.
    var next = 0
    for part in stride(from: kept, to: record.count, by: room.inNextPages).reversed() {
      page.initializeMemory(as: UInt8.self, repeating: 0, count: pages.pageSize)
      page.storeBytes(of: UInt32(next).bigEndian, as: UInt32.self)
      (page + 4).copyMemory(
        from: whole + part, byteCount: min(room.inNextPages, record.count - part))
      next = try pages.append(page)
    }
    (cell + start + kept).copyMemory(from: [UInt32(next).bigEndian], byteCount: 4)
    return kept + 4
  }
}

/// The page of a tree that is being filled, of those equally far from the leaves.
private struct Level {
  /// A cell that did not fit and, if it is not the last, goes one level up.
  struct Waiting {
    var cell: [UInt8]
    /// The page before it.
    var child: Int
  }

  private let isLeaf: Bool
  private let bytes: Bytes
  private var count = 0
  /// Where the last cell begins: they go from the page's end towards its beginning.
  private var start: Int
  private var lastLength = 0
  private var waiting: Waiting?

  private final class Bytes {
    let base: UnsafeMutableRawPointer
    let count: Int

    init(count: Int) {
      self.count = count
      base = .allocate(byteCount: count, alignment: 8)
      base.initializeMemory(as: UInt8.self, repeating: 0, count: count)
    }

    deinit { base.deallocate() }
  }

  init(isLeaf: Bool, pageSize: Int) {
    self.isLeaf = isLeaf
    bytes = Bytes(count: pageSize)
    start = pageSize
  }

  private var headLength: Int { isLeaf ? 8 : 12 }

  /// Adds a cell behind the others; false if it does not fit.
  mutating func put(_ cell: UnsafeRawBufferPointer, after child: Int) -> Bool {
    // A cell takes four bytes at least.
    let length = max(4, cell.count + (isLeaf ? 0 : 4))
    let place = headLength + 2 * count
    guard place + 2 + length <= start, let source = cell.baseAddress else { return false }
    start -= length
    var target = bytes.base + start
    if !isLeaf {
      target.storeBytes(of: UInt32(child).bigEndian, as: UInt32.self)
      target += 4
    }
    target.copyMemory(from: source, byteCount: cell.count)
    bytes.base.storeBytes(of: UInt16(start).bigEndian, toByteOffset: place, as: UInt16.self)
    count += 1
    lastLength = length
    return true
  }

  /// Takes back the cell that was put last.
  mutating func removeLast() -> (cell: [UInt8], child: Int) {
    let own = UnsafeRawBufferPointer(start: bytes.base + start, count: lastLength)
    let child = isLeaf ? 0 : Int(UInt32(bigEndian: own.loadUnaligned(as: UInt32.self)))
    start += lastLength
    count -= 1
    return (Array(own.dropFirst(isLeaf ? 0 : 4)), child)
  }

  mutating func keepWaiting(_ cell: UnsafeRawBufferPointer, after child: Int) {
    waiting = Waiting(cell: Array(cell), child: child)
  }

  mutating func takeWaiting() -> Waiting? {
    if waiting == nil { return nil }
    defer { waiting = nil }
    return waiting
  }

  mutating func clear() { (count, start) = (0, bytes.count) }

  /// The page as it is written, and what comes after its last cell.
  func page(lastChild: Int) -> UnsafeRawPointer {
    let base = bytes.base
    base.storeBytes(of: isLeaf ? 0x0A : 0x02, as: UInt8.self)
    base.storeBytes(of: 0, toByteOffset: 1, as: UInt16.self)
    base.storeBytes(of: UInt16(count).bigEndian, toByteOffset: 3, as: UInt16.self)
    base.storeBytes(of: UInt16(start).bigEndian, toByteOffset: 5, as: UInt16.self)
    base.storeBytes(of: 0, toByteOffset: 7, as: UInt8.self)
    if !isLeaf {
      base.storeBytes(of: UInt32(lastChild).bigEndian, toByteOffset: 8, as: UInt32.self)
    }
    // What an earlier page left between pointers and cells says nothing, and is not to be in the file.
    let free = headLength + 2 * count
    (base + free).initializeMemory(as: UInt8.self, repeating: 0, count: start - free)
    return UnsafeRawPointer(base)
  }
}
