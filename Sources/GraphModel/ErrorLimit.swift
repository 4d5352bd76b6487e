/// How many errors of one input are told before the rest of it is left unread.
///
/// A file of the wrong kind would otherwise give one for each of its lines.
package enum ErrorLimit {
  /// The number.
  package static let count = 100

  /// What is said instead of going on.
  package static func note(at location: SourceLocation) -> Diagnostic {
    Diagnostic(.note, "\(count) errors: the rest is not read", at: location)
  }
}
