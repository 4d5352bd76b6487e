/// Values as bytes, for the pipe between a renderer and its child process.
///
/// Numbers are 8 bytes, little endian; strings and lists begin with their count. Both ends are the same
/// program, but a child that has drawn hostile input is not to be trusted, so reading checks everything.
struct WireWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: Int) {
    withUnsafeBytes(of: Int64(number).littleEndian) { bytes += $0 }
  }

  mutating func write(_ flag: Bool) { bytes.append(flag ? 1 : 0) }

  mutating func write(_ data: [UInt8]) {
    write(data.count)
    bytes += data
  }

  mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes += text.utf8
  }

  mutating func write<Element>(
    _ list: [Element], _ each: (inout WireWriter, Element) -> Void
  ) {
    write(list.count)
    for element in list { each(&self, element) }
  }

  mutating func write(_ list: [String]) { write(list) { $0.write($1) } }
}

/// Reads what `WireWriter` wrote.
struct WireReader {
  /// The bytes end too early or hold what cannot be.
  struct Broken: Error {}

  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether everything was read.
  var isAtEnd: Bool { position == bytes.count }

  mutating func number() throws(Broken) -> Int {
    guard bytes.count - position >= 8 else { throw Broken() }
    var number: UInt64 = 0
    for byte in bytes[position..<(position + 8)].reversed() { number = number << 8 | UInt64(byte) }
    position += 8
    return Int(truncatingIfNeeded: Int64(bitPattern: number))
  }

  mutating func flag() throws(Broken) -> Bool {
    guard position < bytes.count, bytes[position] < 2 else { throw Broken() }
    position += 1
    return bytes[position - 1] == 1
  }

  mutating func data() throws(Broken) -> [UInt8] {
    let count = try number()
    guard count >= 0, bytes.count - position >= count else { throw Broken() }
    defer { position += count }
    return Array(bytes[position..<(position + count)])
  }

  mutating func text() throws(Broken) -> String {
    let count = try number()
    guard count >= 0, bytes.count - position >= count else { throw Broken() }
    defer { position += count }
    let slice = bytes[position..<(position + count)]
    guard let text = String(validating: slice, as: UTF8.self) else { throw Broken() }
    return text
  }

  mutating func list<Element>(
    _ each: (inout WireReader) throws(Broken) -> Element
  ) throws(Broken) -> [Element] {
    let count = try number()
    guard count >= 0, count <= bytes.count - position else { throw Broken() }
    var result: [Element] = []
    for _ in 0..<count { result.append(try each(&self)) }
    return result
  }

  mutating func texts() throws(Broken) -> [String] {
    try list { reader throws(Broken) in try reader.text() }
  }
}
