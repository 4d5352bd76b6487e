#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// The order of texts: that of their UTF-8 bytes.
///
/// It is a total order that tells apart whatever a file would, and the one of SQLite's indices and of `sort` in the
/// C locale. Swift's `==` takes canonically equivalent texts (`é` in one scalar or two) as equal, and its `<` orders
/// neither of some others before the other; of ids, names and what is said neither is asked.
package enum TextOrder {
  /// Whether one text comes before another.
  package static func precedes(_ left: String, _ right: String) -> Bool {
    let precedes = left.utf8.withContiguousStorageIfAvailable { left in
      right.utf8.withContiguousStorageIfAvailable { right in
        guard let own = left.baseAddress, let others = right.baseAddress else {
          return left.count < right.count
        }
        let order = memcmp(own, others, min(left.count, right.count))
        return order != 0 ? order < 0 : left.count < right.count
      }
    }
    return (precedes ?? nil) ?? left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Whether one text comes before another, no text before any.
  static func precedes(_ left: String?, _ right: String?) -> Bool {
    guard let right else { return false }
    return left.map { precedes($0, right) } ?? true
  }

  /// The texts in order, each once.
  static func sortedUnique(_ texts: some Sequence<String>) -> [String] {
    var result: [String] = []
    for text in texts.sorted(by: precedes) where !(result.last?.hasSameBytes(as: text) ?? false) {
      result.append(text)
    }
    return result
  }

  /// The texts in order.
  package static func sorted(_ texts: some Sequence<String>) -> [String] {
    texts.sorted(by: precedes)
  }

  /// The members of a table in the order of their keys.
  package static func sorted<Value>(
    _ table: [String: Value]
  ) -> [(key: String, value: Value)] {
    table.sorted { precedes($0.key, $1.key) }
  }

  /// The places of texts in order, alike ones in the order in which they are given.
  static func order(of texts: [String]) -> [Int] {
    var bytes: [UInt8] = []
    var starts = [0]
    starts.reserveCapacity(texts.count + 1)
    for text in texts {
      bytes += text.utf8
      starts.append(bytes.count)
    }
    return bytes.withUnsafeBufferPointer { bytes in
      texts.indices.sorted { left, right in
        let (own, others) = (starts[left]..<starts[left + 1], starts[right]..<starts[right + 1])
        guard let base = bytes.baseAddress else { return left < right }
        let order = memcmp(
          base + own.lowerBound, base + others.lowerBound, min(own.count, others.count))
        if order != 0 { return order < 0 }
        return own.count != others.count ? own.count < others.count : left < right
      }
    }
  }

  /// Whether the texts of two lists are alike byte for byte.
  static func areSame(_ left: [String], _ right: [String]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { $0.hasSameBytes(as: $1) }
  }

  /// Whether the keys and values of two tables are alike byte for byte.
  static func areSame(_ left: [String: String], _ right: [String: String]) -> Bool {
    left.count == right.count
      && left.allSatisfy { key, value in
        right.index(forKey: key).map {
          right[$0].key.hasSameBytes(as: key) && right[$0].value.hasSameBytes(as: value)
        } ?? false
      }
  }

  /// The table that has the keys of both; of two values the one that comes last.
  static func union(_ left: [String: String], _ right: [String: String]) -> [String: String] {
    if right.isEmpty { return left }
    var result = left
    for (key, value) in right {
      guard let index = result.index(forKey: key) else {
        result[key] = value
        continue
      }
      let present = result[index]
      let greater = precedes(present.value, value) ? value : present.value
      let key = precedes(key, present.key) ? key : present.key
      result.remove(at: index)
      result[key] = greater
    }
    return result
  }
}

/// A text that equals only what is alike byte for byte.
package struct ExactText: Hashable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func == (left: ExactText, right: ExactText) -> Bool {
    left.text.hasSameBytes(as: right.text)
  }
}

extension ExactText: Comparable {
  package static func < (left: ExactText, right: ExactText) -> Bool {
    TextOrder.precedes(left.text, right.text)
  }
}

extension String {
  /// Whether the two are alike byte for byte.
  ///
  /// - Complexity: O(*n*), and O(1) for different lengths.
  package func hasSameBytes(as other: String) -> Bool {
    if utf8.count != other.utf8.count { return false }
    let isSame = utf8.withContiguousStorageIfAvailable { own in
      other.utf8.withContiguousStorageIfAvailable { own.elementsEqual($0) }
    }
    return (isSame ?? nil) ?? utf8.elementsEqual(other.utf8)
  }
}

extension Optional where Wrapped == String {
  /// Whether both are absent, or alike byte for byte.
  func hasSameBytes(as other: String?) -> Bool {
    guard let self, let other else { return self == nil && other == nil }
    return self.hasSameBytes(as: other)
  }
}
