import GraphModel
import Language

/// Where what is said happened.
///
///     Hale met Aydin in Vienna on Monday                     Vienna
///     gunmen on motorcycles abducted her at a farm near Jos  Jos
///     the attack in Mosul killed 14 people                   Mosul
///     the killing of two monks at Tibhirine                  Tibhirine
///
/// A place belongs to the verb or the noun that it depends on, to an event that the verb is about, and to what is done
/// to somebody there; said before a verb (*In Vienna she met …*), also to the verbs joined with it. Only named places
/// count, and none that is an end of the statement.
struct StatementPlaces {
  private let sentences: Sentences
  private let entities: DocumentEntities

  private static let prepositions: Set<String> = [
    "in", "at", "near", "outside", "inside", "around", "across", "off", "within",
  ]
  /// Relations that happen where their object is.
  private static let physical = RelationKinds.violence.union([
    "rescued", "met-with", "participated-in",
  ])
  /// How far a description is followed to a name: *at a hotel in a suburb of Geneva*.
  private static let depth = 4

  init(_ sentences: Sentences, of entities: DocumentEntities) {
    self.sentences = sentences
    self.entities = entities
  }

  /// The entity where a candidate happened, or nil where the text does not tell or it is no happening.
  func place(of candidate: Annotation.RelationCandidate) -> Int? {
    guard !TimeRules.lasting.contains(candidate.relation),
      let trigger = sentences.trigger(of: candidate)
    else { return nil }
    let annotation = sentences.annotation
    var hosts = [trigger]
    // `launched an attack in Mosul`
    if sentences.isNoun(trigger), ["obj", "obl", "nsubj:pass"].contains(sentences.label(trigger)),
      let above = sentences.head(trigger), sentences.isVerb(above)
    {
      hosts.append(above)
    }
    let ends = [candidate.subject, candidate.object]
    let heads = ends.map { annotation.head(of: annotation.mentions[$0].tokens) }
    if annotation.mentions[candidate.subject].type == .event { hosts.append(heads[0]) }
    if Self.physical.contains(candidate.relation) { hosts.append(heads[1]) }
    var used = Set(ends.map { entities.entityOfMention[$0] })
    // `fired rockets at Haifa and Safed`: what is joined with an end is one, too.
    for head in heads where sentences.label(head) == "conj" {
      if let first = sentences.head(head) { used.formUnion(named(at: first)) }
    }
    for host in hosts {
      if let place = place(at: host, besides: used) { return place }
    }
    guard sentences.isVerb(trigger), sentences.label(trigger) == "conj",
      let first = sentences.head(trigger), sentences.isVerb(first)
    else { return nil }
    return place(at: first, besides: used, before: first)
  }

  /// The first named place that a word says something is at.
  private func place(at host: Int, besides used: Set<Int>, before end: Int = .max) -> Int? {
    for dependent in sentences.dependents(of: host)
    where dependent < end && ["obl", "nmod"].contains(sentences.label(dependent))
      && sentences.cases(dependent).contains(where: Self.prepositions.contains)
    {
      if let place = name(at: dependent, besides: used) { return place }
      // `was killed in a raid on Monday in Gao`
      if let event = event(at: dependent), let place = place(at: event, besides: used) {
        return place
      }
    }
    return nil
  }

  private func named(at token: Int) -> [Int] {
    sentences.mentions(at: token).map { entities.entityOfMention[$0] }
  }

  private func event(at token: Int) -> Int? {
    sentences.mentions(at: token).contains { sentences.annotation.mentions[$0].type == .event }
      ? token : nil
  }

  /// Whether a place is only what something is *near* or *outside*, and what that is *in* is told: *near Goma in Congo*.
  private func isOnlyNear(_ token: Int) -> Bool {
    sentences.cases(token).contains { ["near", "outside"].contains($0) }
      && sentences.dependents(of: token, "nmod").contains { sentences.cases($0) == ["in"] }
  }

  /// The place that a word names, or the one in which what it describes lies.
  private func name(at token: Int, besides used: Set<Int>) -> Int? {
    var token = token
    for _ in 0..<Self.depth {
      let mentions = sentences.mentions(at: token)
      guard let mention = mentions.first, sentences.annotation.mentions[mention].type == .place
      else { return nil }
      let entity = entities.entityOfMention[mention]
      if entities.entities[entity].isNamed, !isOnlyNear(token) {
        return used.contains(entity) ? nil : entity
      }
      guard
        let next = sentences.dependents(of: token, "nmod").first(where: {
          sentences.cases($0).contains { Self.prepositions.contains($0) || $0 == "of" }
        })
      else { return nil }
      token = next
    }
    return nil
  }
}
