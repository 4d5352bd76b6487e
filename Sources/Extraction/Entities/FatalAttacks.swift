import Language

/// Which attacks are one, as nobody dies twice: *the drone strike that took the life of Soleimani* is *the drone attack that
/// killed Soleimani*.
struct FatalAttacks: MentionMoves {
  /// The nouns for what may be one attack, in sets that exclude each other but for what they share.
  private static let attacks: [Set<String>] = [
    [
      "attack", "strike", "airstrike", "raid", "bombing", "bombardment", "shelling", "operation",
      "assault",
    ],
    ["attack", "bombing", "explosion", "blast"],
    ["attack", "shooting", "ambush", "assault", "raid"],
    ["attack", "assassination", "murder", "killing", "stabbing"],
  ]
  private static let accidents: Set = ["crash", "accident", "collision", "derailment"]

  /// Whether a noun, in its base form, is one for attacks.
  static func isAttack(_ noun: String) -> Bool {
    attacks.contains { $0.contains(noun) }
  }

  private let names: [MentionName]
  private let annotation: Annotation

  init(_ names: [MentionName], in annotation: Annotation) {
    (self.names, self.annotation) = (names, annotation)
  }

  /// For the mentions of each further attack that killed the same person by name, the first one's.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let groupOf = groups.groupOfElement(count: names.count)
    let isNamed = groups.map { $0.contains { names[$0].kind == .name } }
    var attackOn: [Int: Int] = [:]
    var moves: [Int: Int] = [:]
    for relation in annotation.relations
    where relation.relation == "killed" && relation.isStated && relation.polarity == .asserted {
      let (attack, victim) = (groupOf[relation.subject], groupOf[relation.object])
      guard annotation.mentions[relation.subject].type == .event, !isNamed[attack],
        annotation.mentions[relation.object].type == .person, isNamed[victim]
      else { continue }
      guard let first = attackOn[victim] else {
        attackOn[victim] = relation.subject
        continue
      }
      guard groupOf[first] != attack, moves[first] == nil, moves[relation.subject] == nil,
        mayBeOne(first, relation.subject)
      else { continue }
      for mention in groups[attack] { moves[mention] = first }
    }
    return moves
  }

  private func mayBeOne(_ left: Int, _ right: Int) -> Bool {
    let nouns = [left, right].map {
      annotation.tokens[annotation.head(of: annotation.mentions[$0].tokens)].lemma.lowercased()
    }
    return (Self.attacks + [Self.accidents]).contains { nouns.allSatisfy($0.contains) }
  }
}
