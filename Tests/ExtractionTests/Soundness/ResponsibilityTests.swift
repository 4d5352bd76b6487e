import GraphModel
import Testing

@testable import Extraction

@Suite struct ResponsibilityTests {
  @Test(arguments: [
    ("Rebels took responsibility for the attack on the base.", "attack")
  ])
  func whatIsClaimedIsNoFact(_ text: String, _ deed: String) throws {
    let found = try Said.records(in: text, "participated-in")
    #expect(
      found.contains { $0.object.name.hasPrefix(deed) }
        && found.allSatisfy { $0.qualifiers.mode == .claimed }, "\(found)")
  }

  @Test func neitherIsTheDeedItself() throws {
    let found = try Said.records(
      in: "Rebels took responsibility for the attack on the base.", "attacked"
    ).filter { $0.subject.name == "Rebels" }
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.mode == .claimed }, "\(found)")
  }

  @Test func whoSaysSoInAMessageSentIt() throws {
    let found = try Said.records(
      in: "The Council claimed responsibility in a message to reporters.", "wrote-to")
    #expect(found.allSatisfy { $0.qualifiers.mode == .fact }, "\(found)")
  }

  @Test(arguments: [
    ("The fire claimed the lives of nine miners.", "killed", Mode.fact),
    ("The rebels claimed that the army killed nine miners.", "killed", .claimed),
  ])
  func aFireClaimsNothing(_ text: String, _ relation: String, _ mode: Mode) throws {
    let found = try Said.records(in: text, relation)
    #expect(!found.isEmpty && found.allSatisfy { $0.qualifiers.mode == mode }, "\(found)")
  }

  @Test func aVictoryIsNoDeed() throws {
    #expect(
      try Said.records(in: "Both parties claimed victory in the election.").allSatisfy {
        $0.relation != "participated-in" || $0.object.name != "victory"
      })
  }
}
