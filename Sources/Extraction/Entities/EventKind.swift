/// What kinds of event or deed a noun leaves open that something is, of those that no event is two of.
///
///     held a strike … defended the cuts           cuts are no strike
///     review the takeover … condemned the closure
///     ordered it to pay … appealed against the fine
enum EventKind: Hashable {
  case attack, accident, protest, talks, deal, takeover, cuts, closure, ruling, penalty, law, vote
  case match, visit, arrest, suit, words

  private static let kinds: [String: Set<EventKind>] = {
    let lines: [(Set<EventKind>, String)] = [
      (
        [.attack],
        "raid bombing bombardment shelling airstrike ambush assassination stabbing kidnapping"
      ),
      ([.attack, .accident], "explosion blast fire"),
      ([.attack, .protest], "strike"),
      ([.accident], "crash accident collision earthquake flood hurricane"),
      ([.protest], "walkout stoppage march demonstration rally"),
      ([.talks], "talks negotiation negotiations summit"),
      ([.deal, .takeover], "deal agreement"),
      ([.deal], "treaty accord pact truce ceasefire"),
      ([.takeover], "takeover acquisition merger purchase buyout"),
      ([.cuts], "cut cuts austerity"),
      ([.closure], "closure shutdown"),
      ([.ruling], "verdict injunction order"),
      ([.ruling, .penalty], "judgment sentence"),
      ([.penalty], "fine"),
      ([.law], "bill law legislation"),
      ([.vote], "election referendum ballot runoff"),
      ([.match], "match game final semifinal"),
      ([.visit], "visit trip tour"),
      ([.arrest], "arrest"),
      ([.suit], "suit lawsuit"),
      ([.words], "letter speech interview report"),
    ]
    var kinds: [String: Set<EventKind>] = [:]
    for (kind, words) in lines {
      for word in WordTable.words(words) { kinds[word] = kind }
    }
    return kinds
  }()

  /// The kinds that a noun leaves open; none where it tells nothing, as *the plan* may be any.
  static func told(by noun: String) -> Set<EventKind> { kinds[noun] ?? [] }
}
