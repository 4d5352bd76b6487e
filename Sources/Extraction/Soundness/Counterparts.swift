import GraphModel
import Language

/// Whoever is somebody's counterpart has his post, and is at the head of nothing that the other is not at the head of.
///
///     Ambassador Julie Chan … her Chinese counterpart, Qi Zen          works for China
///     army chief Yusuf Barre … his Rwandan counterpart, Jean Bosco     works for Rwanda
///     Prime Minister Ahern … his British counterpart, Tony Blair       leads Britain
struct Counterparts: Reading {
  private static let nouns: Set = ["counterpart", "counterparts", "opposite"]
  /// Who has the office that makes his counterpart lead a country.
  private static let heads: Set = [
    "president", "premier", "chancellor", "king", "queen", "emir", "sultan", "emperor", "minister",
    "leader", "taoiseach", "pm",
  ]
  private static let lesser: Set = [
    "vice", "deputy", "junior", "assistant", "opposition", "rebel", "press", "permanent",
  ]

  let sentences: Sentences
  let entities: DocumentEntities

  func read(_ candidate: Annotation.RelationCandidate) -> Annotation.RelationCandidate? {
    guard candidate.relation == "leads", let trigger = sentences.trigger(of: candidate),
      let noun = counterpart(at: trigger),
      let other = original(of: noun, besides: candidate.subject)
    else { return candidate }
    let titles = entities.entities[other].mentions.flatMap(sentences.titles)
    guard !titles.isEmpty, !titles.contains(where: isHead) else { return candidate }
    var candidate = candidate
    candidate.relation = "works-for"
    return candidate
  }

  private func isHead(_ title: StatedTitle) -> Bool {
    Self.heads.contains(title.noun) && title.modifiers.isDisjoint(with: Self.lesser)
      || title.noun == "secretary"
        && !title.modifiers.isDisjoint(with: Titles.portfolios.union(["state", "general"]))
  }

  private func counterpart(at trigger: Int) -> Int? {
    if Self.nouns.contains(sentences.forms[trigger]) { return trigger }
    return nil
  }

  /// The entity whose counterpart somebody is: whoever *his* means, or the subject of the sentence.
  private func original(of noun: Int, besides subject: Int) -> Int? {
    let own = entities.entityOfMention[subject]
    let possessors = sentences.dependents(of: noun, "nmod:poss").flatMap(sentences.mentions)
    for mention in possessors where entities.entityOfMention[mention] != own {
      return entities.entityOfMention[mention]
    }
    return sentences.verb(above: noun).flatMap { verb in
      sentences.dependents(of: verb, "nsubj").flatMap(sentences.mentions).lazy
        .map { entities.entityOfMention[$0] }.first { $0 != own }
    }
  }
}
