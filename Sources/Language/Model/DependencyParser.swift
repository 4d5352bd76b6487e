/// Scores arcs and labels and decodes the best tree of a segment.
struct DependencyParser: Sendable {
  /// The labels by id.
  let labels: [String]
  private let rootLabel: Int
  private let arc: Bilinear
  private let label: Matrix
  private let arcRoot: Pointer

  /// A read-only table of the mapped file.
  private struct Pointer: @unchecked Sendable { let base: UnsafePointer<Float> }

  init(
    _ file: WeightsFile, arithmetic: Arithmetic, memory: ModelMemory, forcingFloats: Bool
  ) throws(ModelError) {
    labels = try file.lines("list.deprel")
    guard let root = labels.firstIndex(of: "root") else {
      throw .damaged(path: file.path, what: "its dependency labels lack root")
    }
    rootLabel = root
    arc = try Bilinear(
      "arc.bilinear", of: file, classes: 1, left: 256, right: 256, hasRightOne: false,
      memory: memory)
    label = try Self.labelMatrix(
      file, count: labels.count, arithmetic: arithmetic, memory: memory,
      forcingFloats: forcingFloats)
    arcRoot = Pointer(base: try file.floats("arc.root", [256]))
  }

  /// The width of `[label_head; 1]`, padded to what products need.
  private static let labelInputs = 104
  private static let labelLeft = 97

  /// The label forms as one layer: what multiplies the dependent's side, for a given head.
  private static func labelMatrix(
    _ file: WeightsFile, count: Int, arithmetic: Arithmetic, memory: ModelMemory,
    forcingFloats: Bool
  ) throws(ModelError) -> Matrix {
    let rows = count * labelLeft
    let stored = try file.int8("label.bilinear.weight", [rows, labelLeft])
    let weights = memory.bytes(rows * labelInputs)
    for row in 0..<rows {
      for column in 0..<labelInputs {
        weights[row * labelInputs + column] =
          column < labelLeft ? stored[row * labelLeft + column] : 0
      }
    }
    let bias = memory.floats(rows)
    bias.update(repeating: 0, count: rows)
    return Matrix(
      weights: weights, scales: try file.floats("label.bilinear.scale", [rows]), bias: bias,
      outputs: rows, inputs: labelInputs, arithmetic: arithmetic, memory: memory,
      forcingFloats: forcingFloats)
  }

  final class Scratch {
    fileprivate var arcs = GrowingBuffer<Float>()
    fileprivate let arcPartial = Bilinear.Partial()
    fileprivate var heads = GrowingBuffer<Float>()
    fileprivate var forms = GrowingBuffer<Float>()
  }

  /// The heads of a segment's words: 0 the root, else 1 + the word of the segment.
  ///
  /// - Parameter words: the projections of the segment's words.
  func heads(
    _ words: Projections, scratch: Scratch, watch: ((UnsafeBufferPointer<Float>) -> Void)? = nil
  ) -> [Int] {
    let n = words.count
    guard n > 0 else { return [] }
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
    return SpanningTree.heads(scores, count: n)
  }

  /// The best label of each word under its head: 0 the root, else 1 + a word of the same projections.
  func labels(
    _ words: Projections, heads: [Int], scratch: Scratch, product: ProductScratch
  ) -> [Int] {
    let width = Self.labelInputs
    // One row for each word that is a head.
    var rows = [Int](repeating: -1, count: words.count + 1)
    var owners: [Int] = []
    for head in heads where head > 0 && rows[head] < 0 {
      rows[head] = owners.count
      owners.append(head - 1)
    }
    let input = scratch.heads.reserve(max(1, owners.count) * width)
    input.update(repeating: 0, count: owners.count * width)
    for (row, word) in owners.enumerated() {
      (input + row * width).update(from: words.column(words.ranges.labelHead, word), count: 96)
      input[row * width + 96] = 1
    }
    var best = [Int](repeating: rootLabel, count: words.count)
    let dependents = heads.indices.filter { heads[$0] > 0 }.sorted {
      (rows[heads[$0]], $0) < (rows[heads[$1]], $1)
    }
    let stride = label.alignedOutputs
    let forms = scratch.forms.reserve(Self.headsTogether * stride)
    var next = 0
    for first in Swift.stride(from: 0, to: owners.count, by: Self.headsTogether) {
      let count = min(Self.headsTogether, owners.count - first)
      label.apply(
        input + first * width, rows: count, into: forms, stride: stride, scratch: product)
      while next < dependents.count, rows[heads[dependents[next]]] < first + count {
        let word = dependents[next]
        best[word] = bestLabel(
          words.column(words.ranges.labelDependent, word),
          under: forms + (rows[heads[word]] - first) * stride)
        next += 1
      }
    }
    return best
  }

  /// How many heads' forms are kept at a time: as many as stay near the processor.
  private static let headsTogether = 24

  private func bestLabel(
    _ dependent: UnsafePointer<Float>, under form: UnsafePointer<Float>
  ) -> Int {
    var best = -1
    var bestScore: Float = 0
    for k in labels.indices where k != rootLabel {
      let row = form + k * Self.labelLeft
      let score = Vectors.dot(dependent, row, 96) + row[96]
      if best < 0 || score > bestScore {
        best = k
        bestScore = score
      }
    }
    return best
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
