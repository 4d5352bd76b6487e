import Glibc
import Testing

@testable import Language

@Suite struct WeightsFileTests {
  /// A file of one float tensor `a` of two elements, with its header right.
  private func file() -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64 + 128 + 64)
    bytes.replaceSubrange(0..<8, with: Array("GGMODEL\n".utf8))
    func put<T: FixedWidthInteger>(_ value: T, at offset: Int) {
      withUnsafeBytes(of: value.littleEndian) {
        bytes.replaceSubrange(offset..<offset + $0.count, with: $0)
      }
    }
    put(UInt32(1), at: 8)
    put(UInt32(1), at: 12)
    put(UInt64(bytes.count), at: 16)
    bytes[64] = UInt8(ascii: "a")
    put(UInt32(1), at: 128)
    put(UInt32(1), at: 132)
    put(UInt32(2), at: 136)
    for side in 1..<4 { put(UInt32(1), at: 136 + 4 * side) }
    put(UInt64(192), at: 152)
    put(UInt64(8), at: 160)
    put(Float(1.5).bitPattern, at: 192)
    put(Float(-2).bitPattern, at: 196)
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for offset in stride(from: 64, to: bytes.count, by: 8) {
      let word = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: offset, as: UInt64.self) }
      hash = (hash ^ word) &* 0x100_0000_01b3
    }
    put(hash, at: 24)
    return bytes
  }

  private func with<R>(_ bytes: [UInt8], _ body: (String) throws -> R) throws -> R {
    var name = Array("/tmp/weights.XXXXXX".utf8CString)
    let descriptor = mkstemp(&name)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    #expect(write(descriptor, bytes, bytes.count) == bytes.count)
    let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer { unlink(path) }
    return try body(path)
  }

  private func message(_ bytes: [UInt8]) throws -> String {
    try with(bytes) { path in
      let error = #expect(throws: ModelError.self) {
        try WeightsFile(path: path).verifyChecksum()
      }
      return error.map { "\($0)".replacing(path, with: "FILE") } ?? ""
    }
  }

  @Test func readsWhatIsThere() throws {
    try with(file()) { path in
      let weights = try WeightsFile(path: path)
      try weights.verifyChecksum()
      let values = try weights.floats("a", [2])
      #expect(values[0] == 1.5 && values[1] == -2)
      #expect(throws: ModelError.self) { try weights.floats("a", [3]) }
      #expect(throws: ModelError.self) { try weights.int8("a", [2]) }
      #expect(throws: ModelError.self) { try weights.floats("b", [2]) }
    }
  }

  @Test func sayWhatIsWrong() throws {
    #expect(try message([]) == "FILE: the language model is empty; copy it again")
    #expect(
      try message(
        Array("This is an ordinary text that somebody put in the place of the weights.".utf8))
        == "FILE: not a graphgen language model; set GRAPHGEN_MODEL to the path of english.ggm")
    #expect(
      try message(Array(file().dropLast(64)))
        == "FILE: the language model is 192 bytes where its header says 256; copy it again")
    var other = file()
    other[8] = 7
    #expect(
      try message(other)
        == "FILE: a language model of version 7, where this graphgen reads version 1; install the english.ggm that came with it"
    )
    var flipped = file()
    flipped[193] ^= 4
    #expect(
      try message(flipped)
        == "FILE: the language model is damaged: its checksum differs; copy it again")
    var outside = file()
    outside[153] = 200
    #expect(
      try message(outside)
        == "FILE: the language model is damaged: tensor a lies outside the file; copy it again")
    var many = file()
    many[14] = 200
    #expect(
      try message(many)
        == "FILE: the language model is damaged: its table of 13107201 tensors does not fit; copy it again"
    )
    var named = file()
    named[65] = 0x0A
    named[66] = UInt8(ascii: "b")
    #expect(
      try message(named)
        == "FILE: the language model is damaged: the name of tensor 1 is no name; copy it again")
  }

  @Test func missingFilesAndFolders() {
    let missing = #expect(throws: ModelError.self) { try WeightsFile(path: "/nowhere/english.ggm") }
    #expect(
      missing.map { "\($0)" }
        == "/nowhere/english.ggm: the language model cannot be read: No such file or directory")
    let folder = #expect(throws: ModelError.self) { try WeightsFile(path: "/tmp") }
    #expect(
      folder.map { "\($0)" }
        == "/tmp: not a graphgen language model; set GRAPHGEN_MODEL to the path of english.ggm")
  }

  @Test func everySingleByteOfTheTableMayBeWrong() throws {
    let right = file()
    for index in 0..<192 {
      for value: UInt8 in [0, 1, 127, 255] {
        var wrong = right
        wrong[index] = value
        try with(wrong) { path in
          // Either it opens or it says why not; it never reads outside the file.
          do { _ = try WeightsFile(path: path).floats("a", [2])[1] } catch { _ = "\(error)" }
        }
      }
    }
  }
}
