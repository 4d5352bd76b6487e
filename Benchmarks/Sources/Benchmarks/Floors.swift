import GraphModel

/// What no program can be faster than on this machine.
struct Floors {
  private let graphgen: String

  init(graphgen: String) { self.graphgen = graphgen }

  /// Every floor, as tasks that have nobody to compete with.
  func tasks(bytes: [UInt8]) -> [Task] {
    [
      Task(
        name: "Start and end a process that does nothing (`/bin/true`)",
        contenders: [program("/bin/true", [])]),
      Task(
        name: "Start and end graphgen (`graphgen --version`)",
        contenders: [program(graphgen, ["--version"])]),
      Task(
        name: "Copy \(bytes.count / 1_000_000) MB of memory",
        contenders: [
          Contender("memcpy") {
            Array(unsafeUninitializedCapacity: bytes.count) { copy, count in
              count = bytes.count
              _ = copy.initialize(from: bytes)
            }
          } answer: {
            "\($0.count)"
          }
        ]),
    ]
  }

  private func program(_ program: String, _ arguments: [String]) -> Contender {
    let command = Command(program: program, arguments: arguments)
    return Contender(program, .success { .init(cost: try command.run(), answer: "") })
  }
}
