import GraphModel

/// Warnings about ends whose types the vocabulary does not expect, the first of them.
struct StatementWarnings {
  /// A statement that is warned of, between ends by their numbers and types.
  private struct Finding {
    var relation: Int32
    var subject: (end: Int, type: Int32)
    var object: (end: Int, type: Int32)
    var location: SourceLocation
  }

  private var found: [Finding] = []
  /// How many warnings those are.
  private var count = 0
  private let vocabulary: Vocabulary
  private let types: [EntityType]
  /// For every relation, type of the subject and type of the object, whether they go together: asked for every
  /// statement, where comparing names would take longer than reading it.
  private let isAccepted: [Bool]

  init(_ vocabulary: Vocabulary, _ types: [EntityType]) {
    (self.vocabulary, self.types) = (vocabulary, types)
    isAccepted = vocabulary.relations.flatMap { relation in
      types.flatMap { subject in types.map { relation.accepts(subject, $0) } }
    }
  }

  /// Whether a relation is expected between two types.
  func accept(_ relation: Int32, _ subject: Int32, _ object: Int32) -> Bool {
    isAccepted[(Int(relation) * types.count + Int(subject)) * types.count + Int(object)]
  }

  /// Takes note of a statement between two ends that is not expected.
  mutating func warn(
    _ relation: Int32, _ subject: (end: Int, type: Int32), _ object: (end: Int, type: Int32),
    _ location: SourceLocation
  ) {
    // One more than is told is known, as it is told that there are more.
    if count > WarningLimit.count { return }
    let finding = Finding(
      relation: relation, subject: subject, object: object, location: location)
    found.append(finding)
    count += warnings(of: finding, [:]).count
  }

  /// Takes over what another has found after this.
  mutating func add(_ other: StatementWarnings) {
    for finding in other.found {
      warn(finding.relation, finding.subject, finding.object, finding.location)
    }
  }

  /// The ends that are warned of.
  var ends: Set<Int> { Set(found.flatMap { [$0.subject.end, $0.object.end] }) }

  /// The warnings, of ends with those names.
  func diagnostics(_ names: [Int: String]) -> [Diagnostic] {
    var limit = WarningLimit()
    return found.flatMap { warnings(of: $0, names) }.compactMap { limit.told($0) }
  }

  private func warnings(of finding: Finding, _ names: [Int: String]) -> [Diagnostic] {
    func described(_ end: (end: Int, type: Int32)) -> (name: String, type: EntityType) {
      (names[end.end] ?? "", types[Int(end.type)])
    }
    return vocabulary.relations[Int(finding.relation)].warnings(
      subject: described(finding.subject), object: described(finding.object),
      at: finding.location)
  }
}
