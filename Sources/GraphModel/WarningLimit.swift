/// Warnings of one kind, of which only the first are told.
///
/// Inputs of millions of lines may give one for each of them.
package struct WarningLimit: Sendable {
  /// How many are told.
  package static let count = 100

  private var given = 0

  package init() {}

  /// Whether it has been told that there are more.
  package var isPassed: Bool { given > Self.count }

  /// What is told of a warning: itself, of the first that is too many that there are more, and of others nothing.
  package mutating func told(_ warning: Diagnostic) -> Diagnostic? {
    if isPassed { return nil }
    given += 1
    return isPassed
      ? Diagnostic(.note, "there are more such warnings", at: warning.location) : warning
  }
}
