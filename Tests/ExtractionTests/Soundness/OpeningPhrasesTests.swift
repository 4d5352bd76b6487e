import Testing

@testable import Extraction

@Suite struct OpeningPhrasesTests {
  @Test(arguments: [
    ("After talks with the French president, Ivo Lens flew home.", "Ivo Lens leads"),
    ("According to the party's leader, Ida Moss stole the money.", "Ida Moss leads"),
    ("With the help of the bank's director, Karl Ost forged the papers.", "Karl Ost leads"),
    ("In a letter to the Indian foreign minister, Paul Roe proposed a truce.", "Paul Roe leads"),
    ("During a call with his Polish counterpart, Karl Ost promised shells.", "Karl Ost leads"),
    (
      "After a meeting with the commander of the Third Army, Max Horn left Gao.",
      "Max Horn commands"
    ),
    ("When he met the French president, Ivo Lens wept.", "Ivo Lens leads"),
    ("When he met the French president, Ivo Lens wept.", "he met-with Ivo Lens"),
    ("Asked by the bank's director, Karl Ost forged the papers.", "Karl Ost leads"),
    ("In a call with his brother, Ivo Lens admitted it.", "related-to Ivo Lens"),
    ("Hired at Riverstone by its founder, Anna Lee rose fast.", "Anna Lee founded"),
    ("Fired from Lexa by the brother of its chairman, Tim Arden sued.", "Tim Arden leads"),
    ("Fired from Lexa by the brother of its chairman, Tim Arden sued.", "related-to Tim Arden"),
    ("Praised by the owner of the Daily Argus, Tom Ellis stayed on.", "Tom Ellis owns"),
  ])
  func whatClosesAPhraseIsNotSaidOfTheSubjectBehindIt(_ text: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.contains { $0.contains(wrong) }, "\(found)")
  }

  @Test(arguments: [
    ("As president of France, Ivo Lens flew home.", "Ivo Lens leads France"),
    ("The French president, Ivo Lens, flew home.", "Ivo Lens leads France"),
    ("He met the French president, Ivo Lens, in Rome.", "Ivo Lens leads France"),
    ("After talks with the French president, Ivo Lens, she flew home.", "Ivo Lens leads France"),
    (
      "Named commander of the Third Army, Max Horn left Gao.", "Max Horn commands Third Army"
    ),
    ("The army's commander, Max Horn, left Gao.", "Max Horn commands army"),
    ("Police arrested the bank's director, Karl Ost.", "Karl Ost leads bank"),
    ("Accused by his deputy, Jon Berg resigned from the bank.", "Jon Berg resigned-from bank"),
  ])
  func whatIsSaidOfHimStays(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}
