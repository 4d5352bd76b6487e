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
  /// Where a text has four in five of its runs in common with a longer one, any fifth of them and one more has
  /// one in common. So only the longer texts that have one of its rarest runs are looked at (Surajit Chaudhuri,
  /// Venkatesh Ganti, Raghav Kaushik, "A primitive operator for similarity joins in data cleaning", 2006); nothing
  /// is missed.
  ///
  /// - Complexity: O(*n* log *n*) in the words, and O(*k*²) for *k* documents that share a run which is rare in
  ///   all of them, as copies do that differ.
  package init(_ documents: [Document]) {
    let index = RunIndex(documents.map { Self.runs(of: $0.text ?? "") })
    var sets = Array(documents.indices)
    func root(_ document: Int) -> Int {
      var document = document
      while sets[document] != document {
        sets[document] = sets[sets[document]]
        document = sets[document]
      }
      return document
    }
    func join(_ one: Int, _ other: Int) {
      let (one, other) = (root(one), root(other))
      sets[max(one, other)] = min(one, other)
    }
    // Texts with the same runs are one, so that many papers that print the same words cost nothing.
    var firsts: [[Int32]: Int] = [:]
    var isFirst = [Bool](repeating: true, count: documents.count)
    for (document, runs) in index.runs.enumerated() where !runs.isEmpty {
      if let first = firsts[runs] {
        join(first, document)
        isFirst[document] = false
      } else {
        firsts[runs] = document
      }
    }
    var lastSeen = [Int](repeating: -1, count: documents.count)
    for (document, runs) in index.runs.enumerated() where isFirst[document] && !runs.isEmpty {
      let needed = Int((Self.share * Double(runs.count)).rounded(.up))
      for run in index.rarest(runs.count - needed + 1, of: document) {
        for other in index.documents(with: run).map(Int.init)
        where isFirst[other] && lastSeen[other] != document && other != document {
          lastSeen[other] = document
          let isLonger =
            index.runs[other].count > runs.count
            || index.runs[other].count == runs.count && other > document
          guard isLonger, root(other) != root(document),
            RunIndex.sharedCount(runs, index.runs[other]) >= needed
          else { continue }
          join(document, other)
        }
      }
    }
    var numbers: [Int: Int] = [:]
    sources = documents.indices.map { document in
      let root = root(document)
      let number = numbers[root] ?? numbers.count
      numbers[root] = number
      return number
    }
  }

  /// The runs of words of a text, each as a number; of a shorter text all its words as one.
  static func runs(of text: String) -> Set<UInt64> {
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

/// Which documents have which runs of words.
private struct RunIndex {
  /// The runs of every document by number, ascending.
  let runs: [[Int32]]
  /// Where the documents with each run begin in `holders`, and at last where the last ones end.
  private let starts: [Int]
  private let holders: [Int32]

  init(_ runs: [Set<UInt64>]) {
    struct Place {
      var run: UInt64
      var document: Int32
    }
    var places: [Place] = []
    places.reserveCapacity(runs.reduce(0) { $0 + $1.count })
    for (document, own) in runs.enumerated() {
      for run in own { places.append(Place(run: run, document: Int32(document))) }
    }
    places.sort { ($0.run, $0.document) < ($1.run, $1.document) }
    var numbered = runs.map { own in
      var numbers: [Int32] = []
      numbers.reserveCapacity(own.count)
      return numbers
    }
    var starts: [Int] = []
    for (position, place) in places.enumerated() {
      if position == 0 || places[position - 1].run != place.run { starts.append(position) }
      numbered[Int(place.document)].append(Int32(starts.count - 1))
    }
    self.runs = numbered
    self.starts = starts + [places.count]
    holders = places.map(\.document)
  }

  /// The documents with a run, ascending.
  func documents(with run: Int32) -> ArraySlice<Int32> {
    holders[starts[Int(run)]..<starts[Int(run) + 1]]
  }

  /// So many of a document's runs that the fewest documents have.
  func rarest(_ count: Int, of document: Int) -> ArraySlice<Int32> {
    runs[document].map { (holders: documents(with: $0).count, run: $0) }
      .sorted { $0 < $1 }.map(\.run).prefix(count)
  }

  /// How many numbers two ascending arrays have in common.
  static func sharedCount(_ left: [Int32], _ right: [Int32]) -> Int {
    var (first, second, count) = (0, 0, 0)
    while first < left.count, second < right.count {
      let (one, other) = (left[first], right[second])
      if one == other { count += 1 }
      first += one <= other ? 1 : 0
      second += other <= one ? 1 : 0
    }
    return count
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
