import GraphModel

/// What drawing gave.
public struct Rendering: Hashable, Sendable {
  /// The bytes of each format that was asked for, in that order.
  public var outputs: [[UInt8]]
  /// What the reader should know of it.
  ///
  /// Warnings of the library, attributes that were not used, a resolution that was lowered. They have
  /// no location.
  public var notes: [Diagnostic]

  /// Makes a rendering.
  public init(outputs: [[UInt8]], notes: [Diagnostic] = []) {
    self.outputs = outputs
    self.notes = notes
  }
}
