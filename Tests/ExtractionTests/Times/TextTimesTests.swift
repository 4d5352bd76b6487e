import GraphModel
import Language
import Testing

@testable import Extraction

/// Times of what whole texts say, from their words on.
@Suite struct TextTimesTests {
  /// The objects of a relation in a text, each with its time.
  private func times(_ text: String, _ relation: String) throws -> [String: String] {
    Dictionary(
      try Said.records(in: text, relation).map {
        ($0.object.name, $0.qualifiers.time ?? "")
      }, uniquingKeysWith: { first, _ in first })
  }

  @Test(arguments: [
    (
      "The United States sanctioned Iran in 2006 and Syria in 2011.", "sanctioned",
      ["Iran": "2006", "Syria": "2011"]
    ),
    (
      "The United States sanctioned Iran in 2006, Syria in 2011 and Russia in 2014.", "sanctioned",
      ["Iran": "2006", "Syria": "2011", "Russia": "2014"]
    ),
    (
      "France sanctioned Iran in 2006, Syria in 2006 and Russia in 2014.", "sanctioned",
      ["Iran": "2006", "Syria": "2006", "Russia": "2014"]
    ),
    (
      "Omar Saleh studied at Oxford from 1990 to 1993 and at Yale from 1995 to 1997.", "studied-at",
      ["Oxford": "1990/1993", "Yale": "1995/1997"]
    ),
    (
      "Israel withdrew from Sinai in 1982 and from Gaza in 2005.", "withdrew-from",
      ["Sinai": "1982", "Gaza": "2005"]
    ),
    (
      "She joined Reuters in 1987 and the BBC in 1995.", "works-for",
      ["Reuters": "1987/..", "BBC": "1995/.."]
    ),
    (
      "GENEVA, Oct. 3, 2018 - Kerry met Xi on Monday and Modi on Tuesday.", "met-with",
      ["Xi": "2018-10-01", "Modi": "2018-10-02"]
    ),
    (
      "The army killed Ahmed Khan in March and Ali Reza in April 2003.", "killed",
      ["Ahmed Khan": "2003-03", "Ali Reza": "2003-04"]
    ),
    ("Police arrested Omar Saleh and Ali Reza in 2003.", "detained", ["Omar Saleh": "2003"]),
    (
      "PARIS, March 14, 2019 - Rebels seized Bria in December 2013 and Bambari the following month.",
      "captured", ["Bria": "2013-12", "Bambari": "2014-01"]
    ),
    (
      "PARIS, March 14, 2019 - Paul Meyer, the bank's chairman since January, met Xi on Tuesday and Modi on Wednesday.",
      "leads", ["bank": "2019-01/.."]
    ),
  ])
  func eachOfARowHasItsOwnTime(
    _ text: String, _ relation: String, _ expected: [String: String]
  ) throws {
    let found = try times(text, relation)
    #expect(expected.allSatisfy { found[$0.key] == $0.value }, "\(found)")
  }

  @Test(arguments: [
    (
      "GENEVA, Oct. 3, 2018 - Cathal Byrne, president of Ireland between 2012 and 2015, met Ana Ruiz.",
      "met-with", "", "leads", "2012/2015"
    ),
    (
      "HARARE, May 3, 2016 - Angela Merkel praised Enrique Pena Nieto, mayor of Toluca from 1990 to 1994.",
      "endorsed", "", "leads", "1990/1994"
    ),
    (
      "GENEVA, Oct. 3, 2018 - Cathal Byrne, Sinn Labour leader (2012-2015), met Angela Merkel.",
      "met-with", "", "leads", "2012/2015"
    ),
    (
      "HARARE, May 3, 2016 - Tsvangirai met Jacob Zuma, the president of South Africa, in 2009.",
      "met-with", "2009", "leads", ""
    ),
  ])
  func whatSomebodyIsHasItsOwnTime(
    _ text: String, _ act: String, _ timeOfAct: String, _ office: String, _ timeOfOffice: String
  ) throws {
    #expect(try Set(times(text, act).values) == [timeOfAct])
    #expect(try Set(times(text, office).values) == [timeOfOffice])
  }

  @Test(arguments: [
    ("Human rights groups condemned the 2013 coup in Egypt.", "criticized", ""),
    ("Police arrested Omar Saleh over a bombing in Beirut in 2005.", "detained", ""),
    ("Prosecutors charged Omar Saleh with the 2005 murder of Rafik Hariri.", "charged", ""),
    ("Angela Merkel met Robert Mugabe at the 2013 summit in Kigali.", "met-with", "2013"),
    ("Morgan Tsvangirai won the 2008 election.", "won", "2008"),
    (
      "The trial of Karl Voss, charged in 2017 with killing Anna Holt, opens on Friday.", "killed",
      ""
    ),
    ("A court convicted Karl Voss of murdering Anna Holt in 2005.", "killed", "2005"),
    ("Cathal Byrne (1950-2012) founded Sinn Labour.", "founded", ""),
    ("Paul Newman directed the film Harry & Son (1984).", "created", "1984"),
    ("Jomo Kenyatta led Kenya from 1963 until he died in 1978.", "leads", "1963/1978"),
    ("Jomo Kenyatta led Kenya until his death in 1978.", "leads", "../1978"),
    ("Willy Brandt led West Germany (1969-1974).", "leads", "1969/1974"),
    ("Willy Brandt was chairman of Guinness from 2003.", "leads", "2003/.."),
    ("Willy Brandt was arrested in Hamburg in 1936.", "located-in", "1936"),
    ("In 2014, three years after buying Skype, Microsoft acquired Nokia.", "acquired", "2014"),
    (
      "Omar Saleh founded the Party in 2012, two years after police arrested him.", "detained",
      "2010"
    ),
    (
      "Peter Braun led the Labour Front from 1890 to 1904, when police arrested Braun.", "detained",
      "1904"
    ),
    ("Peter Braun worked for Siemens until 1904, when he founded Alstom.", "founded", "1904"),
    ("Peter Braun has lived in Bonn since 1990, when he married Anna Lind.", "married-to", "1990"),
    ("In 1921 Poland signed a treaty with Romania.", "allied-with", "1921"),
    ("Facebook had planned to buy Twitter in July.", "acquired", "2018-07"),
    (
      "In 1696, Gordon's design of a rampart played a key role in helping the Russians take Azov.",
      "captured", "1696"
    ),
    ("The painting was exhibited at the Louvre in 1911.", "located-in", "1911"),
    (
      "A survey of 1,700 schoolchildren was carried out in Ohio, Texas and Utah between July 2003 and December 2004.",
      "located-in", "2003-07/2004-12"
    ),
    (
      "Hadid studied at the University of Beirut before moving, in 1972, to London to study at the Holborn Institute.",
      "studied-at", "1972"
    ),
    (
      "His earliest work was the Exercitationes, published in 1724 with the help of Goldbach.",
      "created", "1724"
    ),
  ])
  func aTimeBelongsToWhatItStandsBeside(
    _ text: String, _ relation: String, _ expected: String
  ) throws {
    let found = try times("GENEVA, Oct. 3, 2018 - " + text, relation)
    #expect(found.values.contains(expected) && !found.isEmpty, "\(found)")
  }

  private static let life =
    "Anna Lund (3 May 1921 in Bergen, Norway – 4 June 1990 in Lima, Peru) was a Norwegian painter."

  @Test(arguments: [
    (life, "born-in", "Bergen", "1921-05-03"), (life, "located-in", "Lima", "1990-06-04"),
    (
      "Pedro Luz (born 4 March 1950 in Porto) is a Portuguese general.", "born-in", "Porto",
      "1950-03-04"
    ),
    (
      "Karl Weiss FRS (8 February 1700 – 17 March 1782) was a mathematician. Karl Weiss was born in Groningen.",
      "born-in", "Groningen", "1700-02-08"
    ),
    (
      "Karl Weiss (1700–1782) was a mathematician. Weiss taught at the University of Basel until his death.",
      "works-for", "University of Basel", "../1782"
    ),
    (
      "Karl Weiss (8 February 1700 – 17 March 1782) was a mathematician. Weiss founded the Academy of Basel.",
      "founded", "Academy of Basel", ""
    ),
    ("Willy Brandt led West Germany (1969–1974).", "leads", "West Germany", "1969/1974"),
    ("Pedro Luz (born 1950 in Porto) is a Portuguese general.", "born-in", "Porto", "1950"),
    (
      "Pedro Luz (born 1831 in Porto - died April 19, 1893 in Lima) was a politician.", "born-in",
      "Porto", "1831"
    ),
    (
      "Anna Lund (1921 in Bergen – 1990 in Lima) was a Norwegian painter.", "born-in", "Bergen",
      "1921"
    ),
    ("Karl Weiss (1700–1782) was born in Groningen.", "born-in", "Groningen", "1700"),
    ("King Karl II (1700–1782) was born in Groningen.", "born-in", "Groningen", ""),
  ])
  func aLifeTellsOfBirthAndDeathAlone(
    _ text: String, _ relation: String, _ object: String, _ expected: String
  ) throws {
    let found = try times(text, relation)
    #expect(found[object] == expected, "\(found)")
  }

  @Test func whatComesEveryYearHasNoTimeOfItsOwn() throws {
    let text = """
      TAIPEI, March 5, 2007 - The Lantern Festival in Taipei draws crowds. Last year 4 million visitors attended the \
      festival, and on Saturday Hau Lung-bin attended the festival.
      """
    #expect(try times(text, "located-in")["Taipei"] == "")
    let visits = try times(text, "visited")
    #expect(visits.values.contains("2006"), "\(visits)")
  }

  @Test func theDateAboveATextIsNoTimeOfIt() throws {
    let text = """
      Talks in Lima

      Tuesday, June 19, 2018

      On Friday, Keiko Vega met Alan Ruiz in Lima. Police arrested Omar Saleh.
      """
    #expect(try times(text, "met-with").values.contains("2018-06-15"))
    #expect(try times(text, "detained")["Omar Saleh"] != "2018-06-19")
    let runOn = text.replacing("2018\n\n", with: "2018 ")
    #expect(try times(runOn, "met-with").values.contains("2018-06-15"))
  }

  @Test func whatIsPlannedIsNotSinceThen() throws {
    let text =
      "HARARE, Jan. 9, 2016 - Enrique Peña, in office since December 2012, will visit Riyadh next week."
    #expect(try times(text, "visited")["Riyadh"] == "2016-01-11/2016-01-17")
  }

  /// Under a date line, the time of the one statement of a relation that has one.
  @Test(arguments: [
    (
      "Klaus Fuchs was arrested by Scotland Yard in February 1950. In March a court convicted him.",
      "convicted", "1950-03"
    ),
    ("Two years later, on 4 March 1927, he married Greta Stein.", "married-to", "1927-03-04"),
    ("In 1971, on 4 May, Karl Meier visited Bern.", "visited", "1971-05-04"),
    ("On 3 May, in 1791, the Sejm approved the constitution.", "approved", "1791-05-03"),
    (
      "Marie Duval married Louis Aubert in 1901. Two years on, she founded the Ligue des Femmes.",
      "founded", "1903"
    ),
    (
      "Krupp acquired Hoesch in 1992. Within a year the company had bought Thyssen.", "acquired",
      "1992/1993"
    ),
    (
      "Emil Roth visited Kiel in 1921. Twelve months later he met Liebermann.", "met-with", "1922"
    ),
    (
      "In the last week of May 1940 the Wehrmacht captured Boulogne.", "captured", "1940-05"
    ),
    (
      "Anton Denk joined the Liberal Party in 1961. Over the next six years he worked for Pearson.",
      "works-for", "1961/1967"
    ),
    (
      "Hans Keller became head of Siemens in 1969, a post he held until 1981.", "leads", "1969/1981"
    ),
    (
      "Ann Moore was elected chair of the Senate in 1990, serving until 1998.", "leads", "1990/1998"
    ),
    ("The Battle of Tannenberg, fought in August 1914, was won by Hindenburg.", "won", "1914-08"),
    (
      "At the Battle of Austerlitz (2 December 1805) Napoleon defeated the Russians.", "defeated",
      "1805-12-02"
    ),
    (
      "On Tuesday, Hillary Clinton flew to Cairo, where she met Mohamed Morsi.", "met-with",
      "2013-10-08"
    ),
    (
      "Angela Merkel visited Rome in March 2010. There she met Pope Francis.", "met-with", "2010-03"
    ),
    (
      "Rebels attacked Kano last month. During the raid, they killed Musa Bello.", "killed",
      "2013-09"
    ),
    (
      "Churchill arrived in Moscow on 12 August 1942. He met Stalin on the 13th.", "met-with",
      "1942-08-13"
    ),
    (
      "Gunmen killed Musa Bello on Sunday. Police arrested Ali Sule two days after the murder.",
      "detained", "2013-10-08"
    ),
    (
      "Gunmen killed Musa Bello on Sunday. The day after the attack, police arrested Ali Sule.",
      "detained", "2013-10-07"
    ),
    (
      "Gunmen attacked Jos in May 2009. A month after the attack, soldiers killed Musa Bello.",
      "killed", "2009-06"
    ),
    (
      "Barack Obama met Musa Bello the day before Bello won the Kano primary on May 16.",
      "met-with",
      "2013-05-15"
    ),
    (
      "Bill Clinton arrived in Belfast on Thursday on his first visit to Ireland since 1995.",
      "visited", "2013-10-03"
    ),
    ("17 April 1961 - Cuban exiles attack Playa Giron.", "attacked", "1961-04-17"),
    ("July 20, 1944: Claus Stauffenberg attacks Adolf Hitler.", "attacked", "1944-07-20"),
    ("Francois Hollande visits Beirut on Saturday.", "visited", "2013-10-12"),
    ("Angela Merkel meets Xi Jinping in November.", "met-with", "2013-11"),
    ("Anton Velik might visit Rome in December.", "visited", "2013-12"),
  ])
  func thePastIsToldOnAndTheFutureIsToCome(
    _ text: String, _ relation: String, _ expected: String
  ) throws {
    let found = try times("Wednesday, October 9, 2013\n\n" + text, relation)
    #expect(found.values.contains(expected), "\(found)")
  }

  /// What is told behind something with a date has no date of the document's, nor one that is yet to come.
  @Test(arguments: [
    (
      "In March 2008, rebels attacked Gulu. Sudan condemned Kony the next day.", "criticized",
      "2016"
    ),
    (
      "In 2008, rebels kidnapped Pedro Gomez. They killed him the following month.", "killed",
      "2016"
    ),
    (
      "Gunmen killed Omar Saleh on Sunday. As a young officer, Saleh attacked Sirte.", "attacked",
      "2016"
    ),
    ("On Sunday, the army said it had captured Derna.", "captured", "2016"),
    (
      "The police arrested Amr Said on Thursday.\n\nIn Yemen, rebels captured Zinjibar.",
      "captured", "2016"
    ),
  ])
  func whatIsToldBehindHasNoNewerDate(_ text: String, _ relation: String, _ year: String) throws {
    let found = try times("KAMPALA, Oct. 3, 2016 - " + text, relation)
    #expect(!found.isEmpty && found.values.allSatisfy { !$0.contains(year) }, "\(found)")
  }

  @Test(arguments: [
    ("Gunmen killed Omar Saleh on 4 May 2012. Police arrested Sam Lopez in June.", "2012-06"),
    (
      "Ana Ruiz, arrested in May 2020, founded the party in 1993. Police held Sam Lopez in June.",
      ""
    ),
  ])
  func aShortSentenceWithADateIsNoDateline(_ text: String, _ expected: String) throws {
    #expect(try times(text, "detained")["Sam Lopez"] == expected)
  }

  @Test(arguments: [
    (
      "Sunday, June 22, 2008\n\nThe Falcons defeated last year's champions, the Canterbury Saints.",
      "defeated", ["Canterbury Saints": ""]
    ),
    (
      "Monday, August 29, 2011\n\nThomas Abel spoke with Mira Solheim in Bergen about road tolls and the attacks of July 22.",
      "met-with", ["Mira Solheim": ""]
    ),
    (
      "Tuesday, March 17, 2009\n\nAn inquest into the deaths of men killed by an avalanche on a mountain in Cumbria opened yesterday at Carlisle Coroner's Court.",
      "killed", ["men": ""]
    ),
    (
      "Dora Klein worked for the Institute of Marine Research for eleven years before she was elected to the city council in 2007.",
      "works-for", ["Institute of Marine Research": "1996/2007"]
    ),
    (
      "Paul Ricci joined Fiat in 1990 after six years at Olivetti.", "works-for",
      ["Olivetti": "../1990"]
    ),
  ])
  func theTimeOfANounIsItsOwn(
    _ text: String, _ relation: String, _ expected: [String: String]
  ) throws {
    let found = try times(text, relation)
    for (object, time) in expected { #expect(found[object] == time, "\(found)") }
  }
}
