import CGraphviz
import GraphModel

/// Keeps a picture made of pixels from costing gigabytes of memory.
enum PixelBudget {
  /// The longest side, in pixels.
  static let longestSide = 8000.0
  /// What Graphviz draws at if nothing is said, in dots per inch.
  private static let usualResolution = 96.0

  /// Runs a piece of work with a resolution at which neither side of the picture is too long.
  ///
  /// - Returns: What to tell the reader if the resolution was lowered.
  static func keep<Result>(
    _ root: UnsafeMutablePointer<Agraph_t>, for format: Format, notes: inout [Diagnostic],
    _ body: () -> Result
  ) -> Result {
    guard format.isRaster, let drawing = cgv_drawing(root) else { return body() }
    let asked = drawing.pointee.dpi
    defer { drawing.pointee.dpi = asked }
    let resolution = asked > 0 ? asked : usualResolution
    let longest = side(of: root, drawing.pointee) * resolution / 72
    if longest > longestSide {
      let lowered = resolution * longestSide / longest
      drawing.pointee.dpi = lowered
      notes.append(
        Diagnostic(
          .note,
          "the \(format) would be \(Int(longest)) pixels long; it is drawn at \(shown(lowered)) dpi "
            + "instead of \(shown(resolution)) to stay within \(Int(longestSide))"))
    }
    return body()
  }

  /// The longer side of the picture in points, as libgvc computes it.
  private static func side(of root: UnsafeMutablePointer<Agraph_t>, _ drawing: layout_t) -> Double {
    let bounds = cgv_bounds(root)
    let border =
      2 * (inches("pad", of: root, usually: 0.056) + inches("margin", of: root, usually: 0))
    let width = bounds.UR.x - bounds.LL.x + border * 72
    let height = bounds.UR.y - bounds.LL.y + border * 72
    let size = drawing.size
    guard size.x > 0.001 || size.y > 0.001 else { return max(width, height) }
    let wanted = (x: size.x > 0.001 ? size.x : width, y: size.y > 0.001 ? size.y : height)
    let isShrunk = wanted.x < width || wanted.y < height
    let isFilled = drawing.filled != 0 && wanted.x > width && wanted.y > height
    guard isShrunk || isFilled else { return max(width, height) }
    return max(width, height) * min(wanted.x / width, wanted.y / height)
  }

  /// The largest of the numbers in an attribute.
  private static func inches(
    _ name: String, of root: UnsafeMutablePointer<Agraph_t>, usually: Double
  ) -> Double {
    guard let value = cgv_get(root, name) else { return usually }
    return String(cString: value).split(separator: ",").compactMap { Double($0) }.max() ?? usually
  }

  private static func shown(_ resolution: Double) -> String {
    resolution < 10
      ? "\(Int(resolution * 10) / 10).\(Int(resolution * 10) % 10)" : "\(Int(resolution))"
  }
}
