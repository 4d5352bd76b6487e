/// Eight floats at a time, the width that the loops of this module work in.
///
/// Plain products and sums in a fixed order, never fused, so every machine computes the same bits.
typealias Lanes = SIMD8<Float>

/// Lane arithmetic over contiguous memory.
enum Vectors {
  static let width = 8

  @inline(__always)
  static func load(_ pointer: UnsafePointer<Float>, _ index: Int) -> Lanes {
    UnsafeRawPointer(pointer + index).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  static func load(_ pointer: UnsafeMutablePointer<Float>, _ index: Int) -> Lanes {
    UnsafeRawPointer(pointer + index).loadUnaligned(as: Lanes.self)
  }

  @inline(__always)
  static func store(_ value: Lanes, _ pointer: UnsafeMutablePointer<Float>, _ index: Int) {
    UnsafeMutableRawPointer(pointer + index).storeBytes(of: value, as: Lanes.self)
  }

  @inline(__always)
  static func max(_ a: Lanes, _ b: Lanes) -> Lanes { a.replacing(with: b, where: b .> a) }

  @inline(__always)
  static func min(_ a: Lanes, _ b: Lanes) -> Lanes { a.replacing(with: b, where: b .< a) }

  @inline(__always)
  static func sum(_ a: Lanes) -> Float {
    let four = a.lowHalf + a.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  @inline(__always)
  static func maximum(_ a: Lanes) -> Float {
    let four = a.lowHalf.replacing(with: a.highHalf, where: a.highHalf .> a.lowHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
    return two[0] > two[1] ? two[0] : two[1]
  }

  /// The sum of products of two vectors whose length is a multiple of 8.
  @inline(__always)
  static func dot(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, _ count: Int) -> Float {
    var total = Lanes.zero
    var index = 0
    while index < count {
      total += load(a, index) * load(b, index)
      index &+= width
    }
    return sum(total)
  }

  // Adding and subtracting 1.5 × 2²³ rounds to the nearest integer, halves to even.
  @inline(__always) private static var rounder: Float { 12_582_912 }

  /// e to the power of each lane, within 2 units in the last place on −87…88; below, nearly zero.
  @inline(__always)
  static func exp(_ argument: Lanes) -> Lanes {
    let x = max(min(argument, Lanes(repeating: 88)), Lanes(repeating: -87))
    let shifted = x * 1.442_695_04 + rounder
    let n = shifted - rounder
    let r = (x - n * 0.693_359_375) - n * -2.121_944_4e-4
    var p = r * 1.987_569_15e-4 + 1.398_199_95e-3
    p = p * r + 8.333_451_9e-3
    p = p * r + 4.166_579_6e-2
    p = p * r + 1.666_666_55e-1
    p = p * r + 5.000_000_1e-1
    let y = p * (r * r) + r + 1
    // The low bits of `shifted` hold n; moved to the exponent they multiply by 2ⁿ.
    let exponent = unsafeBitCast(shifted, to: SIMD8<UInt32>.self) &<< SIMD8(repeating: 23)
    return unsafeBitCast(
      unsafeBitCast(y, to: SIMD8<UInt32>.self) &+ exponent, to: Lanes.self)
  }

  /// Turns a row of scores into probabilities; count a multiple of 8.
  @inline(__always)
  static func softmax(_ row: UnsafeMutablePointer<Float>, _ count: Int, scale: Float) {
    var top = load(row, 0)
    var index = width
    while index < count {
      top = max(top, load(row, index))
      index &+= width
    }
    let shift = Lanes(repeating: maximum(top) * scale)
    var total = Lanes.zero
    index = 0
    while index < count {
      let e = exp(load(row, index) * scale - shift)
      store(e, row, index)
      total += e
      index &+= width
    }
    let inverse = 1 / sum(total)
    index = 0
    while index < count {
      store(load(row, index) * inverse, row, index)
      index &+= width
    }
  }
}
