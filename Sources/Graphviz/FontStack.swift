import Glibc

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
  static func apply(to svg: UnsafeRawBufferPointer) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(svg.count + svg.count / 16)
    var copied = 0
    var position = 0
    let start = Array("font-family=\"".utf8)
    while let found = find(start, in: svg, from: position) {
      position = found + start.count
      for (old, new) in replacements where svg[found...].starts(with: old) {
        result += svg[copied..<found]
        result += new
        position = found + old.count
        copied = position
      }
    }
    result += svg[copied...]
    return result
  }

  private static func find(
    _ pattern: [UInt8], in bytes: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    var position = start
    while position <= bytes.count - pattern.count,
      let found = memchr(base + position, Int32(pattern[0]), bytes.count - position)
    {
      position = base.distance(to: UnsafeRawPointer(found))
      if bytes[position...].starts(with: pattern) { return position }
      position += 1
    }
    return nil
  }
}
