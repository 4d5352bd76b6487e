import CKernels

/// The transformer: subwords of whole windows to vectors.
struct Encoder: @unchecked Sendable {
  // Safe to share: it points into the mapped file and into memory that the model owns, both read-only.

  static let width = 384
  static let heads = 12
  private static let inner = 1536
  /// The most subwords of a window, without `[CLS]` and `[SEP]`.
  static let windowLimit = 190

  private struct Norm {
    let gamma: UnsafePointer<Float>
    let beta: UnsafePointer<Float>

    init(_ name: String, _ file: WeightsFile) throws(ModelError) {
      gamma = try file.floats("\(name).gamma", [width])
      beta = try file.floats("\(name).beta", [width])
    }

    func apply(
      _ rows: UnsafeMutablePointer<Float>, adding update: UnsafePointer<Float>?, rows count: Int
    ) {
      kernels_normalise(rows, update, count, width, gamma, beta)
    }
  }

  private struct Layer {
    let qkv, attentionOut, feedIn, feedOut: Matrix
    let attentionNorm, feedNorm: Norm
  }

  private let words: UnsafePointer<Int8>
  private let wordScales: UnsafePointer<Float>
  private let wordCount: Int
  private let positions: UnsafePointer<Float>
  private let cases: UnsafePointer<Float>
  private let norm: Norm
  private let layers: [Layer]
  /// How many subwords are to go through at once: enough to make a product worth its overhead.
  let batch: Int
  /// The rows that go through the second half of a layer at once.
  private let block: Int

  init(
    _ file: WeightsFile, arithmetic: Arithmetic, memory: ModelMemory, forcingFloats: Bool
  ) throws(ModelError) {
    words = try file.int8("embed.word.weight", [nil, Self.width])
    wordCount = try file.shape("embed.word.weight")[0]
    wordScales = try file.floats("embed.word.scale", [wordCount])
    positions = try file.floats("embed.position", [Self.windowLimit + 2, Self.width])
    cases = try file.floats("embed.case", [17, Self.width])
    norm = try Norm("embed.norm", file)
    var layers: [Layer] = []
    while file.has("layer.\(layers.count).qkv.weight") {
      let prefix = "layer.\(layers.count)"
      func matrix(_ name: String, _ outputs: Int, _ inputs: Int) throws(ModelError) -> Matrix {
        try Matrix(
          "\(prefix).\(name)", of: file, outputs: outputs, inputs: inputs, arithmetic: arithmetic,
          memory: memory, forcingFloats: forcingFloats)
      }
      layers.append(
        Layer(
          qkv: try matrix("qkv", 3 * Self.width, Self.width),
          attentionOut: try matrix("attention.out", Self.width, Self.width),
          feedIn: try matrix("ffn.in", Self.inner, Self.width),
          feedOut: try matrix("ffn.out", Self.width, Self.inner),
          attentionNorm: try Norm("\(prefix).attention.norm", file),
          feedNorm: try Norm("\(prefix).ffn.norm", file)))
    }
    guard !layers.isEmpty else {
      throw .damaged(path: file.path, what: "it lacks the tensor layer.0.qkv.weight")
    }
    self.layers = layers
    // Weights that are packed once are worth little more for many rows, whose states then leave the processor's
    // cache; those that oneDNN packs for every product are.
    (batch, block) = layers[0].qkv.comesApart ? (256, 96) : (1024, 1024)
  }

  /// Room for the states of one batch of windows.
  final class Scratch {
    fileprivate var state = GrowingBuffer<Float>()
    fileprivate var wide = GrowingBuffer<Float>()
    fileprivate var context = GrowingBuffer<Float>()
    fileprivate var update = GrowingBuffer<Float>()
    fileprivate var attention = GrowingBuffer<Float>()
    let product = ProductScratch()

    /// The last batch's vectors, 384 floats a subword.
    var vectors: UnsafePointer<Float> { UnsafePointer(state.base) }
  }

  /// Encodes whole windows; a window's vectors do not depend on what else is in the batch.
  ///
  /// - Parameters:
  ///   - windows: how many subwords each window has; their sum is the length of `ids` and `features`.
  ///   - watch: called with the name and the rows of each intermediate state.
  func encode(
    ids: UnsafeBufferPointer<Int32>, features: UnsafeBufferPointer<Int32>, windows: [Int],
    scratch: Scratch,
    watch: ((String, UnsafeBufferPointer<Float>) -> Void)? = nil
  ) {
    let rows = ids.count
    let width = Self.width
    let x = scratch.state.reserve(rows * width)
    let wide = scratch.wide.reserve(max(rows * 3 * width, block * Self.inner))
    let context = scratch.context.reserve(rows * width)
    let update = scratch.update.reserve(block * width)
    embed(ids, features, windows, into: x)
    watch?("embedding", UnsafeBufferPointer(start: x, count: rows * width))
    for (index, layer) in layers.enumerated() {
      attend(layer.qkv, x, windows, rows: rows, into: context, scratch)
      // By blocks, so that the widest state stays near the processor.
      for first in stride(from: 0, to: rows, by: block) {
        let count = min(block, rows - first)
        let own = x + first * width
        layer.attentionOut.apply(
          context + first * width, rows: count, into: update, scratch: scratch.product)
        layer.attentionNorm.apply(own, adding: update, rows: count)
        layer.feedIn.apply(
          own, rows: count, into: wide, scratch: scratch.product, finish: .gelu)
        layer.feedOut.apply(wide, rows: count, into: update, scratch: scratch.product)
        layer.feedNorm.apply(own, adding: update, rows: count)
      }
      watch?("layer\(index)", UnsafeBufferPointer(start: x, count: rows * width))
    }
  }

  private func embed(
    _ ids: UnsafeBufferPointer<Int32>, _ features: UnsafeBufferPointer<Int32>, _ windows: [Int],
    into x: UnsafeMutablePointer<Float>
  ) {
    let width = Self.width
    var row = 0
    for length in windows {
      for position in 0..<length {
        let id = Int(ids[row])
        let word = words + id * width
        let scale = wordScales[id]
        let place = positions + position * width
        let feature = cases + Int(features[row]) * width
        let out = x + row * width
        for column in 0..<width {
          out[column] = Float(word[column]) * scale + place[column] + feature[column]
        }
        row += 1
      }
    }
    norm.apply(x, adding: nil, rows: row)
  }

  /// The attention of every head in every window.
  private func attend(
    _ qkv: Matrix, _ x: UnsafePointer<Float>, _ windows: [Int], rows: Int,
    into context: UnsafeMutablePointer<Float>, _ scratch: Scratch
  ) {
    let width = Self.width
    let size = width / Self.heads
    let room = scratch.attention.reserve(kernels_attention_room)
    let wide = scratch.wide.base
    // A head's queries, keys and values are computed just before they are used, if they can be.
    let stride = qkv.comesApart ? 3 * size : 3 * width
    if qkv.comesApart {
      qkv.round(x, rows: rows, scratch: scratch.product)
    } else {
      qkv.apply(x, rows: rows, into: wide, scratch: scratch.product)
    }
    for head in 0..<Self.heads {
      let place = head * size
      if qkv.comesApart {
        for part in 0..<3 {
          qkv.multiplyBytes(
            part * width + place..<part * width + place + size, rows: rows,
            into: wide + part * size, stride: stride, scratch: scratch.product)
        }
      }
      let query = qkv.comesApart ? wide : wide + place
      let step = qkv.comesApart ? size : width
      var start = 0
      for length in windows {
        let first = query + start * stride
        kernels_attend(
          first, first + step, first + 2 * step, stride, length, context + start * width + place,
          width, room)
        start += length
      }
    }
  }
}
