/// An opaque sRGB colour.
public struct Color: Hashable, Sendable, CustomStringConvertible {
  /// `0xRRGGBB`.
  public let rgb: UInt32

  /// Makes a colour of `0xRRGGBB`.
  public init(_ rgb: UInt32) { self.rgb = rgb & 0xFFFFFF }

  /// `#RRGGBB`, as Graphviz and browsers write it.
  public var description: String {
    let digits = String(rgb, radix: 16, uppercase: true)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// The relative luminance of WCAG 2: 0 for black, 1 for white.
  public var luminance: Double {
    func linear(_ shift: UInt32) -> Double {
      Self.linear[Int(rgb >> shift & 0xFF)]
    }
    return 0.2126 * linear(16) + 0.7152 * linear(8) + 0.0722 * linear(0)
  }

  /// The contrast ratio of WCAG 2 between two colours, from 1 to 21.
  public func contrast(with other: Color) -> Double {
    let (dark, light) = (min(luminance, other.luminance), max(luminance, other.luminance))
    return (light + 0.05) / (dark + 0.05)
  }

  /// This colour thinned with another, of which the rest is.
  func mixed(into other: Color, share: Double) -> Color {
    let mixed = [16, 8, 0].map { (shift: UInt32) -> UInt32 in
      let (own, others) = (Double(rgb >> shift & 0xFF), Double(other.rgb >> shift & 0xFF))
      return UInt32((own * share + others * (1 - share)).rounded()) << shift
    }
    return Color(mixed.reduce(0, |))
  }

  /// The linear intensity of each of the 256 sRGB values.
  private static let linear: [Double] = (0...255).map { value in
    let share = Double(value) / 255
    return share <= 0.04045 ? share / 12.92 : power24((share + 0.055) / 1.055)
  }

  /// *x* to the power 2.4 = *x*² · (*x*²)^(1/5), the root by Newton's method; the standard library
  /// alone has no `pow`.
  private static func power24(_ x: Double) -> Double {
    let square = x * x
    var root = 1.0
    for _ in 0..<64 {
      let fourth = root * root * root * root
      root -= (fourth * root - square) / (5 * fourth)
    }
    return square * root
  }
}
