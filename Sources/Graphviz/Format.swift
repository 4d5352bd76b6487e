/// A form of output, by the name that Graphviz gives it (`-T`).
///
/// The set is open: `Renderer.formats()` lists those that the installed library has. As in `dot`, a
/// name may go on with the renderer that makes it: `png:cairo`, `svg:svg:core`.
public struct Format: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  /// Graphviz's name.
  public let rawValue: String

  /// Names a format, which the installed library may or may not have.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// Scalable Vector Graphics.
  public static let svg = Format(rawValue: "svg")
  /// Portable Network Graphics.
  public static let png = Format(rawValue: "png")
  /// Portable Document Format.
  public static let pdf = Format(rawValue: "pdf")
  /// DOT with positions.
  public static let dot = Format(rawValue: "dot")
  /// JSON with positions and no drawing operations.
  public static let json = Format(rawValue: "json0")

  /// Graphviz's name.
  public var description: String { rawValue }

  /// The name without the renderer.
  var base: String { String(rawValue.prefix { $0 != ":" }) }

  /// Whether it is made of pixels, so that its size costs memory.
  var isRaster: Bool {
    let rasters: Set = [
      "bmp", "gd", "gd2", "gif", "ico", "jpe", "jpeg", "jpg", "png", "tif", "tiff", "wbmp",
      "webp",
    ]
    return rasters.contains(base)
  }

  /// Why a format that Graphviz lists is no output; nil for one that is.
  var objection: String? {
    switch base {
    case "gtk", "x11", "xlib": "it opens a window"
    case "vdx": "Graphviz crashes on tooltips and links there"
    case "vrml": "it writes files of its own into the working folder"
    default: nil
    }
  }
}
