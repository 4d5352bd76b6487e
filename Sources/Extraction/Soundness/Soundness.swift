import GraphModel
import Language

/// Which proposals may be right, and how they are said.
///
/// They are between two entities, of one paragraph, and said rather than asked or supposed; denied where the words deny them,
/// planned or claimed where the words say so.
struct Soundness {
  private let sentences: Sentences
  private let entities: DocumentEntities
  private let vocabulary: Vocabulary
  /// What candidates say, each of what the one before made of them: whose it is, then what is said, then what is not.
  private let readings: [any Reading]
  /// What they say by another relation, once it is known whether it is so.
  private let renamings: [any Reading]
  private let offices: Offices
  private let namedDeeds: NamedDeeds
  private let veridicality: Veridicality
  let speakers: Speakers
  private let plurals: PluralPronouns

  private static let opinions: Set = [
    "criticized", "endorsed", "opposed", "requested", "accused", "threatened",
  ]

  init(_ entities: DocumentEntities, _ vocabulary: Vocabulary) {
    (self.entities, self.vocabulary) = (entities, vocabulary)
    sentences = entities.sentences
    let quotations = Quotations(sentences)
    let offices = Offices(sentences, quotations)
    self.offices = offices
    readings = [
      PossessivePronouns(sentences), Respectively(sentences), OpeningPhrases(sentences: sentences),
      Rereadings(sentences, entities), offices, NearestNames(sentences: sentences),
      JoinedDeeds(sentences: sentences), Premises(sentences: sentences), Survivors(entities),
      Works(sentences: sentences), Mishaps(sentences: sentences),
    ]
    renamings = [
      VerbalAttacks(sentences: sentences), Posts(sentences: sentences),
      Counterparts(sentences: sentences, entities: entities),
    ]
    namedDeeds = NamedDeeds(sentences)
    veridicality = Veridicality(sentences)
    speakers = Speakers(entities, quotations)
    plurals = PluralPronouns(sentences, entities)
  }

  /// The sound ones of some proposals, those of *they* made of each whom it means; of two that come to say the same of the
  /// same mentions, the more probable.
  func sound(_ proposals: [Proposal]) -> [Proposal] {
    struct Said: Hashable {
      var subject, object: Int
      var relation: String
    }
    var places: [Said: Int] = [:]
    var sound: [Proposal] = []
    for proposal in plurals.spread(proposals).compactMap(settled) {
      let candidate = proposal.candidate
      let said = Said(
        subject: candidate.subject, object: candidate.object, relation: candidate.relation)
      if let place = places[said] {
        var surest = sound[place]
        if candidate.probability > surest.candidate.probability { surest.candidate = candidate }
        if surest.phrase == nil {
          (surest.phrase, surest.rules) = (proposal.phrase, proposal.rules)
        }
        sound[place] = surest
      } else {
        places[said] = sound.count
        sound.append(proposal)
      }
    }
    return sound
  }

  /// The proposal as the words around make it, nil where it is not sound.
  private func settled(_ proposal: Proposal) -> Proposal? {
    var candidate = proposal.candidate
    for reading in readings {
      guard let read = reading.read(candidate) else { return nil }
      candidate = read
    }
    guard isKnown(candidate), joinsTwo(candidate) else { return nil }
    let verdict = verdict(on: candidate)
    guard let polarity = polarity(of: candidate, verdict) else { return nil }
    for renaming in renamings {
      if let renamed = renaming.read(candidate), isKnown(renamed) { candidate = renamed }
    }
    candidate.polarity = polarity
    candidate.mode = mode(of: candidate, verdict)
    var proposal = proposal
    proposal.candidate = candidate
    return proposal
  }

  private func isKnown(_ candidate: Annotation.RelationCandidate) -> Bool {
    vocabulary.relation(named: candidate.relation) != nil
  }

  /// Whether a candidate is of two entities of which its paragraph may say something together.
  private func joinsTwo(_ candidate: Annotation.RelationCandidate) -> Bool {
    let mentions = sentences.annotation.mentions
    let (subject, object) = (
      mentions[candidate.subject].tokens.lowerBound, mentions[candidate.object].tokens.lowerBound
    )
    return entities.entityOfMention[candidate.subject] != entities.entityOfMention[candidate.object]
      && ![candidate.subject, candidate.object].contains {
        entities.entities[entities.entityOfMention[$0]].isNobody
      }
      && !sentences.isReciprocal(subject) && !sentences.isReciprocal(object)
      // Different paragraphs seldom say one thing together.
      && sentences.areInOneParagraph(subject, object)
      // A dateline says where a report was written, and nothing of those whom it tells of.
      && sentences.isDateline(subject) == sentences.isDateline(object)
      && !(candidate.relation == "created" && speakers.isClaim(candidate.object))
      && !areOfTwoClauses(candidate)
  }

  /// Whether the ends stand on two sides of a gap, or one of them is no end but a part of a name, or a name across a gap.
  private func areOfTwoClauses(_ candidate: Annotation.RelationCandidate) -> Bool {
    let annotation = sentences.annotation
    let ends = [candidate.subject, candidate.object].map {
      sentences.headWord(of: $0)
    }
    return sentences.areParted(ends[0], ends[1]) || ends.contains(where: sentences.isInsideName)
      || [candidate.subject, candidate.object].contains {
        annotation.mentions[$0].tokens.dropFirst().contains { sentences.forms[$0] == "by" }
          && isPastGap($0)
      }
  }

  /// Whether a mention is a name with what is behind the next *by*: *Instagram by Facebook*.
  private func isPastGap(_ mention: Int) -> Bool {
    let tokens = sentences.annotation.mentions[mention].tokens
    let head = sentences.annotation.head(of: tokens)
    guard sentences.label(head) == "conj" else { return false }
    return tokens.contains { word in
      word != head && sentences.areInOneGap(head, word)
    }
  }

  private func verdict(on candidate: Annotation.RelationCandidate) -> Veridicality.Verdict {
    let verdict = namedDeeds.verdict(on: candidate)
    return verdict == .said ? veridicality.verdict(on: candidate) : verdict
  }

  /// Whether a candidate is asserted or denied; nil where it is neither.
  private func polarity(
    of candidate: Annotation.RelationCandidate, _ verdict: Veridicality.Verdict
  ) -> Polarity? {
    let isDenied = DirectNegation.denies(candidate, in: sentences, of: entities)
    switch verdict {
    case .open: return nil
    case .denied: return isDenied ? .asserted : .negated
    case .so: return isDenied ? .negated : .asserted
    case .planned, .said:
      if isDenied { return .negated }
      return DirectNegation.contrasts(candidate, in: sentences) ? .asserted : candidate.polarity
    }
  }

  /// Whether what is said is what somebody is charged to do: *charged her with forming a government*.
  private func isTask(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let word = sentences.trigger(of: candidate), let verb = sentences.head(word) else {
      return false
    }
    return sentences.task(under: verb) == word && !speakers.isAttributed(candidate)
  }

  /// Whether all that makes a claim of a candidate is what somebody or something takes: *the fire claimed nine lives*.
  private func isOnlyTaking(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let word = sentences.trigger(of: candidate) else { return false }
    return [word, sentences.head(word)].compactMap { $0 }.contains {
      Responsibility.takes($0, in: sentences)
    } && !speakers.isAttributed(candidate)
  }

  /// How a candidate is said, where the words tell more surely than the model.
  private func mode(
    of candidate: Annotation.RelationCandidate, _ verdict: Veridicality.Verdict
  ) -> Mode {
    switch candidate.mode {
    case .fact:
      if verdict == .planned || veridicality.isAhead(candidate) || offices.isYetToBeHad(candidate) {
        return .planned
      }
      if Responsibility.isClaimed(candidate, in: sentences) { return .claimed }
      if speakers.isHearsay(candidate) { return .claimed }
      // Who praises or asks does so by what he says.
      guard !TimeRules.lasting.contains(candidate.relation),
        let speaker = speakers.speakerBehind(candidate)
          ?? speakers.speakerGoingOn(with: candidate),
        !Self.opinions.contains(candidate.relation)
          || entities.entityOfMention[speaker] != entities.entityOfMention[candidate.subject]
      else { return .fact }
      return .claimed
    case .planned: return verdict == .so || veridicality.isTold(candidate) ? .fact : .planned
    case .claimed:
      // The model is at times misled by the words that deny: *left without telling her*, *nobody stopped them*.
      let isMisled =
        (verdict == .so || verdict == .denied && candidate.speaker == nil)
        && !speakers.isAttributed(candidate)
        || isOnlyTaking(candidate)
      if verdict == .planned, isTask(candidate) { return .planned }
      return isMisled || speakers.isAside(candidate) ? .fact : .claimed
    }
  }
}
