import Glibc

/// A program with its arguments, to be started, waited for, and timed.
struct Command {
  /// The program's path, or a name to be sought in `PATH`.
  var program: String
  var arguments: [String]
  /// Where its standard output goes.
  var output = "/dev/null"

  /// Why a program did not do its work.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Starts the program and waits for it; its start and end are counted.
  ///
  /// - Throws: `Failure` if it can't be started or ends with a status other than 0.
  func run() throws(Failure) -> Cost {
    let (status, cost) = Cost.of { start() }
    guard status == 0 else {
      throw Failure(
        description: "'\(([program] + arguments).joined(separator: " "))' ends with \(status)")
    }
    return cost
  }

  /// The wait status of the program, or the error number of what kept it from starting.
  private func start() -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
    posix_spawn_file_actions_addopen(
      &actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let code = posix_spawnp(&process, program, &actions, nil, &words, environ)
    guard code == 0 else { return code }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    return status
  }
}
