import GraphModel

/// In which country a document says that a place lies.
struct Gazetteer {
  /// One wrong link misplaces all below it.
  private static let leastConfidence = 0.9
  private var containers: [String: String] = [:]

  init(_ extraction: Extraction) {
    for statement in extraction.statements
    where statement.relation == "located-in" && statement.qualifiers.isPlainFact
      && statement.confidence ?? 1 >= Self.leastConfidence
    {
      let inner = NameKey.fold(statement.subject.name)
      if containers[inner] == nil { containers[inner] = statement.object.name }
    }
  }

  /// The country above a place, if it is not one itself by what the document says.
  func country(of entity: EntityRecord) -> String? {
    guard entity.type == .place, !CountryNames.isCountry(entity.name),
      var container = containers[NameKey.fold(entity.name)]
    else {
      return nil
    }
    // Chains of places are short; one that is a ring must end too.
    for _ in 0..<8 {
      if CountryNames.isCountry(container) {
        return container == entity.name ? nil : container
      }
      guard let next = containers[NameKey.fold(container)] else { return nil }
      container = next
    }
    return nil
  }
}
