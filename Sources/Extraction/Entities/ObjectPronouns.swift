import Language

/// Whom *him* means in a clause that describes or completes what its sentence says of a person by name.
///
///     Arafat criticized the court that convicted him.                           Arafat
///     Ana Ruiz sued Siemens, which had fired her.                               Ana Ruiz
///     Khodorkovsky accused the Kremlin of ordering the police to arrest him.    Khodorkovsky
///     Ott sued Siemens after it fired him.                                      Ott
///
/// Nobody of another sentence is likelier, unless the verb only tells what somebody says (*Hale said that they had beaten
/// him*) or the subject acts for others: *the prosecutor, Ann Reed, praised the officers who arrested him*.
struct ObjectPronouns: MentionMoves {
  private static let pronouns: Set = ["him", "her"]
  /// How clauses hang together between the pronoun and the verb of whom it means.
  private static let clauses: Set = ["acl:relcl", "acl", "ccomp", "xcomp", "advcl", "conj"]
  private static let grounds: Set = ["of", "for", "from"]
  private static let times: Set = [
    "after", "before", "because", "when", "until", "since", "though",
  ]
  /// Who has one of these speaks and acts for others.
  private static let advocates: Set = [
    "spokesman", "spokeswoman", "prosecutor", "lawyer", "attorney", "judge", "detective",
    "inspector", "officer", "investigator", "doctor", "surgeon", "sheriff", "justice", "coroner",
    "psychiatrist", "biographer", "widow", "brother", "sister", "father", "mother", "son",
    "daughter", "wife", "husband", "historian", "coach", "manager",
  ]
  /// What officers do to those who have done something to others.
  private static let prosecuting = Inflection.forms(of: [
    "arrest", "charge", "convict", "sentence", "indict", "acquit", "question", "identify", "detain",
    "jail", "defend", "represent", "treat", "lead",
  ])
  /// How many mentions back a deed is remembered.
  private static let memory = 20
  /// What is said to those who have done something to another: *praised the police who shot him*.
  private static let praising = Inflection.forms(of: [
    "praise", "thank", "commend", "defend", "hail", "applaud", "congratulate", "honor", "honour",
  ])
  /// What nobody can answer to whom it was done.
  private static let killing = Inflection.forms(of: ["shoot", "kill", "murder", "assassinate"])
  /// Where in its own clause the noun stands that a clause describes.
  private static let places: Set = [
    "nmod", "obj", "iobj", "obl", "obl:agent", "nsubj:pass", "conj",
  ]

  private let sentences: Sentences

  init(_ sentences: Sentences) { self.sentences = sentences }

  /// For the pronouns that the groups give to nobody of their sentence, the mention of whom they mean.
  func moves(in groups: [[Int]]) -> [Int: Int] {
    let annotation = sentences.annotation
    var moves: [Int: Int] = [:]
    for group in groups {
      for (place, index) in group.enumerated() {
        let mention = annotation.mentions[index]
        let token = mention.tokens.lowerBound
        guard mention.tokens.count == 1, Self.pronouns.contains(sentences.forms[token]),
          ["obj", "iobj"].contains(sentences.label(token)),
          !isOfSentence(token, group[..<place]), !isTold(token, of: group[..<place]),
          let owner = subject(above: token),
          !group[..<place].suffix(Self.memory).contains(owner),
          mayBe(mention, annotation.mentions[owner])
        else { continue }
        moves[index] = owner
      }
    }
    return moves
  }

  /// Whether whoever is meant is named or described earlier in the sentence, too.
  private func isOfSentence(_ token: Int, _ earlier: ArraySlice<Int>) -> Bool {
    let annotation = sentences.annotation
    let start = annotation.sentences[annotation.sentence(of: token)].tokens.lowerBound
    return earlier.suffix(Self.memory).reversed().lazy.map { annotation.mentions[$0].tokens }
      .prefix { $0.lowerBound >= start }
      .contains { $0.count > 1 || sentences.tag($0.lowerBound) != .pronoun }
  }

  /// Whether the text has told the same deed of whom the pronoun was taken for.
  ///
  ///     Jackson was arrested. Brando criticized the police for arresting him.
  private func isTold(_ token: Int, of earlier: ArraySlice<Int>) -> Bool {
    let annotation = sentences.annotation
    guard let verb = sentences.head(token) else { return false }
    return earlier.suffix(Self.memory).contains { mention in
      let word = sentences.headWord(of: mention)
      guard ["obj", "iobj", "nsubj:pass"].contains(sentences.label(word)),
        let other = sentences.head(word)
      else { return false }
      return annotation.tokens[other].lemma == annotation.tokens[verb].lemma
        || sentences.forms[other].prefix(4) == sentences.forms[verb].prefix(4)
    }
  }

  private func mayBe(_ pronoun: Annotation.Mention, _ owner: Annotation.Mention) -> Bool {
    let annotation = sentences.annotation
    let own = annotation.gender(of: pronoun)
    return annotation.gender(of: owner).map { $0 == own } ?? true
  }

  /// The only person by name that is the subject of a verb above a pronoun's clause, where no other person is between.
  private func subject(above token: Int) -> Int? {
    guard var verb = sentences.head(token), sentences.isVerb(verb),
      !(Self.killing.contains(sentences.forms[verb])
        && ["acl:relcl", "advcl"].contains(sentences.label(verb)) && hasSubject(verb))
    else { return nil }
    var isAccused = false
    for _ in 0..<Sentences.reach {
      guard Self.clauses.contains(sentences.label(verb)), var above = sentences.head(verb) else {
        return nil
      }
      // `thanked the friends of the doctor who treated her`
      let noun = above
      while !sentences.isVerb(above) {
        guard Self.places.contains(sentences.label(above)), !isPerson(above),
          let head = sentences.head(above)
        else { return nil }
        above = head
      }
      switch sentences.label(verb) {
      case "acl:relcl": break
      case "acl":
        // `a report that Shell fired him`, `a letter accusing him`, but not `his plan to fire him`
        guard hasSubject(verb) || sentences.marks(verb).isEmpty else { return nil }
      case "ccomp":
        guard hasSubject(verb), !Speakers.speech.contains(sentences.forms[above]) else {
          return nil
        }
      case "advcl":
        // `accused them of firing him`, `left after they fired him`
        let marks = sentences.marks(verb)
        guard noun == above,
          hasObject(above) && marks.contains(where: Self.grounds.contains)
            || hasSubject(verb) && marks.contains(where: Self.times.contains)
        else { return nil }
        isAccused = marks == ["of"]
      case "xcomp" where hasObject(above): break
      default:
        // Of `tried to fire him`, `hired and fired him` both verbs have one subject.
        guard !hasSubject(verb) else { return nil }
        verb = above
        continue
      }
      verb = above
      if let subject = sentences.dependents(of: verb, "nsubj").first {
        guard !sentences.isPassive(verb), !Self.prosecuting.contains(sentences.forms[verb]),
          !Self.praising.contains(sentences.forms[verb])
        else { return nil }
        return named(at: subject, before: token).flatMap {
          actsForOthers($0, unlessOffice: isAccused) ? nil : $0
        }
      }
    }
    return nil
  }

  /// Whether a person has a title of those who speak for others, or any office.
  private func actsForOthers(_ person: Int, unlessOffice isAccused: Bool) -> Bool {
    sentences.titles(of: person).contains {
      Self.advocates.contains($0.noun) || !isAccused && Titles.words.contains($0.noun)
    }
  }

  private func hasSubject(_ verb: Int) -> Bool {
    !sentences.dependents(of: verb, "nsubj", "nsubj:pass").isEmpty
  }

  private func hasObject(_ verb: Int) -> Bool {
    !sentences.dependents(of: verb, "obj", "iobj").isEmpty
  }

  private func isPerson(_ token: Int) -> Bool {
    sentences.tag(token) == .properNoun
      && sentences.mentions(at: token).contains {
        sentences.annotation.mentions[$0].type == .person
      }
  }

  /// The person whom a subject names, if no other person is named between it and a pronoun.
  private func named(at subject: Int, before pronoun: Int) -> Int? {
    guard isPerson(subject), sentences.dependents(of: subject, "conj").isEmpty,
      let owner = sentences.mentions(at: subject).first
    else { return nil }
    let mentions = sentences.annotation.mentions
    let end = mentions[owner].tokens.upperBound
    return end <= pronoun
      && !(end..<pronoun).contains(where: {
        sentences.tag($0) == .properNoun
          && sentences.mention(beginningAt: $0).map {
            mentions[$0].type == .person
          } ?? false
      }) ? owner : nil
  }
}
