/// A list of entities for every entity, each ascending and without repetition.
///
/// All lists stand behind each other in one array (compressed sparse rows): 4 bytes an entry and 4 an
/// entity.
package struct EntityLists: Sendable, Equatable {
  /// Where the list of each entity begins in `entries`, and at last where the last one ends.
  package let starts: [UInt32]
  /// The entities of all lists.
  package let entries: [Int32]

  private init(starts: [UInt32], entries: [Int32]) {
    self.starts = starts
    self.entries = entries
  }

  /// The number of lists.
  package var count: Int { starts.count - 1 }

  /// The list of an entity.
  package subscript(entity: Int) -> ArraySlice<Int32> {
    entries[Int(starts[entity])..<Int(starts[entity + 1])]
  }

  /// The length of the list of an entity.
  package func length(of entity: Int) -> Int { Int(starts[entity + 1] - starts[entity]) }

  // MARK: - Sorting into lists

  private struct Pair {
    var list: Int32
    var entry: Int32
  }

  /// How many lists are sorted into at once: what they take fits into a core's cache.
  private static let bucketBits = 12

  /// Sorts pairs of a list and an entry into lists.
  ///
  /// - Parameters:
  ///   - count: The number of lists.
  ///   - parts: In how many parts the pairs come.
  ///   - isAscending: Whether the entries of each list come in ascending order, each once.
  ///   - pairs: Calls its argument for every pair of a part; it is called twice for each, several parts at
  ///     once.
  /// - Complexity: O(pairs), and O(*k* log *k*) for the *k* entries of a list that come in another order.
  @inline(__always)
  init(
    count: Int, parts: Int, isAscending: Bool,
    pairs: @Sendable (_ part: Int, _ body: (_ list: Int32, _ entry: Int32) -> Void) -> Void
  ) {
    // First into buckets of neighboring lists, then each bucket into its lists: writes that are all over
    // memory cost several times what two passes in order do.
    let bucketCount = count >> Self.bucketBits + 1
    var cursors = [Int](repeating: 0, count: parts * bucketCount)
    cursors.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let cursors = buffer
      Parallel.forEach(parts) { part in
        let own = part * bucketCount
        pairs(part) { list, _ in cursors[own + Int(list) >> Self.bucketBits] += 1 }
      }
    }
    var bucketStarts: [Int] = []
    var total = 0
    for bucket in 0..<bucketCount {
      bucketStarts.append(total)
      for part in 0..<parts {
        let length = cursors[part * bucketCount + bucket]
        cursors[part * bucketCount + bucket] = total
        total += length
      }
    }
    bucketStarts.append(total)
    let sorted = [Pair](unsafeUninitializedCapacity: total) { buffer, filled in
      nonisolated(unsafe) let written = buffer
      cursors.withUnsafeMutableBufferPointer { buffer in
        nonisolated(unsafe) let cursors = buffer
        Parallel.forEach(parts) { part in
          let own = part * bucketCount
          pairs(part) { list, entry in
            let cursor = own + Int(list) >> Self.bucketBits
            written[cursors[cursor]] = Pair(list: list, entry: entry)
            cursors[cursor] += 1
          }
        }
      }
      filled = total
    }
    self.init(count: count, sorted, bucketStarts, isAscending: isAscending)
  }

  /// Sorts buckets of pairs into lists.
  private init(count: Int, _ pairs: [Pair], _ bucketStarts: [Int], isAscending: Bool) {
    var starts = [UInt32](repeating: 0, count: count + 1)
    var lengths = [Int](repeating: 0, count: bucketStarts.count)
    var entries = [Int32](unsafeUninitializedCapacity: pairs.count) { buffer, filled in
      nonisolated(unsafe) let written = buffer
      starts.withUnsafeMutableBufferPointer { buffer in
        nonisolated(unsafe) let starts = buffer
        lengths.withUnsafeMutableBufferPointer { buffer in
          nonisolated(unsafe) let lengths = buffer
          Parallel.forEach(bucketStarts.count - 1) { bucket in
            let first = bucket << Self.bucketBits
            let own = first..<min(count, first + 1 << Self.bucketBits)
            lengths[bucket] = pairs.withUnsafeBufferPointer {
              Self.sort(
                $0[bucketStarts[bucket]..<bucketStarts[bucket + 1]], of: own, to: written, starts,
                isAscending: isAscending)
            }
          }
        }
      }
      // Repetitions that were left out leave gaps behind the buckets.
      var end = 0
      for bucket in 0..<bucketStarts.count - 1 {
        let first = bucket << Self.bucketBits
        let moved = bucketStarts[bucket] - end
        if moved > 0, lengths[bucket] > 0, let base = written.baseAddress {
          (base + end).update(from: base + bucketStarts[bucket], count: lengths[bucket])
        }
        for list in first..<min(count, first + 1 << Self.bucketBits) {
          starts[list] -= UInt32(moved)
        }
        end += lengths[bucket]
      }
      starts[count] = UInt32(end)
      filled = end
    }
    if entries.capacity > entries.count + entries.count / 8 + 16 { entries = Array(entries[...]) }
    self.init(starts: starts, entries: entries)
  }

  /// Sorts one bucket; returns how many entries are left.
  private static func sort(
    _ pairs: Slice<UnsafeBufferPointer<Pair>>, of lists: Range<Int>,
    to written: UnsafeMutableBufferPointer<Int32>, _ starts: UnsafeMutableBufferPointer<UInt32>,
    isAscending: Bool
  ) -> Int {
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 1 << bucketBits + 1) { ends in
      ends.initialize(repeating: 0)
      for pair in pairs { ends[Int(pair.list) - lists.lowerBound + 1] += 1 }
      ends[0] = pairs.startIndex
      for offset in 0..<lists.count { ends[offset + 1] += ends[offset] }
      for (offset, list) in lists.enumerated() { starts[list] = UInt32(ends[offset]) }
      for pair in pairs {
        let offset = Int(pair.list) - lists.lowerBound
        written[ends[offset]] = pair.entry
        ends[offset] += 1
      }
      if isAscending { return pairs.count }
      var end = pairs.startIndex
      for (offset, list) in lists.enumerated() {
        let own = Int(starts[list])..<ends[offset]
        sort(written, own)
        starts[list] = UInt32(end)
        var last: Int32 = -1
        for position in own where written[position] != last {
          last = written[position]
          written[end] = last
          end += 1
        }
      }
      return end - pairs.startIndex
    }
  }

  /// Sorts a part of an array.
  private static func sort(_ numbers: UnsafeMutableBufferPointer<Int32>, _ part: Range<Int>) {
    if part.count > 32 {
      numbers[part].sort()
      return
    }
    for position in part.dropFirst() {
      let number = numbers[position]
      var place = position
      while place > part.lowerBound, numbers[place - 1] > number {
        numbers[place] = numbers[place - 1]
        place -= 1
      }
      numbers[place] = number
    }
  }

  // MARK: - From other lists

  /// The lists in which entries and lists have changed their roles.
  ///
  /// - Complexity: O(entries).
  var turned: EntityLists {
    let parts = Parallel.split(count, into: 4 * Parallel.cores)
    return EntityLists(count: count, parts: parts.count, isAscending: true) { part, body in
      for list in parts[part] {
        for position in Int(starts[list])..<Int(starts[list + 1]) {
          body(entries[position], Int32(truncatingIfNeeded: list))
        }
      }
    }
  }

  /// The lists that have what either of two have.
  ///
  /// - Complexity: O(entries).
  func union(_ other: EntityLists) -> EntityLists {
    if other.entries.isEmpty { return self }
    let parts = Parallel.split(count, into: 4 * Parallel.cores)
    var starts = [UInt32](repeating: 0, count: count + 1)
    let most = entries.count + other.entries.count
    var union = [Int32](unsafeUninitializedCapacity: most) { buffer, filled in
      nonisolated(unsafe) let written = buffer
      starts.withUnsafeMutableBufferPointer { buffer in
        nonisolated(unsafe) let lengths = buffer
        Parallel.forEach(parts.count) { part in
          // Each part begins where it would if nothing was in both.
          let first = parts[part].lowerBound
          var end = Int(self.starts[first] + other.starts[first])
          for list in parts[part] {
            let start = end
            merge(other, list, written, &end)
            lengths[list + 1] = UInt32(end - start)
          }
        }
        var end = 0
        for part in parts {
          let from = Int(self.starts[part.lowerBound] + other.starts[part.lowerBound])
          let start = end
          for list in part {
            end += Int(lengths[list + 1])
            lengths[list + 1] = UInt32(end)
          }
          if from != start, end > start, let base = written.baseAddress {
            (base + start).update(from: base + from, count: end - start)
          }
        }
        filled = end
      }
    }
    // What was too much goes back.
    if union.capacity > union.count + union.count / 8 + 16 { union = Array(union[...]) }
    return EntityLists(starts: starts, entries: union)
  }

  @inline(__always)
  private func merge(
    _ other: EntityLists, _ list: Int, _ written: UnsafeMutableBufferPointer<Int32>,
    _ end: inout Int
  ) {
    var (left, right) = (Int(starts[list]), Int(other.starts[list]))
    let (leftEnd, rightEnd) = (Int(starts[list + 1]), Int(other.starts[list + 1]))
    while left < leftEnd, right < rightEnd {
      let (first, second) = (entries[left], other.entries[right])
      written[end] = min(first, second)
      end += 1
      left += first <= second ? 1 : 0
      right += second <= first ? 1 : 0
    }
    while left < leftEnd {
      written[end] = entries[left]
      (end, left) = (end + 1, left + 1)
    }
    while right < rightEnd {
      written[end] = other.entries[right]
      (end, right) = (end + 1, right + 1)
    }
  }
}
