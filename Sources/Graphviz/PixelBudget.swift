import CGraphviz
import GraphModel

/// Keeps a picture made of pixels within what cairo can draw, and from costing gigabytes of memory.
enum PixelBudget {
  /// The longest side, in pixels: cairo draws up to 32,767.
  static let longestSide = 32_000.0
  /// The most pixels, of four bytes each.
  static let mostPixels = 64e6
  /// What Graphviz draws at if nothing is said, in dots per inch.
  private static let usualResolution = 96.0

  /// Runs a piece of work with a resolution at which the picture is not too large.
  ///
  /// - Parameters:
  ///   - resolution: The dots per inch that are asked for, where the graph's are not to be used; the ones
  ///     that are used, nil for a format that is not made of pixels.
  ///   - notes: Gets what to tell the reader if the resolution was lowered.
  static func keep<Result>(
    _ root: UnsafeMutablePointer<Agraph_t>, for format: Format, at resolution: inout Double?,
    notes: inout [Diagnostic], _ body: () -> Result
  ) -> Result {
    guard format.isRaster, let drawing = cgv_drawing(root) else {
      resolution = nil
      return body()
    }
    let own = drawing.pointee.dpi
    defer { drawing.pointee.dpi = own }
    let asked = resolution ?? (own > 0 ? own : usualResolution)
    let size = size(of: root, drawing.pointee)
    let (width, height) = (size.width * asked / 72, size.height * asked / 72)
    let share = min(
      1, longestSide / max(width, height), (mostPixels / (width * height)).squareRoot())
    let used = asked * share
    if share < 1 {
      notes.append(
        Diagnostic(
          .note,
          "the \(format) would have \(Int(width)) × \(Int(height)) pixels; it is drawn at "
            + "\(shown(used)) dpi instead of \(shown(asked)), for no more than \(Int(longestSide)) a "
            + "side and \(Int(mostPixels / 1e6)) million in all"))
    }
    resolution = used
    drawing.pointee.dpi = used
    return body()
  }

  /// The size of the picture in points, as libgvc computes it.
  private static func size(
    of root: UnsafeMutablePointer<Agraph_t>, _ drawing: layout_t
  ) -> (width: Double, height: Double) {
    let bounds = cgv_bounds(root)
    let border =
      2 * (inches("pad", of: root, usually: 0.056) + inches("margin", of: root, usually: 0))
    let width = bounds.UR.x - bounds.LL.x + border * 72
    let height = bounds.UR.y - bounds.LL.y + border * 72
    let size = drawing.size
    guard size.x > 0.001 || size.y > 0.001 else { return (width, height) }
    let wanted = (x: size.x > 0.001 ? size.x : width, y: size.y > 0.001 ? size.y : height)
    let isShrunk = wanted.x < width || wanted.y < height
    let isFilled = drawing.filled != 0 && wanted.x > width && wanted.y > height
    guard isShrunk || isFilled else { return (width, height) }
    let scale = min(wanted.x / width, wanted.y / height)
    return (width * scale, height * scale)
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
