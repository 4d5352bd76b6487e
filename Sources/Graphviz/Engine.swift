/// A layout algorithm, by the name that Graphviz gives it (`-K`).
///
/// The set is open: `Renderer.engines()` lists those that the installed library has.
public struct Engine: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// Graphviz's name.
  public let rawValue: String

  /// Names an engine, which the installed library may or may not have.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Ranks along one direction: the one to read.
  public static let dot = Engine(rawValue: "dot")
  /// Springs, by stress.
  public static let neato = Engine(rawValue: "neato")
  /// Springs, by force.
  public static let fdp = Engine(rawValue: "fdp")
  /// Springs, many levels: for large graphs.
  public static let sfdp = Engine(rawValue: "sfdp")
  /// Circles about a root.
  public static let twopi = Engine(rawValue: "twopi")
  /// One circle a block.
  public static let circo = Engine(rawValue: "circo")
  /// No layout: every node has its place, and arrows without a route get one.
  public static let placed = Engine(rawValue: "nop2")
  /// Clusters packed into boxes.
  public static let osage = Engine(rawValue: "osage")
  /// A tree map.
  public static let patchwork = Engine(rawValue: "patchwork")

  /// Graphviz's name.
  public var description: String { rawValue }
}
