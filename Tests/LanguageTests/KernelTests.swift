import CKernels
import Glibc
import TestSupport
import Testing

@testable import Language

/// The kernels compute what plain loops do, and a row whatever its neighbours.
@Suite struct KernelTests {
  private func withRandom(_ count: Int, _ body: (inout SplitMix64) throws -> Void) throws {
    try forAll(Gen<UInt64> { random, _ in random.next() }, count: count) { seed in
      var random = SplitMix64(seed: seed)
      try body(&random)
    }
  }

  /// Memory as the kernels want it.
  private func room<T>(_ count: Int, _ value: T) -> UnsafeMutablePointer<T> {
    let memory = UnsafeMutableRawPointer.allocate(
      byteCount: max(64, count * MemoryLayout<T>.stride), alignment: 64
    ).bindMemory(to: T.self, capacity: count)
    memory.initialize(repeating: value, count: count)
    return memory
  }

  @Test(.enabled(if: kernels_multiplies(), "this processor has no products of bytes"))
  func productsAreExact() throws {
    try withRandom(60) { random in
      let rows = Int.random(in: 1...30, using: &random)
      let inputs = 4 * Int.random(in: 1...70, using: &random)
      let outputs = Int.random(in: 1...100, using: &random)
      let weights = (0..<outputs * inputs).map { _ in Int8.random(in: -127...127, using: &random) }
      let bytes = (0..<rows * inputs).map { _ in UInt8.random(in: 1...255, using: &random) }
      let steps = (0..<rows).map { _ in Float.random(in: 0...1, using: &random) }
      let scales = (0..<outputs).map { _ in Float.random(in: 0...1, using: &random) }
      let bias = (0..<outputs).map { _ in Float.random(in: -9...9, using: &random) }
      let correction = (0..<outputs).map { row in
        weights[row * inputs..<(row + 1) * inputs].reduce(Int32(0)) { $0 - 128 * Int32($1) }
      }
      let packed = room(kernels_packed_size(outputs, inputs), Int8(0))
      kernels_pack(weights, outputs, inputs, packed)
      var found = [Float](repeating: .nan, count: rows * outputs)
      kernels_multiply(
        bytes, steps, rows, inputs, packed, correction, scales, bias, outputs, kernels_plain,
        &found,
        outputs)
      var expected: [Float] = []
      for row in 0..<rows {
        for column in 0..<outputs {
          var sum: Int32 = 0
          for k in 0..<inputs {
            sum += (Int32(bytes[row * inputs + k]) - 128) * Int32(weights[column * inputs + k])
          }
          expected.append(Float(sum) * (scales[column] * steps[row]) + bias[column])
        }
      }
      try check(found == expected, "\(rows) × \(inputs) × \(outputs)")
      kernels_multiply(
        bytes, steps, rows, inputs, packed, correction, scales, bias, outputs, kernels_gelu, &found,
        outputs)
      kernels_gelu_all(&expected, expected.count)
      try check(found == expected, "GELU of \(rows) × \(inputs) × \(outputs)")
      packed.deallocate()
    }
  }

  @Test func roundingIsToTheNearestByteHalvesToEven() throws {
    try withRandom(200) { random in
      let inputs = 4 * Int.random(in: 1...40, using: &random)
      var row = (0..<inputs).map { _ in Float.random(in: -3...3, using: &random) }
      row[Int.random(in: 0..<inputs, using: &random)] = 127 / 32
      for index in row.indices where Bool.random(using: &random) {
        row[index] = (row[index] * 64).rounded() / 64
      }
      var bytes = [UInt8](repeating: 0, count: inputs)
      var step: Float = 0
      kernels_quantise(row, 1, inputs, &bytes, &step)
      try checkEqual(step, 1 / 32)
      try checkEqual(
        bytes.map { Int($0) - 128 }, row.map { Int(($0 * 32).rounded(.toNearestOrEven)) })
    }
    var bytes: [UInt8] = [0, 0, 0, 0]
    var step: Float = 1
    kernels_quantise([0, -0, 0, 0], 1, 4, &bytes, &step)
    #expect(bytes == [128, 128, 128, 128] && step == 0)
  }

  @Test func geluAgreesWithTheLibrary() {
    for x in stride(from: Float(-12), through: 12, by: 0.0113) {
      var values = [Float](repeating: 0, count: 19)
      values[18] = x
      values[3] = x
      kernels_gelu_all(&values, 19)
      let expected = Double(x) / 2 * (1 + Glibc.erf(Double(x) / 2.0.squareRoot()))
      #expect(abs(Double(values[3]) - expected) <= 1e-6 * max(1, abs(Double(x))), "gelu(\(x))")
      #expect(values[3] == values[18])
    }
  }

  @Test func rowsAreNormalised() throws {
    try withRandom(50) { random in
      let width = 16 * Int.random(in: 1...8, using: &random)
      let x = (0..<width).map { _ in Float.random(in: -3...3, using: &random) }
      let update = (0..<width).map { _ in Float.random(in: -3...3, using: &random) }
      let gamma = (0..<width).map { _ in Float.random(in: -2...2, using: &random) }
      let beta = (0..<width).map { _ in Float.random(in: -2...2, using: &random) }
      var found = x
      kernels_normalise(&found, update, 1, width, gamma, beta)
      let sums = zip(x, update).map { Double($0) + Double($1) }
      let mean = sums.reduce(0, +) / Double(width)
      let variance = sums.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(width)
      for index in 0..<width {
        let normal: Double = (sums[index] - mean) / (variance + 1e-12).squareRoot()
        let expected: Double = normal * Double(gamma[index]) + Double(beta[index])
        try check(abs(Double(found[index]) - expected) < 2e-5, "lane \(index) of \(width)")
      }
    }
  }

  @Test func attentionIsSoftmaxOfProducts() throws {
    let heads = 2
    try withRandom(40) { random in
      let length = Int.random(in: 1...Int(kernels_longest), using: &random)
      let width = heads * 32
      let spread = Float.random(in: 0.1...4, using: &random)
      let qkv = (0..<length * 3 * width).map { _ in
        Float.random(in: -spread...spread, using: &random)
      }
      let scratch = room(Int(kernels_attention_room), Float.nan)
      defer { scratch.deallocate() }
      var found = [Float](repeating: .nan, count: length * width)
      for head in 0..<heads {
        qkv.withUnsafeBufferPointer { qkv in
          found.withUnsafeMutableBufferPointer { found in
            guard let base = qkv.baseAddress, let context = found.baseAddress else { return }
            let query = base + head * 32
            kernels_attend(
              query, query + width, query + 2 * width, 3 * width, length, context + head * 32,
              width, scratch)
          }
        }
      }
      for row in [0, length / 2, length - 1] {
        for head in 0..<heads {
          func at(_ row: Int, _ part: Int, _ d: Int) -> Double {
            Double(qkv[row * 3 * width + part * width + head * 32 + d])
          }
          var scores = [Double](repeating: 0, count: length)
          for key in 0..<length {
            for d in 0..<32 { scores[key] += at(row, 0, d) * at(key, 1, d) }
            scores[key] /= 32.0.squareRoot()
          }
          let top = scores.max() ?? 0
          let shares = scores.map { Glibc.exp($0 - top) }
          let total = shares.reduce(0, +)
          for d in 0..<32 {
            var expected = 0.0
            for key in 0..<length { expected += shares[key] / total * at(key, 2, d) }
            let own = Double(found[row * width + head * 32 + d])
            try check(
              abs(own - expected) < 1e-5 * Double(spread + 1), "row \(row) of \(length)")
          }
        }
      }
    }
  }
}
