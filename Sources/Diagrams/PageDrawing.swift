/// Graphviz's SVG made a part of a page.
///
/// Only elements and attributes that draw are kept, each written anew, and text only where it is drawn,
/// without the groups that held tooltips: whatever else stands in the SVG does not reach the page. Colours become the page's own, so that the
/// drawing follows its theme.
enum PageDrawing {
  /// The `svg` element.
  ///
  /// - Complexity: O(*n*).
  static func markup(of svg: [UInt8], _ palette: PagePalette) -> [UInt8] {
    var writer = DrawingWriter(palette: palette)
    var scanner = MarkupScanner(bytes: svg)
    while let piece = scanner.next() { writer.write(piece) }
    return writer.bytes
  }
}

/// Markup piece by piece.
private struct MarkupScanner {
  enum Piece {
    case text(ArraySlice<UInt8>)
    case start(
      name: String, attributes: [(name: String, value: ArraySlice<UInt8>)], isClosed: Bool)
    case end(name: String)
  }

  let bytes: [UInt8]
  private var position = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// The next text or tag; comments, declarations and instructions are passed over.
  mutating func next() -> Piece? {
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else { return text() }
      if skip(from: "<!--", past: "-->") || skip(from: "<?", past: "?>")
        || skip(from: "<!", past: ">")
      {
        continue
      }
      return tag()
    }
    return nil
  }

  private mutating func text() -> Piece {
    let start = position
    position = bytes[start...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
    return .text(bytes[start..<position])
  }

  private mutating func skip(from opening: StaticString, past closing: String) -> Bool {
    guard opening.withUTF8Buffer({ bytes[position...].starts(with: $0) }) else { return false }
    while position < bytes.count, !bytes[position...].starts(with: closing.utf8) { position += 1 }
    position = min(bytes.count, position + closing.utf8.count)
    return true
  }

  private mutating func tag() -> Piece {
    position += 1
    let isEnd = take("/")
    let name = word()
    var attributes: [(name: String, value: ArraySlice<UInt8>)] = []
    var isClosed = false
    while position < bytes.count, !take(">") {
      if take("/") {
        isClosed = true
        continue
      }
      let attribute = word()
      guard !attribute.isEmpty, take("="), let quote = quote() else {
        if position < bytes.count, bytes[position] != UInt8(ascii: ">") { position += 1 }
        continue
      }
      let start = position
      position = bytes[start...].firstIndex(of: quote) ?? bytes.count
      attributes.append((attribute, bytes[start..<position]))
      position = min(bytes.count, position + 1)
    }
    return isEnd
      ? .end(name: name) : .start(name: name, attributes: attributes, isClosed: isClosed)
  }

  private mutating func word() -> String {
    while position < bytes.count, bytes[position] <= 0x20 { position += 1 }
    let start = position
    while position < bytes.count, bytes[position] > 0x20, !"=/>\"'".utf8.contains(bytes[position]) {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func quote() -> UInt8? {
    guard position < bytes.count, "\"'".utf8.contains(bytes[position]) else { return nil }
    position += 1
    return bytes[position - 1]
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
    position += 1
    return true
  }
}

/// Writes those pieces that draw.
private struct DrawingWriter {
  let palette: PagePalette
  private(set) var bytes: [UInt8] = []
  /// The elements that are open, and whether each was written.
  private var open: [(name: String, isKept: Bool)] = []
  private var references: [[UInt8]: [UInt8]] = [:]

  init(palette: PagePalette) { self.palette = palette }

  private static let elements: Set = [
    "svg", "g", "path", "polygon", "polyline", "ellipse", "circle", "rect", "line", "text", "tspan",
  ]
  private static let attributes: Set = [
    "viewBox", "id", "class", "transform", "d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx",
    "cy", "r", "rx", "ry", "width", "height", "fill", "stroke", "fill-opacity", "stroke-opacity",
    "opacity", "stroke-width", "stroke-dasharray", "text-anchor", "textLength", "lengthAdjust",
    "font-family", "font-size", "font-weight", "font-style", "text-decoration", "baseline-shift",
    "dominant-baseline",
  ]

  mutating func write(_ piece: MarkupScanner.Piece) {
    switch piece {
    case .text(let text):
      // Space between elements draws nothing.
      if let last = open.last(where: \.isKept), last.name == "text" || last.name == "tspan",
        open.last?.isKept == true
      {
        bytes += text
      }
    case .start(let name, let attributes, let isClosed):
      let isRoot = open.isEmpty
      let isKept =
        Self.elements.contains(name) && isRoot == (name == "svg")
        && (name != "g" || attributes.contains { $0.name == "class" || $0.name == "transform" })
      if isKept { writeStart(name, attributes, isRoot: isRoot) }
      if isClosed {
        if isKept { writeEnd(name) }
      } else {
        open.append((name, isKept))
      }
    case .end(let name):
      guard let position = open.lastIndex(where: { $0.name == name }) else { return }
      for element in open[position...].reversed() where element.isKept {
        writeEnd(element.name)
      }
      open.removeSubrange(position...)
    }
  }

  private mutating func writeStart(
    _ name: String, _ attributes: [(name: String, value: ArraySlice<UInt8>)], isRoot: Bool
  ) {
    bytes += "<\(name)".utf8
    for (name, value) in attributes where Self.attributes.contains(name) {
      // The page decides how large the whole is.
      if isRoot, name == "width" || name == "height" { continue }
      bytes += " \(name)=\"".utf8
      if name == "fill" || name == "stroke" {
        bytes += reference(to: Array(value))
      } else {
        for byte in value {
          if byte == UInt8(ascii: "\"") { bytes += "&quot;".utf8 } else { bytes.append(byte) }
        }
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: ">"))
  }

  private mutating func writeEnd(_ name: String) { bytes += "</\(name)>".utf8 }

  private mutating func reference(to color: [UInt8]) -> [UInt8] {
    if let known = references[color] { return known }
    let reference =
      palette.reference(to: color)
      ?? color.map { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "<") ? UInt8(ascii: " ") : $0 }
    references[color] = reference
    return reference
  }
}
