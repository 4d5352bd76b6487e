import GraphModel

/// Which documents are copies of each other, by the runs of words that they share.
///
/// Two texts are one source if at least four in five of the shorter one's runs of five words are in the other:
/// agency copy that two papers print, or an article and a longer version of it. Being a copy is taken to be
/// transitive. A document without words is a source of its own.
package struct IndependentSources: Sendable {
  /// The number of the source of every document, from 0 by the first documents.
  package let sources: [Int]
  /// The number of sources.
  package var count: Int { (sources.max() ?? -1) + 1 }

  private static let runLength = 5
  private static let share = 0.8

  /// Compares documents.
  ///
  /// - Complexity: O(*n*) in the words, and O(*k*²) for *k* documents with one run of words in common.
  package init(_ documents: [Document]) {
    let runs = documents.map { Self.runs(of: $0.text ?? "") }
    var places: [UInt64: [Int]] = [:]
    for (document, own) in runs.enumerated() {
      for run in own { places[run, default: []].append(document) }
    }
    var shared: [Pair: Int] = [:]
    for documents in places.values where documents.count > 1 {
      for (position, first) in documents.enumerated() {
        for second in documents[(position + 1)...] {
          shared[Pair(first: first, second: second), default: 0] += 1
        }
      }
    }
    var first = Array(documents.indices)
    func root(_ document: Int) -> Int {
      var document = document
      while first[document] != document { document = first[document] }
      return document
    }
    for (pair, count) in shared {
      let shorter = min(runs[pair.first].count, runs[pair.second].count)
      guard Double(count) >= Self.share * Double(shorter) else { continue }
      let (one, other) = (root(pair.first), root(pair.second))
      first[max(one, other)] = min(one, other)
    }
    var numbers: [Int: Int] = [:]
    sources = documents.indices.map { document in
      let root = root(document)
      let number = numbers[root] ?? numbers.count
      numbers[root] = number
      return number
    }
  }

  private struct Pair: Hashable {
    var first: Int
    var second: Int
  }

  /// The runs of words of a text, each as a number; of a shorter text all its words as one.
  private static func runs(of text: String) -> Set<UInt64> {
    var words: [UInt64] = []
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    var isInWord = false
    func close() {
      if isInWord { words.append(hash) }
      hash = 0xCBF2_9CE4_8422_2325
      isInWord = false
    }
    for byte in text.utf8 {
      let isLetter =
        byte >= 0x80 || (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20)
      if isLetter {
        let folded = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
        hash = (hash ^ UInt64(folded)) &* 0x100_0000_01B3
        isInWord = true
      } else {
        close()
      }
    }
    close()
    if words.isEmpty { return [] }
    let length = min(runLength, words.count)
    return Set(
      (0...(words.count - length)).map { start in
        words[start..<start + length].reduce(0) { ($0 ^ $1) &* 0x9E37_79B9_7F4A_7C15 &+ ($0 >> 29) }
      })
  }
}

extension KnowledgeGraph {
  /// How many plain facts rest on so many independent sources: the number of facts, by the number of
  /// sources, ascending.
  package func factsBySourceCount(_ independent: IndependentSources) -> [(sources: Int, facts: Int)]
  {
    var numbers: [String: Int] = [:]
    for (index, document) in documents.enumerated() {
      numbers[document.id] = independent.sources[index]
    }
    var counts: [Int: Int] = [:]
    for index in statementIndices where qualifiers(of: index).isPlainFact {
      // A document that the graph does not have, such as a table, is a source of its own.
      var sources: Set<Int> = []
      var others: Set<String> = []
      for evidence in evidence(of: index) {
        if let number = numbers[evidence.document] {
          sources.insert(number)
        } else {
          others.insert(evidence.document)
        }
      }
      counts[sources.count + others.count, default: 0] += 1
    }
    return counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
