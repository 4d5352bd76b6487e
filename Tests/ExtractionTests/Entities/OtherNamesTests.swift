import Testing

@testable import Extraction

@Suite struct OtherNamesTests {
  @Test(arguments: [
    (
      "Abu Gadi (born Badran Turki) was a militant from Mosul. He was killed in a raid in 2008 by the army.",
      "army killed Abu Gadi"
    ),
    (
      "Vladimir Zoric, nicknamed the Butcher, commanded the brigade. The Butcher killed 30 villagers.",
      "Vladimir Zoric killed 30 villagers"
    ),
    (
      "Khalid Omar, whose nom de guerre is Abu Hafs, leads the group. Abu Hafs ordered the attack.",
      "Khalid Omar ordered attack"
    ),
    (
      "Badran Turki, alias Abu Gadi, was a militant. Abu Gadi attacked a church in Mosul.",
      "Badran Turki attacked church"
    ),
    (
      "Carlos Ilich, who is better known as El Lobo, attacked a bank. El Lobo killed a guard.",
      "Carlos Ilich killed guard"
    ),
    (
      "Pedro Marin, who goes by the name El Chango, was arrested in Lima. El Chango killed a judge.",
      "Pedro Marin killed judge"
    ),
    (
      "Mohammed Deif (real name Mohammed Masri) leads the brigade. Mohammed Masri attacked a kibbutz.",
      "Mohammed Deif attacked kibbutz"
    ),
    (
      "Hayat Tahrir (HTS), formerly the Nusra Front, seized Idlib. The Nusra Front killed two judges.",
      "Hayat Tahrir killed two judges"
    ),
    (
      "Corvex, formerly Delmar Steel, sued Apex. Delmar Steel bought a mine in 2010.",
      "Corvex acquired mine"
    ),
  ])
  func twoNamesAreOne(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }

  @Test(arguments: [
    ("Lina Falk, formerly of Corvex, met Adam Kell. Corvex sued Delmar.", "Corvex charged Delmar"),
    (
      "Adam Kell, known as a friend of Peter Halm, visited Oslo. Peter Halm sued Corvex.",
      "Peter Halm charged Corvex"
    ),
    (
      "Corvex, also owned by Delmar, sued Apex. Delmar bought a mine.", "Delmar acquired mine"
    ),
    (
      "Adam Kell, nicknamed after the singer Peter Halm, sued Corvex. Peter Halm lives in Rome.",
      "Peter Halm lives-in Rome"
    ),
    ("Peter Halm, born in Oslo, met Adam Kell.", "Peter Halm born-in Oslo"),
    ("Peter Halm, better known as Paris, visited Paris. Paris sued Rome.", "Paris charged Rome"),
  ])
  func whatIsNoNameIsNone(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}
