import GraphModel
import Language

/// Which union *the union* is where a text has named but one body of workers before it.
///
///     Talks between the Transport Workers' Federation and Northline failed. The union's organiser, Ann Reed, …
struct WorkersUnion: MentionMoves {
  private static let workers: Set = [
    "workers", "teamsters", "miners", "mineworkers", "employees", "teachers", "nurses", "drivers",
    "steelworkers", "machinists", "seamen", "dockers", "farmworkers", "journalists", "pilots",
  ]

  private let names: [MentionName]
  private let sentences: Sentences

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
  }

  /// For descriptions that the groups give to nobody by name, the mention of the only body of workers.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    let unions = annotation.mentions.indices.filter {
      names[$0].kind == .name && annotation.mentions[$0].type == .organization
        && !Self.workers.isDisjoint(with: names[$0].words)
        && !BodyKind.unions.isDisjoint(with: names[$0].words)
    }
    guard let union = unions.first,
      unions.allSatisfy({ names[$0].isCompatible(with: names[union], as: .organization) })
    else { return [:] }
    var moves: [Int: Int] = [:]
    for group in groups
    where group.allSatisfy({ names[$0].kind != .name }) && group[0] > union && isUnion(group[0]) {
      for mention in group { moves[mention] = union }
    }
    return moves
  }

  /// Whether a mention is *the union*.
  private func isUnion(_ mention: Int) -> Bool {
    let head = sentences.annotation.head(of: names[mention].tokens)
    return names[mention].kind == .description && sentences.forms[head] == "union"
      && sentences.isBare(head)
  }
}
