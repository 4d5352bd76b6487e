import Foundation

/// A Python script that does tasks in one process of its own, warm as ours are.
///
/// Its first line says what it is. Then it is told a task and its input on one line, as JSON, and answers
/// with one: what the task took by its own clocks, and what came out.
struct PythonRival {
  /// What the script calls itself, with its version.
  let name: String
  private let script: String
  private let process: Result<Coprocess, Contender.Absence>

  private struct Greeting: Decodable {
    var name: String?
    var absent: String?
  }

  private struct Answer: Decodable {
    var wall: Double
    var cpu: Double
    var answer: String
  }

  /// The script stopped in the middle of a task; what is wrong is on standard error.
  struct Stopped: Error {}

  /// Starts a script.
  ///
  /// - Parameter name: What to call it if it can't say so itself.
  init(_ name: String, script: String) throws {
    self.script = script
    let process = try Coprocess(program: "/usr/bin/env", arguments: ["python3", script])
    guard let line = process.line() else {
      (self.name, self.process) = (name, .failure(.init(reason: "python3 does not start")))
      return
    }
    let greeting = try JSONDecoder().decode(Greeting.self, from: line)
    self.name = greeting.name ?? name
    self.process = greeting.absent.map { .failure(.init(reason: $0)) } ?? .success(process)
  }

  /// The script doing a task with a file, warm.
  func contender(_ task: String, _ file: String) -> Contender {
    Contender(
      name,
      process.map { process in
        {
          process.say(try JSONEncoder().encode([task, file]))
          guard let line = process.line() else { throw Stopped() }
          let answer = try JSONDecoder().decode(Answer.self, from: line)
          return .init(cost: Cost(wall: answer.wall, cpu: answer.cpu), answer: answer.answer)
        }
      })
  }

  /// The script as a program of its own, which reads a file and does one thing.
  func command(
    _ arguments: [String], output: String, answer: @escaping (Data) -> String
  ) -> Contender {
    if case .failure(let absence) = process { return Contender(name, .failure(absence)) }
    return Contender(
      name,
      Command(program: "python3", arguments: [script] + arguments, output: output), answer: answer)
  }
}

/// A process that is spoken to line by line.
private final class Coprocess {
  private let input = Pipe()
  private let output = Pipe()
  private var pending = Data()

  init(program: String, arguments: [String]) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  func say(_ line: Data) { input.fileHandleForWriting.write(line + Data("\n".utf8)) }

  /// The next line, or nil if the process has ended.
  func line() -> Data? {
    while true {
      if let end = pending.firstIndex(of: 0x0A) {
        defer { pending.removeSubrange(...end) }
        return Data(pending[..<end])
      }
      let piece = output.fileHandleForReading.availableData
      if piece.isEmpty { return nil }
      pending += piece
    }
  }
}
