import GraphModel
import Testing

@Suite struct VocabularyTests {
  @Test func standardHasTheFiftyThreeRelations() {
    #expect(Vocabulary.standard.relations.count == 53)
    #expect(Vocabulary.standard.entityTypes.count == 7)
    #expect(Vocabulary.standard.relation(named: "wrote-to")?.inverse == "received-writing-from")
  }
}
