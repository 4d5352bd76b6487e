import COneDNN

/// The two functions of the encoder that cost most besides its products, by oneDNN's kernels.
///
/// Kernels are made when a shape is first met and kept. One thread uses an instance at a time.
final class Elementwise {
  private let engine: dnnl_engine_t?
  private let stream: dnnl_stream_t?
  private var softmaxes: [Int: Kernel] = [:]
  private var gelu: Kernel?

  /// The number of floats that `applyGELU` works on at once; what it is given is padded to a multiple.
  static let stretch = 8 * 1536

  /// A primitive and the memory objects of its one operand, which it overwrites.
  private struct Kernel {
    let primitive: dnnl_primitive_t?
    let memory: dnnl_memory_t?
  }

  init() {
    var engine: dnnl_engine_t?
    Self.check(dnnl_engine_create(&engine, dnnl_cpu, 0))
    var stream: dnnl_stream_t?
    Self.check(dnnl_stream_create(&stream, engine, UInt32(dnnl_stream_default_flags.rawValue)))
    self.engine = engine
    self.stream = stream
  }

  deinit {
    for kernel in softmaxes.values + [gelu].compactMap({ $0 }) {
      dnnl_primitive_destroy(kernel.primitive)
      dnnl_memory_destroy(kernel.memory)
    }
    dnnl_stream_destroy(stream)
    dnnl_engine_destroy(engine)
  }

  /// Turns each of `size` rows of `size` scores into probabilities.
  func applySoftmax(_ scores: UnsafeMutablePointer<Float>, size: Int) {
    let kernel = softmaxes[size] ?? makeSoftmax(size)
    run(kernel, scores)
  }

  /// GELU of `count` floats; the memory must reach to the next multiple of `stretch`.
  func applyGELU(_ values: UnsafeMutablePointer<Float>, count: Int) {
    let kernel = gelu ?? makeGELU()
    let end = (count + Self.stretch - 1) / Self.stretch * Self.stretch
    (values + count).update(repeating: 0, count: end - count)
    for start in stride(from: 0, to: end, by: Self.stretch) { run(kernel, values + start) }
  }

  private func makeSoftmax(_ size: Int) -> Kernel {
    var layout = layout([size, size], tag: dnnl_ab)
    var operation = dnnl_softmax_desc_t()
    Self.check(dnnl_softmax_forward_desc_init(&operation, dnnl_forward_inference, &layout, 1))
    let kernel = make(&operation, &layout)
    softmaxes[size] = kernel
    return kernel
  }

  private func makeGELU() -> Kernel {
    var layout = layout([Self.stretch], tag: dnnl_a)
    var operation = dnnl_eltwise_desc_t()
    Self.check(
      dnnl_eltwise_forward_desc_init(
        &operation, dnnl_forward_inference, dnnl_eltwise_gelu_erf, &layout, 0, 0))
    let kernel = make(&operation, &layout)
    gelu = kernel
    return kernel
  }

  private func layout(_ sides: [Int], tag: dnnl_format_tag_t) -> dnnl_memory_desc_t {
    var layout = dnnl_memory_desc_t()
    let sides = sides.map { dnnl_dim_t($0) }
    Self.check(
      dnnl_memory_desc_init_by_tag(&layout, Int32(sides.count), sides, dnnl_f32, tag))
    return layout
  }

  private func make(
    _ operation: UnsafeRawPointer, _ layout: inout dnnl_memory_desc_t
  ) -> Kernel {
    var description: dnnl_primitive_desc_t?
    Self.check(dnnl_primitive_desc_create(&description, operation, nil, engine, nil))
    var primitive: dnnl_primitive_t?
    Self.check(dnnl_primitive_create(&primitive, description))
    Self.check(dnnl_primitive_desc_destroy(description))
    var memory: dnnl_memory_t?
    Self.check(dnnl_memory_create(&memory, &layout, engine, nil))
    return Kernel(primitive: primitive, memory: memory)
  }

  private func run(_ kernel: Kernel, _ values: UnsafeMutablePointer<Float>) {
    Self.check(dnnl_memory_set_data_handle(kernel.memory, values))
    withUnsafeTemporaryAllocation(of: dnnl_exec_arg_t.self, capacity: 2) { arguments in
      arguments[0] = dnnl_exec_arg_t(arg: DNNL_ARG_SRC, memory: kernel.memory)
      arguments[1] = dnnl_exec_arg_t(arg: DNNL_ARG_DST, memory: kernel.memory)
      Self.check(dnnl_primitive_execute(kernel.primitive, stream, 2, arguments.baseAddress))
    }
  }

  /// oneDNN fails only where memory has run out, after which nothing can be computed.
  private static func check(_ status: dnnl_status_t) {
    precondition(status == dnnl_success, "oneDNN failed with status \(status.rawValue)")
  }
}
