import Glibc

/// Memory that lives as long as the model: what is computed once from its weights.
final class ModelMemory: @unchecked Sendable {
  // Safe to share: written only while the model is loaded.

  private var blocks: [UnsafeMutableRawPointer] = []
  /// What is left of the last block.
  private var rest: UnsafeMutableRawBufferPointer = .init(start: nil, count: 0)

  /// Pages of 2 MB, where the system has them, spare the processor most of its look-ups of addresses: a tenth of the time of
  /// the encoder's products.
  private static let page = 2 << 20
  private static let block = 4 * page

  deinit { for block in blocks { block.deallocate() } }

  /// Room for floats, aligned to a cache line.
  func floats(_ count: Int) -> UnsafeMutablePointer<Float> { allocate(count) }

  /// Room for integers, aligned to a cache line.
  func integers(_ count: Int) -> UnsafeMutablePointer<Int32> { allocate(count) }

  /// Room for small integers, aligned to a cache line.
  func bytes(_ count: Int) -> UnsafeMutablePointer<Int8> { allocate(count) }

  private func allocate<T>(_ count: Int) -> UnsafeMutablePointer<T> {
    let size = (max(1, count) * MemoryLayout<T>.stride + 63) & ~63
    if rest.count < size {
      let whole = (size + Self.block - 1) / Self.block * Self.block
      let block = UnsafeMutableRawPointer.allocate(byteCount: whole, alignment: Self.page)
      // Where it is refused, the pages are small ones.
      _ = madvise(block, whole, MADV_HUGEPAGE)
      blocks.append(block)
      rest = UnsafeMutableRawBufferPointer(start: block, count: whole)
    }
    let found = rest.baseAddress.unsafelyUnwrapped
    rest = UnsafeMutableRawBufferPointer(rebasing: rest[size...])
    return found.bindMemory(to: T.self, capacity: count)
  }
}

/// A buffer that grows and is never copied: what it held is lost when it grows.
struct GrowingBuffer<Element: BitwiseCopyable>: ~Copyable {
  private(set) var base: UnsafeMutablePointer<Element>
  private var capacity: Int

  init() {
    capacity = 16
    base = Self.allocate(16)
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }

  /// Makes room for that many elements.
  mutating func reserve(_ count: Int) -> UnsafeMutablePointer<Element> {
    if count > capacity {
      UnsafeMutableRawPointer(base).deallocate()
      capacity = count + count / 4
      base = Self.allocate(capacity)
    }
    return base
  }

  private static func allocate(_ count: Int) -> UnsafeMutablePointer<Element> {
    UnsafeMutableRawPointer.allocate(
      byteCount: count * MemoryLayout<Element>.stride, alignment: 64
    ).bindMemory(to: Element.self, capacity: count)
  }
}

/// Room for the operands of one product at a time.
final class ProductScratch {
  private var byteBuffer = GrowingBuffer<UInt8>()
  private var scaleBuffer = GrowingBuffer<Float>()
  private var sumBuffer = GrowingBuffer<Int32>()
  private var floatBuffer = GrowingBuffer<Float>()
  private var floatSumBuffer = GrowingBuffer<Float>()

  var bytes: UnsafeMutablePointer<UInt8> { byteBuffer.base }
  var scales: UnsafeMutablePointer<Float> { scaleBuffer.base }
  var sums: UnsafeMutablePointer<Int32> { sumBuffer.base }

  func reserve(rows: Int, inputs: Int) {
    _ = byteBuffer.reserve(rows * inputs)
    _ = scaleBuffer.reserve(rows)
  }

  func reserveSums(_ count: Int) { _ = sumBuffer.reserve(count) }

  func floats(_ count: Int) -> UnsafeMutablePointer<Float> { floatBuffer.reserve(count) }

  func floatSums(_ count: Int) -> UnsafeMutablePointer<Float> { floatSumBuffer.reserve(count) }
}
