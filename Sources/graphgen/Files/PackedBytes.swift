/// Values as bytes, one after another, which `PackedReader` reads again in the same order.
struct PackedBytes {
  private(set) var bytes: [UInt8] = []

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func add(_ number: Int) {
    withUnsafeBytes(of: number) { bytes.append(contentsOf: $0) }
  }

  mutating func add(_ text: String) {
    var text = text
    text.withUTF8 {
      add($0.count); bytes.append(contentsOf: $0)
    }
  }

  mutating func add(_ texts: [String]) {
    add(texts.count)
    for text in texts { add(text) }
  }

  mutating func add(_ table: [String: String]) {
    add(table.count)
    for (key, value) in table.sorted(by: { $0.key < $1.key }) {
      add(key)
      add(value)
    }
  }
}

/// Reads what `PackedBytes` has written.
struct PackedReader {
  private let bytes: UnsafeRawBufferPointer
  private var position = 0

  init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  var isAtEnd: Bool { position == bytes.count }

  /// What has not been read yet.
  var rest: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[position...]) }

  mutating func number() -> Int {
    defer { position += 8 }
    return bytes.loadUnaligned(fromByteOffset: position, as: Int.self)
  }

  mutating func text() -> String { String(decoding: textBytes(), as: UTF8.self) }

  /// A text's bytes, where they stand.
  mutating func textBytes() -> UnsafeRawBufferPointer {
    let count = number()
    defer { position += count }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
  }

  mutating func texts() -> [String] { (0..<number()).map { _ in text() } }

  mutating func table() -> [String: String] {
    var table: [String: String] = [:]
    for _ in 0..<number() {
      let key = text()
      table[key] = text()
    }
    return table
  }
}
