/// A line on standard error that says how far a long work is.
///
/// It appears only on a terminal and only after one second, and is wiped when the work ends.
struct Progress {
  private let title: String
  private let total: Int
  private let start = ContinuousClock.now
  private var shownAt: ContinuousClock.Instant?
  private let isOn: Bool

  /// - Parameters:
  ///   - title: What is being done, for example `reading`.
  ///   - total: The number of steps.
  init(_ title: String, total: Int, quiet: Bool = false) {
    self.title = title
    self.total = total
    isOn = Terminal.errorIsTerminal && !quiet
  }

  /// Says that so many steps are done.
  mutating func update(_ done: Int) {
    guard isOn else { return }
    let now = ContinuousClock.now
    guard now - start >= .seconds(1), now - (shownAt ?? start) >= .milliseconds(100) else { return }
    shownAt = now
    let left = (now - start) / max(done, 1) * (total - done)
    Terminal.write("\r\u{1B}[K\(title) \(done) of \(total), \(left.components.seconds + 1) s left")
  }

  /// Wipes the line.
  mutating func finish() {
    if shownAt != nil { Terminal.write("\r\u{1B}[K") }
    shownAt = nil
  }
}
