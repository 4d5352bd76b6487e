import GraphModel
import Language

/// Finds what the phrases of a book say in a document.
struct PhraseReader {
  /// That a phrase says something of two mentions.
  struct Finding: Hashable {
    var relation: String
    var subject: Int
    var object: Int
    /// How its words came to their places.
    var rules: Rule
    /// The phrase, as a position in the book.
    var entry: Int
    /// The word that says it.
    var trigger: Int
  }

  /// A way of filling both places of a phrase.
  struct Match: Hashable {
    var subject: Filler
    var object: Filler
  }

  let book: PhraseBook
  let sentences: Sentences
  /// The mentions of the document, and those that phrases asked for.
  private(set) var mentions: [Annotation.Mention]
  /// By its head, a mention that a phrase asked for.
  private var added: [Int: Int] = [:]
  private var seen: Set<Finding> = []

  init(_ annotation: Annotation, _ book: PhraseBook) {
    self.book = book
    sentences = Sentences(annotation)
    mentions = annotation.mentions
  }

  /// Everything that is said, by trigger.
  mutating func read(in vocabulary: Vocabulary) -> [Finding] {
    let tokens = sentences.annotation.tokens
    var findings: [Finding] = []
    for token in tokens.indices {
      let places = book.entries(
        for: sentences.forms[token], lemma: tokens[token].lemma.lowercased())
      guard !places.isEmpty else { continue }
      // Of titles the one with the most words holds: a vice president is no president.
      var longest = 0
      var matches: [(entry: Int, before: Int, match: Match)] = []
      for (entry, head) in places {
        let words = book.entries[entry].heads[head].before
        guard stands(words, before: token) else { continue }
        for match in self.matches(of: book.entries[entry], words.count, at: token) {
          matches.append((entry, words.count, match))
        }
        longest = max(longest, words.count)
      }
      for (entry, before, match) in matches where before == longest {
        let trigger = fixedPredicate(of: book.entries[entry], at: token) ?? token
        append(book.entries[entry].phrase, entry, match, at: trigger, vocabulary, to: &findings)
      }
    }
    return findings
  }

  private func stands(_ words: [String], before token: Int) -> Bool {
    guard token >= words.count else { return false }
    for (offset, word) in words.enumerated()
    where sentences.forms[token - words.count + offset] != word { return false }
    return true
  }

  private func matches(
    of entry: PhraseBook.Entry, _ before: Int, at token: Int
  ) -> [Match] {
    switch entry.phrase.shape {
    case .verb(_, let hasBe, _):
      if sentences.isVerb(token) { return clauses(of: entry, at: token) }
      guard hasBe, sentences.isPredicate(token) else { return [] }
      return predicates(of: entry, at: token, [])
    case .predicate:
      guard let word = predicate(of: entry, at: token) else { return [] }
      return predicates(of: entry, at: word, sentences.expanded(Filler(token: word, rules: [])))
    case .happening(let possessor):
      guard sentences.isNoun(token) || sentences.label(token) != "root" else { return [] }
      return happenings(of: entry, possessor, at: token)
    case .title(let bearer):
      guard sentences.isNoun(token) else { return [] }
      return titles(of: entry, bearer, before, at: token)
    case .place: return places(of: entry, at: token)
    }
  }

  /// The mentions at a word, or else the one that it would be.
  private mutating func mentions(
    at filler: Filler, _ types: Set<EntityType>
  ) -> (mentions: [Int], rules: Rule) {
    let marked = sentences.mentions(at: filler.token)
    if !marked.isEmpty { return (marked, filler.rules) }
    let rules = filler.rules.union(.nounPhrase)
    if let known = added[filler.token] { return ([known], rules) }
    guard let mention = sentences.unmarkedMention(at: filler.token, accepting: types) else {
      return ([], rules)
    }
    added[filler.token] = mentions.count
    mentions.append(mention)
    return ([mentions.count - 1], rules)
  }

  private mutating func append(
    _ phrase: Phrase, _ entry: Int, _ match: Match, at token: Int, _ vocabulary: Vocabulary,
    to findings: inout [Finding]
  ) {
    guard let relation = vocabulary.relation(named: phrase.relation) else { return }
    let subjectTypes = phrase.subjectTypes.isEmpty ? relation.subjectTypes : phrase.subjectTypes
    let objectTypes = phrase.objectTypes.isEmpty ? relation.objectTypes : phrase.objectTypes
    // An unmarked noun is no reason to mark another; a preposition says too little to mark any, and what
    // stands before a title is mostly part of it (`Prime Minister`).
    let unmarked = [match.subject, match.object].count {
      sentences.mentions(at: $0.token).isEmpty
    }
    switch phrase.shape {
    case .place, .title: if unmarked > 0 { return }
    default: if unmarked == 2 { return }
    }
    let subjects = mentions(at: match.subject, subjectTypes)
    let objects = mentions(at: match.object, objectTypes)
    for subject in subjects.mentions {
      for object in objects.mentions where subject != object {
        let (s, o) = (mentions[subject].type, mentions[object].type)
        guard phrase.subjectTypes.isEmpty || phrase.subjectTypes.contains(s),
          phrase.objectTypes.isEmpty || phrase.objectTypes.contains(o), relation.accepts(s, o)
        else { continue }
        var ends = (subject, object)
        if relation.isSymmetric, object < subject { ends = (object, subject) }
        let finding = Finding(
          relation: phrase.relation, subject: ends.0, object: ends.1,
          rules: subjects.rules.union(objects.rules), entry: entry, trigger: token)
        if seen.insert(finding).inserted { findings.append(finding) }
      }
    }
  }

  // MARK: Verbs

  /// The ways in which a verb fills a phrase's places.
  private func clauses(of entry: PhraseBook.Entry, at verb: Int) -> [Match] {
    guard case .verb(let first, let mustBePassive, let particle) = entry.phrase.shape else {
      return []
    }
    let isPassive = sentences.isPassive(verb)
    if mustBePassive, !isPassive { return [] }
    if let particle, !has(particle, verb) { return [] }
    let turns = isPassive && !mustBePassive
    var subjects = turns ? sentences.agents(of: verb) : sentences.subjects(of: verb)
    subjects = subjects.map { $0.adding(.verb) }
    // Each pair behind a gap is by itself: *was killed by Amir, and Sadat by soldiers*.
    let gapped = turns ? sentences.gapped(behind: verb) : []
    let objects =
      turns
      ? sentences.subjects(of: verb).filter { subject in
        !gapped.contains { $0.object == subject.token }
      }.map { $0.adding(.passive) }
      : sentences.objects(of: verb) + sentences.threatened(by: verb)
    if entry.phrase.isReciprocal,
      entry.phrase.complements.allSatisfy({
        $0.filler != .end(.subject) && $0.filler != .end(.object)
      })
    {
      guard fits(entry, [verb], objects) != nil else { return [] }
      return pairs(of: subjects)
    }
    guard let others = fits(entry, [verb], objects) else { return [] }
    if entry.phrase.isReciprocal { return pairs(of: others) }
    if others.contains(where: { sentences.isReciprocal($0.token) }) {
      return matches(subjects, first, subjects)
    }
    var found = matches(subjects, first, others)
    for pair in gapped where fits(entry, [verb], [Filler(token: pair.object, rules: [])]) != nil {
      found += matches(
        [Filler(token: pair.agent, rules: .coordination)], first,
        [Filler(token: pair.object, rules: .coordination)])
    }
    return found
  }

  /// What is said with *be*: the word behind the preposition that begins a phrase of that shape.
  private func predicate(of entry: PhraseBook.Entry, at preposition: Int) -> Int? {
    guard case .predicate = entry.phrase.shape else { return nil }
    return fixedPredicate(of: entry, at: preposition) ?? sentences.predicate(behind: preposition)
  }

  /// The same, where the phrase fixes it: of *in charge of O* the word that says it.
  private func fixedPredicate(of entry: PhraseBook.Entry, at preposition: Int) -> Int? {
    guard case .predicate = entry.phrase.shape, !entry.words[0].isEmpty,
      let word = sentences.predicate(behind: preposition, orBehindNoun: true),
      sentences.isForm(word, entry.words[0])
    else { return nil }
    return word
  }

  /// The ways in which what is said with *be* fills a phrase's places.
  ///
  /// - Parameter objects: What fills the first complement, if a preposition stands before it.
  private func predicates(
    of entry: PhraseBook.Entry, at word: Int, _ objects: [Filler]
  ) -> [Match] {
    guard let others = fits(entry, [word], objects) else { return [] }
    let subjects = sentences.subjects(ofPredicate: word).map { $0.adding(.verb) }
    return entry.phrase.isReciprocal
      ? pairs(of: subjects) : matches(subjects, entry.first, others)
  }

  /// What fills the other end, if all complements of the phrase are there.
  private func fits(_ entry: PhraseBook.Entry, _ hosts: [Int], _ objects: [Filler]) -> [Filler]? {
    var hosts = hosts
    var ends: [Filler] = []
    for (index, complement) in entry.phrase.complements.enumerated() {
      var fillers =
        complement.prepositions.isEmpty
        ? objects : sentences.complements(of: hosts, complement.prepositions)
      // The parser tells a particle from a preposition: *take in refugees*, *preside over the court*.
      if index == 0, case .verb(_, _, let particle) = entry.phrase.shape {
        if particle == nil, let behind = sentences.bare(behind: complement.prepositions, hosts[0]) {
          fillers += objects + behind
        } else if fillers.isEmpty, let particle, Phrase.prepositions.contains(particle) {
          fillers = sentences.complements(of: hosts, [particle])
        }
      }
      switch complement.filler {
      case .end:
        if fillers.isEmpty { return nil }
        ends += fillers
      case .words:
        // `leave O dead`, `find O guilty`: a fixed word may also be what the object is said to be.
        let fillers =
          complement.prepositions.isEmpty
          ? fillers
            + hosts.flatMap { sentences.dependents(of: $0, "xcomp", "advmod") }
            .map { Filler(token: $0, rules: []) }
          : fillers
        guard let word = fillers.first(where: { sentences.isForm($0.token, entry.words[index]) })
        else { return nil }
        if !hosts.contains(word.token) { hosts.append(word.token) }
      case .anything:
        if fillers.isEmpty { return nil }
        hosts += fillers.map(\.token)
      }
    }
    return ends
  }

  private func has(_ particle: String, _ verb: Int) -> Bool {
    sentences.dependents(of: verb).contains { dependent in
      sentences.forms[dependent] == particle
        || sentences.label(dependent).hasPrefix("obl")
          && sentences.cases(dependent).contains(particle)
    }
  }

  private func matches(
    _ first: [Filler], _ end: Phrase.End, _ second: [Filler]
  ) -> [Match] {
    var matches: [Match] = []
    for a in first {
      for b in second where a.token != b.token {
        matches.append(
          end == .subject ? Match(subject: a, object: b) : Match(subject: b, object: a))
      }
    }
    return matches
  }

  /// Each with each of the others.
  private func pairs(of fillers: [Filler]) -> [Match] {
    var matches: [Match] = []
    for (index, a) in fillers.enumerated() {
      for b in fillers[(index + 1)...] where a.token != b.token {
        matches.append(Match(subject: a, object: b))
      }
    }
    return matches
  }

  // MARK: Nouns

  private func happenings(
    of entry: PhraseBook.Entry, _ possessor: Phrase.End?, at noun: Int
  ) -> [Match] {
    let light = sentences.lightVerb(over: noun)
    var hosts = light.map { [noun, $0] } ?? [noun]
    var fillers: [Phrase.End: [Filler]] = [:]
    for (index, complement) in entry.phrase.complements.enumerated() {
      var found = sentences.complements(of: hosts, complement.prepositions)
      guard case .end(let end) = complement.filler else {
        guard let word = fixed(found, entry, index) else { return [] }
        hosts = [word]
        continue
      }
      if complement.prepositions == ["by"] { found += doers(of: noun, light) }
      if complement.prepositions == ["of"] { found += sentences.owners(of: noun) }
      fillers[end, default: []] += found.map { $0.adding(.happening) }
    }
    if entry.phrase.isReciprocal {
      return pairs(of: fillers.values.flatMap { $0 })
    }
    if let possessor {
      fillers[possessor, default: []] += doers(of: noun, light)
        .map { $0.adding(.happening) }
      fillers[possessor, default: []] += sentences.complements(of: [noun], ["by"])
        .map { $0.adding(.happening) }
    }
    return matches(fillers[.subject] ?? [], .subject, fillers[.object] ?? [])
  }

  /// Who does what a noun says: who governs it with a light verb, or else owns it.
  private func doers(of noun: Int, _ light: Int?) -> [Filler] {
    sentences.owners(of: noun) + (light.map { sentences.doers(with: $0) } ?? [])
  }

  /// The first word that may be a phrase's fixed complement.
  private func fixed(_ fillers: [Filler], _ entry: PhraseBook.Entry, _ complement: Int) -> Int? {
    let isAnything = entry.phrase.complements[complement].filler == .anything
    return fillers.first { isAnything || sentences.isForm($0.token, entry.words[complement]) }?
      .token
  }

  // MARK: Titles

  private func titles(
    of entry: PhraseBook.Entry, _ bearer: Phrase.End, _ before: Int, at noun: Int
  ) -> [Match] {
    var prepositions: [String] = []
    var host = noun
    for (index, complement) in entry.phrase.complements.enumerated() {
      guard case .end = complement.filler else {
        let found = sentences.complements(of: [host], complement.prepositions)
        guard let word = fixed(found, entry, index) else { return [] }
        host = word
        continue
      }
      prepositions += complement.prepositions
    }
    let written = sentences.title(noun - before...noun, prepositions).flatMap {
      matches([$0.bearer], bearer, [$0.body])
    }
    let bearers = sentences.bearers(of: noun)
    var bodies = sentences.bodies(before: noun)
    bodies += sentences.complements(of: [host], prepositions)
    return written
      + matches(bearers.map { $0.adding(.title) }, bearer, bodies.map { $0.adding(.title) })
  }

  // MARK: Places

  private func places(of entry: PhraseBook.Entry, at preposition: Int) -> [Match] {
    guard sentences.label(preposition) == "case", let place = sentences.head(preposition),
      sentences.label(place).hasPrefix("nmod"), let thing = sentences.head(place)
    else { return [] }
    return matches(
      [Filler(token: thing, rules: .place)], entry.first,
      sentences.expanded(Filler(token: place, rules: .place)))
  }
}
