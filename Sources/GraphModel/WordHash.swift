/// A quick hash of many bytes, to tell files apart that nobody forges: FNV-1a over little-endian words of 64 bits.
package enum WordHash {
  /// The hash of the whole words; up to seven bytes at the end are left out.
  package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for offset in stride(from: 0, to: bytes.count & ~7, by: 8) {
      let word = UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      hash = (hash ^ word) &* 0x100_0000_01b3
    }
    return hash
  }
}
