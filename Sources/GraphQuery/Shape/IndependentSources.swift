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
  /// Those that are known to be one source are kept together at each run, and passed over as one.
  ///
  /// - Complexity: O(*n* log *n*) in the words, and O(*k* *m*) for *k* documents that share a run which is rare in
  ///   all of them, of *m* sources.
  package init(_ documents: [Document]) {
    var index = RunIndex(documents.map { Self.runs(of: $0.text ?? "") })
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
    let all = index.runs
    for (document, runs) in all.enumerated() where isFirst[document] && !runs.isEmpty {
      let needed = Int((Self.share * Double(runs.count)).rounded(.up))
      for run in index.rarest(runs.count - needed + 1, of: document) {
        index.forEachApart(from: document, with: run, { root($0) == root(document) }) { other in
          guard isFirst[other], lastSeen[other] != document else { return }
          lastSeen[other] = document
          let isLonger =
            all[other].count > runs.count || all[other].count == runs.count && other > document
          if isLonger, RunIndex.share(runs, all[other], atLeast: needed) {
            join(document, other)
          }
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
  /// By place in `holders`, the place of the next document of the same group; -1 behind the last.
  ///
  /// At first each is a group of its own.
  private var following: [Int32]
  /// By place of the first of a group, that of its last one.
  private var lasts: [Int32]
  /// By place of the first of a group, that of the next group of the run; -1 behind the last.
  private var nextGroups: [Int32]

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
    following = [Int32](repeating: -1, count: places.count)
    lasts = places.indices.map { Int32($0) }
    nextGroups = lasts.map { $0 + 1 }
    for end in self.starts.dropFirst() { nextGroups[end - 1] = -1 }
  }

  /// Calls a body for the documents with a run, but for those that belong to one document.
  ///
  /// Those are put into one group, which from then on is passed over at once; whoever belongs together goes on
  /// doing so.
  mutating func forEachApart(
    from document: Int, with run: Int32, _ belongs: (Int) -> Bool, _ body: (Int) -> Void
  ) {
    var group = Int32(starts[Int(run)])
    var (own, before): (Int32, Int32) = (-1, -1)
    while group >= 0 {
      let next = nextGroups[Int(group)]
      if !belongs(Int(holders[Int(group)])) {
        var place = group
        // Once one of a group belongs, all do.
        while place >= 0, !belongs(Int(holders[Int(group)])) {
          body(Int(holders[Int(place)]))
          place = following[Int(place)]
        }
        before = group
      } else if own < 0 {
        (own, before) = (group, group)
      } else {
        following[Int(lasts[Int(own)])] = group
        lasts[Int(own)] = lasts[Int(group)]
        nextGroups[Int(before)] = next
      }
      group = next
    }
  }

  /// How many documents have a run.
  private func holderCount(_ run: Int32) -> Int { starts[Int(run) + 1] - starts[Int(run)] }

  /// So many of a document's runs that the fewest documents have.
  func rarest(_ count: Int, of document: Int) -> ArraySlice<Int32> {
    runs[document].map { (holders: holderCount($0), run: $0) }
      .sorted { $0 < $1 }.map(\.run).prefix(count)
  }

  /// Whether two ascending arrays have so many numbers in common.
  static func share(_ left: [Int32], _ right: [Int32], atLeast needed: Int) -> Bool {
    var (first, second, lacking) = (0, 0, needed)
    while lacking > 0, min(left.count - first, right.count - second) >= lacking {
      let (one, other) = (left[first], right[second])
      if one == other { lacking -= 1 }
      first += one <= other ? 1 : 0
      second += other <= one ? 1 : 0
    }
    return lacking <= 0
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
