import Foundation

/// A line on standard error that says how far a long work is.
///
/// It appears only on a terminal and only after one second, and is wiped when the work ends.
struct Progress {
  private let title: String
  private let total: Int
  private let start = Date()
  private var shownAt: Date?
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
    let now = Date()
    guard now.timeIntervalSince(start) >= 1, now.timeIntervalSince(shownAt ?? start) >= 0.1 else {
      return
    }
    shownAt = now
    let left = now.timeIntervalSince(start) / Double(max(done, 1)) * Double(total - done)
    write("\r\u{1B}[K\(title) \(done) of \(total), \(Int(left.rounded(.up))) s left")
  }

  /// Wipes the line.
  mutating func finish() {
    if shownAt != nil { write("\r\u{1B}[K") }
    shownAt = nil
  }

  private func write(_ text: String) { FileHandle.standardError.write(Data(text.utf8)) }
}
