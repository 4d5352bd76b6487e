import GraphModel
import Language

/// Which word each time of a text belongs to: the one that it depends on, but where a parser lets another clause have it, or
/// the words around show that it tells when something beside the clause was so (`Asides`).
struct Attachments {
  let annotation: Annotation
  let clauses: Clauses
  var sentences: Sentences { clauses.sentences }
  /// The times, but those of datelines, in order; nothing is bounded by the date of a dateline.
  let times: [TimeExpression]
  /// By the word that a time belongs to, the time.
  private(set) var timeOfToken: [Int: String] = [:]
  /// By the heads of the times, what they are.
  let timeOfHead: [Int: String]
  /// The words whose clauses are bounded by times, with these, in order.
  private(set) var bounds: [(token: Int, time: String)] = []
  /// The times that tell when something beside the verb was so, by their first words: *the leader since 2012*, *Byrne
  /// (1950-2012)*.
  private(set) var asides = Set<Int>()
  /// The times that only tell of which year a thing is, likewise: *condemned the 2013 coup*.
  private(set) var namings = Set<Int>()
  /// The things that they are of, with them.
  private(set) var named: [(token: Int, time: String)] = []
  /// By the first word of times that hold only of a part of their clause, the word over that (`Domains`): *freed a priest
  /// kidnapped in March*.
  private(set) var domains: [Int: Int] = [:]
  /// The verbs of clauses such as *in 1904, when he was arrested*.
  private(set) var clausesOfThen = Set<Int>()
  /// By the first word of times that belong elsewhere than in the tree, where they do.
  private(set) var governorOfTime: [Int: Int] = [:]
  /// By the name that brackets stand behind, what they hold: *led Germany (1969-1974)*.
  private var timeOfBrackets: [Int: String] = [:]

  /// - Parameter isOfLife: Whether a word stands in brackets that tell of a life.
  init(of annotation: Annotation, _ clauses: Clauses, isOfLife: (Int) -> Bool) {
    (self.annotation, self.clauses) = (annotation, clauses)
    timeOfHead = Dictionary(
      annotation.times.lazy.map { (annotation.head(of: $0.tokens), $0.value) },
      uniquingKeysWith: { first, _ in first })
    times = annotation.times.filter { !clauses.sentences.isDateline($0.tokens.lowerBound) }
    for time in times {
      let head = annotation.head(of: time.tokens)
      guard let governor = annotation.tokens[head].head ?? whatIsLabelled(head) else { continue }
      if isOfLife(head) || time.value.hasSuffix("/..") && isFirstOrLast(governor) {
        asides.insert(time.tokens.lowerBound)
      } else {
        attach(time, head, governor)
      }
    }
  }

  private mutating func attach(_ time: TimeExpression, _ head: Int, _ governor: Int) {
    let start = time.tokens.lowerBound
    if let later = whatFollows(time) {
      note(time, at: later)
      if clauses.isPredicate(later) { bounds.append((later, time.value)) }
      return
    }
    if isOfHolder(time, head, governor) {
      asides.insert(start)
      return
    }
    if let clause = whatWasThen(time),
      let then = time.value.split(separator: "/").last(where: { $0 != ".." })
    {
      timeOfToken[clause] = String(then)
      clausesOfThen.insert(clause)
    }
    if let main = whatIsCounted(time) ?? whatStandsOver(time, governor)
      ?? whatItEnds(time, governor)
    {
      governorOfTime[start] = main
      bound(main, time)
    } else if let bracketed = whatBracketsFollow(time) {
      asides.insert(start)
      attach(time, inBracketsBehind: bracketed)
    } else if let noun = apposition(around: time, governor) {
      asides.insert(start)
      for word in [noun, governor] where !clauses.isPredicate(word) { note(time, at: word) }
    } else if let domain = domain(of: time, head, governor) {
      governorOfTime[start] = domain
      domains[start] = domain
      note(time, at: domain)
    } else {
      if isNaming(time, head, governor) {
        namings.insert(start)
        named.append((governor, time.value))
      }
      bound(governor, time)
    }
  }

  private mutating func attach(_ time: TimeExpression, inBracketsBehind word: Int) {
    if annotation.tokens[word].label == "appos", annotation.tokens[word].tag == .noun {
      note(time, at: word)
      return
    }
    if timeOfBrackets[word] == nil { timeOfBrackets[word] = time.value }
    timeOfBrackets[time.tokens.lowerBound - 2] = time.value
    if isOccasion(word) { bounds.append((word, time.value)) }
  }

  private mutating func bound(_ word: Int, _ time: TimeExpression) {
    note(time, at: word)
    bounds.append((word, time.value))
  }

  private mutating func note(_ time: TimeExpression, at word: Int) {
    if timeOfToken[word] == nil { timeOfToken[word] = time.value }
  }

  /// What an expression that ends in *after* or *before* says when it was: in *it came three days after he wrote*,
  /// the writing.
  private func whatFollows(_ time: TimeExpression) -> Int? {
    let next = time.tokens.upperBound
    guard time.tokens.count > 1, ["after", "before"].contains(sentences.forms[next - 1]),
      annotation.sentences[annotation.sentence(of: next - 1)].tokens.contains(next),
      annotation.tokens[next].tag != .punctuation
    else { return nil }
    if let top = whatIsBroughtIn(by: next - 1) { return top }
    var token = next
    for _ in 0..<Clauses.depth {
      guard let head = annotation.tokens[token].head, head >= next else { break }
      token = head
    }
    return token
  }

  /// Whether a time only tells when somebody was what he is called: *defeated last year's champions*.
  private func isOfHolder(_ time: TimeExpression, _ head: Int, _ governor: Int) -> Bool {
    !TimeValue.isDay(time.value) && annotation.tokens[head].label == "nmod:poss"
      && sentences.isNoun(governor)
      && sentences.mentions(at: governor).contains {
        [.person, .group, .organization].contains(annotation.mentions[$0].type)
      }
  }

  /// The verb of a line that begins with its date: *17 April 1961 - Cuban exiles attack Playa Girón*.
  private func whatIsLabelled(_ time: Int) -> Int? {
    sentences.dependents(of: time, "parataxis").first { clauses.isPredicate($0) }
  }

  /// What was so when a time came: in *led it from 1890 to 1904, when he was arrested*, the arrest, of 1904.
  private func whatWasThen(_ time: TimeExpression) -> Int? {
    let next = time.tokens.upperBound
    guard next + 1 < annotation.tokens.count, sentences.forms[next] == ",",
      sentences.forms[next + 1] == "when", let verb = annotation.tokens[next + 1].head,
      verb > next + 1, clauses.isPredicate(verb)
    else { return nil }
    return verb
  }

  /// The verb or noun that a preposition or a conjunction before it brings in.
  private func whatIsBroughtIn(by word: Int) -> Int? {
    let token = annotation.tokens[word]
    guard ["mark", "case"].contains(token.label), let head = token.head, head > word else {
      return nil
    }
    return head
  }

  /// The verb over a clause that a time stands outside of, though a parser let the clause have it: in *In 2014, after
  /// buying Skype, it grew* the growing, in *police said on Tuesday they had arrested him* the saying.
  private func whatStandsOver(_ time: TimeExpression, _ governor: Int) -> Int? {
    let token = annotation.tokens[governor]
    guard let upper = token.head, clauses.isPredicate(upper) else { return nil }
    let mark = clauses.auxiliaries(of: governor).first { annotation.tokens[$0].label == "mark" }
    switch token.label {
    case "advcl": return mark.map { $0 > time.tokens.upperBound } ?? false ? upper : nil
    case "ccomp":
      guard governor > upper else { return time.tokens.lowerBound > upper ? upper : nil }
      let start = mark ?? clauses.subject(of: governor)
      return start.map { time.tokens.upperBound <= $0 } ?? false ? upper : nil
    default: return nil
    }
  }

  /// What bounds something, where a parser let the verb have its date: in *lived there until his death in 1988* the death.
  private func whatItEnds(_ time: TimeExpression, _ governor: Int) -> Int? {
    let noun = time.tokens.lowerBound - 2
    guard noun > governor, annotation.tokens[noun].head == governor,
      annotation.tokens[noun].label == "obl", !isTime(noun), sentences.isNoun(noun),
      annotation.tokens[noun + 1].tag == .adposition,
      !Self.bounds.isDisjoint(with: sentences.cases(noun))
    else { return nil }
    return noun
  }

  private static let bounds: Set<String> = ["until", "till", "since"]

  private static let units: Set<String> = [
    "hours", "day", "days", "week", "weeks", "month", "months", "year", "years",
  ]

  /// What was so many days after or before something that has a time of its own: in *two days after he wrote on Sunday, it
  /// came*, the coming.
  private func whatIsCounted(_ time: TimeExpression) -> Int? {
    let next = time.tokens.upperBound
    guard Self.units.contains(sentences.forms[next - 1]), next < annotation.tokens.count,
      ["after", "before"].contains(sentences.forms[next]), let top = whatIsBroughtIn(by: next)
    else { return nil }
    return annotation.tokens[top].head
  }

  /// Whether a noun is the first or the greatest of its kind since then: *on his first visit since 1995*.
  private func isFirstOrLast(_ noun: Int) -> Bool {
    sentences.dependents(of: noun, "amod").contains {
      ["first", "worst", "best"].contains(sentences.forms[$0])
        || sentences.forms[$0].hasSuffix("est")
    }
  }

  /// The time in the brackets behind what is made: *Airplane II (1982)*; behind a person are those of a life.
  func timeOfWork(_ mention: Int) -> String? {
    annotation.mentions[mention].type == .person ? nil : timeInBrackets(behind: mention)
  }

  func timeInBrackets(behind mention: Int) -> String? {
    let tokens = annotation.mentions[mention].tokens
    return timeOfBrackets[annotation.head(of: tokens)] ?? timeOfBrackets[tokens.upperBound - 1]
  }

  /// Whether a word is the head of a time.
  func isTime(_ token: Int) -> Bool { timeOfHead[token] != nil }
}
