import Testing

@testable import Extraction

@Suite struct RivalCandidatesTests {
  @Test(arguments: [
    (
      "Gunmen in Sanaa wounded a German diplomat, and a mob in Taiz beat to death a merchant, Salim Qadri.",
      "mob killed Salim Qadri", "Gunmen killed Salim Qadri"
    ),
    (
      "An airstrike killed three militants in Raqqa, and a car bomb in Hasakah killed a Kurdish judge, Dilovan Ahmed.",
      "car bomb killed Dilovan Ahmed", "airstrike killed Dilovan Ahmed"
    ),
    (
      "Police arrested Tom Bell and Jack Orr, the president of Acme Bank.",
      "Jack Orr leads Acme Bank", "Tom Bell leads Acme Bank"
    ),
    (
      "Sir Ralph Dane, the grandson of H.R. Dane, the founder of Pacific Lumber, lives in Bath.",
      "H.R. Dane founded Pacific Lumber", "Ralph Dane founded Pacific Lumber"
    ),
    (
      "Police arrested General Vega and the founder of the Liberal Party, Luis Mena.",
      "Luis Mena founded Liberal Party", "Vega founded Liberal Party"
    ),
    (
      "Robert Gates and Hillary Clinton met with King Abdullah in Riyadh on Monday.",
      "Hillary Clinton met-with King Abdullah", "Robert Gates met-with Hillary Clinton"
    ),
    (
      "Yitzhak Rabin was assassinated by Yigal Amir, and Anwar Sadat by Islamist soldiers.",
      "Islamist soldiers killed Anwar Sadat", "Islamist soldiers killed Yitzhak Rabin"
    ),
    (
      "Grozny was captured by Russian troops, and Mosul by Islamist fighters in 2014.",
      "Islamist fighters captured Mosul", "Islamist fighters captured Grozny"
    ),
    (
      "The Herald was founded by John Amis and edited by Peter Long.", "John Amis founded Herald",
      "Peter Long founded Herald"
    ),
    (
      "After police arrested Ivan Petrov, Olga Petrova was questioned.",
      "police detained Ivan Petrov", "police detained Olga Petrova"
    ),
    (
      "Antonio Costa met President Anibal Cavaco Silva and Communist leader Jeronimo de Sousa.",
      "Antonio Costa met-with Anibal Cavaco Silva", "Anibal Cavaco Silva met-with Jeronimo de Sousa"
    ),
  ])
  func whatIsSaidOfOneIsNotSaidOfAnother(_ text: String, _ statement: String, _ wrong: String)
    throws
  {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement) && !found.contains(wrong), "\(found)")
  }

  @Test(arguments: [
    ("Jimmy Carter and Cyrus Vance met in Geneva on Sunday.", "Jimmy Carter met-with Cyrus Vance"),
    (
      "Russian forces launched a missile strike on Dnipro, killing 19 people.",
      "Russian forces killed 19 people"
    ),
  ])
  func whoAloneIsNamedKeepsIt(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}
