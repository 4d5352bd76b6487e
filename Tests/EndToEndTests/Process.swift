import Foundation
import Testing

/// A program that a test has started.
final class Process {
  /// The program under test: it lies beside the tests' own.
  static let graphgen: String = {
    let tests = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    return tests.deletingLastPathComponent().appendingPathComponent("graphgen").path
  }()

  /// The longest that any run may take, in seconds; machines that test are busy.
  private static let patience = 180.0

  /// The process's number.
  let id: pid_t

  private let command: [String]
  private let workplace: Workplace
  private let captured: String
  private var terminal: Int32 = -1
  /// The end of the terminal at which the program sits.
  private var farEnd: Int32 = -1
  private var shown: [UInt8] = []
  private let started = ContinuousClock.now

  /// Starts a program in the workplace.
  ///
  /// Its environment has nothing of the tests' own but `PATH` and `HOME`, and the folder's own
  /// cache, so that settings of whoever runs the tests don't matter.
  init(
    _ command: [String], in workplace: Workplace, input: Run.Input,
    environment: [String: String], output: Run.Output
  ) throws {
    self.command = command
    self.workplace = workplace
    captured = NSTemporaryDirectory() + "/graphgen-run-\(UUID().uuidString)"

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    func open(_ descriptor: Int32, _ path: String, _ flags: Int32) {
      posix_spawn_file_actions_addopen(&actions, descriptor, path, flags, 0o644)
    }
    switch input {
    case .none: open(0, "/dev/null", O_RDONLY)
    case .text(let text):
      try Data(text.utf8).write(to: URL(fileURLWithPath: captured + ".in"))
      open(0, captured + ".in", O_RDONLY)
    case .file(let path): open(0, path, O_RDONLY)
    case .closed: posix_spawn_file_actions_addclose(&actions, 0)
    }
    switch output {
    case .captured: open(1, captured + ".out", O_WRONLY | O_CREAT)
    case .file(let path): open(1, path, O_WRONLY | O_CREAT)
    case .closed: posix_spawn_file_actions_addclose(&actions, 1)
    case .terminal:
      var size = winsize(ws_row: 24, ws_col: 80, ws_xpixel: 0, ws_ypixel: 0)
      guard openpty(&terminal, &farEnd, nil, nil, &size) == 0 else {
        throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
      }
      _ = fcntl(terminal, F_SETFL, O_NONBLOCK)
      posix_spawn_file_actions_adddup2(&actions, farEnd, 1)
    }
    if case .terminal = output {
      posix_spawn_file_actions_adddup2(&actions, 1, 2)
    } else {
      open(2, captured + ".err", O_WRONLY | O_CREAT)
    }

    // env changes into the folder and becomes the program.
    let launch = ["/usr/bin/env", "--chdir=\(workplace.path)"] + command
    let own = ProcessInfo.processInfo.environment.filter { ["PATH", "HOME"].contains($0.key) }
    let cache = ["XDG_CACHE_HOME": workplace.cache]
    let variables = own.merging(cache) { $1 }.merging(environment) { $1 }.map {
      "\($0.key)=\($0.value)"
    }
    var id = pid_t()
    // The threads on which tests run block signals; the program shall have them all, in their usual
    // meaning.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    let failure = Self.withCStrings(launch) { arguments in
      Self.withCStrings(variables) { variables in
        posix_spawn(&id, launch[0], &actions, &attributes, arguments, variables)
      }
    }
    guard failure == 0 else { throw POSIXError(POSIXErrorCode(rawValue: failure) ?? .EIO) }
    self.id = id
  }

  deinit {
    if terminal >= 0 {
      close(terminal)
      close(farEnd)
    }
    for suffix in [".in", ".out", ".err"] { unlink(captured + suffix) }
  }

  /// Sends the process a signal.
  func send(_ signal: Int32) { kill(id, signal) }

  /// Waits until the process ends.
  func finish() throws -> Run {
    var state: Int32 = 0
    var isPatient = true
    while true {
      let ended = waitpid(id, &state, WNOHANG)
      readTerminal()
      if ended == id { break }
      if ended < 0, errno != EINTR { throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO) }
      if isPatient, ContinuousClock.now - started > .seconds(Self.patience) {
        isPatient = false
        kill(id, SIGKILL)
        Issue.record("\(command.joined(separator: " ").prefix(500)) did not end and was killed")
      }
      usleep(2000)
    }
    let signal = state & 0x7F
    return Run(
      command: command, workplace: workplace,
      status: signal == 0 ? (state >> 8) & 0xFF : 128 + signal,
      output: terminal >= 0 ? shown : try contents(".out"),
      errors: String(decoding: try contents(".err"), as: UTF8.self))
  }

  private func contents(_ suffix: String) throws -> [UInt8] {
    guard FileManager.default.fileExists(atPath: captured + suffix) else { return [] }
    return try Array(Data(contentsOf: URL(fileURLWithPath: captured + suffix)))
  }

  private func readTerminal() {
    guard terminal >= 0 else { return }
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(terminal, &buffer, buffer.count)
      if count <= 0 { return }
      // The terminal shows a line end as carriage return and line feed.
      shown += buffer[..<count].filter { $0 != 0x0D }
    }
  }

  private static func withCStrings<Result>(
    _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
  ) -> Result {
    let strings = texts.map { strdup($0) }
    defer { strings.forEach { free($0) } }
    return body(strings + [nil])
  }
}
