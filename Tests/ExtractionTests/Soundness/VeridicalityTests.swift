import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct VeridicalityTests {
  @Test(arguments: [
    ("Rumours that the Turkish army had shelled Kobani were false, the governor said.", "attacked"),
    ("The ministry dismissed reports that Turkish troops had shelled Kobani.", "attacked"),
    ("False reports that rebels had seized Bambari spread on Monday.", "captured"),
    ("It was untrue that the bank had funded the rebels, Mr. Orlov said.", "funded"),
    ("The senator falsely claimed that Anna Berg had met Viktor Orlov in Vienna.", "met-with"),
    ("The police failed to arrest Pavel Moroz in Odessa.", "detained"),
    ("The general refused to meet Viktor Orlov.", "met-with"),
    ("Mr Orlov narrowly escaped being killed by gunmen in Odessa.", "killed"),
    ("The army prevented the rebels from capturing Bambari.", "captured"),
    ("The jury acquitted Ivan Kolev of killing Petra Dam.", "killed"),
    ("Rumours that Valdivia had fled to Miami turned out to be false.", "visited"),
    ("He was to have met the Croatian president, Mislav Tomasic, in Zagreb.", "met-with"),
    ("The colonel had planned to attack the camp.", "attacked"),
    ("Anna Ferrer stopped short of accusing Pavel Rabi of bribery.", "accused"),
    ("Neither the minister nor his wife was willing to meet Viktor Orlov.", "met-with"),
    ("The minister ruled out that Iran attacked the refinery.", "attacked"),
    ("The colonel was unable to capture Bambari.", "captured"),
    ("Pavel Moroz was not allowed to visit Minsk.", "visited"),
    ("Jan Wojcik left without meeting Viktor Orlov.", "met-with"),
    ("The company nearly bought Tesla.", "acquired"),
    ("The gunmen almost killed Pavel Moroz in Odessa.", "killed"),
    ("The rebels all but captured Bambari.", "captured"),
    ("The rebels came close to capturing Bambari.", "captured"),
    ("The sergeant deserted rather than attack Bambari.", "attacked"),
    ("The general shelled Kobani instead of capturing Bambari.", "captured"),
    ("Pavel Moroz pleaded not guilty to killing Petra Dam.", "killed"),
    ("It is a myth that the army shelled Kobani.", "attacked"),
    ("The ministry described as false a report that Anna Berg had met Viktor Orlov.", "met-with"),
    ("The Kremlin ridiculed the claim that Anna Berg had met Viktor Orlov.", "met-with"),
    ("Ivan Kolev was wrongly convicted of killing Petra Dam.", "killed"),
    ("The group failed in an attempt to kill Pavel Moroz.", "killed"),
    ("Comcast dropped its bid to buy Disney.", "acquired"),
    ("The army did not let the police arrest Pavel Moroz.", "detained"),
    ("The council rejected a proposal to impose sanctions on Iran.", "sanctioned"),
    ("Nelson Rockefeller lost his bid to become president of the United States.", "leads"),
    (
      "Adlai Stevenson failed in his attempt to become president of the United States in 1952.",
      "leads"
    ),
    ("Lawmakers refused to confirm Ana Ruiz as minister of justice of Peru.", "leads"),
    ("Luis Mena declined an offer to become head of the World Bank.", "leads"),
    ("John Kerry abandoned his campaign to become president of the United States.", "leads"),
    ("Ana Ruiz was forbidden to marry Tom Reed.", "married-to"),
    ("A judge barred Michael Orr from living in Boston.", "lives-in"),
    ("A federal jury cleared Senator Raymond Dole of perjury on Thursday.", "convicted"),
    ("Col. Ahmed Rashid was cleared of treason by a military court in 2003.", "convicted"),
    ("Conscripts who had disobeyed the order to fire on the crowd were jailed.", "attacked"),
    ("Two pilots who defied orders to bomb the town were arrested.", "attacked"),
    ("The general resisted pressure to attack the camp.", "attacked"),
    ("The policemen ignored orders to arrest the bishop.", "detained"),
  ])
  func whatTheWordsAroundTakeBackIsDenied(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.polarity == .negated }, "\(found)")
  }

  @Test(arguments: [
    ("Investigators want to determine whether the Wagner group attacked the convoy.", "attacked"),
    ("The senator asked if Anna Berg had met Viktor Orlov in Vienna.", "met-with"),
    ("Did Anna Berg meet Viktor Orlov in Vienna? The court will decide.", "met-with"),
    ("If Anna Berg met Viktor Orlov in Vienna, the inquiry would be reopened.", "met-with"),
    ("Had Anna Berg met Viktor Orlov in Vienna, the deal would have been signed.", "met-with"),
    ("Unless Israel attacks Lebanon, Hezbollah will remain silent.", "attacked"),
    ("It is not true that Anna Berg met Viktor Orlov in Vienna.", "met-with"),
    ("There is no evidence that Iran attacked the Saudi refinery at Abqaiq.", "attacked"),
    ("He doubted that Anna Berg had met Viktor Orlov in Vienna.", "met-with"),
    ("Analysts say it is unlikely that Egypt will attack Ethiopia.", "attacked"),
    ("Officials did not confirm that Iran had attacked the refinery at Abqaiq.", "attacked"),
    ("The mayor did not deny that he had met Viktor Orlov.", "met-with"),
    ("The ministry refused to confirm that Iran attacked the refinery at Abqaiq.", "attacked"),
    ("The prosecutor failed to prove that Anna Berg had met Viktor Orlov.", "met-with"),
    ("With more money the rebels could have captured Bambari.", "captured"),
    ("The mayor neither confirmed nor denied that he had met Viktor Orlov.", "met-with"),
    ("The army did not confirm or deny that Iran attacked the refinery.", "attacked"),
    ("The army refused to confirm reports that Iran attacked the refinery.", "attacked"),
    ("Why? Did Anna Berg meet Viktor Orlov?", "met-with"),
    ("He spoke as if the army had shelled Kobani.", "attacked"),
    ("The question whether Iran attacked the refinery at Abqaiq remains.", "attacked"),
    ("The police failed to arrest Pavel Moroz in Odessa.", "located-in"),
    ("No evidence has emerged that Iran attacked the refinery.", "attacked"),
    ("It is not the case that Iran attacked Kuwait.", "attacked"),
    (
      "Had the police arrested Pavel Moroz, Ms. Berg said, the attack would have failed.",
      "detained"
    ),
    ("The United Nations warned on Friday that Ethiopia would attack Mekelle.", "threatened"),
    ("Turkey did not help the rebels capture Bambari.", "captured"),
    ("London refused to help Paris bomb Damascus.", "attacked"),
    ("The general never ordered the colonel to kill Petra Dam.", "killed"),
    ("Washington tried to stop Israel from bombing Iraq.", "attacked"),
    ("The army denied bombing the hospital, killing 20 people.", "killed"),
  ])
  func whatIsLeftOpenIsNoStatement(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(found.isEmpty, "\(found)")
  }

  @Test(arguments: [
    ("Nobody doubts that Iran attacked the refinery at Abqaiq.", "attacked"),
    ("There is no doubt that Iran attacked the refinery at Abqaiq.", "attacked"),
    ("The minister regretted that the army had shelled Kobani.", "attacked"),
    ("The president did not know that the army had shelled Kobani.", "attacked"),
    ("Reports that the Turkish army had shelled Kobani were confirmed by him.", "attacked"),
    ("Why did Anna Berg meet Viktor Orlov in Vienna?", "met-with"),
    ("In which city did Anna Berg meet Viktor Orlov?", "met-with"),
    ("Police declined to say why officers arrested Pavel Moroz.", "detained"),
    ("Officials did not say why Iran attacked the refinery at Abqaiq.", "attacked"),
    ("It was wrong that the police arrested Pavel Moroz.", "detained"),
    ("No one doubts that Iran attacked the refinery at Abqaiq.", "attacked"),
    ("Serbia denied shelling the village, accusing Kosovo of staging it.", "accused"),
    ("The minister refused to resign, criticizing the court.", "criticized"),
    ("Rebels failed to capture Bambari but seized Obo, killing 30 soldiers.", "killed"),
    ("The veto did not prevent Turkey from attacking Kobani.", "attacked"),
    ("The general failed to stop the rebels from capturing Bambari.", "captured"),
    ("Nobody prevented the gunmen from killing Pavel Moroz.", "killed"),
    ("The rebels nearly all attacked Bambari.", "attacked"),
    ("The bomb killed nearly 300 people.", "killed"),
    // The same clauses by themselves.
    ("The Wagner group attacked the convoy.", "attacked"),
    ("Anna Berg had met Viktor Orlov in Vienna.", "met-with"),
    ("Israel attacked Lebanon.", "attacked"),
    ("Iran attacked the Saudi refinery at Abqaiq.", "attacked"),
    ("Analysts say that Egypt will attack Ethiopia.", "attacked"),
    ("The army had shelled Kobani.", "attacked"),
    ("Pavel Moroz is in Odessa.", "located-in"),
    ("The rebels almost captured Goma and attacked Bukavu on Friday.", "attacked"),
    (
      "The assassin Omar Diallo nearly killed President Traore and wounded General Kone in Bamako.",
      "injured"
    ),
  ])
  func whatIsTakenForGrantedIsSaid(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.polarity == .asserted }, "\(found)")
  }

  @Test(arguments: [
    ("The gunmen tried to kill Pavel Moroz in Odessa.", "killed"),
    ("The rebels tried to capture Bambari but were driven back by the army.", "captured"),
    ("The United States wants China to condemn Russia.", "criticized"),
    ("Spain considered recognizing Kosovo.", "endorsed"),
    ("Iran threatened to attack Israel on Monday.", "attacked"),
    ("Ellen Farrow was named to command the mission when its chief leaves in May.", "commands"),
    ("Police arrested a man who had tried to kill Pavel Moroz.", "killed"),
    ("Harold Pike will step down as chairman of Midland Steel in June.", "resigned-from"),
    ("Midland Steel's chairman, Harold Pike, will step down in June.", "resigned-from"),
    ("Anna Ek, chairman of Nordbank, is to resign in May.", "resigned-from"),
  ])
  func whatIsOnlyTriedOrMeantIsPlanned(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.mode == .planned }, "\(found)")
  }

  @Test(arguments: [
    ("Angela Merkel, who will visit Warsaw on Friday, leads Germany.", "leads"),
    ("The Polish government threatened to arrest Walesa if he left Gdansk.", "threatened"),
    ("The company tried to buy Tesla in 2018 and attacked Ford in 2019.", "attacked"),
    ("Having bought Chatter in 2012, Connecta denied closing it.", "acquired"),
    ("Having bought Chatter in 2012, Connecta refused to close it.", "acquired"),
    ("Having captured Kidal in May, the army plans to hold elections there.", "captured"),
    ("Having resigned from the cabinet, Nick Haley wants to write a book.", "resigned-from"),
    ("Ivo Lens was chosen in 1990 to lead the Liberal Party.", "leads"),
  ])
  func whatIsToldBesideAPlanIsAFact(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(
      !found.isEmpty
        && found.allSatisfy {
          $0.qualifiers.mode == .fact && $0.qualifiers.polarity == .asserted
        }, "\(found)")
  }

  /// *The attack on Goma* is, even where nobody knows who ordered it.
  @Test func aDeedThatANounNamesIsSaid() throws {
    let found = try Said.records(
      in:
        "It is unclear whether Rwanda ordered the attack on Goma.", "attacked")
    #expect(found.map(\.subject.name) == ["attack"], "\(found)")
  }
}
