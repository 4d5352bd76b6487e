import Foundation

/// One program's way to do a task.
struct Contender {
  /// What one run took and what came out, which must be what comes out of every other contender.
  struct Run {
    var cost: Cost
    var answer: String
  }

  /// Why a program takes no part.
  struct Absence: Error {
    var reason: String
  }

  /// The program's name.
  let name: String
  /// Does the task once, or says why that can't be done here.
  let run: Result<() throws -> Run, Absence>

  /// A contender that takes its own time.
  init(_ name: String, _ run: Result<() throws -> Run, Absence>) {
    self.name = name
    self.run = run
  }

  /// A contender that does its work in this process.
  init<Product>(
    _ name: String, _ work: @escaping () throws -> Product,
    answer: @escaping (Product) throws -> String
  ) {
    self.init(
      name,
      .success {
        let (product, cost) = try Cost.of(work)
        return Run(cost: cost, answer: try answer(product))
      })
  }

  /// A contender that is a program, started anew for every run; `answer` is told of its output.
  init(_ name: String, _ command: Command, answer: @escaping (Data) -> String) {
    self.init(
      name,
      .success {
        let cost = try command.run()
        let output = try Data(contentsOf: URL(fileURLWithPath: command.output))
        return Run(cost: cost, answer: answer(output))
      })
  }
}
