/// Scores arcs and labels and decodes the best tree of a segment.
struct DependencyParser: Sendable {
  /// The labels by id.
  let labels: [String]
  private let rootLabel: Int
  private let arc: Bilinear
  private let label: Bilinear
  private let arcRoot: Pointer
  private let labelRoot: Pointer

  /// A read-only table of the mapped file.
  private struct Pointer: @unchecked Sendable { let base: UnsafePointer<Float> }

  init(_ file: WeightsFile, memory: ModelMemory) throws(ModelError) {
    labels = try file.lines("list.deprel")
    guard let root = labels.firstIndex(of: "root") else {
      throw .damaged(path: file.path, what: "its dependency labels lack root")
    }
    rootLabel = root
    arc = try Bilinear(
      "arc.bilinear", of: file, classes: 1, left: 256, right: 256, hasRightOne: false,
      memory: memory)
    label = try Bilinear(
      "label.bilinear", of: file, classes: labels.count, left: 96, right: 96, memory: memory)
    arcRoot = Pointer(base: try file.floats("arc.root", [256]))
    labelRoot = Pointer(base: try file.floats("label.root", [96]))
  }

  final class Scratch {
    fileprivate var arcs = GrowingBuffer<Float>()
    fileprivate let arcPartial = Bilinear.Partial()
    fileprivate let labelPartial = Bilinear.Partial()
  }

  /// Heads (0 the root, else 1 + the word of the segment) and labels of a segment's words.
  ///
  /// - Parameter words: the projections of the segment's words.
  func parse(
    _ words: Projections, scratch: Scratch, watch: ((UnsafeBufferPointer<Float>) -> Void)? = nil
  ) -> (heads: [Int], labels: [Int]) {
    let n = words.count
    guard n > 0 else { return ([], []) }
    let ranges = words.ranges
    let scores = scratch.arcs.reserve(n * (n + 1))
    arc.begin(
      words.column(ranges.arcDependent), stride: words.stride, count: n, into: scratch.arcPartial)
    let left = scratch.arcPartial.vector(0)
    sgemm(
      .plain, .transposed, n, n, 256, left, 256, words.column(ranges.arcHead), words.stride,
      scores + 1, n + 1)
    for word in 0..<n { scores[word * (n + 1)] = Vectors.dot(left + word * 256, arcRoot.base, 256) }
    watch?(UnsafeBufferPointer(start: scores, count: n * (n + 1)))
    let heads = SpanningTree.heads(scores, count: n)
    var chosen = [Int](repeating: rootLabel, count: n)
    // A stretch of words at a time: all their partial products would not stay in the cache.
    for start in stride(from: 0, to: n, by: 16) {
      let count = min(16, n - start)
      label.begin(
        words.column(ranges.labelDependent) + start * words.stride, stride: words.stride,
        count: count, into: scratch.labelPartial)
      for row in 0..<count where heads[start + row] != 0 {
        let head = words.column(ranges.labelHead) + (heads[start + row] - 1) * words.stride
        var best = -1
        var bestScore: Float = 0
        for k in labels.indices where k != rootLabel {
          let score = scratch.labelPartial.score(row, k, head)
          if best < 0 || score > bestScore {
            best = k
            bestScore = score
          }
        }
        chosen[start + row] = best
      }
    }
    return (heads, chosen)
  }
}

/// The projections of some consecutive words: `stride` floats a word.
struct Projections {
  let base: UnsafePointer<Float>
  let stride: Int
  let count: Int
  let ranges: LanguageModel.Ranges

  /// The first word's column of a range.
  @inline(__always)
  func column(_ range: Range<Int>) -> UnsafePointer<Float> { base + range.lowerBound }

  /// A word's column of a range.
  @inline(__always)
  func column(_ range: Range<Int>, _ word: Int) -> UnsafePointer<Float> {
    base + (word &* stride &+ range.lowerBound)
  }

  /// Some of the words.
  func words(_ range: Range<Int>) -> Projections {
    Projections(
      base: base + range.lowerBound * stride, stride: stride, count: range.count, ranges: ranges)
  }
}
