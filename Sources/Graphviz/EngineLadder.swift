/// Layout engines to be tried one after the other, each cheaper than the one before.
///
/// Graphviz cannot be asked how long it will take, only stopped. So the better engine gets half of the time
/// and the next half of what is left, down to the last, which gets all of it.
public struct EngineLadder: Hashable, Sendable {
  /// The engines in the order in which they are tried; never empty.
  public let engines: [Engine]

  /// Tries one engine only.
  public init(only engine: Engine) { engines = [engine] }

  /// Begins with an engine and goes on with the cheaper ones.
  public init(from engine: Engine) {
    let cheaper: [Engine] =
      switch engine {
      case .osage, .patchwork: []
      case .sfdp, .twopi: [.osage]
      default: [.sfdp, .osage]
      }
    engines = [engine] + cheaper
  }

  /// Begins with the engine whose drawing of so many cards and arrows is the most legible that is to be
  /// had in half a minute.
  ///
  /// `dot` in layers up to `mostLayered` cards, if there are few arrows or no more than cards; `sfdp` by
  /// springs up to `mostSprung` cards, `osage` in rows beyond (measured; see Documentation/Diagrams.md).
  public init(cards: Int, arrows: Int) {
    if cards <= Self.mostLayered.cards, arrows <= max(Self.mostLayered.arrows, cards) {
      self.init(from: .dot)
    } else {
      self.init(from: cards <= Self.mostSprung ? .sfdp : .osage)
    }
  }

  /// The most cards for which layers are chosen, and the arrows that may always join them.
  public static let mostLayered = (cards: 300, arrows: 250)
  /// The most cards for which springs are chosen.
  public static let mostSprung = 10_000

  /// Has the engines tried within a time until one of them gives a result.
  ///
  /// - Parameters:
  ///   - now: The clock.
  ///   - attempt: Tries an engine within a time; it is told why those before it failed.
  /// - Throws: What the only engine threw, `GraphvizError.nothingWorked` if several failed, and at once an
  ///   error that another engine would not mend.
  public func climb<Result>(
    within time: Duration, now: () -> ContinuousClock.Instant = { .now },
    _ attempt: (Engine, Duration, [GraphvizError]) throws(GraphvizError) -> Result
  ) throws(GraphvizError) -> Result {
    let deadline = now() + time
    var failures: [GraphvizError] = []
    for (number, engine) in engines.enumerated() {
      let left = number == 0 ? time : now().duration(to: deadline)
      if left <= .zero { break }
      do {
        return try attempt(engine, number == engines.count - 1 ? left : left / 2, failures)
      } catch {
        guard error.isOfTheEngine else { throw error }
        failures.append(error)
      }
    }
    throw failures.count == 1 ? failures[0] : .nothingWorked(failures)
  }
}
