import Language

/// Which paragraphs tell of the same: those that mention somebody or something in common.
///
/// A page of news items has one a paragraph, and who speaks in one says nothing of another.
struct SharedParagraphs {
  private let annotation: Annotation
  /// For every sentence, the number of its paragraph.
  private let paragraphOf: [Int]
  /// For every paragraph, the entities that it mentions.
  private var entities: [Set<Int>]

  init(of document: DocumentEntities) {
    annotation = document.sentences.annotation
    paragraphOf = document.sentences.paragraphOfSentence()
    entities = [Set<Int>](repeating: [], count: paragraphOf.last.map { $0 + 1 } ?? 0)
    for (mention, entity) in document.entityOfMention.enumerated() {
      entities[paragraph(of: annotation.mentions[mention].tokens.lowerBound)].insert(entity)
    }
  }

  /// Whether the paragraphs of two words are one, or have an entity in common.
  func areOfOneStory(_ left: Int, _ right: Int) -> Bool {
    let (first, second) = (paragraph(of: left), paragraph(of: right))
    return first == second || !entities[first].isDisjoint(with: entities[second])
  }

  private func paragraph(of word: Int) -> Int { paragraphOf[annotation.sentence(of: word)] }
}
