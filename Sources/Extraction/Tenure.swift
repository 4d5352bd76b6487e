import GraphModel
import Language

/// Since when, or until when, who has an office, a membership or a home has it: *joined the party in 2008*, *the
/// chairman resigned on Thursday*.
extension StatementTimes {
  /// Relations that begin and end with what their subject does or undergoes.
  private static let tenures: Set<String> = [
    "leads", "commands", "works-for", "member-of", "lives-in",
  ]
  /// What begins them: what who has them does, and what is done to them by others.
  private static let beginnings = Inflection.forms(of: [
    "join", "become", "succeed", "replace", "move", "flee", "settle", "emigrate",
  ])
  private static let takings = Set(Inflection.forms(of: "take"))
  private static let taken: Set<String> = ["over", "command", "office", "power", "charge"]
  private static let givenBeginnings = Inflection.forms(of: [
    "appoint", "name", "elect", "swear", "install", "inaugurate", "promote",
  ])
  /// What ends them, likewise.
  private static let endings = Inflection.forms(of: ["resign", "retire", "quit", "leave"])
  private static let givenEndings = Inflection.forms(of: [
    "dismiss", "fire", "sack", "oust", "depose", "expel", "remove", "relieve", "suspend",
  ])
  /// What ends an office even where the office stands beside the name: *the chairman resigned*.
  private static let resignations = Inflection.forms(of: ["resign", "retire", "quit"])
  private static let flights = Set(Inflection.forms(of: "flee"))
  private static let modals: Set<String> = [
    "will", "would", "may", "might", "can", "could", "shall", "should", "must", "'ll", "’ll",
  ]

  /// Since when, or until when, a person has an office or a home that the text has begin or end at a time:
  /// *joined the party in 2008*, *the chairman resigned on Thursday*.
  func tenure(
    _ candidate: Annotation.RelationCandidate, _ trigger: Int?
  ) -> String? {
    guard Self.tenures.contains(candidate.relation), candidate.mode == .fact, let trigger else {
      return nil
    }
    let verb = clause(of: trigger)
    let holder = annotation.head(of: annotation.mentions[candidate.subject].tokens)
    let held = annotation.head(of: annotation.mentions[candidate.object].tokens)
    guard isSubject(holder, of: verb), isSaidToBeSo(verb), let time = time(ofVerb: verb),
      !time.contains("/")
    else { return nil }
    let form = sentences.forms[verb]
    let isPassive =
      annotation.tokens[verb].label == "acl"
      || !sentences.dependents(of: verb, "aux:pass").isEmpty
    let ended = "../\(time)"
    guard let way = way(to: held, under: verb) else {
      // What is held stands beside the name: nothing else may be what is left.
      let hasObject = !sentences.dependents(of: verb, "obj").isEmpty
      return !hasObject && (isPassive ? Self.givenEndings : Self.resignations).contains(form)
        ? ended : nil
    }
    let isLeft =
      sentences.dependents(of: held).contains { sentences.forms[$0] == "from" }
      || Self.flights.contains(form) && annotation.tokens[way].label == "obj"
    if isPassive ? Self.givenBeginnings.contains(form) : begins(verb) {
      return isLeft ? ended : "\(time)/.."
    }
    return (isPassive ? Self.givenEndings : Self.endings).contains(form) ? ended : nil
  }

  /// Whether a verb is neither denied nor only possible or to come.
  private func isSaidToBeSo(_ verb: Int) -> Bool {
    !DirectNegation.denies(verb..<verb + 1, in: annotation)
      && !sentences.dependents(of: verb, "aux").contains {
        Self.modals.contains(sentences.forms[$0])
      }
  }

  /// The dependent of a verb, other than its subject, that a word stands in; nil where it stands elsewhere.
  private func way(to word: Int, under verb: Int) -> Int? {
    var word = word
    while let head = annotation.tokens[word].head {
      if head == verb { return annotation.tokens[word].label.hasPrefix("nsubj") ? nil : word }
      word = head
    }
    return nil
  }

  /// Whether who does this has something from then on: *joined*, *took over*, *took command*.
  private func begins(_ verb: Int) -> Bool {
    let form = sentences.forms[verb]
    return Self.beginnings.contains(form)
      || Self.takings.contains(form)
        && sentences.dependents(of: verb).contains { Self.taken.contains(sentences.forms[$0]) }
  }

  /// Whether a word is a verb's subject, named beside it (*the chairman, X, resigned*), or what its clause is about
  /// (*X, who fled in May*; *X, elected in 2008*).
  private func isSubject(_ word: Int, of verb: Int) -> Bool {
    if annotation.tokens[verb].head == word {
      return annotation.tokens[verb].label.hasPrefix("acl")
    }
    var word = word
    while let head = annotation.tokens[word].head {
      let label = annotation.tokens[word].label
      if head == verb { return label.hasPrefix("nsubj") }
      guard ["appos", "flat", "nmod:desc"].contains(label) else { return false }
      word = head
    }
    return false
  }
}
