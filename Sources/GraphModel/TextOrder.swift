#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A total order of texts that tells apart whatever a file would.
///
/// Swift takes canonically equivalent texts (`é` in one scalar or two) as equal. Where one of several
/// texts is kept, that would leave the choice to the order of inputs; this order never does.
enum TextOrder {
  /// Whether one text comes before another: as `<` says, and by bytes where that calls them equal.
  static func precedes(_ left: String, _ right: String) -> Bool {
    left == right ? left.utf8.lexicographicallyPrecedes(right.utf8) : left < right
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

  /// The places of texts in the order of `<`, equal ones in the order in which they are given.
  static func order(of texts: [String]) -> [Int] {
    var bytes: [UInt8] = []
    var starts = [0]
    starts.reserveCapacity(texts.count + 1)
    for text in texts {
      bytes += text.utf8
      starts.append(bytes.count)
    }
    guard bytes.allSatisfy({ $0 < 0x80 }) else {
      return texts.indices.sorted { texts[$0] < texts[$1] }
    }
    // Texts of ASCII alone are in the order of their bytes, which takes a fraction of the time to find.
    return bytes.withUnsafeBufferPointer { bytes in
      texts.indices.sorted { left, right in
        let (own, others) = (starts[left]..<starts[left + 1], starts[right]..<starts[right + 1])
        guard let base = bytes.baseAddress else { return false }
        let order = memcmp(
          base + own.lowerBound, base + others.lowerBound, min(own.count, others.count))
        return order != 0 ? order < 0 : own.count < others.count
      }
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
