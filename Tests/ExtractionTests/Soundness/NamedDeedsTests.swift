import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct NamedDeedsTests {
  @Test(arguments: [
    ("The meeting between Anna Berg and Viktor Orlov was called off.", "met-with"),
    ("The visit by Chancellor Kohl to Warsaw was cancelled.", "visited"),
    ("Microsoft's takeover of Yahoo collapsed.", "acquired"),
    ("Egypt ended its alliance with the Soviet Union in 1976.", "allied-with"),
    ("The alliance between Iran and Syria collapsed.", "allied-with"),
    ("Washington suspended its sanctions on Myanmar in May 2012.", "sanctioned"),
    ("The ministry removed Pavel Moroz from its sanctions list.", "sanctioned"),
    ("Senator Robert Taft failed to win the support of Harold Stassen.", "endorsed"),
    ("Anna Berg lost the support of Viktor Orlov.", "endorsed"),
    ("The ministry lifts its ban on Siemens.", "sanctioned"),
    ("The Security Council votes to lift sanctions on Ana Costa.", "sanctioned"),
    ("Norway suspends its tariffs on Kenya for 90 days.", "sanctioned"),
    ("Adam Kell announces a pause on tariffs on Kenya.", "sanctioned"),
    ("Adam Kell announces he will cancel the planned sanctions on Kenya.", "sanctioned"),
  ])
  func whatItsVerbTakesBackIsDenied(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.polarity == .negated }, "\(found)")
  }

  @Test(arguments: [
    ("Judge Garzon ordered the arrest of General Pinochet.", "detained"),
    ("Anna Berg applied for a job at Reuters in 1980.", "works-for"),
    ("Anna Berg turned down a job at Lazard.", "works-for"),
    ("Pavel Moroz was passed over as chief executive of Ford.", "leads"),
    ("Anna Berg posed as a nurse at Mercy Hospital.", "works-for"),
    ("Anna Berg held a narrow lead over Viktor Orlov with most ballots counted.", "defeated"),
    ("Kenneth Kaunda beat back a challenge by Simon Kapwepwe.", "defeated"),
  ])
  func whatItsVerbLeavesOpenIsNoStatement(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(found.isEmpty, "\(found)")
  }

  @Test(arguments: [
    ("The meeting between Anna Berg and Viktor Orlov ended on Monday.", "met-with"),
    ("Egypt did not end its alliance with the Soviet Union.", "allied-with"),
    ("Egypt announced its alliance with the Soviet Union.", "allied-with"),
    ("Anna Berg won the endorsement of Viktor Orlov.", "endorsed"),
    ("Anna Berg got a job at Reuters in 1980.", "works-for"),
    ("The ministry did not lift its ban on Siemens.", "sanctioned"),
    ("The ministry plans to lift its ban on Siemens.", "sanctioned"),
    ("The Council voted to impose sanctions on Ana Costa.", "sanctioned"),
    (
      "President Richard Nixon canceled the trip after a meeting with Mao Zedong in Beijing.",
      "met-with"
    ),
    (
      "Barack Obama postponed the vote after talks with Angela Merkel in Berlin.", "met-with"
    ),
  ])
  func whatAnotherVerbSaysOfItIsSaid(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.polarity == .asserted }, "\(found)")
  }

  @Test(arguments: [
    ("Nixon's meeting with Mao was put off.", "met-with"),
    ("The treasury postpones sanctions on Siemens.", "sanctioned"),
  ])
  func whatIsPutOffIsPlanned(_ text: String, _ relation: String) throws {
    let found = try Said.records(in: text, relation)
    #expect(found.map(\.qualifiers.mode) == [.planned], "\(found)")
  }
}
