import ArgumentParser
import GraphModel

struct VocabularyVerb: Verb {
  static let configuration = CommandConfiguration(
    commandName: "vocabulary",
    abstract: "List the relations, or the entity types, that statements may use.",
    discussion: """
      graphgen vocabulary
      graphgen vocabulary --vocabulary ours.tsv --format tsv

      The columns of --format tsv are those of a vocabulary file, so its output is a start for one.
      """)

  @Flag(name: .long, help: "List the entity types instead.")
  var types = false

  @Option(
    name: .long, help: ArgumentHelp("Only relations of this family.", valueName: "name"),
    completion: .custom { _, _, _ in Vocabulary.standard.families })
  var family: String?

  @OptionGroup var listing: ListingOptions
  @OptionGroup var reading: ReadingOptions

  func run() throws {
    let vocabulary = try ReadVocabulary(reading).vocabulary
    if types {
      var rows = Listing([
        .init("type", heading: "type"), .init("actor", heading: "acts"),
        .init("definition", heading: "definition"),
      ])
      for type in vocabulary.entityTypes {
        rows.append([
          .text(type.type.rawValue), .text(type.isActor ? "yes" : "no"), .text(type.definition),
        ])
      }
      try Output.write(rows, listing, reading)
      return
    }
    if let family, !vocabulary.families.contains(family) {
      throw Failure(
        "unknown relation family '\(family)': "
          + NearestNames.hint(
            for: family, among: vocabulary.families,
            orElse: "the families are \(vocabulary.families.joined(separator: ", "))"))
    }
    var rows = Listing([
      .init("relation", heading: "relation"), .init("inverse", heading: "inverse"),
      .init("symmetric"), .init("family", heading: "family"),
      .init("subject types", heading: "subject"), .init("object types", heading: "object"),
      .init("PLOVER"), .init("Wikidata"), .init("definition", heading: "definition"),
    ])
    for relation in vocabulary.relations where family == nil || relation.family == family {
      rows.append([
        .text(relation.name), .text(relation.inverse ?? ""),
        .text(relation.isSymmetric ? "yes" : "no"), .text(relation.family),
        .text(types(relation.subjectTypes, vocabulary)),
        .text(types(relation.objectTypes, vocabulary)), Cell(relation.plover),
        Cell(relation.wikidata), .text(relation.definition),
      ])
    }
    try Output.write(rows, listing, reading)
  }

  /// The types as a vocabulary file writes them.
  private func types(_ types: Set<EntityType>, _ vocabulary: Vocabulary) -> String {
    if types.isEmpty { return "any" }
    let actors = Set(vocabulary.entityTypes.filter(\.isActor).map(\.type))
    guard actors.count > 1, types.isSuperset(of: actors) else {
      return types.sorted().map(\.rawValue).joined(separator: "|")
    }
    return (["any actor"] + types.subtracting(actors).sorted().map(\.rawValue))
      .joined(separator: "|")
  }
}
