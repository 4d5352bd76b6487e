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
    guard isSubject(holder, of: verb), let time = time(ofVerb: verb), !time.contains("/") else {
      return nil
    }
    let form = annotation.form(verb).lowercased()
    let isPassive =
      annotation.tokens[verb].label == "acl" || hasDependent(of: verb) { $0.label == "aux:pass" }
    if isPassive ? Self.givenBeginnings.contains(form) : begins(verb) { return "\(time)/.." }
    return (isPassive ? Self.givenEndings : Self.endings).contains(form) ? "../\(time)" : nil
  }

  /// Whether who does this has something from then on: *joined*, *took over*, *took command*.
  private func begins(_ verb: Int) -> Bool {
    let form = annotation.form(verb).lowercased()
    return Self.beginnings.contains(form)
      || Self.takings.contains(form) && hasDependent(of: verb) { Self.taken.contains($0.lemma) }
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
