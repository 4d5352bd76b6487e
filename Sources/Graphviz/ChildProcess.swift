import Glibc

/// A program run once with bytes in and bytes out, and killed when its time is over.
struct ChildProcess {
  /// How a run ended.
  struct Outcome {
    /// The exit status, or nil if a signal ended it.
    var status: Int32?
    /// The signal that ended it, or 0.
    var signal: Int32 = 0
    /// What it wrote to its standard output.
    var output: [UInt8] = []
    /// The beginning of what it wrote to its standard error.
    var errors: [UInt8] = []
    /// Whether it was killed because its time was over.
    var isTimedOut = false
    /// The most memory that it had in use, in bytes; 0 where this process has had more, as Linux counts
    /// for a child what its parent had when it began.
    var peakMemory = 0
  }

  /// The program could not be run.
  struct Failure: Error {
    var reason: String
  }

  var executable: String
  var arguments: [String]
  var environment: [String]

  private static let mostErrors = 65536

  /// Runs the program to its end.
  ///
  /// Descriptors are sockets: they can be made close-on-exec in one step, and writing to one whose
  /// other end is gone is an error and not a signal.
  func run(input: [UInt8], time: Duration) throws(Failure) -> Outcome {
    let deadline = ContinuousClock.now + time
    var ends: [(ours: Int32, theirs: Int32)] = []
    defer {
      for end in ends {
        if end.ours >= 0 { close(end.ours) }
        if end.theirs >= 0 { close(end.theirs) }
      }
    }
    for _ in 0..<3 { ends.append(try Self.pair()) }
    let process = try spawn(ends.map(\.theirs))
    for index in ends.indices {
      close(ends[index].theirs)
      ends[index].theirs = -1
      _ = fcntl(ends[index].ours, F_SETFL, O_NONBLOCK)
    }
    var outcome = Outcome()
    outcome.isTimedOut = !exchange(input, ends.map(\.ours), until: deadline, &outcome)
    if outcome.isTimedOut { kill(process, SIGKILL) }
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    var own = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &own)
    if usage.ru_maxrss > own.ru_maxrss { outcome.peakMemory = usage.ru_maxrss * 1024 }
    if status & 0x7f == 0 {
      outcome.status = status >> 8 & 0xff
    } else {
      outcome.signal = status & 0x7f
    }
    return outcome
  }

  /// Two connected sockets, numbered above the standard streams.
  private static func pair() throws(Failure) -> (ours: Int32, theirs: Int32) {
    var made: [Int32] = [-1, -1]
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    guard socketpair(AF_UNIX, kind, 0, &made) == 0 else { throw failure("socketpair") }
    for index in made.indices where made[index] <= 2 {
      let low = made[index]
      made[index] = fcntl(low, F_DUPFD_CLOEXEC, 3)
      close(low)
    }
    guard made[0] >= 0, made[1] >= 0 else { throw failure("fcntl") }
    return (made[0], made[1])
  }

  private func spawn(_ descriptors: [Int32]) throws(Failure) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (number, descriptor) in descriptors.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
    }
    // The threads of a pool block signals; the child shall have them all, in their usual meaning.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var argv: [UnsafeMutablePointer<CChar>?] = arguments.map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.map { strdup($0) } + [nil]
    defer { for text in argv + envp { free(text) } }
    var process = pid_t()
    let status = posix_spawn(&process, executable, &actions, &attributes, &argv, &envp)
    guard status == 0 else {
      throw Failure(reason: "\(executable): \(String(cString: strerror(status)))")
    }
    return process
  }

  /// Passes bytes both ways until the child has closed both of its streams.
  ///
  /// - Returns: Whether that was before the deadline.
  private func exchange(
    _ input: [UInt8], _ ends: [Int32], until deadline: ContinuousClock.Instant,
    _ outcome: inout Outcome
  ) -> Bool {
    var polls = [
      pollfd(fd: ends[0], events: Int16(POLLOUT), revents: 0),
      pollfd(fd: ends[1], events: Int16(POLLIN), revents: 0),
      pollfd(fd: ends[2], events: Int16(POLLIN), revents: 0),
    ]
    var sent = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while polls[1].fd >= 0 || polls[2].fd >= 0 {
      let left = ContinuousClock.now.duration(to: deadline).components
      let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
      if milliseconds <= 0 { return false }
      if poll(&polls, 3, Int32(clamping: milliseconds)) <= 0 { continue }
      if polls[0].revents != 0 {
        let count = input[sent...].withUnsafeBytes {
          send(ends[0], $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
        if count > 0 { sent += count }
        if sent == input.count || (count < 0 && errno != EAGAIN && errno != EINTR) {
          shutdown(ends[0], Int32(SHUT_WR))
          polls[0] = pollfd(fd: -1, events: 0, revents: 0)
        }
      }
      for index in 1...2 where polls[index].revents != 0 {
        let count = read(ends[index], &buffer, buffer.count)
        if count > 0 {
          if index == 1 {
            outcome.output += buffer[..<count]
          } else if outcome.errors.count < Self.mostErrors {
            outcome.errors += buffer[..<count]
          }
        } else if count == 0 || (errno != EAGAIN && errno != EINTR) {
          polls[index].fd = -1
        }
      }
    }
    return true
  }

  private static func failure(_ call: String) -> Failure {
    Failure(reason: "\(call): \(String(cString: strerror(errno)))")
  }
}
