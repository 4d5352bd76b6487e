import Testing

@testable import Extraction

/// Times that a sentence names but that are not, or not so, those of what it says.
@Suite struct PartTimesTests {
  /// The time of what is said of an object in a report of Friday, May 16, 2014; empty where it has none.
  private func time(_ text: String, _ relation: String, _ object: String) throws -> String? {
    try Said.records(in: "OSLO, May 16, 2014 - " + text, relation)
      .first { $0.object.name == object }.map { $0.qualifiers.time ?? "" }
  }

  @Test(arguments: [
    ("Marta Lind plays for Sheffield Wednesday.", "member-of", "Sheffield Wednesday", ""),
    ("April Jones founded Corvex.", "founded", "Corvex", ""),
    ("Adam Kell met June Carver in April.", "met-with", "June Carver", "2014-04"),
    ("The March 23 Movement captured Goma on Tuesday.", "captured", "Goma", "2014-05-13"),
    (
      "Soldiers killed nine people in Derry on Bloody Sunday in 1972.", "killed", "nine people",
      "1972"
    ),
    ("The September 11 attacks killed 2,977 people.", "killed", "2,977 people", ""),
    ("Monday's attack killed nine people.", "killed", "nine people", "2014-05-12"),
    ("Kell won the May 3 election.", "won", "May 3 election", "2014-05-03"),
  ])
  func aDayInANameIsNoTime(
    _ text: String, _ relation: String, _ object: String, _ expected: String
  ) throws {
    #expect(try time(text, relation, object) == expected)
  }

  @Test(arguments: [
    ("Kane resigned from the council following a scandal in 2013.", "resigned-from", "council", ""),
    ("Kane endorsed Lund ahead of the vote on Sunday.", "endorsed", "Lund", ""),
    (
      "Norland sanctioned Veldia in response to the coup in August.", "sanctioned", "Veldia", ""
    ),
    ("Rebels freed a priest kidnapped in March.", "rescued", "priest", ""),
    ("Police released a student arrested on Monday.", "rescued", "student", ""),
    ("The union called on Ferro to raise wages in April.", "requested", "Ferro", ""),
    ("Police detained nine people under a 2010 security law.", "detained", "nine people", ""),
    ("Voss resigned from Ferro, which he had led since 2004.", "resigned-from", "Ferro", ""),
    // What bounds the verb all the same.
    (
      "On Monday, following the attack on Tarva, the army bombed Djiban.", "attacked", "Djiban",
      "2014-05-12"
    ),
    ("Rebels freed a priest on Monday.", "rescued", "priest", "2014-05-12"),
    ("Lund won an election held in May.", "won", "election", "2014-05"),
    ("Kane defeated Lund in the 2013 election.", "defeated", "Lund", "2013"),
    ("The mayor banned the party on Monday.", "sanctioned", "party", "2014-05-12"),
    ("Rebels carried out the murder of Ana Reis on Monday.", "killed", "Ana Reis", "2014-05-12"),
  ])
  func aTimeOfAPartIsNotTheClauses(
    _ text: String, _ relation: String, _ object: String, _ expected: String
  ) throws {
    #expect(try time(text, relation, object) == expected)
  }

  @Test(arguments: [
    ("Norland began to fund the rebels in 2011.", "funded", "rebels", "2011/.."),
    ("Kane was inducted into the Hall of Fame in 2012.", "member-of", "Hall of Fame", "2012/.."),
    ("Kane enlisted in the Norland Army in 2012.", "member-of", "Norland Army", "2012/.."),
    (
      "Norland's prime minister, Viktor Orb, has been in power since 2010.", "leads", "Norland",
      "2010/.."
    ),
    (
      "Gabor Varga joined MVB in 2010 and became its chief executive in 2013.", "leads", "MVB",
      "2013/.."
    ),
    ("In 2012 Lund became the first woman to visit Tarva.", "visited", "Tarva", "2012"),
    (
      "Olav Lie was chairman of Skibsted from 2001 to his death in 2010.", "leads", "Skibsted",
      "2001/2010"
    ),
    (
      "Ellery was succeeded in 1994 by Neil Ashworth, who had worked for her since 1987.",
      "works-for", "Ellery", "1987/1994"
    ),
    (
      "President Omar Bash of Sudara was overthrown on April 11.", "leads", "Sudara",
      "../2014-04-11"
    ),
    (
      "Before joining Ferro in 2012, Anna Lund worked for Dolmar.", "works-for", "Dolmar", "../2012"
    ),
    ("Olav Lie has led Skibsted since 2011.", "leads", "Skibsted", "2011/.."),
    (
      "A mine killed two soldiers and wounded Omar Dun in March.", "killed", "two soldiers",
      "2014-03"
    ),
    ("Kane divorced Ana Reis in 2012.", "married-to", "Ana Reis", "../2012"),
    (
      "Kane proposed to Ana Reis in October 2009. The pair married on February 27, 2010.",
      "married-to", "Ana Reis", "2010-02-27"
    ),
    ("Kane married Ana Reis in 2010.", "married-to", "Ana Reis", "2010"),
  ])
  func whatBeginsAndEndsHasItsTimes(
    _ text: String, _ relation: String, _ object: String, _ expected: String
  ) throws {
    #expect(try time(text, relation, object) == expected)
  }
}
