import Testing

@testable import Extraction

@Suite struct SurvivorsTests {
  @Test(arguments: [
    "Mehmet Ali Agca shot Pope John Paul II in St. Peter's Square in 1981. The pope forgave him.",
    "A gunman shot Senator Paul Diaz in Lima. Mr. Diaz was in stable condition on Monday.",
    "Police shot and wounded Ivan Kos in Leeds.",
  ])
  func whoLivesWasNotKilled(_ text: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.isEmpty && !found.contains { $0.contains(" killed ") }, "\(found)")
  }

  @Test func whoDiesInHospitalWas() throws {
    let found = try Said.statements(
      in: "Gunmen shot Luis Pardo on Monday. He was taken to a hospital, where he died.")
    #expect(found.contains("Gunmen killed Luis Pardo"), "\(found)")
  }
}
