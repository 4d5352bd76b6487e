import CKernels
import COneDNN

/// How the products of the model are computed.
package enum Arithmetic: Sendable {
  /// 8-bit integers where the processor multiplies them exactly, otherwise the same integers as floats:
  /// the same bits on every machine.
  case quantised
  /// Floats on the dequantised weights, without rounding the activations: what the model means.
  case reference
}

/// A layer `y = W x + b` with 8-bit weights and a scale for each output.
struct Matrix: @unchecked Sendable {
  // Safe to share: it points into the mapped file and into memory that the model owns, both read-only.

  let outputs: Int
  let inputs: Int
  private let weights: UnsafePointer<Int8>
  private let scales: UnsafePointer<Float>
  private let bias: UnsafePointer<Float>
  /// Minus 128 times the sum of each row: it takes back what activations around 128 add to a product.
  private let correction: UnsafePointer<Int32>
  /// The weights as our own kernels read them, where the processor has what they need.
  private let packed: UnsafePointer<Int8>?
  /// The weights as floats, where products run on floats.
  private let floats: UnsafePointer<Float>?
  private let arithmetic: Arithmetic

  /// Whether 8-bit products neither saturate nor are emulated here.
  private static let multipliesBytes: Bool = {
    let isa = dnnl_get_effective_cpu_isa().rawValue
    return isa & dnnl_cpu_isa_avx512_core_vnni.rawValue == dnnl_cpu_isa_avx512_core_vnni.rawValue
      || isa & dnnl_cpu_isa_avx2_vnni.rawValue == dnnl_cpu_isa_avx2_vnni.rawValue
  }()

  /// Reads the tensors `name.weight`, `name.scale` and `name.bias`.
  init(
    _ name: String, of file: WeightsFile, outputs: Int?, inputs: Int, arithmetic: Arithmetic,
    memory: ModelMemory, forcingFloats: Bool = false
  ) throws(ModelError) {
    let weights = try file.int8("\(name).weight", [outputs, inputs])
    let rows = try file.shape("\(name).weight")[0]
    self.init(
      weights: weights, scales: try file.floats("\(name).scale", [rows]),
      bias: try file.floats("\(name).bias", [rows]), outputs: rows, inputs: inputs,
      arithmetic: arithmetic, memory: memory, forcingFloats: forcingFloats)
  }

  /// Takes weights that live as long as the model; `inputs` is a multiple of 8.
  init(
    weights: UnsafePointer<Int8>, scales: UnsafePointer<Float>, bias: UnsafePointer<Float>,
    outputs rows: Int, inputs: Int, arithmetic: Arithmetic, memory: ModelMemory, forcingFloats: Bool
  ) {
    outputs = rows
    self.inputs = inputs
    self.weights = weights
    self.scales = scales
    self.bias = bias
    self.arithmetic = arithmetic
    if arithmetic == .quantised && !forcingFloats && kernels_multiplies() {
      let copy = memory.bytes(kernels_packed_size(rows, inputs))
      kernels_pack(weights, rows, inputs, copy)
      packed = UnsafePointer(copy)
    } else {
      packed = nil
    }
    let correction = memory.integers(rows)
    for row in 0..<rows { correction[row] = -128 &* Self.sum(weights + row * inputs, inputs) }
    self.correction = UnsafePointer(correction)
    switch arithmetic {
    case .quantised where Self.multipliesBytes && !forcingFloats:
      floats = nil
    case .quantised:
      let copy = memory.floats(rows * inputs)
      for index in 0..<rows * inputs { copy[index] = Float(weights[index]) }
      floats = UnsafePointer(copy)
    case .reference:
      let copy = memory.floats(rows * inputs)
      for row in 0..<rows {
        for column in 0..<inputs {
          copy[row * inputs + column] = Float(weights[row * inputs + column]) * scales[row]
        }
      }
      floats = UnsafePointer(copy)
    }
  }

  /// The sum of a row; its length is a multiple of 8.
  private static func sum(_ row: UnsafePointer<Int8>, _ count: Int) -> Int32 {
    var total: Int32 = 0
    // 16-bit lanes hold the sums of 256 bytes.
    for start in stride(from: 0, to: count, by: 2048) {
      var lanes = SIMD8<Int16>.zero
      for index in stride(from: start, to: min(count, start + 2048), by: 8) {
        let bytes = UnsafeRawPointer(row + index).loadUnaligned(as: SIMD8<Int8>.self)
        lanes &+= SIMD8<Int16>(truncatingIfNeeded: bytes)
      }
      for lane in 0..<8 { total &+= Int32(lanes[lane]) }
    }
    return total
  }

  /// What happens to an output row after the bias was added.
  enum Finish {
    case none
    /// GELU of every output.
    case gelu
  }

  /// From one row of outputs to the next where each begins at a cache line.
  var alignedOutputs: Int { (outputs + 15) & ~15 }

  /// Multiplies `rows` rows of input, `inputs` floats each, into `output`, whose rows lie `stride` floats apart (`outputs`
  /// where nothing else is said).
  ///
  /// A row's result depends on that row alone.
  func apply(
    _ input: UnsafePointer<Float>, rows: Int, into output: UnsafeMutablePointer<Float>,
    stride: Int? = nil, scratch: ProductScratch, finish: Finish = .none
  ) {
    guard rows > 0 else { return }
    let stride = stride ?? outputs
    if arithmetic == .reference {
      sgemm(
        .plain, .transposed, rows, outputs, inputs, input, inputs, floats.unsafelyUnwrapped, inputs,
        output, stride)
      for row in 0..<rows {
        for column in 0..<outputs { output[row * stride + column] += bias[column] }
        if finish == .gelu { kernels_gelu_all(output + row * stride, outputs) }
      }
      return
    }
    round(input, rows: rows, scratch: scratch)
    if packed != nil {
      return multiplyBytes(
        0..<outputs, rows: rows, into: output, stride: stride, scratch: scratch, finish: finish)
    }
    scratch.reserveSums(rows * outputs)
    if let floats {
      multiplyExactly(floats, rows: rows, scratch)
    } else {
      let status = dnnl_gemm_u8s8s32(
        CChar(bitPattern: UInt8(ascii: "N")), CChar(bitPattern: UInt8(ascii: "T")),
        CChar(bitPattern: UInt8(ascii: "R")), dnnl_dim_t(rows), dnnl_dim_t(outputs),
        dnnl_dim_t(inputs), 1, scratch.bytes, dnnl_dim_t(inputs), 0, weights, dnnl_dim_t(inputs), 0,
        0, scratch.sums, dnnl_dim_t(outputs), correction)
      precondition(status == dnnl_success, "oneDNN refused a product of bytes: \(status)")
    }
    for row in 0..<rows {
      finishRow(scratch.sums + row * outputs, scratch.scales[row], output + row * stride)
      if finish == .gelu { kernels_gelu_all(output + row * stride, outputs) }
    }
  }

  /// Whether some of the outputs can be computed alone.
  var comesApart: Bool { packed != nil }

  /// Rounds what `multiplyBytes` multiplies.
  func round(_ input: UnsafePointer<Float>, rows: Int, scratch: ProductScratch) {
    scratch.reserve(rows: rows, inputs: inputs)
    kernels_quantise(input, rows, inputs, scratch.bytes, scratch.scales)
  }

  /// Some of the outputs of the rows that were rounded last, from a multiple of 32 on, where the matrix comes apart.
  func multiplyBytes(
    _ columns: Range<Int>, rows: Int, into output: UnsafeMutablePointer<Float>, stride: Int,
    scratch: ProductScratch, finish: Finish = .none
  ) {
    let first = columns.lowerBound
    kernels_multiply(
      scratch.bytes, scratch.scales, rows, inputs, packed.unsafelyUnwrapped + first * inputs,
      correction + first, scales + first, bias + first, columns.count,
      finish == .gelu ? kernels_gelu : kernels_plain, output, stride)
  }

  /// The sums of products of bytes, computed on floats without any rounding.
  private func multiplyExactly(
    _ floats: UnsafePointer<Float>, rows: Int, _ scratch: ProductScratch
  ) {
    let wide = scratch.floats(rows * inputs)
    for index in 0..<rows * inputs { wide[index] = Float(Int(scratch.bytes[index]) &- 128) }
    let sums = scratch.floatSums(rows * outputs)
    // 1,024 products of bytes stay below 2²⁴, up to which floats hold every integer.
    for start in stride(from: 0, to: inputs, by: 1024) {
      let length = min(1024, inputs - start)
      sgemm(
        .plain, .transposed, rows, outputs, length, wide + start, inputs, floats + start, inputs,
        sums, outputs)
      for row in 0..<rows {
        for column in 0..<outputs {
          let index = row * outputs + column
          scratch.sums[index] =
            Int32(sums[index]) &+ (start == 0 ? 0 : scratch.sums[index])
        }
      }
    }
  }

  /// Sums of products of bytes to outputs.
  @inline(__always)
  private func finishRow(
    _ sums: UnsafePointer<Int32>, _ scale: Float, _ output: UnsafeMutablePointer<Float>
  ) {
    var index = 0
    let whole = outputs & ~(Vectors.width - 1)
    while index < whole {
      let sum = UnsafeRawPointer(sums + index).loadUnaligned(as: SIMD8<Int32>.self)
      Vectors.store(
        Lanes(sum) * (Vectors.load(scales, index) * scale) + Vectors.load(bias, index), output,
        index)
      index &+= Vectors.width
    }
    while index < outputs {
      output[index] = Float(sums[index]) * (scales[index] * scale) + bias[index]
      index &+= 1
    }
  }
}

/// Whether a factor is read by rows or by columns.
enum Orientation {
  case plain, transposed

  fileprivate var letter: CChar {
    CChar(bitPattern: self == .plain ? UInt8(ascii: "N") : UInt8(ascii: "T"))
  }
}

/// C = A·B over row-major floats: `m × k` times `k × n`, each with its row's length in memory.
func sgemm(
  _ a: Orientation, _ b: Orientation, _ m: Int, _ n: Int, _ k: Int, _ left: UnsafePointer<Float>,
  _ leftStride: Int, _ right: UnsafePointer<Float>, _ rightStride: Int,
  _ result: UnsafeMutablePointer<Float>, _ resultStride: Int, scale: Float = 1
) {
  guard m > 0, n > 0 else { return }
  let status = dnnl_sgemm(
    a.letter, b.letter, dnnl_dim_t(m), dnnl_dim_t(n), dnnl_dim_t(k), scale, left,
    dnnl_dim_t(leftStride), right, dnnl_dim_t(rightStride), 0, result, dnnl_dim_t(resultStride))
  precondition(status == dnnl_success, "oneDNN refused a product of floats: \(status)")
}
