import GraphModel

/// Which offset the clocks of a named time zone have when.
final class TimeZoneRules: Sendable {
  /// For example `Europe/Stockholm`.
  let name: String
  /// The seconds after 1970 at which the offset changes, ascending.
  private let changes: [Int]
  /// The offset before every change, and the one after the last.
  private let offsets: [ZoneOffset]
  /// What holds after the last change.
  private let yearly: YearlyRule?

  /// Reads a file of tzdata (RFC 9636).
  ///
  /// - Throws: `QueryError` where the bytes are not such a file.
  init(name: String, _ bytes: [UInt8]) throws(QueryError) {
    var reader = Reader(bytes: bytes)
    guard let table = reader.table() else {
      throw .unusableTime("the system's data of time zone \(name.quoted) cannot be read")
    }
    self.name = name
    changes = table.changes
    var offsets: [ZoneOffset] = []
    for seconds in table.offsets { offsets.append(try ZoneOffset(seconds: seconds)) }
    self.offsets = offsets
    yearly = table.footer.isEmpty ? nil : YearlyRule(table.footer)
  }

  func offset(at second: Int) -> ZoneOffset {
    if let last = changes.last, second < last { return offsets[place(of: second)] }
    return yearly?.offset(at: second) ?? offsets[offsets.count - 1]
  }

  /// The number of changes until then.
  private func place(of second: Int) -> Int {
    var (low, high) = (0, changes.count)
    while low < high {
      let middle = (low + high) / 2
      if changes[middle] <= second { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// The offsets at which clocks show so many seconds after 1970-01-01T00:00: none where they are put
  /// forward over it, two, the earlier first, where they are put back.
  func offsets(whereClocksShow second: Int) -> [ZoneOffset] {
    let (before, after) = (offset(at: second - 86_400), offset(at: second + 86_400))
    return (before == after ? [before] : [before, after]).filter {
      offset(at: second - $0.seconds) == $0
    }
  }

  private struct Table {
    var changes: [Int]
    var offsets: [Int]
    var footer: [UInt8]
  }

  /// Reads numbers with the most significant byte first.
  private struct Reader {
    let bytes: [UInt8]
    var cursor = 0

    mutating func number(_ width: Int) -> Int? {
      guard bytes.count - cursor >= width else { return nil }
      var number = bytes[cursor] & 0x80 == 0 ? 0 : -1
      for byte in bytes[cursor..<cursor + width] { number = number << 8 | Int(byte) }
      cursor += width
      return number
    }

    mutating func table() -> Table? {
      guard let first = header(), first.version >= UInt8(ascii: "2") else { return nil }
      // The first part has 32 bits a number and is for old programs.
      cursor += first.size(4)
      guard let counts = header(), bytes.count - cursor >= counts.size(8), counts.types > 0 else {
        return nil
      }
      var changes: [Int] = []
      for _ in 0..<counts.changes { changes.append(number(8) ?? 0) }
      let types = bytes[cursor..<cursor + counts.changes].map(Int.init)
      cursor += counts.changes
      var offsets: [Int] = []
      for _ in 0..<counts.types {
        offsets.append(number(4) ?? 0)
        cursor += 2
      }
      guard types.allSatisfy(offsets.indices.contains),
        zip(changes, changes.dropFirst()).allSatisfy({ $0 < $1 })
      else { return nil }
      cursor += counts.names + 12 * counts.leaps + counts.standard + counts.universal
      let footer = bytes[cursor...].dropFirst().prefix { $0 != UInt8(ascii: "\n") }
      return Table(
        changes: changes, offsets: [offsets[0]] + types.map { offsets[$0] }, footer: Array(footer))
    }

    private struct Counts {
      var version: UInt8
      var universal, standard, leaps, changes, types, names: Int

      /// The number of bytes that follow, where a time has so many.
      func size(_ width: Int) -> Int {
        changes * (width + 1) + types * 6 + names + leaps * (width + 4) + standard + universal
      }
    }

    private mutating func header() -> Counts? {
      guard cursor >= 0, bytes.count - cursor >= 44, bytes[cursor...].starts(with: "TZif".utf8)
      else { return nil }
      let version = bytes[cursor + 4]
      cursor += 20
      var counts: [Int] = []
      for _ in 0..<6 {
        guard let count = number(4), (0...100_000).contains(count) else { return nil }
        counts.append(count)
      }
      return Counts(
        version: version, universal: counts[0], standard: counts[1], leaps: counts[2],
        changes: counts[3], types: counts[4], names: counts[5])
    }
  }
}

extension TimeZoneRules: Hashable {
  /// Whether they are those of one zone.
  static func == (left: TimeZoneRules, right: TimeZoneRules) -> Bool {
    left.name == right.name
  }
  /// Feeds a hasher.
  func hash(into hasher: inout Hasher) { hasher.combine(name) }
}
