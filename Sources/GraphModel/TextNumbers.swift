/// Numbers texts in the order in which they first come, by their bytes.
///
/// Made for millions of look-ups among texts too many for the processor's caches: one reads a slot and,
/// where it is the text's, the text beside its number.
package struct TextNumbers: Sendable {
  /// For every text its number and length in bytes in one word, then the bytes, filled up with zeros.
  private var words: [UInt64] = []
  /// Where the texts are in `words`.
  private var starts: [UInt32] = []
  /// Half of a text's hash, and one more than its place in `words`, or 0; a power of two of slots, at most half
  /// of them taken.
  private var slots = [UInt64](repeating: 0, count: 1 << 10)

  package init() {}

  /// How many texts there are.
  package var count: Int { starts.count }

  /// The number of a text, and whether it is new.
  package mutating func number(
    of text: UnsafeRawBufferPointer
  ) -> (number: Int32, isNew: Bool) {
    let hash = Self.hash(text)
    let (slot, known) = find(text, hash)
    if let known { return (known, false) }
    let number = Int32(starts.count)
    slots[slot] = (hash & ~0xFFFF_FFFF) | UInt64(words.count + 1)
    starts.append(UInt32(words.count))
    words.append(UInt64(number) << 32 | UInt64(text.count))
    for index in 0..<(text.count + 7) / 8 { words.append(Self.word(text, index)) }
    if starts.count * 2 > slots.count { grow() }
    return (number, true)
  }

  /// How many bytes of memory it takes.
  package var byteCount: Int { words.count * 8 + starts.count * 4 + slots.count * 8 }

  /// Forgets all texts, and keeps their memory for others.
  package mutating func removeAll() {
    words.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    slots.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// The number of a text, or nil if it is new.
  package func known(_ text: UnsafeRawBufferPointer) -> Int32? {
    find(text, Self.hash(text)).number
  }

  /// The slot of a text, or the free one that is to be its own.
  @inline(__always)
  private func find(
    _ text: UnsafeRawBufferPointer, _ hash: UInt64
  ) -> (slot: Int, number: Int32?) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      if (slots[slot] ^ hash) >> 32 == 0 {
        let place = Int(truncatingIfNeeded: slots[slot] & 0xFFFF_FFFF) - 1
        if isText(place, text) { return (slot, Int32(truncatingIfNeeded: words[place] >> 32)) }
      }
      slot = (slot + 1) & mask
    }
    return (slot, nil)
  }

  private func isText(_ place: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    guard words[place] & 0xFFFF_FFFF == UInt64(text.count) else { return false }
    for index in 0..<(text.count + 7) / 8
    where words[place + 1 + index] != Self.word(text, index) {
      return false
    }
    return true
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    words.withUnsafeBytes { bytes in
      for entry in old where entry != 0 {
        let place = Int(entry & 0xFFFF_FFFF) - 1
        let length = Int(words[place] & 0xFFFF_FFFF)
        let start = (place + 1) * 8
        let hash = Self.hash(UnsafeRawBufferPointer(rebasing: bytes[start..<start + length]))
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 { slot = (slot + 1) & mask }
        slots[slot] = entry
      }
    }
  }

  private static func hash(_ text: UnsafeRawBufferPointer) -> UInt64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(text.count)
    for index in 0..<(text.count + 7) / 8 {
      hash = (hash ^ word(text, index)) &* 0xFF51_AFD7_ED55_8CCD
      hash ^= hash >> 32
    }
    return (hash &* 0xC4CE_B9FE_1A85_EC53) ^ (hash >> 29)
  }

  /// Eight bytes of a text, zeros where it has ended.
  @inline(__always)
  private static func word(_ text: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    let offset = index * 8
    let rest = text.count - offset
    if rest >= 8 {
      return UInt64(littleEndian: text.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    if text.count >= 8 {
      let last = text.loadUnaligned(fromByteOffset: text.count - 8, as: UInt64.self)
      return UInt64(littleEndian: last) >> UInt64(8 * (8 - rest))
    }
    var word: UInt64 = 0
    for place in 0..<rest { word |= UInt64(text[offset + place]) << UInt64(8 * place) }
    return word
  }
}

/// Values by the texts that stand for them, each of which is decoded once.
struct DecodedTexts<Value: Sendable>: Sendable {
  private var texts = TextNumbers()
  private(set) var values: [Value] = []
  /// About how many bytes of memory texts and values take.
  private(set) var byteCount = 0

  /// What has more different texts than this is not what this is made for.
  private static var mostTexts: Int { 1 << 20 }

  /// The number of a text's value, or nil if it is not known.
  func number(of text: UnsafeRawBufferPointer) -> Int32? { texts.known(text) }

  /// The value of a text, or nil if it is not known.
  func value(of text: UnsafeRawBufferPointer) -> Value? {
    texts.known(text).map { values[Int($0)] }
  }

  /// Takes note of a new text's value, and returns its number, or nil if there are too many to be kept.
  @discardableResult
  mutating func learn(_ value: Value, _ text: UnsafeRawBufferPointer) -> Int32? {
    guard values.count < Self.mostTexts else { return nil }
    values.append(value)
    // A value may hold the text once more; some words are what it takes to find it.
    byteCount += 2 * text.count + MemoryLayout<Value>.stride + 40
    return texts.number(of: text).number
  }
}
