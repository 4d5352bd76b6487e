import Testing

@testable import Diagrams

@Suite struct PictureIdentifiersTests {
  @Test(arguments: [
    ("person/qasem-soleimani", "person_qasem-soleimani"), ("a b", "a.20.b"), ("<i>", ".3c.i.3e."),
    ("\"onload=\"x", ".22.onload.3d..22.x"), ("é", ".e9."), ("", ""), ("a_b.c", "a.5f.b.2e.c"),
  ])
  func idsAreSafe(text: String, id: String) {
    #expect(PictureIdentifiers.safe(text) == id)
  }

  @Test func differentTextsHaveDifferentIDs() {
    var texts: [String: String] = [:]
    for text in ShownTextTests.texts(over: ["a", "/", "_", ".", "2", "é"], upTo: 4) {
      let id = PictureIdentifiers.safe(text)
      #expect(id.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
      #expect(texts.updateValue(text, forKey: id) == nil, "\(text)")
    }
  }

  @Test func longTextsGiveShortIDs() {
    let long = String(repeating: "محمد", count: 10_000)
    #expect(PictureIdentifiers.safe(long).utf8.count < 128)
    #expect(PictureIdentifiers.safe(long) != PictureIdentifiers.safe(long + "x"))
  }

  @Test func madeUpCollisionsAreNumbered() {
    var identifiers = PictureIdentifiers()
    #expect(identifiers.unique("s", ["a--b", "c"]) == "s-a--b--c")
    #expect(identifiers.unique("s", ["a", "b--c"]) == "s-a--b--c.2")
    #expect(identifiers.unique("s", ["a--b--c"]) == "s-a--b--c.3")
  }
}
