import Testing

@testable import Extraction

@Suite struct ClusterPartsTests {
  @Test(arguments: [
    (
      "The High Court in Leeds jailed Adam Frost for nine years. A court in Hull convicted Peter Lowe of theft.",
      "court convicted Peter Lowe"
    ),
    (
      "Norland Bank was founded by Ivo Stahl in 1921. The museum was founded by Petra Voss.",
      "Petra Voss founded museum"
    ),
    (
      "Harbor Airlines lost 40 million pounds, said its chairman, Ian Croft. The orchestra was founded in 1911 by Carl Jacobsen.",
      "Carl Jacobsen founded orchestra"
    ),
    (
      "The Front for National Renewal (FARN) attacked Bria. The FARN killed Luc Mbari on Sunday.",
      "Front for National Renewal killed Luc Mbari"
    ),
    (
      "The Irish Republican Army bombed London. The I.R.A. killed Tom Hale.",
      "Irish Republican Army killed Tom Hale"
    ),
    (
      "Eleanor Dunne owned the Boston Ledger. Mrs. Dunne studied at Vassar.",
      "Eleanor Dunne studied-at Vassar"
    ),
    (
      "Harbor Airlines sued Boeing. Ludwig Kern leads the union.", "Ludwig Kern leads union"
    ),
    (
      "Volkswagen acquired Skoda. The union criticized the deal.", "union criticized deal"
    ),
    (
      "The Syrian government released 20 prisoners.\n\nIn Sudan, the government arrested Hassan al-Turabi.",
      "government detained Hassan al-Turabi"
    ),
    (
      "The Burmese army attacked rebels at Kawmoora.\n\nThe army in Thailand arrested Somchai Petch.",
      "army detained Somchai Petch"
    ),
    (
      "Saudi warplanes bombed Sanaa a day after a rocket attack on Riyadh. Iran condemned the bombing.",
      "Iran criticized bombing"
    ),
    (
      "Israel attacked Gaza after a bombing in Jerusalem. Hamas condemned the raid. Iran condemned the bombing.",
      "Hamas criticized raid"
    ),
    (
      "Israel attacked Gaza after a bombing in Jerusalem. Hamas condemned the raid. Iran condemned the bombing.",
      "Iran criticized bombing"
    ),
    // But what may be one stays one.
    (
      "The Federal Trade Commission sued Alpina Bank. The commission accused Peter Lowe of fraud.",
      "Federal Trade Commission accused Peter Lowe"
    ),
    (
      "The Verdi union accused Alpina Bank of fraud. The union criticized the mayor.",
      "Verdi union criticized mayor"
    ),
    (
      "The S.E.C. fined Norland. The commission accused Peter Lowe of fraud.",
      "S.E.C. accused Peter Lowe"
    ),
    (
      "The Kenyan government banned the party.\n\nIn Kenya, the government arrested Raila Odinga.",
      "Kenyan government detained Raila Odinga"
    ),
    (
      "A suicide bombing killed 12 people in Baghdad. Iran condemned the attack.",
      "Iran criticized suicide bombing"
    ),
    (
      "Barclays sold the building. The bank accused Peter Lowe of fraud.",
      "Barclays accused Peter Lowe"
    ),
    (
      "The University of Leeds sued Norland. The school accused Ivo Stahl of fraud.",
      "University of Leeds accused Ivo Stahl"
    ),
  ])
  func wordsTellWhatMayBeOne(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }

  /// Rows of mentions in one cluster, and the parts that it is cut into.
  @Test(arguments: [
    ("[Harbor Airlines|Organization] left . the [museum|Organization] closed", 2),
    ("[Alpina Bank|Organization] left . the [bank|Organization] closed", 1),
    ("[Leeds University|Organization] left . the [school|Organization] closed", 1),
    ("[Hamas|Organization] left . the [museum|Organization] closed", 1),
    ("the [airline|Organization] left . the [museum|Organization] closed", 2),
    ("[Harbor Airlines|Organization] left . the [company|Organization] closed", 1),
    ("the [Belgian envoy|Person] left . the [Rwandan envoy|Person] spoke", 2),
    ("the [Belgian envoy|Person] left . the [envoy|Person] spoke", 1),
    ("[Donald Trump|Person] left . [Melania Trump|Person] spoke", 2),
    ("the [senator|Person] left . [Donald Trump|Person] spoke", 1),
    ("[Harbor|Organization] left . the [union|Organization] spoke", 2),
    ("[UAW|Organization] left . the [union|Organization] spoke", 1),
    ("[Auto Workers|Organization] left . the [union|Organization] spoke", 1),
    ("the [premier|Person] left . [CJTF-OIR|Organization] spoke", 2),
    ("the [rebels|Group] left . [Boko Haram|Organization] spoke", 1),
  ])
  func clustersAreCut(_ text: String, _ parts: Int) {
    let annotation = Marked(text, clusters: [[0, 1]]).annotation
    let names = annotation.mentions.map { MentionName(of: $0, in: annotation) }
    #expect(ClusterParts(names, in: Sentences(annotation)).parts().count == parts)
  }
}
