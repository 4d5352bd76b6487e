@_spi(_Unicode) import Swift  // Canonical decomposition; Foundation's would cost 15 ms of start.

/// BERT's uncased WordPiece over single words, and the casing that it throws away.
struct WordPiece: @unchecked Sendable {
  // Safe to share: it points into the mapped file and into memory that the model owns, both read-only.

  static let unknown: Int32 = 100
  static let start: Int32 = 101
  static let stop: Int32 = 102
  /// The most subwords that a word keeps.
  static let longestWord = 32
  /// The case feature of `[CLS]` and `[SEP]`.
  static let specialFeature: Int32 = 16

  private let vocabulary: UnsafeRawBufferPointer
  private let ends: UnsafePointer<Int32>
  private let table: UnsafePointer<Int32>
  private let mask: Int
  private let longestPiece: Int

  init(_ file: WeightsFile, memory: ModelMemory) throws(ModelError) {
    vocabulary = try file.text("vocab")
    var count = 1
    for byte in vocabulary where byte == 0x0A { count += 1 }
    var size = 1024
    while size < 2 * count { size *= 2 }
    let ends = memory.integers(count)
    let table = memory.integers(size)
    table.update(repeating: -1, count: size)
    mask = size - 1
    var start = 0
    var longest = 0
    for id in 0..<count {
      var end = start
      var hash = Self.seed
      while end < vocabulary.count, vocabulary[end] != 0x0A {
        hash = Self.mix(hash, vocabulary[end])
        end += 1
      }
      ends[id] = Int32(end)
      longest = max(longest, end - start)
      var slot = Int(truncatingIfNeeded: hash) & mask
      while table[slot] >= 0 { slot = (slot + 1) & mask }
      table[slot] = Int32(id)
      start = end + 1
    }
    self.ends = UnsafePointer(ends)
    self.table = UnsafePointer(table)
    longestPiece = longest
  }

  private static let seed: UInt64 = 0xcbf2_9ce4_8422_2325

  @inline(__always)
  private static func mix(_ hash: UInt64, _ byte: UInt8) -> UInt64 {
    let h = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
    return h ^ (h >> 29)
  }

  /// Room that encoding reuses from word to word.
  struct Scratch {
    fileprivate var piece: [UInt8] = []
    fileprivate var hashes: [UInt64] = []
  }

  /// Appends the ids of a word's subwords, at least one and at most 32; returns how many.
  func encode(
    _ word: UnsafeBufferPointer<UInt8>, into ids: inout [Int32], scratch: inout Scratch
  ) -> Int {
    let before = ids.count
    let limit = before + Self.longestWord
    scratch.piece.removeAll(keepingCapacity: true)
    if word.allSatisfy({ $0 < 0x80 }) {
      for byte in word where ids.count < limit {
        switch byte {
        case 0x09, 0x0A, 0x0D, 0x20: flush(&scratch, into: &ids)
        case 0..<0x20, 0x7F: break
        case 0x41...0x5A: scratch.piece.append(byte | 0x20)
        case 0x30...0x39, 0x61...0x7A: scratch.piece.append(byte)
        default:
          flush(&scratch, into: &ids)
          scratch.piece.append(byte)
          flush(&scratch, into: &ids)
        }
      }
    } else {
      encodeUnicode(word, into: &ids, limit: limit, &scratch)
    }
    flush(&scratch, into: &ids)
    if ids.count > limit { ids.removeLast(ids.count - limit) }
    if ids.count == before { ids.append(Self.unknown) }
    return ids.count - before
  }

  private func encodeUnicode(
    _ word: UnsafeBufferPointer<UInt8>, into ids: inout [Int32], limit: Int,
    _ scratch: inout Scratch
  ) {
    var cleaned = String.UnicodeScalarView()
    for scalar in String(decoding: word, as: UTF8.self).unicodeScalars {
      switch scalar.properties.generalCategory {
      case _ where scalar == "\t" || scalar == "\n" || scalar == "\r": cleaned.append(" ")
      case .control, .format, .unassigned, .privateUse: break
      case _ where scalar == "\u{FFFD}": break
      case _ where Self.isIdeograph(scalar.value):
        cleaned.append(" ")
        cleaned.append(scalar)
        cleaned.append(" ")
      default: cleaned.append(scalar)
      }
    }
    for scalar in String(cleaned)._nfd where ids.count < limit {
      let properties = scalar.properties
      switch properties.generalCategory {
      case .nonspacingMark: break
      case .spaceSeparator, .lineSeparator, .paragraphSeparator: flush(&scratch, into: &ids)
      case _ where Self.isPunctuation(scalar):
        flush(&scratch, into: &ids)
        scratch.piece.append(contentsOf: String(scalar).utf8)
        flush(&scratch, into: &ids)
      default:
        scratch.piece.append(contentsOf: properties.lowercaseMapping.utf8)
      }
    }
  }

  private static func isIdeograph(_ value: UInt32) -> Bool {
    switch value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 33...47, 58...64, 91...96, 123...126: return true
    case ..<0x80: return false
    default:
      switch scalar.properties.generalCategory {
      case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
        .initialPunctuation, .finalPunctuation, .otherPunctuation:
        return true
      default: return false
      }
    }
  }

  /// Greedy longest match of the piece at hand.
  private func flush(_ scratch: inout Scratch, into ids: inout [Int32]) {
    guard !scratch.piece.isEmpty else { return }
    defer { scratch.piece.removeAll(keepingCapacity: true) }
    let before = ids.count
    var characters = 0
    for byte in scratch.piece where byte & 0xC0 != 0x80 { characters += 1 }
    guard characters <= 100 else { return ids.append(Self.unknown) }
    var start = 0
    while start < scratch.piece.count {
      var hash = start > 0 ? Self.mix(Self.mix(Self.seed, 0x23), 0x23) : Self.seed
      scratch.hashes.removeAll(keepingCapacity: true)
      let end = min(scratch.piece.count, start + longestPiece)
      for index in start..<end {
        hash = Self.mix(hash, scratch.piece[index])
        scratch.hashes.append(hash)
      }
      var length = end - start
      var found: Int32 = -1
      while length > 0 {
        found = lookUp(
          scratch.hashes[length - 1], scratch.piece, start, length, continues: start > 0)
        if found >= 0 { break }
        length -= 1
      }
      guard found >= 0 else {
        ids.removeLast(ids.count - before)
        return ids.append(Self.unknown)
      }
      ids.append(found)
      start += length
    }
  }

  private func lookUp(
    _ hash: UInt64, _ piece: [UInt8], _ start: Int, _ length: Int, continues: Bool
  ) -> Int32 {
    var slot = Int(truncatingIfNeeded: hash) & mask
    let prefix = continues ? 2 : 0
    while true {
      let id = table[slot]
      guard id >= 0 else { return -1 }
      let end = Int(ends[Int(id)])
      let begin = id == 0 ? 0 : Int(ends[Int(id) - 1]) + 1
      if end - begin == length + prefix,
        !continues || vocabulary[begin] == 0x23 && vocabulary[begin + 1] == 0x23,
        (0..<length).allSatisfy({ vocabulary[begin + prefix + $0] == piece[start + $0] })
      {
        return id
      }
      slot = (slot + 1) & mask
    }
  }

  /// What the casing of a word looks like: 0…7.
  static func caseClass(_ word: UnsafeBufferPointer<UInt8>) -> Int32 {
    var letters = 0
    var uppers = 0
    var digits = false
    var firstIsUpper = false
    func count(isUpper: Bool) {
      if letters == 0 { firstIsUpper = isUpper }
      letters += 1
      if isUpper { uppers += 1 }
    }
    var index = 0
    while index < word.count {
      let (value, length) = decodeScalar(word, at: index)
      index += length
      switch value {
      case 0x30...0x39: digits = true
      case 0x41...0x5A: count(isUpper: true)
      case 0x61...0x7A: count(isUpper: false)
      case ..<0x80: break
      default:
        switch Unicode.Scalar(value)?.properties.generalCategory {
        case .uppercaseLetter, .titlecaseLetter: count(isUpper: true)
        case .lowercaseLetter, .modifierLetter, .otherLetter: count(isUpper: false)
        case .decimalNumber: digits = true
        default: break
        }
      }
    }
    if letters == 0 { return digits ? 1 : 0 }
    if digits { return 7 }
    if uppers == 0 { return 2 }
    if letters == 1 { return 3 }
    if uppers == letters { return 5 }
    return firstIsUpper && uppers == 1 ? 4 : 6
  }
}
