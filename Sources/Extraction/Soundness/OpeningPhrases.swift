import GraphModel
import Language

/// A noun that closes an opening phrase or clause is not said of the name behind the comma, the subject of what follows.
///
///     After talks with the French president, Ivo Lens flew home.        he is not the president
///     Hired at Riverstone by its founder, Anna Lee rose fast.           nor she the founder
///     When he met the mayor, Ivo Lens wept.                             he met him, not Lens
///     As president of France, Ivo Lens flew home.                       he is
///     After talks with the French president, Ivo Lens, she flew home.   he is: a second comma closes what is said of the noun
///
/// Parsers take the name for an apposition of the noun, or the noun for a title of the name, and the model both for one
/// person. So the trees and the clusters are set right before anything is read in them.
struct OpeningPhrases: Denial {
  let sentences: Sentences

  /// What is told of persons by a noun for them.
  private static let relations: Set = [
    "leads", "commands", "works-for", "owns", "founded", "member-of", "related-to", "married-to",
    "succeeded", "created", "studied-at", "lives-in", "resigned-from",
  ]

  /// Makes the subject of what follows of each such name, and parts it from what closes the phrase before it.
  static func correct(_ annotation: inout Annotation) {
    let sentences = Sentences(annotation)
    var clusterOf = annotation.clusters.groupOfElement(count: annotation.mentions.count)
    // By sentence, the word that its tree is set right for; `sentences` does not know the new tree.
    var corrected: [Int: Int] = [:]
    var parted: Set<Int> = []
    for (name, mention) in annotation.mentions.enumerated() where mention.type == .person {
      guard let opening = sentences.closingNoun(before: name) else { continue }
      let head = sentences.headWord(of: name)
      let sentence = annotation.sentence(of: head)
      guard corrected[sentence] ?? head == head else { continue }
      corrected[sentence] = head
      annotation.tokens[head].head = opening.verb
      if !annotation.tokens[head].label.hasPrefix("nsubj") {
        annotation.tokens[head].label = sentences.isPassive(opening.verb) ? "nsubj:pass" : "nsubj"
      }
      let noun = opening.noun
      if annotation.tokens[noun].head == head || sentences.label(noun).hasPrefix("nsubj") {
        annotation.tokens[noun].head = opening.verb
        annotation.tokens[noun].label = "obl"
      }
      let cluster = clusterOf[name]
      for mention in sentences.mentionsHeaded(by: noun)
      where mention != name && clusterOf[mention] == cluster {
        parted.insert(mention)
      }
      // `In a call with his brother, Lens …`: nobody else is meant who was not named before.
      if let his = sentences.unnamedOwner(of: noun, in: annotation.clusters, clusterOf) {
        for mention in annotation.clusters[his] { clusterOf[mention] = cluster }
        annotation.clusters[cluster] += annotation.clusters[his]
        annotation.clusters[his] = []
      }
    }
    guard !corrected.isEmpty else { return }
    annotation.clusters =
      annotation.clusters.map { $0.filter { !parted.contains($0) }.sorted() }
      .filter { !$0.isEmpty }
      + parted.sorted().map { [$0] }
  }

  /// Whether a candidate says of the name what the noun is, or has it do with the noun's bearer what it does not.
  func deny(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard Self.relations.contains(candidate.relation),
      let trigger = sentences.trigger(of: candidate),
      sentences.isNoun(trigger)
    else { return false }
    return [(candidate.subject, candidate.object), (candidate.object, candidate.subject)].contains {
      name, other in
      // `Accused by his deputy, Berg resigned`: the deputy is Berg's.
      let isHis =
        sentences.headWord(of: other) == trigger
        && !sentences.dependents(of: trigger, "nmod:poss").isEmpty
      guard !isHis, sentences.annotation.mentions[name].type == .person,
        let noun = sentences.closingNoun(before: name)?.noun
      else { return false }
      return trigger == noun
        || sentences.isPersonNoun(trigger) && sentences.isBelow(noun, trigger, within: 3)
          && sentences.isAside(trigger)
    }
  }
}

extension Sentences {
  /// The cluster of the *his* or *her* before a noun, where that is of pronouns alone.
  fileprivate func unnamedOwner(
    of noun: Int, in clusters: [[Int]], _ clusterOf: [Int]
  ) -> Int? {
    guard
      let owner = dependents(of: noun, "nmod:poss").first(where: {
        ["his", "her"].contains(forms[$0])
      }), let mention = mentions(at: owner).first,
      clusters[clusterOf[mention]].allSatisfy({ tag(headWord(of: $0)) == .pronoun })
    else { return nil }
    return clusterOf[mention]
  }
}
