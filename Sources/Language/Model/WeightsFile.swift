import Glibc
import GraphModel

/// The model's weights, mapped into memory and checked.
///
/// The format is `training/FORMAT.md`. Pages are read when they are first touched, so opening costs
/// less than a millisecond; `verifyChecksum` reads them all.
package final class WeightsFile: @unchecked Sendable {
  // Safe to share: the mapping is read-only and lives as long as this object.

  /// One tensor of the file.
  package struct Tensor {
    enum Element: UInt32 {
      case float = 1
      case int8 = 2
      case text = 3
      case int32 = 4

      var size: Int { self == .float || self == .int32 ? 4 : 1 }
    }

    let name: String
    let element: Element
    package let shape: [Int]
    let bytes: UnsafeRawBufferPointer

    package var count: Int { shape.reduce(1, *) }
  }

  /// The path it was opened at.
  package let path: String
  private let mapping: UnsafeRawBufferPointer
  private let tensors: [String: Tensor]

  static let version: UInt32 = 1
  private static let magic = Array("GGMODEL\n".utf8)
  private static let headerSize = 64
  private static let entrySize = 128

  /// Maps a file and checks its header, its length and its table of tensors.
  package init(path: String) throws(ModelError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path: path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: path, errno: errno) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notAModel(path: path) }
    let size = Int(status.st_size)
    guard size >= Self.headerSize else {
      throw size == 0 ? .truncated(path: path, size: 0, expected: nil) : .notAModel(path: path)
    }
    guard let address = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0),
      address != MAP_FAILED
    else { throw .unreadable(path: path, errno: errno) }
    mapping = UnsafeRawBufferPointer(start: address, count: size)
    do {
      tensors = try Self.readTable(mapping, path: path)
    } catch {
      munmap(address, size)
      throw error
    }
  }

  deinit {
    munmap(UnsafeMutableRawPointer(mutating: mapping.baseAddress), mapping.count)
  }

  private static func readTable(
    _ file: UnsafeRawBufferPointer, path: String
  ) throws(ModelError) -> [String: Tensor] {
    guard file.prefix(magic.count).elementsEqual(magic) else { throw .notAModel(path: path) }
    func u32(_ offset: Int) -> UInt32 {
      UInt32(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt32.self))
    }
    func u64(_ offset: Int) -> UInt64 {
      UInt64(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    let found = u32(8)
    guard found == version else { throw .otherVersion(path: path, found: found, expected: version) }
    let length = u64(16)
    guard length == UInt64(file.count) else {
      throw .truncated(path: path, size: file.count, expected: Int(clamping: length))
    }
    let count = Int(u32(12))
    guard count <= (file.count - headerSize) / entrySize else {
      throw .damaged(path: path, what: "its table of \(count) tensors does not fit")
    }
    var tensors: [String: Tensor] = [:]
    tensors.reserveCapacity(count)
    for index in 0..<count {
      let entry = headerSize + index * entrySize
      let name = String(
        decoding: file[entry..<entry + 64].prefix { $0 != 0 }, as: UTF8.self)
      guard name.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw .damaged(path: path, what: "the name of tensor \(index + 1) is no name")
      }
      guard let element = Tensor.Element(rawValue: u32(entry + 64)) else {
        throw .damaged(path: path, what: "tensor \(name) is of an unknown type")
      }
      let rank = u32(entry + 68)
      guard rank <= 4 else { throw .damaged(path: path, what: "tensor \(name) has rank \(rank)") }
      let shape = (0..<Int(rank)).map { Int(u32(entry + 72 + 4 * $0)) }
      let offset = u64(entry + 88)
      let bytes = u64(entry + 96)
      var expected = element.size
      for side in shape {
        let (product, overflow) = expected.multipliedReportingOverflow(by: side)
        guard !overflow else { throw .damaged(path: path, what: "tensor \(name) is too large") }
        expected = product
      }
      guard offset % 64 == 0, offset <= UInt64(file.count), bytes <= UInt64(file.count) - offset,
        bytes == UInt64(expected)
      else { throw .damaged(path: path, what: "tensor \(name) lies outside the file") }
      tensors[name] = Tensor(
        name: name, element: element, shape: shape,
        bytes: UnsafeRawBufferPointer(rebasing: file[Int(offset)..<Int(offset + bytes)]))
    }
    return tensors
  }

  /// What the header says of the bytes after it; it tells these weights from others.
  var checksum: UInt64 {
    UInt64(littleEndian: mapping.loadUnaligned(fromByteOffset: 24, as: UInt64.self))
  }

  /// Reads the whole file and compares it with the checksum in its header.
  package func verifyChecksum() throws(ModelError) {
    guard WordHash.of(.init(rebasing: mapping[Self.headerSize...])) == checksum else {
      throw .damaged(path: path, what: "its checksum differs")
    }
  }

  // MARK: Typed access

  /// Whether it has a tensor of that name.
  package func has(_ name: String) -> Bool { tensors[name] != nil }

  /// A tensor of floats; each side of the shape that is not nil must agree.
  package func floats(_ name: String, _ shape: [Int?]) throws(ModelError) -> UnsafePointer<Float> {
    try pointer(name, .float, shape)
  }

  /// A tensor of 8-bit integers.
  package func int8(_ name: String, _ shape: [Int?]) throws(ModelError) -> UnsafePointer<Int8> {
    try pointer(name, .int8, shape)
  }

  /// A tensor of 32-bit integers.
  package func int32(_ name: String, _ shape: [Int?]) throws(ModelError) -> UnsafePointer<Int32> {
    try pointer(name, .int32, shape)
  }

  /// A list of lines.
  package func lines(_ name: String) throws(ModelError) -> [String] {
    let tensor = try tensor(name, .text)
    return tensor.bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// The shape of a tensor.
  package func shape(_ name: String) throws(ModelError) -> [Int] {
    guard let tensor = tensors[name] else {
      throw .damaged(path: path, what: "it lacks the tensor \(name)")
    }
    return tensor.shape
  }

  /// The bytes of a text.
  func text(_ name: String) throws(ModelError) -> UnsafeRawBufferPointer {
    try tensor(name, .text).bytes
  }

  private func tensor(_ name: String, _ element: Tensor.Element) throws(ModelError) -> Tensor {
    guard let tensor = tensors[name], tensor.element == element else {
      throw .damaged(path: path, what: "it lacks the tensor \(name)")
    }
    return tensor
  }

  private func pointer<T>(
    _ name: String, _ element: Tensor.Element, _ shape: [Int?]
  ) throws(ModelError) -> UnsafePointer<T> {
    let tensor = try tensor(name, element)
    guard tensor.shape.count == shape.count,
      zip(tensor.shape, shape).allSatisfy({ $1 == nil || $0 == $1 }),
      let base = tensor.bytes.baseAddress
    else { throw .damaged(path: path, what: "tensor \(name) has the shape \(tensor.shape)") }
    return base.assumingMemoryBound(to: T.self)
  }
}
