import Foundation
import Testing

/// Law 8: a failed or killed write leaves the old file whole, and no scraps.
@Suite struct WriteSafetyTests {
  private func workplace() throws -> Workplace {
    let workplace = try Workplace.withGraph()
    try workplace.write("old.jsonl", "the old file\n")
    return workplace
  }

  @Test(arguments: [
    ["build", "report.csv", "report.txt", "-o"], ["merge", "graph.jsonl", "-o"],
    ["export", "graph.jsonl", "--format", "dot", "-q", "-o"],
    ["render", "graph.jsonl", "-Tsvg", "-o"],
  ])
  func outputsThatCannotBeWritten(command: [String]) throws {
    let workplace = try workplace()
    try FileManager.default.createDirectory(
      atPath: workplace.path("folder"), withIntermediateDirectories: false)
    let files = workplace.files
    for (output, reason) in [
      ("folder", "Is a directory"), ("nowhere/x", "No such file or directory"),
      ("old.jsonl/x", "Not a directory"), ("/dev/full", "No space left on device"),
    ] {
      try workplace.graphgen(command + [output]).expect(
        2, output: "", errors: "\(output): error: cannot write: \(reason)")
    }
    try workplace.graphgen(command + ["-"], output: .file("/dev/full")).expect(
      2, errors: "<stdout>: error: cannot write: No space left on device")
    try workplace.graphgen(command + ["-"], output: .closed).expect(
      2, errors: "<stdout>: error: cannot write: Bad file descriptor")
    #expect(workplace.files == files)
  }

  @Test func aFolderAndAFileThatMayNotBeWritten() throws {
    let workplace = try workplace()
    chmod(workplace.path("old.jsonl"), 0o444)
    for output in ["old.jsonl", "new.jsonl"] {
      try workplace.graphgenUnprivileged("build", "report.txt", "-o", output).expect(
        2, output: "", errors: "\(output): error: cannot write: Permission denied")
    }
    #expect(try workplace.text("old.jsonl") == "the old file\n")
    #expect(!workplace.has("new.jsonl"))
  }

  /// A limit on the size of files stands for a disk that fills up while the file is written.
  @Test func aDiskThatFillsUp() throws {
    let workplace = try workplace()
    let files = workplace.files
    let run = try workplace.tool(
      "prlimit", "--fsize=1000", Process.graphgen, "build", "report.csv", "report.txt", "-o",
      "old.jsonl")
    run.expect(2, output: "", errors: "old.jsonl: error: cannot write: File too large")
    #expect(try workplace.text("old.jsonl") == "the old file\n")
    #expect(workplace.files == files)
  }

  /// A killed process can't remove the file that it was writing.
  @Test func whatKilledProcessesLeftGoesWithTheNextWrite() throws {
    let workplace = try workplace()
    let dead = try workplace.start("--version")
    _ = try dead.finish()
    let (gone, alive) = (dead.id, getpid())
    for output in ["g.kg", "g.jsonl"] {
      let leftovers = ["\(output).\(gone).part"]
      let others = [
        "\(output).\(alive).part", "other-\(output).\(gone).part", "\(output).x.part",
        "\(output).\(gone).parts", "\(output).\(gone).part.part",
      ]
      for name in leftovers + others { try workplace.write(name, "half a fi") }
      try workplace.graphgen("build", "graph.jsonl", "-qo", output).expect()
      #expect(leftovers.allSatisfy { !workplace.has($0) })
      #expect(others.allSatisfy(workplace.has))
      // Somebody who can't be seen may hold it.
      try workplace.write(leftovers[0], "half a fi")
      if output == "g.kg" { unlink(workplace.path(output)) }
      let descriptor = open(workplace.path(leftovers[0]), O_RDWR)
      #expect(flock(descriptor, LOCK_EX) == 0)
      try workplace.graphgen("build", "report.txt", "-qo", output).expect(errors: nil)
      #expect(workplace.has(leftovers[0]))
      close(descriptor)
    }
  }

  @Test func halfWrittenFilesAreNoInputs() throws {
    let workplace = try Workplace.withReport()
    let before = try workplace.graphgen("build", ".")
    try workplace.write("g.kg.123.part", "half a fi")
    try workplace.write("report.csv.77.part", "subject")
    try workplace.graphgen("build", ".").expect(
      before.status, output: before.text, errors: before.errors)
  }

  @Test func aSmallDisk() throws {
    let workplace = try workplace()
    try FileManager.default.createDirectory(
      atPath: workplace.path("disk"), withIntermediateDirectories: false)
    let mount = try workplace.tool("mount", "-t", "tmpfs", "-o", "size=8k", "tmpfs", "disk")
    guard mount.status == 0 else { return }  // Only root may; the limit above stands in for it.
    defer {
      do {
        try workplace.tool("umount", "disk").expect()
      } catch {
        Issue.record("\(error)")
      }
    }
    try workplace.write("disk/x.svg", "the old picture")
    try workplace.graphgen("render", "graph.jsonl", "-o", "disk/x.svg").expect(
      2, output: "", errors: "disk/x.svg: error: cannot write: No space left on device")
    #expect(try workplace.text("disk/x.svg") == "the old picture")
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workplace.path("disk")) == ["x.svg"])
  }

  @Test func linksAndModesAreKept() throws {
    let workplace = try workplace()
    chmod(workplace.path("old.jsonl"), 0o640)
    #expect(symlink("old.jsonl", workplace.path("link.jsonl")) == 0)
    try workplace.graphgen("build", "report.csv", "report.txt", "-qo", "link.jsonl").expect()
    #expect(try workplace.read("old.jsonl") == workplace.read("graph.jsonl"))
    var status = stat()
    #expect(lstat(workplace.path("link.jsonl"), &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(workplace.path("old.jsonl"), &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
  }

  @Test func aGraphMayReplaceTheOneThatItIsBuiltOf() throws {
    let workplace = try Workplace.withGraph()
    let before = try workplace.read("graph.jsonl")
    try workplace.graphgen("build", "graph.jsonl", "-qo", "graph.jsonl").expect()
    #expect(try workplace.read("graph.jsonl") == before)
  }

  @Test func severalOutputsOneOfThemWrong() throws {
    let workplace = try Workplace.withGraph()
    try workplace.graphgen("render", "graph.jsonl", "-o", "a.svg", "-o", "nowhere/b.svg").expect(
      2, output: "", errors: "nowhere/b.svg: error: cannot write: No such file or directory")
  }

  /// Interrupted in the middle of a layout, graphgen ends at once, and so does its child.
  @Test func interruptedWhileDrawing() throws {
    let workplace = try Workplace.withLargeGraph()
    try workplace.write("x.svg", "the old picture")
    let process = try workplace.start(
      "render", "graph.jsonl", "--max-nodes", "0", "-Kdot", "-o", "x.svg")
    try #require(workplace.waits(upTo: 60) { workplace.processes.count > 1 }, "a child draws")
    process.send(SIGINT)
    let run = try process.finish()
    run.expect(128 + SIGINT, output: "")
    #expect(workplace.waits(upTo: 20) { workplace.processes.isEmpty }, "the child lives on")
    #expect(try workplace.text("x.svg") == "the old picture")
    #expect(workplace.files == ["graph.jsonl", "x.svg"])
  }

  /// Stopped at any moment of a build, the file is the old one or the new one.
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func stoppedWhileWriting(signal: Int32) throws {
    let workplace = try Workplace.withGraph()
    let text = String(repeating: "A sentence of the document. ", count: 4000)
    try workplace.write("long.txt", text)
    try workplace.graphgen("build", "long.txt", "graph.jsonl", "-qo", "new.jsonl").expect()
    let new = try workplace.read("new.jsonl")
    let old = Array("the old file\n".utf8)
    try workplace.write("out.jsonl", old)
    var interrupted = 0
    for step in 0..<8 {
      let process = try workplace.start("build", "long.txt", "graph.jsonl", "-qo", "out.jsonl")
      usleep(UInt32(20_000 * (step + 1)))
      process.send(signal)
      let run = try process.finish()
      if run.status == 128 + signal { interrupted += 1 } else { run.expect() }
      let found = try workplace.read("out.jsonl")
      run.check(
        found == new || run.status != 0 && found == old, "the file is the old or the new one")
      run.check(
        workplace.files == [
          "graph.jsonl", "long.txt", "new.jsonl", "out.jsonl", "report.csv", "report.txt",
        ],
        "no scraps are left")
      try workplace.write("out.jsonl", old)
    }
    #expect(interrupted > 0)
  }
}

extension Workplace {
  /// The numbers of the processes that run in the folder.
  fileprivate var processes: [String] {
    let all = (try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []
    return all.filter { id in
      Int(id) != nil
        && (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(id)/cwd"))
          .map { $0 == URL(fileURLWithPath: path).resolvingSymlinksInPath().path } == true
    }
  }

  /// Waits until a condition holds.
  fileprivate func waits(upTo seconds: Double, until condition: () -> Bool) -> Bool {
    let start = ContinuousClock.now
    while !condition() {
      if ContinuousClock.now - start > .seconds(seconds) { return false }
      usleep(20_000)
    }
    return true
  }
}
