/// Something to do, and who does it.
struct Task {
  /// A sentence.
  let name: String
  /// Graphgen first.
  let contenders: [Contender]

  /// What one contender took in all rounds.
  struct Entry {
    var name: String
    /// Empty if it took no part.
    var costs: [Cost] = []
    var absence: Contender.Absence?

    /// The least of each figure: other programs on the machine only ever add to it.
    var best: Cost? {
      guard let wall = costs.map(\.wall).min(), let cpu = costs.map(\.cpu).min() else { return nil }
      return Cost(wall: wall, cpu: cpu)
    }

    var medianWall: Double? {
      costs.isEmpty ? nil : costs.map(\.wall).sorted()[costs.count / 2]
    }
  }

  /// Contenders that do not agree on what comes out have not done the same.
  struct Disagreement: Error, CustomStringConvertible {
    let description: String
  }

  /// Lets the contenders take turns: in every round each does the task once, so that whatever else the
  /// machine does meets all of them.
  ///
  /// - Parameters:
  ///   - rounds: How many rounds count, after one that does not.
  ///   - budget: Milliseconds after which no further round begins, once three have been counted.
  /// - Throws: `Disagreement`, or what a contender throws.
  func measure(rounds: Int, budget: Double) throws -> [Entry] {
    var entries = contenders.map { Entry(name: $0.name) }
    var agreed: String?
    var spent = 0.0
    for round in 0...rounds where round <= 3 || spent < budget {
      for (position, contender) in contenders.enumerated() {
        switch contender.run {
        case .failure(let absence): entries[position].absence = absence
        case .success(let body):
          let run = try body()
          if let agreed, agreed != run.answer {
            throw Disagreement(
              description: "\(name): \(contender.name) has \(run.answer), the others \(agreed)")
          }
          agreed = run.answer
          spent += run.cost.wall
          if round > 0 { entries[position].costs.append(run.cost) }
        }
      }
    }
    return entries
  }
}
