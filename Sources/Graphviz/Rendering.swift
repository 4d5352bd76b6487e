import GraphModel

/// What drawing gave.
public struct Rendering: Hashable, Sendable {
  /// The bytes of each format that was asked for, in that order.
  public var outputs: [[UInt8]]
  /// What the reader should know of it: warnings of the library, attributes that were not used, a
  /// resolution that was lowered. No location.
  public var notes: [Diagnostic]

  /// Makes a rendering.
  public init(outputs: [[UInt8]], notes: [Diagnostic] = []) {
    self.outputs = outputs
    self.notes = notes
  }
}
