import CKernels
import Glibc
import GraphModel

/// Reads what is said to hold between the mentions of one window.
struct RelationReader: @unchecked Sendable {
  // Safe to share: it points into the mapped file, read-only.

  /// The least probability that is worth telling.
  private static let floor = 0.02
  /// How many segments apart the ends of a statement may be.
  private static let reach = 2
  private static let heads = 4
  private static let keyWidth = 32
  private static let valueWidth = 64

  let names: [String]
  private let isSymmetric: [Bool]
  private let modes: [Mode]
  private let query, hidden, out: Matrix
  private let distances: UnsafePointer<Float>
  private let regions: UnsafePointer<Float>
  private let thresholds: UnsafePointer<Float>
  private let calibration: UnsafePointer<Float>
  /// Below these calibrated scores no probability is worth telling, and none is computed.
  private let least: [Float]

  init(_ file: WeightsFile, query: Matrix, hidden: Matrix, out: Matrix) throws(ModelError) {
    self.query = query
    self.hidden = hidden
    self.out = out
    names = try file.lines("list.relations")
    let symmetric = Set(try file.lines("list.symmetric"))
    isSymmetric = names.map(symmetric.contains)
    var modes: [Mode] = []
    for name in try file.lines("list.modes") {
      guard let mode = Mode(rawValue: name) else {
        throw .damaged(path: file.path, what: "it knows a mode \(name)")
      }
      modes.append(mode)
    }
    self.modes = modes
    guard out.outputs >= names.count + 1 + modes.count + 64 + 1 else {
      throw .damaged(path: file.path, what: "its relations are \(names.count) but its layer is not")
    }
    distances = try file.floats("pair.distance", [32, 256])
    regions = try file.floats("pair.region", [Self.heads, 10])
    thresholds = try file.floats("threshold.relation", [names.count])
    calibration = try file.floats("calibration.relation", [names.count, 2])
    let thresholds = self.thresholds
    least = names.indices.map { k in
      let share = min(Self.floor, Double(thresholds[k]))
      return share > 0 ? Float(log(share / (1 - share))) - 0.01 : -.infinity
    }
  }

  final class Scratch {
    fileprivate var joint = GrowingBuffer<Float>()
    fileprivate var query = GrowingBuffer<Float>()
    fileprivate var scores = GrowingBuffer<Float>()
    fileprivate var firstHead = GrowingBuffer<Float>()
    fileprivate var input = GrowingBuffer<Float>()
    fileprivate var hidden = GrowingBuffer<Float>()
    fileprivate var out = GrowingBuffer<Float>()
  }

  /// The raw scores of a pair, for tests.
  struct Scores {
    let subject: Int
    let object: Int
    let relations: [Float]
    let negated: Float
    let mode: [Float]
    let trigger: Range<Int>
  }

  /// What is said of the mentions of a window; mentions and words are counted in the window.
  func read(
    _ mentions: [WindowMention], roles: UnsafePointer<Float>, _ words: Projections,
    segments: [Range<Int>], scratch: Scratch, product: ProductScratch,
    watch: ((Scores) -> Void)? = nil
  ) -> [Annotation.RelationCandidate] {
    var found: [Annotation.RelationCandidate] = []
    // Pairs that look at the same stretch of words share a product.
    for low in segments.indices {
      for high in low...min(low + Self.reach, segments.count - 1) {
        var pairs: [(subject: Int, object: Int)] = []
        for i in mentions.indices where mentions[i].segment >= low && mentions[i].segment <= high {
          for j in mentions.indices.dropFirst(i + 1) {
            let (a, b) = (mentions[i].segment, mentions[j].segment)
            guard min(a, b) == low, max(a, b) == high else { continue }
            // A pair and its reverse stay together: symmetric relations need both.
            pairs.append((i, j))
            pairs.append((j, i))
            if pairs.count == 256 {
              read(
                pairs, mentions, roles, words, segments[low].lowerBound..<segments[high].upperBound,
                scratch, product, watch, into: &found)
              pairs.removeAll(keepingCapacity: true)
            }
          }
        }
        if !pairs.isEmpty {
          read(
            pairs, mentions, roles, words, segments[low].lowerBound..<segments[high].upperBound,
            scratch, product, watch, into: &found)
        }
      }
    }
    return found.sorted {
      ($0.subject, $0.object, $0.relation) < ($1.subject, $1.object, $1.relation)
    }
  }

  private func read(
    _ pairs: [(subject: Int, object: Int)], _ mentions: [WindowMention],
    _ roles: UnsafePointer<Float>, _ words: Projections, _ range: Range<Int>, _ scratch: Scratch,
    _ product: ProductScratch, _ watch: ((Scores) -> Void)?,
    into found: inout [Annotation.RelationCandidate]
  ) {
    let count = pairs.count
    let joint = scratch.joint.reserve(count * 256)
    for (row, pair) in pairs.enumerated() {
      let s = roles + pair.subject * MentionRoles.width + MentionRoles.subject.lowerBound
      let o = roles + pair.object * MentionRoles.width + MentionRoles.object.lowerBound
      let distance =
        distances + Self.distance(mentions[pair.subject], mentions[pair.object]) * 256
      var column = 0
      while column < 256 {
        let sum =
          Vectors.load(s, column) + Vectors.load(o, column) + Vectors.load(distance, column)
        Vectors.store(Vectors.max(sum, .zero), joint + row * 256, column)
        column &+= Vectors.width
      }
    }
    let queries = scratch.query.reserve(count * 128)
    query.apply(joint, rows: count, into: queries, scratch: product)
    let input = scratch.input.reserve(count * 512)
    for row in 0..<count {
      (input + row * 512).update(from: joint + row * 256, count: 256)
    }
    let padded = (range.count + 15) & ~15
    let firstHead = scratch.firstHead.reserve(count * padded)
    let seen = words.words(range)
    for head in 0..<Self.heads {
      let scores = head == 0 ? firstHead : scratch.scores.reserve(count * padded)
      sgemm(
        .plain, .transposed, count, range.count, Self.keyWidth, queries + head * Self.keyWidth, 128,
        seen.column(words.ranges.key) + head * Self.keyWidth, words.stride, scores, padded)
      for row in 0..<count where range.count < padded {
        (scores + row * padded + range.count).update(repeating: 0, count: padded - range.count)
      }
      for (row, pair) in pairs.enumerated() {
        weigh(
          scores + row * padded, head, mentions[pair.subject], mentions[pair.object], range)
      }
      sgemm(
        .plain, .plain, count, Self.valueWidth, range.count, scores, padded,
        seen.column(words.ranges.value) + head * Self.valueWidth, words.stride,
        input + 256 + head * Self.valueWidth, 512)
    }
    let z = scratch.hidden.reserve(count * 256)
    hidden.apply(input, rows: count, into: z, scratch: product)
    for index in stride(from: 0, to: count * 256, by: Vectors.width) {
      Vectors.store(Vectors.max(Vectors.load(z, index), .zero), z, index)
    }
    let result = scratch.out.reserve(count * out.outputs)
    out.apply(z, rows: count, into: result, scratch: product)
    for (row, pair) in pairs.enumerated() {
      let line = UnsafePointer(result + row * out.outputs)
      let reverse = UnsafePointer(result + (row ^ 1) * out.outputs)
      let attention = UnsafePointer(firstHead + row * padded)
      if let watch {
        watch(
          Scores(
            subject: pair.subject, object: pair.object,
            relations: names.indices.map { line[$0] }, negated: line[names.count],
            mode: modes.indices.map { line[names.count + 1 + $0] },
            trigger: trigger(attention, range)))
      }
      decide(pair, line, reverse, attention, range, mentions, roles, into: &found)
    }
  }

  /// Scores of words to shares of attention, where the words lie with respect to the pair told apart.
  private func weigh(
    _ line: UnsafeMutablePointer<Float>, _ head: Int, _ subject: WindowMention,
    _ object: WindowMention, _ range: Range<Int>
  ) {
    let backwards = (object.first, object.last) < (subject.first, subject.last)
    withUnsafeTemporaryAllocation(of: Int.self, capacity: 4) { ends in
      (ends[0], ends[1], ends[2], ends[3]) = (
        subject.first, subject.last, object.first, object.last
      )
      guard let base = ends.baseAddress else { return }
      kernels_weigh_regions(
        line, range.count, 1 / Float(Self.keyWidth).squareRoot(),
        regions + head * 10 + (backwards ? 5 : 0), range.lowerBound, base, base + 2)
    }
  }

  private func decide(
    _ pair: (subject: Int, object: Int), _ line: UnsafePointer<Float>,
    _ reverse: UnsafePointer<Float>, _ attention: UnsafePointer<Float>, _ range: Range<Int>,
    _ mentions: [WindowMention], _ roles: UnsafePointer<Float>,
    into found: inout [Annotation.RelationCandidate]
  ) {
    for k in names.indices {
      // Said once, with the earlier mention as its subject.
      if isSymmetric[k], pair.subject > pair.object { continue }
      let score = isSymmetric[k] ? (line[k] + reverse[k]) / 2 : line[k]
      let calibrated = calibration[2 * k] * score + calibration[2 * k + 1]
      guard calibrated > least[k] else { continue }
      let probability = sigmoid(calibrated)
      let isStated = probability > Double(thresholds[k])
      guard isStated || probability > Self.floor else { continue }
      let modeScores = line + names.count + 1
      var mode = 0
      for index in modes.indices where modeScores[index] > modeScores[mode] { mode = index }
      let isClaimed = modes[mode] == .claimed
      found.append(
        Annotation.RelationCandidate(
          relation: names[k], subject: pair.subject, object: pair.object, probability: probability,
          isStated: isStated, polarity: line[names.count] > 0 ? .negated : .asserted,
          mode: modes[mode],
          speaker: isClaimed ? speaker(modeScores + modes.count, mentions.count, roles) : nil,
          trigger: trigger(attention, range)))
    }
  }

  private func speaker(
    _ query: UnsafePointer<Float>, _ count: Int, _ roles: UnsafePointer<Float>
  ) -> Int? {
    var best = query[64]
    var chosen: Int?
    for mention in 0..<count {
      let own = roles + mention * MentionRoles.width + MentionRoles.speaker.lowerBound
      let score = Vectors.dot(query, own, 64) / 8
      if score > best {
        best = score
        chosen = mention
      }
    }
    return chosen
  }

  private func trigger(_ attention: UnsafePointer<Float>, _ range: Range<Int>) -> Range<Int> {
    var best = 0
    for index in 0..<range.count where attention[index] > attention[best] { best = index }
    let least = 0.3 * attention[best]
    var (first, last) = (best, best)
    while first > 0, attention[first - 1] >= least { first -= 1 }
    while last + 1 < range.count, attention[last + 1] >= least { last += 1 }
    return range.lowerBound + first..<range.lowerBound + last + 1
  }

  private static func distance(_ subject: WindowMention, _ object: WindowMention) -> Int {
    let backwards = (object.first, object.last) < (subject.first, subject.last)
    let (earlier, later) = backwards ? (object, subject) : (subject, object)
    let apart = abs(subject.segment - object.segment)
    let between = later.first - earlier.last - 1
    let gap =
      switch (apart, between) {
      case (1..., _): 9 + apart
      case (_, ..<0): 0
      case (_, ..<4): between + 1
      case (_, ..<6): 5
      case (_, ..<9): 6
      case (_, ..<14): 7
      case (_, ..<21): 8
      default: 9
      }
    return 2 * gap + (backwards ? 1 : 0)
  }
}
