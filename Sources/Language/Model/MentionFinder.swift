import GraphModel

/// How sure a span must be a mention to be given as one.
public enum MentionReach: Sendable {
  /// As sure as balances what is missed against what is wrong.
  case likely
  /// Less sure, for who weighs each mention's probability with what is said of it.
  case possible
}

/// Finds the typed mentions of a segment: spans that may nest but never cross.
struct MentionFinder: @unchecked Sendable {
  // Safe to share: it points into the mapped file, read-only.

  /// A mention within a segment.
  struct Found: Equatable {
    var first: Int
    var last: Int
    /// 1 + the index of the type.
    var kind: Int
    /// How far the type's score is above none's.
    var margin: Float
  }

  private static let widest = 16

  let types: [EntityType]
  private let form: Bilinear
  private let widths: UnsafePointer<Float>
  private let threshold: Float
  /// How far below the threshold a possible mention may be; chosen by the statements found on dev data.
  private static let allowance: Float = 1.5
  private let calibration: (slope: Float, shift: Float)

  init(_ file: WeightsFile, memory: ModelMemory) throws(ModelError) {
    types = try file.lines("list.types").map { EntityType(rawValue: $0) }
    form = try Bilinear(
      "span.bilinear", of: file, classes: types.count + 1, left: 128, right: 128, memory: memory)
    widths = try file.floats("span.width", [Self.widest, types.count + 1])
    threshold = try file.floats("threshold.span", [1])[0]
    let pair = try file.floats("calibration.span", [2])
    calibration = (pair[0], pair[1])
  }

  /// The calibrated probability of a margin.
  func probability(_ margin: Float) -> Double {
    sigmoid(calibration.slope * margin + calibration.shift)
  }

  final class Scratch {
    fileprivate let partial = Bilinear.Partial()
    fileprivate var candidates: [Found] = []
  }

  /// Whether a margin is a likely mention's.
  func isLikely(_ margin: Float) -> Bool { margin > threshold }

  /// The mentions of a segment by first word, longer ones first.
  func find(_ words: Projections, _ reach: MentionReach, scratch: Scratch) -> [Found] {
    let threshold = reach == .likely ? threshold : threshold - Self.allowance
    let n = words.count
    let ranges = words.ranges
    form.begin(
      words.column(ranges.spanStart), stride: words.stride, count: n, into: scratch.partial)
    scratch.candidates.removeAll(keepingCapacity: true)
    for first in 0..<n {
      for width in 0..<min(Self.widest, n - first) {
        let end = words.column(ranges.spanEnd, first + width)
        let bias = widths + width * form.classes
        let none = scratch.partial.score(first, 0, end) + bias[0]
        var kind = 1
        var best = -Float.infinity
        for c in 1..<form.classes {
          let score = scratch.partial.score(first, c, end) + bias[c]
          if score > best {
            best = score
            kind = c
          }
        }
        if best - none > threshold {
          scratch.candidates.append(
            Found(first: first, last: first + width, kind: kind, margin: best - none))
        }
      }
    }
    scratch.candidates.sort {
      ($1.margin, $0.first, $0.last) < ($0.margin, $1.first, $1.last)
    }
    // One span to two words is more than any text has; a text that is none must not cost more.
    let room = n / 2 + 1
    var accepted: [Found] = []
    for candidate in scratch.candidates where accepted.count < room {
      let crosses = accepted.contains {
        $0.first < candidate.first && candidate.first <= $0.last && $0.last < candidate.last
          || candidate.first < $0.first && $0.first <= candidate.last && candidate.last < $0.last
      }
      if !crosses { accepted.append(candidate) }
    }
    return accepted.sorted { ($0.first, $1.last) < ($1.first, $0.last) }
  }
}

/// 1 / (1 + e^-x), the same on every machine.
func sigmoid(_ x: Float) -> Double {
  Double(1 / (1 + Vectors.exp(Lanes(repeating: -x))[0]))
}
