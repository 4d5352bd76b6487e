import GraphModel

/// Colours, line weights and signs of a picture.
///
/// Colour never stands alone: a card carries its type's name and sign, an arrow its relation's name and
/// its family's arrowhead. Dashes are kept free for what a statement is worth (see `Stance`).
public struct Theme: Hashable, Sendable {
  /// How the cards of one entity type look.
  public struct CardStyle: Hashable, Sendable {
    /// The sign beside the type's name.
    public var glyph: String
    /// The border and the bar.
    public var accent: Color
    /// The type's name.
    public var label: Color
    /// The card's background.
    public var tint: Color
  }

  /// How the arrows of one relation family look.
  public struct ArrowStyle: Hashable, Sendable {
    /// The line and its words.
    public var color: Color
    /// The head.
    public var head: Arrowhead
    /// The line's width in points.
    public var width: Double
    /// Whether the relation's name is bold.
    public var isBold: Bool
    /// How strongly `dot` keeps the arrow short and straight.
    public var weight: Int
  }

  /// The arrowheads in use, by Graphviz's names: each has a point, so it shows the direction, and tells
  /// families apart where colour can't.
  public enum Arrowhead: String, Hashable, Sendable, CaseIterable {
    /// A filled triangle.
    case normal
    /// Two filled triangles.
    case normalnormal
    /// A filled triangle after an open diamond.
    case normalodiamond
    /// An open triangle.
    case onormal
    /// Two open triangles.
    case onormalonormal
    /// An open angle.
    case vee
    /// Two open angles.
    case veevee
    /// An open angle after a filled diamond.
    case veediamond
    /// An open angle after a filled dot.
    case veedot
    /// An open angle after an open dot.
    case veeodot
    /// An open angle after a filled square.
    case veebox
    /// An open angle after an open square.
    case veeobox

    /// The head in characters, for the legend.
    var glyph: String {
      switch self {
      case .normal: "▶"
      case .normalnormal: "▶▶"
      case .normalodiamond: "◇▶"
      case .onormal: "▷"
      case .onormalonormal: "▷▷"
      case .vee: "❯"
      case .veevee: "❯❯"
      case .veediamond: "◆❯"
      case .veedot: "●❯"
      case .veeodot: "○❯"
      case .veebox: "■❯"
      case .veeobox: "□❯"
      }
    }
  }

  /// The name by which a user asks for it.
  public var name: String
  /// The paper.
  public var background: Color
  /// Titles and names.
  public var ink: Color
  /// Roles, legends and other small print.
  public var muted: Color
  /// The looks of the entity types.
  public var cards: [EntityType: CardStyle]
  /// The look of a type that `cards` lacks.
  public var otherCard: CardStyle
  /// The looks of the relation families.
  public var arrows: [String: ArrowStyle]
  /// The look of a family that `arrows` lacks.
  public var otherArrow: ArrowStyle
  /// The colours of a picture of changes; what is unchanged is muted.
  public var changes: ChangeColors

  /// The colours of what became of something.
  public struct ChangeColors: Hashable, Sendable {
    /// What is new.
    public var added: Color
    /// What is no more.
    public var removed: Color
    /// What is otherwise than it was.
    public var changed: Color
  }

  /// The look of a type.
  public func card(_ type: EntityType) -> CardStyle { cards[type] ?? otherCard }

  /// The look of a type in a picture of changes.
  func card(_ type: EntityType, _ mark: ChangeMark?) -> CardStyle {
    var style = card(type)
    guard let mark else { return style }
    let color = color(of: mark)
    style.accent = mark == .unchanged ? muted.mixed(into: background, share: 0.7) : color
    style.label = color
    style.tint = color.mixed(into: background, share: mark == .unchanged ? 0.03 : 0.07)
    return style
  }

  /// The colour of what became of something.
  func color(of mark: ChangeMark) -> Color {
    switch mark {
    case .unchanged: muted
    case .added: changes.added
    case .removed: changes.removed
    case .changed: changes.changed
    }
  }

  /// The look of a relation family.
  public func arrow(_ family: String) -> ArrowStyle { arrows[family] ?? otherArrow }

  /// For white paper and light pages.
  public static let light = Theme(
    name: "light", background: Color(0xFFFFFF), ink: Color(0x0F172A), muted: Color(0x52607A),
    cards: [
      .person: cardStyle(.person, 0x0072B2, 0x005F96, 0xE3F0FA),
      .organization: cardStyle(.organization, 0x009E73, 0x00694D, 0xDDF3EA),
      .place: cardStyle(.place, 0xB86E00, 0x854F00, 0xFCEBCF),
      .event: cardStyle(.event, 0xC2410C, 0xA63408, 0xFBE1DA),
      .document: cardStyle(.document, 0xA3478C, 0x8A3876, 0xF5E4F0),
      .group: cardStyle(.group, 0x5F64C9, 0x4A4FB0, 0xE8E9FA),
      .thing: cardStyle(.thing, 0x64748B, 0x475569, 0xEEF1F5),
    ],
    otherCard: cardStyle(nil, 0x64748B, 0x475569, 0xEEF1F5),
    arrows: arrowStyles([
      "authority": 0x194DB0, "structure": 0x135E59, "place": 0x616E82, "communication": 0x982B83,
      "demand": 0x6F3BDA, "judgement": 0x774704, "conflict": 0xC2420D, "aid": 0x4A7604,
      "law": 0x820C27, "politics": 0x0D774B, "movement": 0x0B739E, "economy": 0x736132,
      "life": 0xB2206C,
    ]),
    otherArrow: arrowStyle(nil, Color(0x52607A)),
    changes: ChangeColors(
      added: Color(0x0B7A4B), removed: Color(0xC2430C), changed: Color(0x1246A8)))

  /// For dark pages and screens.
  public static let dark = Theme(
    name: "dark", background: Color(0x0F172A), ink: Color(0xF1F5F9), muted: Color(0xA3B0C4),
    cards: [
      .person: cardStyle(.person, 0x56B4E9, 0x56B4E9, 0x12324D),
      .organization: cardStyle(.organization, 0x2FD1A0, 0x2FD1A0, 0x0C3B33),
      .place: cardStyle(.place, 0xF0B429, 0xF0B429, 0x43330F),
      .event: cardStyle(.event, 0xFF8A5B, 0xFF8A5B, 0x4A1F14),
      .document: cardStyle(.document, 0xE58CCB, 0xE58CCB, 0x3E1F3A),
      .group: cardStyle(.group, 0xA5A9FF, 0xA5A9FF, 0x282C5E),
      .thing: cardStyle(.thing, 0x94A3B8, 0xB4C0D0, 0x2A3547),
    ],
    otherCard: cardStyle(nil, 0x94A3B8, 0xB4C0D0, 0x2A3547),
    arrows: arrowStyles([
      "authority": 0x8EB3FE, "structure": 0x34B3A8, "place": 0x899CB6, "communication": 0xDC8BDB,
      "demand": 0xAB8CFF, "judgement": 0xD3AB78, "conflict": 0xFF8857, "aid": 0xA8DF68,
      "law": 0xFD6687, "politics": 0x47DA96, "movement": 0x76D2F6, "economy": 0xE0C92E,
      "life": 0xF89BBC,
    ]),
    otherArrow: arrowStyle(nil, Color(0xA3B0C4)),
    changes: ChangeColors(
      added: Color(0x3DDC97), removed: Color(0xFF7A45), changed: Color(0x5C9DFF)))

  /// The themes that ship with graphgen.
  public static let all = [light, dark]

  private static func cardStyle(
    _ type: EntityType?, _ accent: UInt32, _ label: UInt32, _ tint: UInt32
  ) -> CardStyle {
    let glyphs: [EntityType: String] = [
      .person: "●", .organization: "■", .place: "⬢", .event: "◆", .document: "▤", .group: "▲",
      .thing: "▬",
    ]
    return CardStyle(
      glyph: type.flatMap { glyphs[$0] } ?? "◇", accent: Color(accent), label: Color(label),
      tint: Color(tint))
  }

  private static func arrowStyles(_ colors: [String: UInt32]) -> [String: ArrowStyle] {
    Dictionary(uniqueKeysWithValues: colors.map { ($0, arrowStyle($0, Color($1))) })
  }

  private static func arrowStyle(_ family: String?, _ color: Color) -> ArrowStyle {
    let heads: [String: Arrowhead] = [
      "authority": .normal, "structure": .normalodiamond, "place": .veeodot, "communication": .vee,
      "demand": .onormal, "judgement": .veevee, "conflict": .normal, "aid": .onormalonormal,
      "law": .veebox, "politics": .normalnormal, "movement": .veeobox, "economy": .veediamond,
      "life": .veedot,
    ]
    return ArrowStyle(
      color: color, head: family.flatMap { heads[$0] } ?? .normal,
      width: family == "conflict" ? 2.4 : family == "place" ? 1.2 : 1.6,
      isBold: family == "conflict",
      // Where things lie says little about who acts on whom: such arrows follow the others' layout.
      weight: family == "conflict" ? 2 : family == "place" ? 0 : 1)
  }
}
