import GraphModel
import Language

/// Whom *they* or *the two* mean, where two are named together before it.
///
///     Carter and Vance met in Washington. They urged Iran to yield.       Carter urged it, and Vance
///     Pavel Novak and his wife, Jana, fled in 1968. They founded a press.
///     Ruth Adler married Jacob Stern. Their daughter became a judge.
///     Neil and Sean Darby sold the shop. The two men left for Spain.
///     Police arrested Tom Bell and Jack Orr and charged them with murder.
///
/// What is said of them is said of each; of *them* who are nobody told of nothing is said.
struct PluralPronouns {
  private static let pronouns: Set = ["they", "them", "their", "theirs", "themselves"]
  private static let pairs: Set = ["two", "pair", "couple", "duo"]
  /// *The two men*, but not *the two countries*.
  private static let people: Set = [
    "men", "women", "brothers", "sisters", "leaders", "ministers", "presidents", "friends",
    "politicians", "suspects", "defendants", "spouses", "partners", "generals", "rivals",
  ]
  /// Longer lists are spread no further: two of them would make a statement of each pair.
  private static let most = 8
  private static let marrying = Inflection.forms(of: ["marry", "wed"])
  /// How clauses hang together between a pronoun and the verb of those whom it means.
  private static let clauses: Set = [
    "conj", "advcl", "xcomp", "ccomp", "acl", "acl:relcl", "parataxis",
  ]
  /// Plurals that do not end in *s*.
  private static let plurals: Set = ["people", "men", "women", "children", "police"]

  private let sentences: Sentences
  private let entities: DocumentEntities

  init(_ sentences: Sentences, _ entities: DocumentEntities) {
    (self.sentences, self.entities) = (sentences, entities)
  }

  /// The proposals, those of *they* made of each whom it means.
  func spread(_ proposals: [Proposal]) -> [Proposal] {
    var known: [Int: [Int]] = [:]
    func each(_ mention: Int) -> [Int] {
      if let found = known[mention] { return found }
      let found = named(by: mention)
      known[mention] = found
      return found
    }
    return proposals.flatMap { proposal in
      let (subject, object) = (proposal.candidate.subject, proposal.candidate.object)
      let (subjects, objects) = (each(subject), each(object))
      if subjects.isEmpty, objects.isEmpty {
        return isNobody(subject) || isNobody(object) ? [] : [proposal]
      }
      // Of one of them and them together nothing is said.
      guard !holds(subjects, object), !holds(objects, subject),
        // Nor is anybody a member of a person.
        objects.isEmpty || proposal.candidate.relation != "member-of"
      else { return [] }
      return (subjects.isEmpty ? [subject] : subjects).flatMap { subject in
        (objects.isEmpty ? [object] : objects).map { object in
          var own = proposal
          (own.candidate.subject, own.candidate.object) = (subject, object)
          return own
        }
      }
    }
  }

  private func holds(_ mentions: [Int], _ mention: Int) -> Bool {
    mentions.contains { entities.entityOfMention[$0] == entities.entityOfMention[mention] }
  }

  /// Whether a mention means those of whom the text has nothing but *them*, where it might have told of them before.
  private func isNobody(_ mention: Int) -> Bool {
    let entity = entities.entities[entities.entityOfMention[mention]]
    return Self.pronouns.contains(entity.name.lowercased())
      && sentences.annotation.sentence(
        of: sentences.annotation.mentions[entity.mentions[0]].tokens.lowerBound) > 0
  }

  /// The mentions of those whom a pronoun or *the two* means together, none where it means one group or thing, or nobody is named.
  private func named(by mention: Int) -> [Int] {
    let annotation = sentences.annotation
    let tokens = annotation.mentions[mention].tokens
    let sentence = annotation.sentence(of: tokens.lowerBound)
    let above = joined(above: mention)
    if !above.isEmpty { return above.count > Self.most ? [] : above }
    guard sentence > 0, !annotation.sentences[sentence].startsParagraph else { return [] }
    let before = annotation.sentences[sentence - 1].tokens
    let isTwo = isTwo(tokens)
    guard isTwo || tokens.count == 1 && isPronoun(tokens),
      !isTold(mention, since: before.lowerBound)
    else { return [] }
    let found = joined(in: before)
    if found.isEmpty, !isTwo, isNobody(mention) {
      return pluralSubject(of: before).map { [$0] } ?? []
    }
    return isTwo && found.count != 2 || found.count > Self.most ? [] : found
  }

  /// The mention of a plural that is the subject of a sentence: *The prosecutors have not charged her*.
  private func pluralSubject(of sentence: Range<Int>) -> Int? {
    sentences.root(of: sentence)
      .flatMap { sentences.dependents(of: $0, "nsubj", "nsubj:pass").first }
      .flatMap { isPlural($0) ? sentences.mentions(at: $0).first : nil }
  }

  private func isPronoun(_ tokens: Range<Int>) -> Bool {
    Self.pronouns.contains(sentences.forms[tokens.lowerBound])
  }

  /// Whether the text has spoken of what a pronoun means since a word: a group of which it has is likelier.
  private func isTold(_ mention: Int, since word: Int) -> Bool {
    let mentions = sentences.annotation.mentions
    var other = mention - 1
    while other >= 0, mentions[other].tokens.lowerBound >= word {
      if entities.entityOfMention[other] == entities.entityOfMention[mention],
        !isPronoun(mentions[other].tokens)
      {
        return true
      }
      other -= 1
    }
    return false
  }

  /// `both`, `the two`, `the couple`, `the two men`.
  private func isTwo(_ tokens: Range<Int>) -> Bool {
    let head = sentences.annotation.head(of: tokens)
    let words = sentences.dependents(of: head).map { sentences.forms[$0] }
    if sentences.forms[head] == "both" { return !words.contains("of") }
    guard words.contains("the") else { return false }
    return Self.pairs.contains(sentences.forms[head])
      || words.contains("two") && Self.people.contains(sentences.forms[head])
  }

  /// Those whom a verb above a pronoun's clause joins as its object or subject, whoever the sentence before told of.
  private func joined(above mention: Int) -> [Int] {
    let annotation = sentences.annotation
    let tokens = annotation.mentions[mention].tokens
    let token = tokens.lowerBound
    guard tokens.count == 1, isPronoun(tokens),
      !isTold(
        mention, since: annotation.sentences[annotation.sentence(of: token)].tokens.lowerBound),
      var verb = sentences.verb(above: token)
    else { return [] }
    let isObject = ["obj", "iobj"].contains(sentences.label(token))
    let isOwner = sentences.label(token) == "nmod:poss"
    let own = verb
    // Whether the verb has the subject of the pronoun's, who is not *them*.
    var sharesSubject = true
    var isOwn = true
    for _ in 0..<Sentences.reach {
      if !isOwn || isOwner {
        let found = pair(at: verb, isSubject: false, before: token, of: own)
        if !found.isEmpty { return found }
      }
      let subjects = sentences.dependents(of: verb, "nsubj", "nsubj:pass")
      if !isOwn && !(sharesSubject && isObject) || isOwner {
        let found = pair(at: verb, isSubject: true, before: token, of: own)
        if !found.isEmpty { return found }
      }
      if !isObject, !isOwn || isOwner, Self.marrying.contains(sentences.forms[verb]) {
        let spouses = sentences.dependents(of: verb, "nsubj", "obj").filter { $0 < token }
          .compactMap(person)
        if spouses.count == 2 { return spouses }
      }
      if !subjects.isEmpty { sharesSubject = false }
      guard Self.clauses.contains(sentences.label(verb)), let above = sentences.verb(above: verb)
      else {
        return []
      }
      (verb, isOwn) = (above, false)
    }
    return []
  }

  /// Two or more who are joined as an end of a verb, all before a pronoun that no other plural is nearer to.
  private func pair(at verb: Int, isSubject: Bool, before pronoun: Int, of own: Int) -> [Int] {
    let isObject = ["obj", "iobj"].contains(sentences.label(pronoun))
    let isOwner = sentences.label(pronoun) == "nmod:poss"
    for end in ends(of: verb, isSubject: isSubject).reversed() {
      let heads = joined(at: end)
      guard heads.count > 1, let last = heads.max(), last < pronoun,
        !sentences.isBelow(pronoun, end, within: 20), !heads.contains(where: isAlternative),
        !(last + 1..<pronoun).contains(where: {
          // Those who do something to them are not they.
          isPlural($0) && !sentences.mentions(at: $0).isEmpty
            && !(isObject && sentences.head($0) == own)
        })
      else { continue }
      let found = heads.compactMap { person(at: $0) ?? (isOwner ? nil : body(at: $0)) }
      if found.count == heads.count { return found }
    }
    return []
  }

  /// The words that are a verb's subject, or else its objects: *arrested them*, *met with them*, *imposed sanctions on them*.
  private func ends(of verb: Int, isSubject: Bool) -> [Int] {
    if isSubject { return sentences.dependents(of: verb, "nsubj", "nsubj:pass") }
    let ends = sentences.dependents(of: verb, "obj", "iobj", "obl")
    // But not `the daughter of Ott and her husband`.
    let further = ends.filter { sentences.label($0) == "obj" }
      .flatMap { sentences.dependents(of: $0, "nmod") }
      .filter { sentences.cases($0) != ["of"] }
    return (ends + further).sorted()
  }

  /// The heads of what is joined at a word, or of the names behind it: *ministers Ott and Bell*.
  private func joined(at word: Int) -> [Int] {
    let named =
      sentences.tag(word) == .noun
      ? sentences.dependents(of: word, "appos").first { sentences.tag($0) == .properNoun } : nil
    let others = sentences.dependents(of: word, "conj")
    guard others.isEmpty, let named else { return [word] + others }
    return [named] + sentences.dependents(of: named, "conj")
  }

  private func isPlural(_ token: Int) -> Bool {
    guard sentences.tag(token) == .noun else { return false }
    let form = sentences.forms[token]
    return Self.plurals.contains(form)
      || form.hasSuffix("s") && sentences.annotation.tokens[token].lemma.lowercased() != form
  }

  /// Two persons or more that a sentence joins as subject of a verb, or who marry in it, or else as object.
  private func joined(in sentence: Range<Int>) -> [Int] {
    for labels in [["nsubj", "nsubj:pass"], ["obj"]] {
      for verb in sentence where sentences.isVerb(verb) {
        for end in sentences.dependents(of: verb) where labels.contains(sentences.label(end)) {
          var heads = [end] + sentences.dependents(of: end, "conj")
          if heads.count == 1, sentences.label(end) == "nsubj",
            Self.marrying.contains(sentences.forms[verb])
          {
            heads += sentences.dependents(of: verb, "obj")
          }
          let persons = heads.compactMap(person)
          if persons.count > 1, persons.count == heads.count, !heads.contains(where: isAlternative)
          {
            return persons
          }
        }
      }
    }
    return []
  }

  private func isAlternative(_ noun: Int) -> Bool {
    sentences.dependents(of: noun, "cc").contains {
      ["or", "nor", "but"].contains(sentences.forms[$0])
    }
  }

  /// The body or country that is named at a word.
  private func body(at token: Int) -> Int? {
    let annotation = sentences.annotation
    return sentences.tag(token) == .properNoun
      ? sentences.mentions(at: token).first {
        let mention = annotation.mentions[$0]
        return mention.type == .organization
          || sentences.isCountryName(mention.tokens)
      } : nil
  }

  private func person(at token: Int) -> Int? {
    sentences.mentions(at: token).first {
      let mention = sentences.annotation.mentions[$0]
      return mention.type == .person
        && sentences.annotation.tokens[mention.tokens.lowerBound].tag != .pronoun
    }
  }
}
