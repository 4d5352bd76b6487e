import Diagrams
import Documents
import Glibc
import GraphModel
import Graphviz

/// The layout lock of a picture as a file: read before it is drawn, written after.
struct LayoutLockFile {
  private let path: String
  /// What the file holds; nil if there is none yet.
  private let lock: LayoutLock?
  private var drawn: LockedLayout?
  /// What laid that out.
  private var engine: Engine?

  /// Reads the file, if there is one.
  ///
  /// - Throws: `Failure` if it is not a lock that this version reads.
  init(_ path: String) throws {
    self.path = path
    guard access(path, F_OK) == 0 else {
      lock = nil
      return
    }
    do {
      let bytes = try InputBytes.all(of: path)
      lock = try LayoutLock(String(decoding: bytes, as: UTF8.self), file: path)
    } catch {
      throw Failure([error])
    }
  }

  /// Reads the file, which must be there.
  ///
  /// - Throws: `Failure` if it is not, or is not a lock that this version reads.
  init(existing path: String) throws {
    guard access(path, F_OK) == 0 else {
      throw Failure(
        "there is no such layout lock: 'graphgen render --lock \(path)' makes one",
        at: SourceLocation(file: path))
    }
    try self.init(path)
  }

  /// Draws a picture with its cards where the lock has them; a second one, of the page, as the first.
  mutating func render(
    _ picture: AttributedGraph, by renderer: Renderer, engine: Engine, formats: [Format],
    overrides: Overrides
  ) throws(GraphvizError) -> Rendering {
    let first = self.engine == engine ? drawn : nil
    let layout = try renderer.layout(
      of: picture, engine: engine, keeping: first.map { LayoutLock($0.layout) } ?? lock,
      overrides: overrides)
    if first == nil { (drawn, self.engine) = (layout, engine) }
    return try renderer.render(
      layout.layout.applied(to: picture), engine: .placed, formats: formats, overrides: overrides)
  }

  /// Refuses the lock of another picture.
  ///
  /// - Throws: `Failure` if no card that was drawn has its place from a lock that has some.
  func check() throws {
    guard let lock, let drawn, drawn.keptCount == 0, lock.cardCount > 0, drawn.placedCount > 0
    else { return }
    throw Failure(
      "none of the \(Words.count(lock.cardCount, "card")) of this layout lock is in the picture: "
        + "give --lock another name, or delete the file to have a new one",
      at: SourceLocation(file: path))
  }

  /// Writes the places of what was drawn.
  func write() throws {
    guard let drawn else { return }
    try OutputFile.write(Array(LayoutLock(drawn.layout).text.utf8), to: path)
  }

  /// How many cards are where the lock has them, where some are not.
  var placement: [Diagnostic] {
    guard lock != nil, let drawn else { return [] }
    var notes: [Diagnostic] = []
    if drawn.placedCount > 0 {
      notes.append(
        Diagnostic(
          .note,
          "\(Words.count(drawn.keptCount, "card")) stayed where \(path) has them; "
            + "\(Words.count(drawn.placedCount, "new one")) found room."))
    }
    return notes
  }

  /// What to tell of the drawing: how many cards are new, and whether a fresh one would be better.
  var notes: [Diagnostic] {
    guard lock != nil, let complaint = drawn?.complaint else { return placement }
    return placement + [
      Diagnostic(.note, "\(complaint) Delete \(path) to have a new layout.")
    ]
  }
}
