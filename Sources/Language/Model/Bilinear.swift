/// For each of several classes the form `[left; 1]ᵀ B [right; 1]`, laid out so that one product serves all classes.
struct Bilinear: @unchecked Sendable {
  // Safe to share: it points into memory that the model owns, read-only once loaded.

  let classes: Int
  let left: Int
  let right: Int
  private let hasRightOne: Bool
  /// `left` rows of `classes * right`: coefficients of left times right.
  private let inner: UnsafePointer<Float>
  /// `classes * right`: coefficients of right alone.
  private let rightOnly: UnsafePointer<Float>
  /// `left` rows of `classes`, then one row: coefficients of left alone, and the constants.
  private let leftOnly: UnsafePointer<Float>

  /// Reads the dequantised tensors `name.weight` of `[classes * (left + 1), right (+ 1)]` and `name.scale`.
  init(
    _ name: String, of file: WeightsFile, classes: Int?, left: Int, right: Int,
    hasRightOne: Bool = true, memory: ModelMemory
  ) throws(ModelError) {
    let columns = hasRightOne ? right + 1 : right
    let weights = try file.int8("\(name).weight", [classes.map { $0 * (left + 1) }, columns])
    let rows = try file.shape("\(name).weight")[0]
    let scales = try file.floats("\(name).scale", [rows])
    guard rows % (left + 1) == 0 else {
      throw .damaged(path: file.path, what: "tensor \(name).weight has \(rows) rows")
    }
    let count = rows / (left + 1)
    self.classes = count
    self.left = left
    self.right = right
    self.hasRightOne = hasRightOne
    let inner = memory.floats(left * count * right)
    let rightOnly = memory.floats(count * right)
    let leftOnly = memory.floats((left + 1) * count)
    for c in 0..<count {
      for i in 0...left {
        let row = c * (left + 1) + i
        for j in 0..<columns {
          let value = Float(weights[row * columns + j]) * scales[row]
          if j == right {
            leftOnly[i * count + c] = value
          } else if i == left {
            rightOnly[c * right + j] = value
          } else {
            inner[(i * count + c) * right + j] = value
          }
        }
        if !hasRightOne { leftOnly[i * count + c] = 0 }
      }
    }
    self.inner = UnsafePointer(inner)
    self.rightOnly = UnsafePointer(rightOnly)
    self.leftOnly = UnsafePointer(leftOnly)
  }

  /// Partial products of left vectors, ready to be completed with any right vector.
  final class Partial {
    fileprivate var vectors = GrowingBuffer<Float>()
    fileprivate var constants = GrowingBuffer<Float>()
    fileprivate var classes = 0
    fileprivate var right = 0

    /// The score of one class for a left row and a right vector.
    @inline(__always)
    func score(_ row: Int, _ class: Int, _ vector: UnsafePointer<Float>) -> Float {
      let index = row &* classes &+ `class`
      return Vectors.dot(vectors.base + index &* right, vector, right) + constants.base[index]
    }

    /// What class 0 of a left row multiplies a right vector with, and its constant.
    func vector(_ row: Int) -> UnsafePointer<Float> {
      UnsafePointer(vectors.base + row * classes * right)
    }
  }

  /// Multiplies the left vectors of some rows, `stride` floats apart.
  func begin(_ rows: UnsafePointer<Float>, stride: Int, count: Int, into partial: Partial) {
    let width = classes * right
    partial.classes = classes
    partial.right = right
    let vectors = partial.vectors.reserve(count * width)
    let constants = partial.constants.reserve(count * classes)
    sgemm(.plain, .plain, count, width, left, rows, stride, inner, width, vectors, width)
    if hasRightOne {
      sgemm(
        .plain, .plain, count, classes, left, rows, stride, leftOnly, classes, constants, classes)
    } else {
      constants.update(repeating: 0, count: count * classes)
    }
    for row in 0..<count {
      let line = vectors + row * width
      var index = 0
      while index < width {
        Vectors.store(Vectors.load(line, index) + Vectors.load(rightOnly, index), line, index)
        index &+= Vectors.width
      }
      for c in 0..<classes { constants[row * classes + c] += leftOnly[left * classes + c] }
    }
  }
}
