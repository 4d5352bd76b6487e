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
    (
      "Air France dismissed 200 pilots on Monday. The union sued the airline. The government criticized the union.",
      "government criticized union"
    ),
    (
      "The orchestra toured Japan in May. The union criticized Senator Walsh.",
      "union criticized Walsh"
    ),
    (
      "The committee accused Carl Ott of fraud. The company sued Senator Walsh.",
      "company charged Walsh"
    ),
    (
      "The church accused Carl Ott of fraud. The agency sued Senator Walsh.",
      "agency charged Walsh"
    ),
    (
      "Harbor Airlines sued Boeing.\n\nLudwig Kern leads the club.", "Ludwig Kern leads club"
    ),
    (
      "President Jose Neto sent the army to Salta on Friday. He accused Chile of training the guerrillas.",
      "army deployed-to Salta"
    ),
    (
      "Col. Jan Devos ordered the paratroopers to free the hostages in Stanleyville. He accused Egypt of arming the rebels.",
      "Egypt helped rebels"
    ),
    (
      "The Turkish army shelled Afrin.\n\nIn Cairo, the army arrested a blogger, Maikel Nabil.",
      "army detained Maikel Nabil"
    ),
    (
      "Fiat's lawyer sued Renault. Boeing's lawyer sued Airbus.", "Fiat's lawyer charged Renault"
    ),
    (
      "The brother of Luis Ruiz sued Boeing. The brother of Ana Gil sued Fiat.",
      "brother of Ana Gil charged Fiat"
    ),
    (
      "Japan's army attacked Korea's army. Chad's army captured Faya.", "Chad's army captured Faya"
    ),
    (
      "The Spanish foreign minister visited Rome on Monday. The Spanish prime minister visited Oslo.",
      "Spanish prime minister visited Oslo"
    ),
    (
      "Workers in Greece held a strike on Wednesday. Finance Minister Yannis Kallis defended the cuts.",
      "Yannis Kallis endorsed cuts"
    ),
    (
      "Lawyers asked the court to block the merger. The union asked Parliament to reject the bill.",
      "Parliament opposed bill"
    ),
    (
      "Congo's army arrested a priest. Rwanda's army attacked Basko.",
      "Congo's army detained priest"
    ),
    (
      "Peru's supreme court convicted Tom Reid. Chile's supreme court freed Paul Orr.",
      "Peru's supreme court convicted Tom Reid"
    ),
    (
      "Novo Steel hired Ann Lund. The hospital criticized Lund.", "hospital criticized Ann Lund"
    ),
    (
      "Uganda's military bombs a village.\n\nIsrael says its military has killed Mansour Sami in Gaza.",
      "military killed Mansour Sami"
    ),
    (
      "The German government raises taxes.\n\nThousands march in Tbilisi, Georgia, and urge the government to release prisoners.",
      "Thousands requested government"
    ),
    (
      "The United Nurses went on strike. The UN criticized the strike.",
      "United Nations criticized strike"
    ),
    // But what may be one stays one.
    (
      "The United Nurses (UN) went on strike. The UN criticized the mayor.",
      "United Nurses criticized mayor"
    ),
    (
      "Iran's army attacked Basra. Tehran's army killed a priest.", "Tehran's army attacked Basra"
    ),
    (
      "The Free Syrian Army attacked Homs. The rebels captured Idlib. The army praised Turkey.",
      "Free Syrian Army endorsed Turkey"
    ),
    (
      "Rebel soldiers attacked the palace in Conakry. The soldiers killed Tom Hale. The rebels arrested Ann Reed.",
      "Rebel soldiers killed Tom Hale"
    ),
    (
      "The Environmental Protection Agency fined Norland in May. The department praised Senator Walsh.",
      "Environmental Protection Agency endorsed Walsh"
    ),
    (
      "The BBC hired Carl Ott. The broadcaster sued Norland.", "BBC charged Norland"
    ),
    (
      "The Turkish army shelled Afrin.\n\nIn Ankara, the army arrested Maikel Nabil.",
      "Turkish army detained Maikel Nabil"
    ),
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
    ("the [rebels|Group] left . the [army|Organization] spoke", 2),
    ("the [union|Organization] left . the [airline|Organization] spoke", 2),
    ("the [company|Organization] left . the [airline|Organization] spoke", 1),
    ("the [agency|Organization] left . the [company|Organization] spoke", 2),
    ("[Norland Motors|Organization] left . the [charity|Organization] spoke", 2),
    ("[Hotel Workers Union|Organization] left . the [union|Organization] spoke", 1),
    ("the [strike|Event] ended . the [talks|Event] failed", 2),
    ("the [blast|Event] ended . the [bombing|Event] failed", 1),
    ("the [foreign minister|Person] left . the [minister|Person] spoke", 1),
  ])
  func clustersAreCut(_ text: String, _ parts: Int) {
    let annotation = Marked(text, clusters: [[0, 1]]).annotation
    let names = annotation.mentions.map { MentionName(of: $0, in: annotation) }
    let sentences = Sentences(annotation)
    let cut = ClusterParts(names, Kin(names, in: sentences), in: sentences)
    #expect(cut.regrouped(annotation.clusters).count == parts)
  }
}
