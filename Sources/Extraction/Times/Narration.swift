import GraphModel
import Language

/// What goes on in the simple past with a sentence that gave its day: *He resigned on Monday. He told reporters …*;
/// *A bomb exploded on Friday. Three people were killed.*
extension TimeRules {
  /// Relations by which the incident that a document reports is told on.
  private static let incidents = RelationKinds.violence.union([
    "rescued", "helped", "won", "defeated", "elected",
  ])

  /// The day that a document reports of: the first that it names, if it was written within a week of it.
  static func news(_ times: [TimeExpression], writtenOn written: Int?) -> String? {
    guard let first = times.lazy.map(\.value).first(where: TimeValue.isDay),
      let reported = TimeValue.lastDay(first), let written
    else { return nil }
    return (0...7).contains(written - reported) ? first : nil
  }

  /// The day of the sentence before, where this one goes on with who acted there or with the incident that is reported.
  func timeToldBefore(
    _ trigger: Int, of candidate: Annotation.RelationCandidate
  ) -> String? {
    let place = annotation.sentence(of: trigger)
    guard place > 0, !datedSentences.contains(place), !tellsBackground(place), !isMatter(trigger),
      isToldInSimplePast(clauses.predicate(of: trigger))
    else { return nil }
    let before = annotation.sentences[place - 1].tokens
    guard let root = before.first(where: { annotation.tokens[$0].head == nil }),
      let time = clauseTimes.ownTime(of: root)
    else { return nil }
    if isTied(clauses.predicate(of: trigger)), !time.contains("..") { return time }
    guard TimeValue.isDay(time) else { return nil }
    if time == news, Self.incidents.contains(candidate.relation),
      !isDescription(trigger, in: candidate)
    {
      return time
    }
    guard !Self.making.contains(candidate.relation) else { return nil }
    let actor = entities.entityOfMention[candidate.subject]
    return clauses.subject(of: root).flatMap { clauses.entity(at: $0) } == actor ? time : nil
  }

  /// Whether a verb says that it is of what the sentence before told: *there she met the Pope*, *during the raid they killed two*.
  private func isTied(_ verb: Int) -> Bool {
    sentences.dependents(of: verb, "advmod").contains { sentences.forms[$0] == "there" }
      || sentences.dependents(of: verb, "obl").contains {
        sentences.cases($0) == ["during"] && sentences.isDefinite($0)
          && TimeLexicon.isDatable(sentences.forms[$0])
      }
  }

  /// Words that tell of long ago: *as a young officer*, *once*.
  private static let longAgo: Set<String> = [
    "young", "youth", "childhood", "boyhood", "once", "formerly", "previously", "decade", "decades",
  ]
  /// What lasts too long for a day, with a preposition before it: *during the civil war*.
  private static let eras: Set<String> = [
    "war", "wars", "era", "rule", "reign", "regime", "dictatorship", "occupation", "revolution",
    "uprising", "insurgency", "presidency", "tenure", "term", "career", "life",
  ]
  private static let eraPrepositions: Set<String> = ["during", "before", "throughout", "under"]

  /// Whether a sentence tells of another time than the one before, without a date: *as a young officer, he captured
  /// Derna*, *they killed his brother during the war*.
  func tellsBackground(_ sentence: Int) -> Bool {
    backgrounds.contains(sentence) && !datedSentences.contains(sentence)
  }

  /// The sentences in which words tell of long ago, or of what was elsewhere.
  static func backgrounds(of annotation: Annotation, _ sentences: Sentences) -> Set<Int> {
    let elsewhere = annotation.sentences.indices.dropFirst().filter {
      turnsElsewhere(annotation.sentences[$0], sentences)
    }
    return Set(
      annotation.tokens.indices.lazy.filter {
        longAgo.contains(sentences.forms[$0])
          || eras.contains(sentences.forms[$0])
            && !eraPrepositions.isDisjoint(with: sentences.cases($0))
      }.map { annotation.sentence(of: $0) }
    ).union(elsewhere)
  }

  /// Whether a paragraph begins with another place: *In Yemen, rebels captured Zinjibar*.
  private static func turnsElsewhere(_ sentence: Annotation.Sentence, _ sentences: Sentences)
    -> Bool
  {
    guard sentence.startsParagraph, let place = sentences.opening(of: sentence.tokens) else {
      return false
    }
    return sentences.annotation.mentions[place].type == .place
  }

  /// Whether a verb is the sentence's own, or one that it is told with, and both are in the simple past.
  private func isToldInSimplePast(_ verb: Int) -> Bool {
    var verb = verb
    for _ in 0..<Clauses.depth {
      guard clauses.isInSimplePast(verb) else { return false }
      let token = annotation.tokens[verb]
      guard ["conj", "xcomp", "advcl"].contains(token.label), let head = token.head else {
        return ["root", "parataxis"].contains(token.label)
      }
      verb = head
    }
    return false
  }

}
