import GraphModel
import Testing

@testable import Extraction

@Suite struct EvaluationTests {
  private func statement(
    _ subject: String, _ relation: String, _ object: String, aliases: [String] = [],
    quote: String = "words", confidence: Double? = nil
  ) -> StatementRecord {
    StatementRecord(
      subject: EntityRecord(name: subject, aliases: aliases), relation: relation,
      object: EntityRecord(name: object), confidence: confidence,
      evidence: [Evidence(document: "d", quote: quote)])
  }

  private func gold(
    _ subject: String, _ relation: String, _ object: String, isRequired: Bool = true
  ) -> GoldStatement {
    GoldStatement(
      subject: subject.split(separator: "|").map(String.init), relation: relation,
      object: object.split(separator: "|").map(String.init), isRequired: isRequired,
      quote: "some words here")
  }

  @Test func namesAreComparedWithoutCaseArticlesTitlesAndPossessives() {
    #expect(Evaluation.normalized("The President Donald Trump’s") == "donald trump")
    #expect(Evaluation.normalized("U.S.-led coalition") == "u s led coalition")
    #expect(Evaluation.normalized("the") == "the")
  }

  @Test func countsWhatIsFoundMissedAndWrong() {
    var evaluation = Evaluation()
    evaluation.add(
      document: "d",
      gold: [
        gold("Donald Trump|Trump", "approved", "strike"), gold("Iran", "attacked", "US forces"),
        gold("Iran", "killed", "contractor", isRequired: false),
      ],
      extracted: [
        statement("President Trump", "approved", "the strike", confidence: 0.95),
        statement("Iran", "killed", "a contractor"),
        statement("US forces", "attacked", "Iran", confidence: 0.31),
      ])
    #expect(evaluation.total == Evaluation.Score.init(required: 2, found: 1, wrong: 1))
    #expect(evaluation.total.f1 == 0.5)
    #expect(evaluation.misses.map(\.reason) == [.direction])
    #expect(evaluation.wrong.map(\.statement.subject.name) == ["US forces"])
    #expect(evaluation.reliability[9] == Evaluation.Accuracy(count: 1, right: 1))
    #expect(evaluation.reliability[3] == Evaluation.Accuracy(count: 1, right: 0))
    #expect(evaluation.evidence.share == 1)
  }

  @Test func aSymmetricRelationMatchesEitherWayRound() {
    var evaluation = Evaluation()
    evaluation.add(
      document: "d", gold: [gold("A", "met-with", "B")],
      extracted: [statement("B", "met-with", "A")])
    #expect(evaluation.total.found == 1)
  }

  @Test func aGoldTableSaysWhereItIsWrong() {
    #expect(throws: Diagnostic.self) {
      try GoldStatement.table("subject\trelation\nA\tkilled", file: "g.tsv")
    }
    let header = "subject\trelation\tobject\tstatus\tpolarity\tmode\tattributed\tdate\tquote\n"
    do {
      _ = try GoldStatement.table(
        header + "A\tkilled\tB\trequired\tyes\tfact\t\t\tq", file: "g.tsv")
      Issue.record("a polarity 'yes' was accepted")
    } catch {
      #expect(
        error.description == "g.tsv:2: error: no such polarity or mode: 'yes', 'fact'")
    }
  }
}
