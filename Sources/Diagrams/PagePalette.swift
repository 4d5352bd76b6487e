import GraphModel

/// The colours of a page, which a reader may see by day and by night.
///
/// A drawing has the colours of the theme in which it was drawn. On a page each becomes a variable whose
/// value is that of the same role in the theme that the reader prefers.
struct PagePalette {
  /// The types in the picture; the page knows them by their positions.
  let types: [EntityType]
  /// The relation families in the picture; the page knows them by their positions.
  let families: [String]

  /// The colours of one role by day and by night.
  private struct Pair {
    var light: Color
    var dark: Color
  }

  private let drawn: [(color: Color, pair: Pair)]
  private let isDrawnDark: Bool

  init(drawnIn theme: Theme, types: [EntityType], families: [String]) {
    self.types = types
    self.families = families
    isDrawnDark = theme == .dark
    var pairs: [UInt32: Pair] = [:]
    for pair in Self.roles {
      let (key, other) = isDrawnDark ? (pair.dark, pair.light) : (pair.light, pair.dark)
      guard let known = pairs[key.rgb] else {
        pairs[key.rgb] = pair
        continue
      }
      // Of two roles that look alike here, the one that is read more easily there.
      let paper = isDrawnDark ? Theme.light.background : Theme.dark.background
      let knownOther = isDrawnDark ? known.light : known.dark
      if other.contrast(with: paper) > knownOther.contrast(with: paper) { pairs[key.rgb] = pair }
    }
    drawn = pairs.sorted { $0.key < $1.key }.map { (Color($0.key), $0.value) }
  }

  /// Every role that a theme gives a colour to.
  private static let roles: [Pair] = {
    let (light, dark) = (Theme.light, Theme.dark)
    var roles = [
      Pair(light: light.background, dark: dark.background), Pair(light: light.ink, dark: dark.ink),
      Pair(light: light.muted, dark: dark.muted),
      Pair(light: light.otherArrow.color, dark: dark.otherArrow.color),
    ]
    let cards =
      light.cards.keys.sorted().map { (light.card($0), dark.card($0)) }
      + [(light.otherCard, dark.otherCard)]
    for (day, night) in cards {
      roles += [
        Pair(light: day.accent, dark: night.accent), Pair(light: day.label, dark: night.label),
        Pair(light: day.tint, dark: night.tint),
      ]
    }
    return roles
      + light.arrows.keys.sorted().map {
        Pair(light: light.arrow($0).color, dark: dark.arrow($0).color)
      }
  }()

  /// How the page writes a colour of the drawing; nil for one that is no theme's.
  ///
  /// - Parameter value: As SVG writes it: `#e3f0fa`.
  func reference(to value: some Sequence<UInt8>) -> [UInt8]? {
    var digits: [UInt8] = []
    for (position, byte) in value.enumerated() {
      if position == 0 {
        guard byte == UInt8(ascii: "#") else { return nil }
      } else {
        digits.append(byte)
      }
    }
    guard digits.count == 6, let rgb = UInt32(String(decoding: digits, as: UTF8.self), radix: 16),
      drawn.contains(where: { $0.color.rgb == rgb })
    else { return nil }
    return Array("var(\(Self.name(Color(rgb))))".utf8)
  }

  private static func name(_ color: Color) -> String {
    "--c-\(color.description.dropFirst().lowercased())"
  }

  /// The variables' values by day, by night and on paper, and which of them are a type's or a family's.
  var styles: String {
    let (day, night) = (values(.light), values(.dark))
    let classes =
      types.indices.map {
        ".type-\($0){--accent:var(--t\($0)-accent);--label:var(--t\($0)-label);--tint:var(--t\($0)-tint)}"
      } + families.indices.map { ".family-\($0){--line:var(--f\($0))}" }
    return """
      :root{color-scheme:light;\(day)}
      @media screen{
      :root[data-theme="dark"]{color-scheme:dark;\(night)}
      @media (prefers-color-scheme:dark){:root[data-theme="auto"]{color-scheme:dark;\(night)}}
      }
      \(classes.joined(separator: "\n"))

      """
  }

  private func values(_ theme: Theme) -> String {
    var values = [
      "--paper:\(theme.background)", "--ink:\(theme.ink)", "--muted:\(theme.muted)",
      "--line:\(theme.otherArrow.color)",
    ]
    for (position, type) in types.enumerated() {
      let style = theme.card(type)
      values += [
        "--t\(position)-accent:\(style.accent)", "--t\(position)-label:\(style.label)",
        "--t\(position)-tint:\(style.tint)",
      ]
    }
    for (position, family) in families.enumerated() {
      values.append("--f\(position):\(theme.arrow(family).color)")
    }
    values += drawn.map {
      "\(Self.name($0.color)):\(theme == .dark ? $0.pair.dark : $0.pair.light)"
    }
    return values.joined(separator: ";")
  }
}
