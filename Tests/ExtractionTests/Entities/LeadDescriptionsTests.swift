import Testing

@testable import Extraction

@Suite struct LeadDescriptionsTests {
  @Test(arguments: [
    (
      "A French journalist was killed in Kivu on Tuesday.\n\nPaul Mercier, 33, worked for Le Matin. Rebels shot Mercier in a car.",
      "French journalist", true
    ),
    (
      "A police officer shot a man in Tulsa on Friday.\n\nOfficer Dan Hill shot Marcus Webb in a car.",
      "police officer", true
    ),
    (
      "A prominent opposition leader was arrested in Lusaka on Friday.\n\nHakim Banda was detained at his home. Banda leads the Unity Party.",
      "prominent opposition leader", true
    ),
    (
      "A Dutch nurse was killed by rebels in Mali.\n\nThe prime minister, Mark Bos, condemned the attack.",
      "Dutch nurse", false
    ),
    (
      "A teacher was killed in Lima on Monday.\n\nJan Moe, 33, attacked her with a knife in Callao.",
      "teacher", false
    ),
    (
      "A politician was arrested in Lima on Monday.\n\nPeter Halm, 50, detained him in Callao.",
      "politician", false
    ),
    (
      "A teacher was shot dead in Lima on Monday.\n\nPaul Reyes, 40, found the body in Callao.",
      "teacher", false
    ),
  ])
  func whoIsNamedNextWasDescribed(_ text: String, _ description: String, _ isOne: Bool) throws {
    let ends = try Said.records(in: text).flatMap { [$0.subject.name, $0.object.name] }
    #expect(ends.contains(description) != isOne, "\(ends)")
  }
}
