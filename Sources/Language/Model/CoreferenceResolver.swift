/// Links each mention of a document to an earlier one that means the same, or to none.
struct CoreferenceResolver: @unchecked Sendable {
  // Safe to share: it points into the mapped file, read-only.

  /// How far back an antecedent is looked for, in mentions.
  private static let farthest = 200

  private let distances: UnsafePointer<Float>
  private let sentences: UnsafePointer<Float>
  private let matches: UnsafePointer<Float>
  private let weights: UnsafePointer<Float>

  init(_ file: WeightsFile) throws(ModelError) {
    distances = try file.floats("coref.distance", [9, 64])
    sentences = try file.floats("coref.sentences", [7, 64])
    matches = try file.floats("coref.match", [8, 64])
    weights = try file.floats("coref.vector", [64])
  }

  /// What is kept of each mention until the document is read.
  struct Memory {
    fileprivate var vectors: [Float] = []
    fileprivate var new: [Float] = []
    /// The segments of the mentions, counted in the document.
    fileprivate var segments: [Int] = []
    fileprivate static let width = 128 + 128 + 64 + 64

    /// Appends the roles of one mention.
    mutating func append(_ roles: UnsafePointer<Float>, segment: Int) {
      for range in [
        MentionRoles.anaphor, MentionRoles.antecedent, MentionRoles.anaphorHidden,
        MentionRoles.antecedentHidden,
      ] {
        vectors.append(
          contentsOf: UnsafeBufferPointer(start: roles + range.lowerBound, count: range.count))
      }
      new.append(roles[MentionRoles.new])
      segments.append(segment)
    }
  }

  /// A mention's antecedent, and how much better it is than the next.
  private struct Choice {
    var antecedent = -1
    var score: Float
    var margin: Float = 0
  }

  /// The antecedent of each mention, or -1.
  ///
  /// Where the text has men and women, the surest choices are made first, and a choice that would make one entity of
  /// *he* and *she* gives way to the next best (on passages with both, pronouns agree with the rest of their entity in
  /// 0.88 rather than 0.84).
  ///
  /// - Complexity: linear in the number of mentions, for each of which 200 antecedents are scored.
  func antecedents(_ memory: Memory, names: MentionNames) -> [Int] {
    memory.vectors.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return [] }
      func choice(_ mention: Int, _ isAllowed: (Int) -> Bool) -> Choice {
        self.choice(of: mention, base, memory, names, isAllowed)
      }
      let choices = (0..<names.count).map { choice($0, { _ in true }) }
      var chosen = choices.map(\.antecedent)
      guard names.haveBothGenders else { return chosen }
      var entities = GenderedSets(names.genders)
      let surest = choices.indices.filter { chosen[$0] >= 0 }
        .sorted { (-choices[$0].margin, $0) < (-choices[$1].margin, $1) }
      for mention in surest {
        if !entities.agree(mention, chosen[mention]) {
          chosen[mention] = choice(mention) { entities.agree(mention, $0) }.antecedent
        }
        if chosen[mention] >= 0 { entities.join(mention, chosen[mention]) }
      }
      return chosen
    }
  }

  private func choice(
    of i: Int, _ base: UnsafePointer<Float>, _ memory: Memory, _ names: MentionNames,
    _ isAllowed: (Int) -> Bool
  ) -> Choice {
    let anaphor = base + i * Memory.width
    var best = Choice(score: memory.new[i])
    var next = -Float.greatestFiniteMagnitude
    // From the nearest back, so that the nearest of equals is kept.
    for j in stride(from: i - 1, through: max(0, i - Self.farthest), by: -1) where isAllowed(j) {
      let antecedent = base + j * Memory.width
      let dot = Vectors.dot(anaphor, antecedent + 128, 128) * 0.088_388_347_6
      let near = distances + Self.distance(i - j) * 64
      let apart = sentences + Self.sentence(memory.segments[i] - memory.segments[j]) * 64
      let match = matches + names.match(i, j) * 64
      var total = Lanes.zero
      var index = 0
      while index < 64 {
        let hidden =
          Vectors.load(anaphor, 256 + index) + Vectors.load(antecedent, 320 + index)
          + (Vectors.load(near, index) + Vectors.load(apart, index)
            + Vectors.load(match, index))
        total += Vectors.max(hidden, .zero) * Vectors.load(weights, index)
        index &+= Vectors.width
      }
      let score = dot + Vectors.sum(total)
      if score > best.score {
        next = best.score
        best = Choice(antecedent: j, score: score)
      } else if score > next {
        next = score
      }
    }
    best.margin = best.score - next
    return best
  }

  private static func distance(_ gap: Int) -> Int {
    switch gap {
    case ..<5: gap - 1
    case ..<8: 4
    case ..<16: 5
    case ..<32: 6
    case ..<64: 7
    default: 8
    }
  }

  private static func sentence(_ gap: Int) -> Int {
    switch gap {
    case ..<4: gap
    case ..<7: 4
    case ..<13: 5
    default: 6
    }
  }

  /// Connected components of the links, by first member.
  static func clusters(_ antecedents: [Int]) -> [[Int]] {
    var cluster: [Int] = []
    var clusters: [[Int]] = []
    for (mention, antecedent) in antecedents.enumerated() {
      if antecedent < 0 {
        cluster.append(clusters.count)
        clusters.append([mention])
      } else {
        cluster.append(cluster[antecedent])
        clusters[cluster[antecedent]].append(mention)
      }
    }
    return clusters
  }
}

/// What the matches of a document's mentions look at: words as numbers, equal where the words are.
struct MentionNames {
  /// What is kept of a mention.
  private struct Name {
    /// Where it is, in words of the document.
    var range: Range<Int>
    /// Its words without determiners and possessives, as a range of `words`.
    var words: Range<Int>
    /// The pronoun that it is.
    var pronoun: Int?
    var initials: Int?
    var acronym: Int?
    var gender: Gender?
  }

  private var names: [Name] = []
  private var words: [Int] = []
  private var numbers: [String: Int] = [:]

  /// The number of mentions.
  var count: Int { names.count }

  private static let determiners: Set<String> = [
    "the", "a", "an", "this", "that", "these", "those", "his", "her", "its", "their", "my", "your",
    "our",
  ]
  private static let pronouns = Set(
    """
    i me my mine myself you your yours yourself he him his himself she her hers herself it its itself we us our ours \
    ourselves they them their theirs themselves who whom whose which that this these those
    """.split(separator: " ").map(String.init))
  private static let possessives: Set<String> = ["'s", "’s", "'", "’"]

  /// For each mention, whether it shows that it means a man or a woman.
  var genders: [Gender?] { names.map(\.gender) }

  var haveBothGenders: Bool {
    names.contains { $0.gender == .masculine } && names.contains { $0.gender == .feminine }
  }

  /// Appends a mention with the forms of its words.
  mutating func append(_ range: Range<Int>, forms: [String], gender: Gender?) {
    let lowered = forms.map { $0.lowercased() }
    var first = 0
    var last = forms.count
    if last - first > 1, Self.possessives.contains(lowered[last - 1]) { last -= 1 }
    while last - first > 1, Self.determiners.contains(lowered[first]) { first += 1 }
    let start = words.count
    for word in lowered[first..<last] { words.append(number(word)) }
    var name = Name(range: range, words: start..<words.count, gender: gender)
    if lowered.count == 1, Self.pronouns.contains(lowered[0]) { name.pronoun = number(lowered[0]) }
    if last - first >= 2 {
      let capitals = forms[first..<last].compactMap { form in
        form.unicodeScalars.first.flatMap { $0.properties.isUppercase ? String($0) : nil }
      }
      if capitals.count >= 2 { name.initials = number(capitals.joined().lowercased()) }
    } else if let word = lowered[first..<last].first {
      let letters = word.filter { $0 != "." }
      if !letters.isEmpty { name.acronym = number(letters) }
    }
    names.append(name)
  }

  private mutating func number(_ word: String) -> Int {
    if let known = numbers[word] { return known }
    numbers[word] = numbers.count
    return numbers.count - 1
  }

  /// The class of the match of two mentions, 0…7.
  func match(_ i: Int, _ j: Int) -> Int {
    let (a, b) = (names[i], names[j])
    if a.range.overlaps(b.range) { return 5 }
    if a.pronoun != nil || b.pronoun != nil { return a.pronoun == b.pronoun ? 7 : 6 }
    let (left, right) = (words[a.words], words[b.words])
    if left.elementsEqual(right) { return 1 }
    if let acronym = a.acronym, acronym == b.initials { return 4 }
    if let acronym = b.acronym, acronym == a.initials { return 4 }
    if left.last == right.last { return 2 }
    let (short, long) = left.count <= right.count ? (left, right) : (right, left)
    if short.allSatisfy(long.contains) { return 3 }
    // Repeated words can make the longer mention the smaller set.
    return long.allSatisfy(short.contains) ? 3 : 0
  }
}
