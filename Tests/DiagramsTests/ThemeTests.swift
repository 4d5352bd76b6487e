import GraphModel
import Testing

@testable import Diagrams

@Suite struct ThemeTests {
  /// What WCAG 2 asks of text, level AA.
  private static let readable = 4.5

  @Test(arguments: [
    (Color(0x000000), Color(0xFFFFFF), 21.0), (Color(0x777777), Color(0xFFFFFF), 4.48),
    (Color(0x0072B2), Color(0xFFFFFF), 5.19), (Color(0x123456), Color(0x123456), 1.0),
  ])
  func contrastIsThatOfWCAG(left: Color, right: Color, ratio: Double) {
    #expect(abs(left.contrast(with: right) - ratio) < 0.01)
    #expect(left.contrast(with: right) == right.contrast(with: left))
  }

  @Test(arguments: Theme.all)
  func everyTextIsReadable(theme: Theme) {
    #expect(theme.ink.contrast(with: theme.background) >= Self.readable)
    #expect(theme.muted.contrast(with: theme.background) >= Self.readable)
    for (type, card) in theme.cards.map({ ($0.key.rawValue, $0.value) }) + [("", theme.otherCard)] {
      #expect(theme.ink.contrast(with: card.tint) >= Self.readable, "name on \(type)")
      #expect(theme.muted.contrast(with: card.tint) >= Self.readable, "role on \(type)")
      #expect(card.label.contrast(with: card.tint) >= Self.readable, "type on \(type)")
      // The legend sets the sign on the paper.
      #expect(card.label.contrast(with: theme.background) >= Self.readable, "sign of \(type)")
      // What is no text but carries meaning needs 3:1.
      #expect(card.accent.contrast(with: theme.background) >= 3, "border of \(type)")
    }
    for (family, arrow) in theme.arrows.map({ ($0.key, $0.value) }) + [("", theme.otherArrow)] {
      #expect(arrow.color.contrast(with: theme.background) >= Self.readable, "\(family)")
    }
  }

  @Test(arguments: Theme.all, ChangeMark.allCases)
  func whatHasChangedIsReadable(theme: Theme, mark: ChangeMark) {
    let color = theme.color(of: mark)
    #expect(color.contrast(with: theme.background) >= Self.readable)
    let card = theme.card(.person, mark)
    #expect(card.label.contrast(with: card.tint) >= Self.readable)
    #expect(theme.ink.contrast(with: card.tint) >= Self.readable)
    #expect(theme.muted.contrast(with: card.tint) >= Self.readable)
    #expect(card.accent.contrast(with: theme.background) >= 3)
  }

  @Test(arguments: Theme.all)
  func everyTypeAndFamilyOfTheVocabularyHasALookOfItsOwn(theme: Theme) {
    let types = Vocabulary.standard.entityTypes.map(\.type)
    #expect(Set(theme.cards.keys) == Set(types))
    #expect(Set(types.map { theme.card($0).glyph }).count == types.count)
    #expect(Set(types.map { theme.card($0).accent }).count == types.count)
    let families = Vocabulary.standard.families
    #expect(Set(theme.arrows.keys) == Set(families))
    #expect(Set(families.map { theme.arrow($0).color }).count == families.count)
    // Without colour: by head and weight.
    let signs = families.map { "\(theme.arrow($0).head) \(theme.arrow($0).isBold)" }
    #expect(Set(signs).count == families.count)
  }

  @Test func unknownTypesAndFamiliesHaveALookToo() {
    for theme in Theme.all {
      #expect(theme.card(EntityType(rawValue: "Ship")) == theme.otherCard)
      #expect(theme.arrow("sailing") == theme.otherArrow)
    }
  }

  @Test func colorsAreWrittenWithSixDigits() {
    #expect(Color(0x00000A).description == "#00000A")
    #expect(Color(0xFFFFFFFF).description == "#FFFFFF")
  }
}
