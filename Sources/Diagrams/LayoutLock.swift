import GraphModel

/// The places of a picture's cards and the routes of its arrows, kept so that the next picture of the
/// changed graph looks like it.
///
/// As text: a line that says the version, then a line for every card (`card ID X Y WIDTH HEIGHT`) and every
/// arrow (`arrow ID X Y ROUTE`, where X and Y are the middle of its words, or `-`), each kind sorted by
/// id. An id is that of the picture's part and depends on the entities' ids alone. Lengths are points; y
/// grows upwards; routes are in Graphviz's notation.
public struct LayoutLock: Hashable, Sendable {
  let layout: PictureLayout

  /// Keeps the places of a layout.
  public init(_ layout: PictureLayout) { self.layout = layout }

  /// How many cards have a place in it.
  public var cardCount: Int { layout.cards.count }

  private static let title = "graphgen layout lock"
  private static let version = "1"

  /// The text, sorted, one line a card or an arrow.
  public var text: String {
    func number(_ value: Double) -> String { PictureLayout.number(value) }
    let cards = layout.cards.sorted { $0.key < $1.key }.map { id, box in
      "card \(id) \(number(box.center.x)) \(number(box.center.y)) "
        + "\(number(box.size.width)) \(number(box.size.height))\n"
    }
    let arrows = layout.routes.sorted { $0.key < $1.key }.map { id, route in
      let label = layout.labels[id].map { "\(number($0.x)) \(number($0.y))" } ?? "- -"
      return "arrow \(id) \(label) \(route.text)\n"
    }
    return "\(Self.title) \(Self.version)\n" + cards.joined() + arrows.joined()
  }

  /// Reads the text.
  ///
  /// - Parameter file: Its name, for errors.
  /// - Throws: `Diagnostic` at the line that is wrong.
  public init(_ text: String, file: String) throws(Diagnostic) {
    var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
    func failure(_ words: String, line: Int) -> Diagnostic {
      Diagnostic(.error, words, at: SourceLocation(file: file, line: line, column: 1))
    }
    if lines.last == "" { lines.removeLast() }
    guard let first = lines.first, first.hasPrefix(Self.title + " ") else {
      throw failure(
        "not a layout lock: give --lock another name, or delete the file to have a new one", line: 1
      )
    }
    let version = first.dropFirst(Self.title.count + 1)
    guard version == Self.version else {
      throw failure(
        "a layout lock of version \(String(version).quoted(upTo: 20)), and this graphgen reads "
          + "version \(Self.version): delete the file to have a new one", line: 1)
    }
    var layout = PictureLayout()
    for (number, line) in lines.enumerated().dropFirst() {
      guard Self.read(line, into: &layout) else {
        throw failure(
          "a damaged layout lock: a line is 'card ID X Y WIDTH HEIGHT' or 'arrow ID X Y ROUTE'; "
            + "delete the file to have a new one", line: number + 1)
      }
    }
    self.layout = layout
  }

  /// Reads one line; false if it is not well-formed or names a part a second time.
  private static func read(_ line: Substring, into layout: inout PictureLayout) -> Bool {
    let fields = line.split(separator: " ", maxSplits: 4, omittingEmptySubsequences: false)
    guard fields.count == 5 else { return false }
    let id = String(fields[1])
    func number(_ field: Substring) -> Double? {
      Double(field).flatMap { abs($0) <= 1e6 ? $0 : nil }
    }
    switch fields[0] {
    case "card":
      let size = fields[4].split(separator: " ", omittingEmptySubsequences: false)
      guard size.count == 2, let x = number(fields[2]), let y = number(fields[3]),
        let width = number(size[0]), let height = number(size[1]), width > 0, height > 0,
        layout.cards[id] == nil
      else { return false }
      layout.cards[id] = Box(
        center: Point(x: x, y: y), size: Arrangement.Size(width: width, height: height))
    case "arrow":
      guard let route = Route(String(fields[4])), layout.routes[id] == nil else { return false }
      layout.routes[id] = route
      if fields[2] == "-", fields[3] == "-" { return true }
      guard let x = number(fields[2]), let y = number(fields[3]) else { return false }
      layout.labels[id] = Point(x: x, y: y)
    default: return false
    }
    return true
  }
}
