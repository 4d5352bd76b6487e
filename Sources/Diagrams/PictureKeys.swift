import GraphModel

// What the parts of a picture stand for, by the ids that they carry into SVG.
extension Diagram {
  /// What a card stands for.
  struct CardKey: Hashable {
    var id: String
    /// One entity, or those of a fold.
    var entities: [KnowledgeGraph.EntityIndex]
  }

  /// What an arrow stands for.
  struct ArrowKey: Hashable {
    var id: String
    /// The position of the card where it starts.
    var tail: Int
    /// The position of the card where it ends.
    var head: Int
    /// By relation, in the vocabulary's order.
    var statements: [KnowledgeGraph.StatementIndex]
  }
}
