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
  private static let roles: Set = [
    "leads", "commands", "works-for", "owns", "founded", "member-of", "related-to", "married-to",
    "succeeded", "created", "studied-at", "lives-in", "resigned-from",
  ]

  /// Makes the subject of what follows of each such name, and parts it from what closes the phrase before it.
  static func correct(_ annotation: inout Annotation) {
    let sentences = Sentences(annotation)
    lazy var mentionsOfHead = Dictionary(
      grouping: sentences.annotation.mentions.indices, by: sentences.headWord)
    var clusterOf: [Int: Int] = [:]
    for (index, cluster) in annotation.clusters.enumerated() {
      for mention in cluster { clusterOf[mention] = index }
    }
    // By sentence, the word that its tree is set right for; `sentences` does not know the new tree.
    var corrected: [Int: Int] = [:]
    var parted: Set<Int> = []
    for (name, mention) in annotation.mentions.enumerated() where mention.type == .person {
      guard let opening = sentences.opening(before: name) else { continue }
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
      guard let cluster = clusterOf[name] else { continue }
      for mention in mentionsOfHead[noun] ?? []
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
    guard Self.roles.contains(candidate.relation), let trigger = sentences.trigger(of: candidate),
      sentences.isNoun(trigger)
    else { return false }
    return [(candidate.subject, candidate.object), (candidate.object, candidate.subject)].contains {
      name, other in
      // `Accused by his deputy, Berg resigned`: the deputy is Berg's.
      let isHis =
        sentences.headWord(of: other) == trigger
        && !sentences.dependents(of: trigger, "nmod:poss").isEmpty
      guard !isHis, sentences.annotation.mentions[name].type == .person,
        let noun = sentences.opening(before: name)?.noun
      else { return false }
      return trigger == noun
        || sentences.isPersonNoun(trigger) && sentences.isBelow(noun, trigger, within: 3)
          && sentences.isAside(trigger)
    }
  }
}

extension Sentences {
  /// Roles in which somebody is what the noun says: *in his role of president*.
  private static let roles: Set<String> = [
    "role", "post", "position", "office", "capacity", "title", "function", "job", "rank",
    "appointment", "election", "career", "years", "days", "time", "tenure", "term",
  ]
  private static let counterparts: Set<String> = ["counterpart", "predecessor", "boss", "opponent"]

  func isPersonNoun(_ token: Int) -> Bool {
    isNoun(token)
      && (nounType(forms[token]) == .person || Titles.words.contains(forms[token])
        || Titles.full[forms[token]] != nil || Self.counterparts.contains(forms[token]))
  }

  /// Whether what a noun means is only spoken of: it stands behind a preposition other than *as*, or is the object of a verb
  /// that makes nobody anything.
  fileprivate func isAside(_ noun: Int) -> Bool {
    let cases = cases(noun).filter { !["'s", "’s"].contains($0) }
    if !cases.isEmpty {
      let isRole =
        head(noun).map { Self.roles.contains(forms[$0]) } ?? false && cases.contains("of")
      return !cases.contains(where: ["as", "than"].contains) && !isRole
    }
    guard ["obj", "iobj"].contains(label(noun)), let verb = head(noun), isVerb(verb) else {
      return false
    }
    return !givesTitle(verb)
  }

  /// The cluster of the *his* or *her* before a noun, where that is of pronouns alone.
  fileprivate func unnamedOwner(
    of noun: Int, in clusters: [[Int]], _ clusterOf: [Int: Int]
  ) -> Int? {
    guard
      let owner = dependents(of: noun, "nmod:poss").first(where: {
        ["his", "her"].contains(forms[$0])
      }), let mention = mentions(at: owner).first, let cluster = clusterOf[mention],
      clusters[cluster].allSatisfy({ tag(headWord(of: $0)) == .pronoun })
    else { return nil }
    return cluster
  }

  /// The noun that closes the phrase or clause which a comma parts from a name behind it, and the verb whose subject that is.
  func opening(before name: Int) -> (noun: Int, verb: Int)? {
    let range = annotation.mentions[name].tokens
    let sentence = annotation.sentences[annotation.sentence(of: range.lowerBound)].tokens
    var start = range.lowerBound
    while start > sentence.lowerBound, range.lowerBound - start < 4,
      [.noun, .properNoun, .adjective].contains(tag(start - 1))
    {
      start -= 1
    }
    guard start - 2 > sentence.lowerBound, forms[start - 1] == ",",
      range.upperBound < sentence.upperBound, tag(range.upperBound) != .punctuation
    else { return nil }
    let name = annotation.head(of: range)
    guard tag(name) == .properNoun, let verb = predicate(of: name, endingAt: range.upperBound)
    else { return nil }
    // From the last word of the phrase up to the noun that is a person's: `the director of the bank`.
    var word = start - 2
    for _ in 0..<4 {
      if isPersonNoun(word), tag(word) == .noun || isLowercase(word) {
        // Neither may come to hang below itself.
        let isOver = [word, name].contains { isBelow(verb, $0, within: sentence.count) }
        return isAside(word) && !isOver ? (word, verb) : nil
      }
      guard let head = head(word), head < name, isNoun(word) || tag(word) == .adjective else {
        return nil
      }
      word = head
    }
    return nil
  }

  private func isLowercase(_ token: Int) -> Bool {
    annotation.form(token).first?.isLowercase ?? false
  }

  /// The finite verb behind a name of which it is the subject, also where the parser takes the name for an apposition.
  private func predicate(of name: Int, endingAt end: Int) -> Int? {
    guard let head = head(name) else { return nil }
    if label(name).hasPrefix("nsubj") { return head > name ? head : nil }
    guard label(name) == "appos" else { return nil }
    let sentence = annotation.sentences[annotation.sentence(of: name)].tokens
    guard
      let verb = (end..<min(end + 4, sentence.upperBound)).first(where: {
        ![.adverb, .auxiliary, .particle].contains(tag($0))
      }), isVerb(verb), ["root", "ccomp", "parataxis"].contains(label(verb)),
      !forms[verb].hasSuffix("ing") || !dependents(of: verb, "aux").isEmpty,
      dependents(of: verb, "nsubj", "nsubj:pass", "nsubj:outer").isEmpty
    else { return nil }
    return verb
  }
}
