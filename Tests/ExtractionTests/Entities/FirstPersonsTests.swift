import Testing

@testable import Extraction

@Suite struct FirstPersonsTests {
  @Test(arguments: [
    (
      "Senator Arlen Specter criticized the bill. \"I voted for it,\" said Senator Joe Biden.",
      "Joe Biden endorsed bill"
    ),
    (
      "\"I never met Stalin,\" Harry Pollitt said. \"I met him twice,\" Willie Gallacher said.",
      "Willie Gallacher met-with Stalin"
    ),
    (
      "Police chief Omar Said met Mayor Rita Blum. \"I told him that the bank was closed,\" said Ms. Blum.",
      "Rita Blum told Omar Said"
    ),
    (
      "\"We captured Tikrit on Monday,\" the group said in a statement. \"We seized Tikrit,\" Islamic State said. \"We will bomb Tel Aviv,\" Hezbollah warned.",
      "Hezbollah attacked Tel Aviv"
    ),
    (
      "Israel bombed Gaza. \"We will attack Tel Aviv,\" Khaled Meshal, the Hamas leader, said.",
      "Hamas attacked Tel Aviv"
    ),
    (
      "\"We bought Skoda in 1991,\" Volkswagen's chairman, Ferdinand Piech, said.",
      "Volkswagen acquired Skoda"
    ),
    (
      "\"We have captured Homs,\" said Ali Hamdan, a spokesman for the Free Syrian Army.",
      "Free Syrian Army captured Homs"
    ),
    (
      "\"We bombed the camp on Friday,\" a spokesman for the Kenyan army said.",
      "Kenyan army attacked camp"
    ),
    // A body that the text tells nothing of is not that of another sentence.
    (
      "Pakistan accused India of shelling. \"We did not attack anyone,\" General Bipin Rawat said. \"We killed six militants.\"",
      "Bipin Rawat killed six militants"
    ),
  ])
  func whoSpeaksIsMeant(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}
