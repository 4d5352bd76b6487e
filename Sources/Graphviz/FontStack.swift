/// Names, in an SVG, the fonts to use where the one that the layout was made with is missing.
enum FontStack {
  /// Liberation Sans has the widths of Arial, so that the text still fits its boxes.
  private static let replacements: [([UInt8], [UInt8])] = [
    stack("Liberation Sans", "Arial,Helvetica,sans-serif"),
    stack("Liberation Serif", "Times New Roman,Times,serif"),
    stack("Liberation Mono", "Courier New,Courier,monospace"),
  ]

  private static func stack(_ name: String, _ fallbacks: String) -> ([UInt8], [UInt8]) {
    (Array("font-family=\"\(name)\"".utf8), Array("font-family=\"\(name),\(fallbacks)\"".utf8))
  }

  /// The SVG with its font families completed.
  ///
  /// A quotation mark inside text is written as an entity, so what is sought is always an attribute.
  static func completing(_ svg: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(svg.count + svg.count / 16)
    var copied = 0
    var position = 0
    while let next = svg[position...].firstIndex(of: UInt8(ascii: "f")) {
      position = next + 1
      for (old, new) in replacements where svg[next...].starts(with: old) {
        result += svg[copied..<next]
        result += new
        position = next + old.count
        copied = position
      }
    }
    return result + svg[copied...]
  }
}
