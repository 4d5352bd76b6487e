import Testing

@testable import Extraction

@Suite struct DescriptionTests {
  /// What is only described is called by the whole phrase, and answers to shorter ones.
  @Test(arguments: [
    (
      "The chiefs of Palau criticized Iran on Sunday.", "chiefs of Palau", ["chiefs"]
    ),
    (
      "Mobs killed two Nigerian fishermen in Baga.", "two Nigerian fishermen",
      ["Nigerian fishermen", "fishermen"]
    ),
    (
      "A missile killed at least 23 people in Baga.", "23 people", ["people"]
    ),
    (
      "Ivo Stahl criticized the minerals-for-security deal.", "minerals-for-security deal", ["deal"]
    ),
    (
      "Ivo Stahl criticized Chad's electricity law.", "Chad's electricity law",
      ["electricity law"]
    ),
    (
      "Police arrested 12 members of the House of Councillors.",
      "12 members of the House of Councillors", ["12 members"]
    ),
    (
      "Ivo Stahl criticized the administration of Hassan Sheikh Mohamud.",
      "administration of Hassan Sheikh Mohamud", ["administration"]
    ),
  ])
  func theWholePhraseNamesAndTheCoreFinds(
    _ text: String, _ name: String, _ shorter: [String]
  ) throws {
    let ends = try Said.records(in: text).flatMap { [$0.subject, $0.object] }
    let end = ends.first { $0.name == name }
    #expect(end != nil, "\(ends)")
    #expect(Set(shorter).isSubset(of: end?.aliases ?? []), "\(end?.aliases ?? [])")
  }

  /// What means something only beside what was said before tells nothing in a diagram.
  @Test(arguments: [
    ("Ivo Stahl criticized the country's electricity law.", "electricity law"),
    ("Anna Lind criticized Wednesday's march.", "march"),
    ("Russia signed the treaty of 3 September 1878.", "treaty"),
    ("Ivo Stahl criticized the government of that country.", "government"),
    ("Ivo Stahl criticized the closure of 95 banks in the United Kingdom.", "closure of 95 banks"),
  ])
  func whatIsRelativeIsNoPart(_ text: String, _ name: String) throws {
    let ends = try Said.records(in: text).flatMap { [$0.subject.name, $0.object.name] }
    #expect(ends.contains(name), "\(ends)")
  }

  /// Those whom *a* brings in are others than those before.
  @Test func whoIsBroughtInHasAnIdOfHisOwn() throws {
    let ids = try Said.records(
      in: "A man killed a policeman in Leeds. In Hull, a man killed a nurse. The man fled.",
      "killed"
    ).map(\.subject.id)
    #expect(ids == ["person/man@d", "person/man-2@d"])
  }

  @Test func pronounsArticlesAndClausesAreNoPart() throws {
    let ends = try Said.records(
      in:
        "Ivo Stahl criticized its new tax law, which he had signed. A court that sits in Leeds jailed Peter Lowe."
    ).flatMap { [$0.subject.name, $0.object.name] }
    #expect(ends.contains { $0.hasSuffix("tax law") } && ends.contains("court"), "\(ends)")
    #expect(!ends.contains { $0.contains("its") || $0.contains("sits") }, "\(ends)")
  }

  /// Names are the text's; nothing is added to them or taken away.
  @Test func whatIsNamedKeepsItsName() throws {
    let ends = try Said.records(in: "The mighty Hamas of Gaza killed Peter Lowe of Leeds.")
      .flatMap { [$0.subject, $0.object] }
    #expect(ends.filter { $0.properties["unnamed"] == nil }.allSatisfy { $0.aliases.isEmpty })
    #expect(ends.contains { $0.name == "Peter Lowe" }, "\(ends)")
  }
}
