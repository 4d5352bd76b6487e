import Diagrams
import GraphModel

extension Renderer {
  /// Lays a picture out so that its cards are where a lock has them.
  ///
  /// The picture is laid out afresh for the sizes of its cards and for what the lock does not know; what
  /// then has no route is routed around the cards as they are.
  ///
  /// - Parameters:
  ///   - engine: What lays it out afresh.
  ///   - lock: The places to keep; nil takes the fresh layout.
  /// - Throws: `GraphvizError`.
  public func layout(
    of picture: AttributedGraph, engine: Engine, keeping lock: LayoutLock?,
    overrides: Overrides = .init()
  ) throws(GraphvizError) -> LockedLayout {
    let fresh = PictureLayout(try layout(of: picture, engine: engine, overrides: overrides))
    var locked = LockedLayout(of: picture, fresh: fresh, lock: lock)
    if locked.lacksRoutes {
      let routed = try layout(
        of: locked.layout.applied(to: picture), engine: .placed, overrides: overrides)
      locked.finish(routes: PictureLayout(routed))
    } else {
      locked.finish()
    }
    return locked
  }
}
