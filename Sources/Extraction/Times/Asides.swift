import Language

/// Times that stand in a clause but do not tell when what its verb tells was: those of an apposition (*Byrne, president
/// from 2012 to 2015, met her*), in brackets behind a name (*Byrne (1950-2012) founded it*), and those that a noun
/// is called by (*condemned the 2013 coup*).
extension Attachments {
  /// How a date belongs to what a noun is.
  private static let naming: Set<String> = ["compound", "nummod", "nmod:poss", "amod", "nmod:desc"]
  /// What brings in an event at which something is done: *met at the 2016 summit*.
  private static let occasions: Set<String> = [
    "in", "at", "during", "on", "amid", "throughout", "after", "before", "since", "until", "by",
    "under",
  ]
  private static let edges: Set<String> = [
    "eve", "wake", "aftermath", "run-up", "sidelines", "time", "end", "height", "day", "night",
    "start",
    "beginning", "heat", "course", "middle",
  ]
  private static let closing: Set<String> = [",", ")", ";", ".", "—", "–", "--"]

  /// The word that brackets which begin with a time stand behind: the noun of an apposition, or a name.
  func whatBracketsFollow(_ time: TimeExpression) -> Int? {
    let bracket = time.tokens.lowerBound - 1
    guard bracket > 0, ["(", "["].contains(sentences.forms[bracket]),
      annotation.sentences[annotation.sentence(of: bracket)].tokens.contains(bracket - 1),
      sentences.isNoun(bracket - 1), !clauses.isPredicate(clauseWithin(bracket, time))
    else { return nil }
    var name = bracket - 1
    while ["flat", "compound", "nmod:desc"].contains(annotation.tokens[name].label),
      let head = annotation.tokens[name].head, head < bracket, sentences.isNoun(head)
    {
      name = head
    }
    // *the leader of Sinn Labour (2012-2015)*
    var word = name
    while annotation.tokens[word].label == "nmod", let head = annotation.tokens[word].head,
      head < bracket
    {
      word = head
    }
    return annotation.tokens[word].label == "appos" && annotation.tokens[word].tag == .noun
      ? word : name
  }

  /// Whether a noun is an occasion of its verb, so that the time in the brackets behind it is that one's, too: *at Austerlitz
  /// (2 December 1805) he defeated them*.
  func isOccasion(_ noun: Int) -> Bool {
    var noun = noun
    while annotation.tokens[noun].label == "nmod", let head = annotation.tokens[noun].head {
      noun = head
    }
    return annotation.tokens[noun].label == "obl"
      && isOnOccasion(noun)
  }

  /// Whether a noun's preposition makes it an occasion, at or in which something is done: *at the summit*.
  func isOnOccasion(_ noun: Int) -> Bool {
    sentences.cases(noun).contains(where: Self.occasions.contains)
  }

  /// What a time in brackets depends on, if that stands in them too: *(born in 1950)*.
  private func clauseWithin(_ bracket: Int, _ time: TimeExpression) -> Int {
    let head = annotation.head(of: time.tokens)
    let end = (time.tokens.upperBound..<annotation.tokens.count).prefix(12).first {
      [")", "]"].contains(sentences.forms[$0])
    }
    guard let governor = annotation.tokens[head].head, let end, (bracket..<end).contains(governor)
    else { return head }
    return governor
  }

  /// The noun of the apposition that a time stands in.
  ///
  /// Commas tell where it ends, as parsers often let the verb have the time. At the end of a sentence only a time that
  /// lasts is its: *praised Nieto, the mayor from 1990 to 1994*, but *met Nieto, the mayor, on Monday*.
  func apposition(around time: TimeExpression, _ governor: Int) -> Int? {
    var word = governor
    for _ in 0..<Clauses.depth {
      if clauses.isPredicate(word) { break }
      let token = annotation.tokens[word]
      if token.label == "appos" {
        // *On Monday, May 3*
        return isTime(word) ? nil : word
      }
      guard let head = token.head else { break }
      word = head
    }
    let range = annotation.sentences[annotation.sentence(of: time.tokens.lowerBound)].tokens
    let next = time.tokens.upperBound
    let isClosed = !range.contains(next) || Self.closing.contains(sentences.forms[next])
    guard isClosed, clauses.isPredicate(governor) else { return nil }
    // The nearest word before the time that a comma parts from its head, without a comma behind it.
    var place = time.tokens.lowerBound - 1
    guard range.contains(place), sentences.forms[place] != "and" else { return nil }
    let first = max(range.lowerBound, place - Clauses.depth)
    while place >= first, !Self.closing.contains(sentences.forms[place]) {
      let token = annotation.tokens[place]
      if token.label == "appos", let name = token.head, name < place, sentences.isNoun(place),
        (name..<place).contains(where: { sentences.forms[$0] == "," })
      {
        return governor > next || name > governor && time.value.contains("/") ? place : nil
      }
      place -= 1
    }
    return place >= first ? besideSubject(place, time, governor) : nil
  }

  /// The noun of *in office since 2012*, where commas part it from a subject and the verb: a comma stands at that place.
  private func besideSubject(_ comma: Int, _ time: TimeExpression, _ verb: Int) -> Int? {
    guard let subject = clauses.subject(of: verb), subject < comma, verb > time.tokens.upperBound,
      sentences.forms[comma] == ",", sentences.forms[time.tokens.upperBound] == ","
    else { return nil }
    let words = comma + 1..<time.tokens.lowerBound
    return words.contains { clauses.isPredicate($0) } ? nil : words.first { sentences.isNoun($0) }
  }

  /// Whether a time only says which one a verb is about, as no day does but one behind *of*: *condemned the 2013 coup*, *arrested
  /// him over a bombing in 2005*, *spoke about the attacks of July 22*, but *the 2013 report condemned him*, *was killed in the
  /// 2013 coup*.
  func isNaming(_ time: TimeExpression, _ head: Int, _ governor: Int) -> Bool {
    guard !TimeValue.isDay(time.value) || sentences.cases(head).contains("of"),
      !time.value.contains(".."), !clauses.isPredicate(governor), sentences.isNoun(governor)
    else { return false }
    let isDatable = TimeLexicon.isDatable(sentences.forms[governor])
    let label = annotation.tokens[head].label
    guard Self.naming.contains(label) || label.hasPrefix("nmod") && isDatable else { return false }
    let verb = clauses.predicate(of: governor)
    guard let top = clauses.dependent(of: verb, above: governor) else { return false }
    let place = annotation.tokens[top].label
    if place.hasPrefix("obl") {
      // *in connection with the 2005 bombing* is on no occasion.
      let isOccasion =
        top == governor || TimeLexicon.isDatable(sentences.forms[top])
        || Self.edges.contains(sentences.forms[top])
      return !isOccasion || Self.occasions.isDisjoint(with: sentences.cases(top))
    }
    if place.hasPrefix("nsubj") { return top != governor || !isDatable }
    return place == "obj" || place == "xcomp" || place == "nmod"
  }
}
