import Foundation
import Glibc

/// Writes what was measured as Markdown on standard output, task by task as it comes.
struct Report {
  /// Who and where.
  func head(rounds: Int) {
    say(
      """
      Milliseconds, graphgen / rival, the best of at most \(rounds) rounds in which both take turns. \
      *Faster* is the rival's time over graphgen's: below 1 the rival wins. \
      \(processor()), \(ProcessInfo.processInfo.activeProcessorCount) cores, load \(load()) at the start.

      | Task | Rival | Wall | Faster | CPU | Faster |
      | --- | --- | ---: | ---: | ---: | ---: |
      """)
  }

  /// A row for every rival.
  func rows(_ task: Task, _ entries: [Task.Entry]) {
    guard let own = entries[0].best else { return }
    for rival in entries.dropFirst() {
      if let best = rival.best {
        say(
          "| \(task.name) | \(rival.name) | \(figure(own.wall)) / \(figure(best.wall)) "
            + "| \(ratio(best.wall / own.wall)) | \(figure(own.cpu)) / \(figure(best.cpu)) "
            + "| \(ratio(best.cpu / own.cpu)) |")
      } else {
        say(
          "| \(task.name) | \(rival.name): absent (\(rival.absence?.reason ?? "")) "
            + "| \(figure(own.wall)) / – | – | \(figure(own.cpu)) / – | – |")
      }
    }
  }

  /// The heading of the table of floors.
  func floorsHead() {
    say(
      """

      What nothing here can be faster than:

      | Floor | Wall | CPU |
      | --- | ---: | ---: |
      """)
  }

  /// A row without a rival.
  func floor(_ name: String, _ cost: Cost) {
    say("| \(name) | \(figure(cost.wall)) | \(figure(cost.cpu)) |")
  }

  private func say(_ text: String) { FileHandle.standardOutput.write(Data((text + "\n").utf8)) }

  /// Three digits that count.
  private func figure(_ milliseconds: Double) -> String {
    let digits = milliseconds < 1 ? 3 : milliseconds < 10 ? 2 : milliseconds < 100 ? 1 : 0
    return String(format: "%.\(digits)f", milliseconds)
  }

  private func ratio(_ ratio: Double) -> String {
    String(format: ratio < 10 ? "**%.1f×**" : "**%.0f×**", ratio)
  }

  private func load() -> String {
    var loads = [Double](repeating: 0, count: 1)
    return getloadavg(&loads, 1) == 1 ? String(format: "%.1f", loads[0]) : "unknown"
  }

  private func processor() -> String {
    let lines = FileManager.default.contents(atPath: "/proc/cpuinfo") ?? Data()
    let model = String(decoding: lines, as: UTF8.self).split(separator: "\n")
      .first { $0.hasPrefix("model name") }?.split(separator: ":").last
    return model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
  }
}

extension Int {
  /// With a comma before every three digits.
  var grouped: String {
    let digits = Array(String(self))
    return digits.indices.reduce(into: "") { text, index in
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digits[index])
    }
  }
}
