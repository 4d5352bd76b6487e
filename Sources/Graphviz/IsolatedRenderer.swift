import CGraphviz
import Glibc
import GraphModel

/// Draws in a child process, so that a crash, a hang or a hunger for memory is an error and no more.
public enum IsolatedRenderer {
  /// The hidden first argument that makes the program the child.
  private static let request = "--render-in-this-process"

  /// Does the child's work and ends the process, if this is the child; else returns at once.
  ///
  /// The program calls this first in its `main`, with its arguments.
  public static func childMainIfRequested(_ arguments: [String]) {
    guard arguments.count == 4, arguments[1] == request, let seconds = UInt(arguments[2]),
      let memory = UInt(arguments[3])
    else { return }
    _ = cgv_die_with_parent()
    limit(RLIMIT_CPU, to: seconds)
    limit(RLIMIT_AS, to: memory)
    limit(RLIMIT_CORE, to: 0)
    var input: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { break }
      input += buffer[..<count]
    }
    let job: RenderJob
    do throws(WireReader.Broken) {
      job = try RenderJob(input)
    } catch {
      fail("what it was asked is not whole")
    }
    let answer = Result { () throws(GraphvizError) in try job.draw(isLast: true) }.bytes
    var sent = 0
    while sent < answer.count {
      let count = answer[sent...].withUnsafeBytes { write(STDOUT_FILENO, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      if count <= 0 { fail("nobody waits for the answer") }
      sent += count
    }
    _exit(0)
  }

  /// Has a child draw.
  static func draw(
    _ job: RenderJob, executable: String, limits: Renderer.Limits
  ) throws(GraphvizError) -> Rendering {
    let engine = job.engine ?? .dot
    let seconds = limits.time.components.seconds + 2
    let child = ChildProcess(
      executable: executable,
      arguments: ["graphgen", request, "\(seconds)", "\(limits.memory)"],
      environment: environment())
    let outcome: ChildProcess.Outcome
    do throws(ChildProcess.Failure) {
      outcome = try child.run(input: job.bytes, time: limits.time)
    } catch {
      throw .isolationFailed(error.reason)
    }
    if outcome.isTimedOut || outcome.signal == SIGXCPU {
      throw .timedOut(engine, after: limits.time)
    }
    if outcome.status == 0 {
      let answer: Result<Rendering, GraphvizError>
      do throws(WireReader.Broken) {
        answer = try Result(outcome.output)
      } catch {
        throw .isolationFailed("\(executable) does not answer as a renderer")
      }
      return try answer.get()
    }
    let said = String(decoding: outcome.errors, as: UTF8.self)
    let messages = said.split(whereSeparator: \.isNewline).suffix(3).map(String.init)
    if outcome.peakMemory > limits.memory / 2 || said.contains("memory") {
      throw .outOfMemory(engine, limit: limits.memory)
    }
    guard outcome.signal != 0 else {
      let status = outcome.status ?? 0
      throw .isolationFailed(
        "it ended with status \(status)" + (messages.isEmpty ? "" : ": ")
          + messages.joined(separator: "; "))
    }
    throw .crashed(engine, signal: outcome.signal, messages: messages)
  }

  /// What the fonts are found by, and nothing else of ours.
  private static func environment() -> [String] {
    let kept = [
      "PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "XDG_DATA_HOME", "XDG_CONFIG_HOME",
      "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "GVBINDIR", "LD_LIBRARY_PATH",
    ]
    return kept.compactMap { name in getenv(name).map { "\(name)=\(String(cString: $0))" } }
      + ["SWIFT_BACKTRACE=enable=no"]
  }

  private static func fail(_ reason: StaticString) -> Never {
    _ = write(STDERR_FILENO, reason.utf8Start, reason.utf8CodeUnitCount)
    _exit(2)
  }

  /// Limits this process; the kernel warns at the limit and kills just beyond it.
  private static func limit(_ resource: __rlimit_resource, to value: UInt) {
    var limit = rlimit(rlim_cur: value, rlim_max: value == 0 ? 0 : value + 1)
    setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
  }
}
