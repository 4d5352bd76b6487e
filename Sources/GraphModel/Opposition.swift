/// The days in which something may have been, from the first to the last; without end where it is not said.
package struct PossibleDays: Hashable, Sendable {
  package var first: Int
  package var last: Int

  /// The days of a statement; all days where it has no date.
  package init(_ qualifiers: Qualifiers) {
    let time = qualifiers.parsedTime
    first = time?.earliest ?? .min
    last = time?.latest ?? .max
  }

  /// Whether both may have been on one day.
  package func overlap(_ other: PossibleDays) -> Bool {
    first <= other.last && other.first <= last
  }
}

extension Qualifiers {
  /// Whether two statements of the same, with these qualifiers, cannot both be so: one says that it is so and the
  /// other that it is not, at times that may be the same.
  ///
  /// A plan contradicts a plan, but nothing else: what is planned may come to be or not. What is claimed counts
  /// as what is said for a fact.
  public func contradicts(_ other: Qualifiers) -> Bool {
    polarity != other.polarity && (mode == .planned) == (other.mode == .planned)
      && PossibleDays(self).overlap(PossibleDays(other))
  }
}

extension KnowledgeGraph {
  /// Statements of one edge that contradict each other: those that say that it is so, and those that say
  /// that it is not.
  package typealias Opposites = (asserted: [StatementIndex], negated: [StatementIndex])

  /// Which of some statements contradict each other (`Qualifiers.contradicts`), by edge: first what is said to be
  /// or claimed, then what is planned; each side ascending.
  ///
  /// - Parameter statements: Ascending.
  /// - Complexity: O(*n*), and O(*k* log *k*) for the *k* statements of an edge of which not all are asserted or
  ///   all negated.
  package func opposites(
    among statements: some RandomAccessCollection<StatementIndex>
  ) -> [Opposites] {
    let isNegated = qualifierPool.map { $0.polarity == .negated }
    func ends(_ statement: StatementIndex) -> (Int32, Int32, Int32) {
      let row = statement.value
      return (statementSubjects[row], statementRelations[row], statementObjects[row])
    }
    var found: [Opposites] = []
    var rest = statements[...]
    while let first = rest.first {
      let edge = rest.prefix { ends($0) == ends(first) }
      rest = rest.dropFirst(edge.count)
      let polarity = isNegated[Int(statementQualifiers[first.value])]
      if edge.contains(where: { isNegated[Int(statementQualifiers[$0.value])] != polarity }) {
        found += [false, true].compactMap { opposites(of: edge, arePlanned: $0) }
      }
    }
    return found
  }

  private func opposites(
    of edge: some Collection<StatementIndex>, arePlanned: Bool
  ) -> Opposites? {
    func side(_ polarity: Polarity) -> [(statement: StatementIndex, days: PossibleDays)] {
      edge.compactMap { statement in
        let own = qualifiers(of: statement)
        guard own.polarity == polarity, (own.mode == .planned) == arePlanned else { return nil }
        return (statement, PossibleDays(own))
      }
    }
    let (asserted, negated) = (side(.asserted), side(.negated))
    let (all, others) = (SortedDays(asserted.map(\.days)), SortedDays(negated.map(\.days)))
    let left = asserted.filter { others.overlap($0.days) }.map(\.statement)
    let right = negated.filter { all.overlap($0.days) }.map(\.statement)
    return left.isEmpty ? nil : (left, right)
  }
}

/// Stretches of days, of which it is asked whether one overlaps another.
private struct SortedDays {
  private let firsts: [Int]
  /// The last day of all up to each.
  private let lasts: [Int]

  init(_ days: [PossibleDays]) {
    let sorted = days.sorted { $0.first < $1.first }
    firsts = sorted.map(\.first)
    var last = Int.min
    lasts = sorted.map { days in
      last = max(last, days.last)
      return last
    }
  }

  /// Whether one of them overlaps another stretch.
  func overlap(_ days: PossibleDays) -> Bool {
    // Those that begin when it has not ended yet come first.
    var (low, high) = (0, firsts.count)
    while low < high {
      let middle = (low + high) / 2
      if firsts[middle] <= days.last { low = middle + 1 } else { high = middle }
    }
    return low > 0 && lasts[low - 1] >= days.first
  }
}
