import Testing

@testable import Extraction

@Suite struct RoleNounsTests {
  @Test(arguments: [
    (
      "Police arrested Carlos Duarte.\n\nThe priest was killed by gunmen in Cali.",
      "gunmen killed priest"
    ),
    (
      "The publisher Robert Maxwell sued The Daily Telegraph on Tuesday. The judge rejected the suit.",
      "judge opposed suit"
    ),
    (
      "The tenor Carlos Duarte sued Petrol Sur.\n\nThe judge was appointed by President Clinton.",
      "Clinton appointed judge"
    ),
    (
      "Cardinal Luigi Sacco criticized the law. The bishop praised the president.",
      "bishop endorsed president"
    ),
    (
      "Police arrested Carlos Duarte.\n\nThe minister was killed by gunmen in Cali.",
      "gunmen killed minister"
    ),
    (
      "Archbishop Paolo Bertini met Eugen Drechsel in Munich.\n\nThe Pope visited West Germany in May.",
      "Pope visited West Germany"
    ),
    (
      "The prosecutor criticized the jury. The judge thanked the jury.", "judge endorsed jury"
    ),
    (
      "Senator John Kerry criticized the war.\n\nThe boxer praised the police.",
      "boxer endorsed police"
    ),
    // But not where the text tells of the role, or of one that is akin.
    (
      "Justice John Woodward fined Ann Bell.\n\nThe judge criticized the police.",
      "John Woodward criticized police"
    ),
    (
      "The judge, Ann Reed, fined Carl Ott.\n\nMs. Reed said Ott had lied. The judge criticized the police.",
      "Ann Reed criticized police"
    ),
    (
      "The governor of Lori, Aram Petikian, met Ed Moss.\n\nMoss left on Friday. The governor criticized the police.",
      "Aram Petikian criticized police"
    ),
    (
      "Archbishop Desmond Tutu visited Cape Town.\n\nTutu criticized Jacob Zuma. The bishop praised Nelson Mandela.",
      "Desmond Tutu endorsed Nelson Mandela"
    ),
    (
      "John Kerry, Democrat of Massachusetts, criticized Mr. Bush.\n\nThe senator visited Ohio.",
      "John Kerry visited Ohio"
    ),
    (
      "A police detective, Carl Ott, arrested Tom Hale. The officer criticized Ann Reed.",
      "Carl Ott criticized Ann Reed"
    ),
    (
      "Gov. Bill Clinton of Arkansas was elected president in November. The president visited Peru in May.",
      "Bill Clinton visited Peru"
    ),
    (
      "Carlos Duarte visited Lima.\n\nThe singer praised the police.",
      "Carlos Duarte endorsed police"
    ),
    (
      "Juan Perez taught mathematics in Leeds.\n\nThe teacher accused the school of racism.",
      "Juan Perez accused school"
    ),
  ])
  func aRoleIsOfWhomTheTextTellsIt(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}
