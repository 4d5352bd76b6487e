import Language

/// Which candidates give to somebody what the words say of somebody else.
///
///     [Gunmen] wounded a diplomat, and [a mob] killed [a merchant].        the mob killed, not the gunmen
///     police arrested [Bell] and [Orr], the president of [Acme].           Orr is it, not Bell
///     [Nina Bell], a niece of [Owen Bell], the author of [Green Hill]      he is
///     [Cheney] met [Havel] during [his] visit to [Prague].                 Cheney's visit
///     [Gunmen] killed [Basri]; after it [Saleh] was arrested.              nobody killed Saleh
///     [Gates] and [Clinton] met [King Abdullah].                           each met the king, not each other
///
/// Of candidates of one relation, one trigger and one object, the grammar decides, where it says whom the trigger is of
/// and that one is a candidate too.
struct RivalCandidates {
  private struct Key: Hashable {
    var relation: String
    var trigger: Int
    var object: Int
  }

  private let sentences: Sentences
  private let entities: DocumentEntities
  private var beaten: Set<Int> = []

  init(
    of candidates: [Annotation.RelationCandidate], _ isSure: [Bool], in sentences: Sentences,
    _ entities: DocumentEntities, symmetric: (String) -> Bool
  ) {
    (self.sentences, self.entities) = (sentences, entities)
    var groups: [Key: [Int]] = [:]
    var meetings: [Key: [Int]] = [:]
    for (index, candidate) in candidates.enumerated()
    where isSure[index] && !candidate.trigger.isEmpty {
      let trigger = sentences.annotation.head(of: candidate.trigger)
      if isOfClauseAbove(candidate) { beaten.insert(index) }
      if symmetric(candidate.relation) {
        let key = Key(relation: candidate.relation, trigger: trigger, object: 0)
        meetings[key, default: []].append(index)
      } else {
        let object = entities.entityOfMention[candidate.object]
        let key = Key(relation: candidate.relation, trigger: trigger, object: object)
        groups[key, default: []].append(index)
      }
    }
    for (key, members) in groups where members.count > 1 {
      let owners =
        sentences.isVerb(key.trigger) ? subjects(of: key.trigger) : bearers(of: key.trigger)
      let own = Set(owners.map { entities.entityOfMention[$0] })
      func isOwn(_ index: Int) -> Bool {
        own.contains(entities.entityOfMention[candidates[index].subject])
      }
      guard members.contains(where: isOwn) else { continue }
      for index in members {
        let subject = candidates[index].subject
        // A noun is somebody's title only where somebody has it.
        let mayBeBeaten =
          sentences.isVerb(key.trigger)
          || sentences.annotation.mentions[subject].type == .person
        if !isOwn(index), mayBeBeaten, isOutside(subject, key.trigger) { beaten.insert(index) }
      }
    }
    for (key, members) in meetings where members.count > 1 && sentences.isVerb(key.trigger) {
      let own = Set(doers(of: key.trigger).map { entities.entityOfMention[$0] })
      func sides(_ index: Int) -> Int {
        [candidates[index].subject, candidates[index].object].count {
          own.contains(entities.entityOfMention[$0])
        }
      }
      // Across the verb one end is who does it and the other is not.
      if members.contains(where: { sides($0) == 1 }) {
        beaten.formUnion(members.filter { sides($0) != 1 })
      }
    }
  }

  func contains(_ index: Int) -> Bool { beaten.contains(index) }

  private func doers(of verb: Int) -> [Int] {
    sentences.doers(with: verb).flatMap { sentences.mentions(at: $0.token) }
  }

  /// Who a verb itself says does it; nobody where that is left to what governs it, or to *they*.
  private func subjects(of verb: Int) -> [Int] {
    let own = sentences.dependents(of: verb, "nsubj", "nsubj:pass", "obl:agent")
    guard !own.isEmpty, !own.contains(where: { sentences.forms[$0] == "they" }) else { return [] }
    return doers(of: verb)
  }

  /// Whose a happening is (`his visit`), or who bears a title of one person: right behind it, or before it with a comma.
  private func bearers(of noun: Int) -> [Int] {
    let annotation = sentences.annotation
    guard sentences.forms[noun] == annotation.tokens[noun].lemma.lowercased() else { return [] }
    if let owner = sentences.dependents(of: noun, "nmod:poss").first {
      return sentences.mentions(at: owner)
    }
    if let named = sentences.mention(beginningAt: noun + 1) { return [named] }
    // `Vega and the founder of the Liberal Party, Mena`
    let titled = sentences.title(noun...noun, ["of", "for", "to", "at", "in"]).map(\.bearer.token)
    if let bearer = titled.first, Set(titled).count == 1 { return sentences.mentions(at: bearer) }
    let sentence = annotation.sentences[annotation.sentence(of: noun)].tokens
    var start = noun
    while start > sentence.lowerBound,
      [.determiner, .adjective, .noun, .properNoun].contains(sentences.tag(start - 1))
    {
      start -= 1
    }
    guard start > sentence.lowerBound, sentences.forms[start - 1] == "," else { return [] }
    return sentences.mention(endingAt: start - 1).map { [$0] } ?? []
  }

  /// Whether a mention is no part of the clause or phrase of a trigger.
  ///
  /// A verb joined to it that says itself who does it (*founded by Geck and edited by Kolb*) has a clause of its own.
  private func isOutside(_ mention: Int, _ trigger: Int) -> Bool {
    let annotation = sentences.annotation
    var word = annotation.head(of: annotation.mentions[mention].tokens)
    for _ in 0..<2 * Sentences.reach {
      if word == trigger { return false }
      if sentences.label(word) == "conj", sentences.isVerb(word),
        !sentences.dependents(of: word, "nsubj", "obl:agent").isEmpty
      {
        return true
      }
      guard let head = sentences.head(word) else { return true }
      word = head
    }
    return true
  }

  /// Whether a verb has an object of its own and the candidate's is the subject of the clause above: *after gunmen killed
  /// Basri, Saleh was arrested*.
  private func isOfClauseAbove(_ candidate: Annotation.RelationCandidate) -> Bool {
    let annotation = sentences.annotation
    let trigger = annotation.head(of: candidate.trigger)
    guard sentences.isVerb(trigger), sentences.label(trigger) == "advcl",
      !sentences.dependents(of: trigger, "nsubj").isEmpty
    else { return false }
    let object = annotation.head(of: annotation.mentions[candidate.object].tokens)
    let own = sentences.dependents(of: trigger, "obj")
    return !own.isEmpty && sentences.head(object) == sentences.head(trigger)
      && ["nsubj", "nsubj:pass"].contains(sentences.label(object))
      && !own.flatMap(sentences.mentions(at:)).contains {
        entities.entityOfMention[$0] == entities.entityOfMention[candidate.object]
      }
  }
}
