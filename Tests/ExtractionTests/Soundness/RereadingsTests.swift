import Testing

@testable import Extraction

@Suite struct RereadingsTests {
  @Test(arguments: [
    (
      "Queen Victoria's prime minister, Lord Melbourne, met Prince Albert.",
      "Melbourne works-for Queen Victoria", " leads "
    ),
    (
      "President Lincoln's secretary of state, William Seward, met Lord Lyons.",
      "William Seward works-for Lincoln", " leads "
    ),
    (
      "John Adams was American minister to Great Britain from 1785 to 1788.",
      "John Adams works-for United States", " leads "
    ),
    (
      "Viktor Orban met Vladimir Putin in Moscow. Orban's foreign minister, Peter Szijjarto, praised the talks.",
      "Peter Szijjarto works-for Viktor Orban", " leads "
    ),
    (
      "Grant's superior, Henry Halleck, criticized him.", "Grant works-for Henry Halleck",
      "Henry Halleck works-for"
    ),
    (
      "The Radical Civic Front split from the Liberal Party of Chile in 1931.",
      "Radical Civic Front withdrew-from Liberal Party of Chile", " member-of "
    ),
    (
      "Ottilie Krahn corresponded with Ernst Mach from Prague.",
      "Ottilie Krahn wrote-to Ernst Mach", " met-with "
    ),
    ("Carl Ott, a father of three, was killed by gunmen.", "gunmen killed Carl Ott", " three"),
    (
      "Albrecht Dürer's teacher, Michael Wolgemut, lived in Nuremberg.",
      "Michael Wolgemut lives-in Nuremberg", " works-for "
    ),
  ])
  func theWordsSayAnother(_ text: String, _ statement: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(
      found.contains(statement) && !found.contains { $0.contains(wrong) }, "\(found)")
  }

  @Test(arguments: [
    (
      "The emperor commanded the monks to leave the city.", "emperor ordered monks", " commands "
    ),
    (
      "An Iranian court condemned the singer Amir Tavakoli to death on Sunday.",
      "Iranian court convicted Amir Tavakoli", " criticized "
    ),
    (
      "The judges condemned Anna Roth to twenty years in prison.", "judges convicted Anna Roth",
      " criticized "
    ),
    (
      "The president charged Elena Marin with forming a government.",
      "president appointed Elena Marin", " charged "
    ),
    (
      "Police charged Peter Halm with protecting a drug gang.", "Police charged Peter Halm",
      " planned "
    ),
    (
      "Peter Halm was charged by the FBI with supervising the bombing.", "FBI charged Peter Halm",
      " planned "
    ),
    (
      "The army lost control of Kidal to the rebels in May.", "rebels captured Kidal",
      "army captured"
    ),
    (
      "Paragon, the parent company of Sportline, lost 200 million dollars.",
      "Paragon owns Sportline", " part-of "
    ),
  ])
  func deedsAreWhatTheirWordsSay(_ text: String, _ statement: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(
      found.contains(statement) && !found.contains { $0.contains(wrong) }, "\(found)")
  }

  @Test(arguments: [
    ("Omar Reyes was arrested in Lima on an Interpol warrant.", "Interpol detained"),
    ("Turkey issued arrest warrants for 42 journalists.", "Turkey detained"),
    ("The general charged Captain Weiss with guarding the bridge.", " charged "),
    ("Japan will pay Korea for the murder of the students in 1919.", "Korea killed"),
    ("Ana Roe gave birth to a daughter in Leeds.", "Ana Roe born-in"),
    ("Siemens overtook Philips as the largest maker of trains in Europe.", " defeated "),
  ])
  func theWordsSayNoSuchThing(_ text: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.contains { $0.contains(wrong) }, "\(found)")
  }

  @Test(arguments: [
    ("General Max Horn commanded the Third Army in the war.", "Max Horn commands Third Army"),
    ("French police arrested Omar Reyes in Lyon.", "French police detained Omar Reyes"),
    (
      "Prosecutors charged Elena Marin with murdering her husband.",
      "Prosecutors charged Elena Marin"
    ),
    ("The pope condemned the bishop in a letter to the faithful.", "pope criticized bishop"),
    ("Siemens defeated Philips in the final.", "Siemens defeated Philips"),
    ("The army captured Kidal from the rebels in May.", "army captured Kidal"),
    ("Karl Braun, the boss of Siemens, met Rosa Klein.", "Karl Braun leads Siemens"),
    ("Maria Sand works as a teacher at Eton.", "Maria Sand works-for Eton"),
    (
      "The newspaper was founded by Hans Ritter in 1890 and bought by Max Weil in 1910.",
      "Max Weil acquired newspaper"
    ),
    (
      "President Carter's national security adviser, Zbigniew Brzezinski, visited Beijing.",
      "Zbigniew Brzezinski works-for Carter"
    ),
  ])
  func whatIsRightStays(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }

  @Test(arguments: [
    ("The Taliban threatened to kill Malala Yousafzai.", "Taliban threatened Malala Yousafzai"),
    ("Russia has threatened to expel British diplomats.", "Russia threatened British diplomats"),
  ])
  func aThreatIsMade(_ text: String, _ statement: String) throws {
    let found = try Said.records(in: text, "threatened")
    #expect(found.count == 1 && found.allSatisfy { $0.qualifiers.mode == .fact }, "\(found)")
    #expect(try Said.statements(in: text).contains(statement))
  }

  @Test(arguments: [
    ("Acme Steel was taken over by Volvik.", "Volvik acquired Acme Steel"),
    (
      "Banco Real, taken over by ABN Amro in 1998, has 2,000 branches.",
      "ABN Amro acquired Banco Real"
    ),
    ("Deutsche Bank took over Postbank in 2010.", "Deutsche Bank acquired Postbank"),
    ("Anna Lind took over Siemens in 2010.", "Anna Lind leads Siemens"),
    ("The Liberal Party was taken over by Karl Braun in 1931.", "Karl Braun leads Liberal Party"),
  ])
  func whatIsTakenOverIsBoughtOrLed(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }

  @Test func whoeverTakesOverAFirmIsNoSuccessor() throws {
    let found = try Said.statements(
      in: "Rank Hovis, which took over Cerebos in 1968, will close a plant in Hull.")
    #expect(!found.contains { $0.contains(" succeeded ") }, "\(found)")
  }

  @Test func whoIsAskedToEndADeedDoesIt() throws {
    let found = try Said.statements(
      in: "China has pressed the Arakan Army to halt its offensive on Sittwe.")
    #expect(
      found.contains("Arakan Army attacked Sittwe") && !found.contains("China attacked Sittwe"),
      "\(found)")
  }

  @Test(arguments: [
    ("Pablo Escobar ordered the assassination of Luis Galan.", "Pablo Escobar killed"),
    ("The Islamic State of Iraq and Syria captured Raqqa.", "Syria captured"),
  ])
  func nobodyDoesWhatIsNotHis(_ text: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.isEmpty && !found.contains { $0.hasPrefix(wrong) }, "\(found)")
  }

  @Test(arguments: [
    ("Britain has sold Saudi Arabia Typhoon fighters.", "United Kingdom gave-to Saudi Arabia"),
    (
      "Mullo Abdullo broke with the Islamic Movement of Uzbekistan and founded Jamaat Ansarullah.",
      "Mullo Abdullo withdrew-from Islamic Movement of Uzbekistan"
    ),
  ])
  func newPhrases(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}
