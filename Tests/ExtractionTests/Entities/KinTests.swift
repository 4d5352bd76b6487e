import Testing

@testable import Extraction

@Suite struct KinTests {
  @Test(arguments: [
    (
      "Carl Jansen was fined in May. His wife, Nancy, fled to Oslo. Gary Stokes was charged on Monday. Stokes's wife was arrested in Rome by police.",
      "police detained Stokes's wife"
    ),
    (
      "Carl Jansen was fined in May. His brother, Lars, fled to Oslo. Gary Stokes was charged on Monday. His brother was arrested in Rome by police.",
      "police detained brother"
    ),
    (
      "Ann Lund and her daughter, Rita, fled to Rome. Paul Orr stayed in Oslo. His daughter was killed by rebels.",
      "rebels killed daughter"
    ),
    (
      "Dan Roe hit Paul Orr in Hull. Roe's son, Mark, saw the attack. Orr's mother, Jane, said that her son was kind.",
      "Jane related-to Paul Orr"
    ),
    // But what may be one stays one.
    (
      "Carl Jansen was fined in May. His wife, Nancy, fled to Oslo. His wife was arrested in Rome by police.",
      "police detained Nancy"
    ),
    (
      "Carl Jansen was fined in May. His wife, Nancy, fled to Oslo. Jansen's wife was arrested in Rome by police.",
      "police detained Nancy"
    ),
  ])
  func kinOfTwoAreTwo(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }
}
