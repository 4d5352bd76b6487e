import Testing

@testable import Extraction

@Suite struct OfficesTests {
  @Test(arguments: [
    ("The New York Times endorsed Mario Cuomo for governor of New York.", " leads "),
    ("Labour backed Susan Reid for mayor of Bristol.", " leads "),
    (
      "Ursula von der Leyen was nominated by Emmanuel Macron on Tuesday as president of the European Commission.",
      " leads "
    ),
    ("U.S. secretary of state nominee Rex Tillerson visited Mexico.", " leads "),
    ("British shadow defence secretary Liam Fox visited Kabul.", " leads "),
    ("Rebel leader Foday Sankoh rejected the cease-fire.", " leads "),
    ("Chechen leader Aslan Maskhadov was killed by Russian troops.", " leads "),
    ("Catalan leader Carles Puigdemont was detained by German police.", " leads "),
    ("A Russian commander, Igor Strelkov, was arrested by Ukrainian police.", " commands "),
    ("There is no famine in Ethiopia, President Carter said.", " leads "),
    ("In Peru, gunmen killed Mayor Fermin Azparrent.", " leads "),
    (
      "The rescue of the hostages by Israeli commandos angered President Idi Amin of Uganda.",
      " leads Israel"
    ),
    ("Lawmakers voted down Ursula Plassnik as foreign minister of Austria.", " leads "),
    (
      "Christine Lagarde is a candidate for managing director of the International Monetary Fund.",
      " leads "
    ),
    ("Ann Lewis beat Tom Price to become mayor of Leeds.", "Tom Price leads"),
    ("Mark Reed defeated Ann Cole to become governor of Texas.", "Ann Cole leads"),
    (
      "The king appointed Ahmed Osman over Mohamed Karim as prime minister of Morocco.",
      "Mohamed Karim"
    ),
    (
      "The general assembly elected Kurt Waldheim over Max Jakobson as secretary general of the United Nations.",
      "Max Jakobson leads"
    ),
    (
      "The general assembly elected Kurt Waldheim over Max Jakobson as secretary general of the United Nations.",
      "elected Max Jakobson"
    ),
    ("Ann Lewis defeated Tom Price for mayor of Leeds.", "Tom Price leads"),
    (
      "Ann Lewis, who lost to Tom Price in the race for mayor of Leeds, thanked her supporters.",
      " leads "
    ),
    (
      "A poll put Yolanda Ferreyra ahead of Sebastian Molina by three points in the race for governor of Cordillera.",
      " leads "
    ),
    ("Top Iranian military leader Qasem Soleimani visited Damascus.", " leads "),
    (
      "\"There’s been no decision made to leave Iraq,\" Defense Secretary Mark Esper told reporters.",
      " leads "
    ),
    (
      "Boris Yeltsin replaced Igor Rodionov with General Igor Sergeyev in 1997.",
      "Boris Yeltsin succeeded"
    ),
  ])
  func nobodyHoldsIt(_ text: String, _ wrong: String) throws {
    let found = try Said.statements(in: text)
    #expect(!found.contains { $0.contains(wrong) }, "\(found)")
  }

  @Test func whoIsChosenToSucceedAnotherIsYetToHoldHisOffice() throws {
    let found = try Said.records(
      in: "Luis Mena was chosen to succeed Ana Ruiz as president of Peru.", "leads"
    ).filter { $0.subject.name == "Luis Mena" }
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.mode == .planned }, "\(found)")
  }

  @Test(arguments: [
    ("Iraqi President-elect Barham Salih met Adel Abdul Mahdi.", "leads"),
    ("Israeli prime minister-designate Ehud Barak met Shimon Peres.", "leads"),
    ("Tanko was nominated as successor to Amankwah.", "succeeded"),
    ("The president has chosen Luis Vega as successor to Justice Carmen Soto.", "succeeded"),
  ])
  func whoIsOnlyChosenIsYetToHoldIt(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.mode == .planned }, "\(found)")
  }

  @Test(arguments: [
    ("Supreme leader Ali Khamenei of Iran visited Qom.", "Ali Khamenei leads Iran"),
    ("French President Jacques Chirac met Tony Blair.", "Jacques Chirac leads France"),
    ("Mark Reed defeated Ann Cole to become governor of Texas.", "Mark Reed leads Texas"),
    (
      "The king appointed Ahmed Osman over Mohamed Karim as prime minister of Morocco.",
      "Ahmed Osman leads Morocco"
    ),
    ("Taiwanese leader Chen Shui-bian visited Panama.", "Chen Shui-bian leads Taiwan"),
    ("Georgia Governor Brian Kemp criticized Donald Trump.", "Brian Kemp leads Georgia"),
    ("In France, President Jacques Chirac rejected the plan.", "Jacques Chirac leads France"),
    (
      "The Radical Front was formed in 1931. Its first leader was Eduardo Matte.",
      "Eduardo Matte leads Radical Front"
    ),
    (
      "Anna Reid replaced Tom Bell as chief executive of Norland with immediate effect.",
      "Anna Reid succeeded Tom Bell"
    ),
    (
      "Sharif Zaid succeeded Samir Rifai as prime minister of Jordan.",
      "Sharif Zaid succeeded Samir Rifai"
    ),
  ])
  func whoHoldsItIsSaidTo(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}
