import GraphModel
import Language

/// What only sounds like a deed of its subject.
///
///     A bus hit a truck near Oruro.                             nobody attacked it
///     The typhoon struck Manila.                                nor that
///     The committee awarded the prize to Liu Xiaobo.            who gives a prize has not won it
///     Britain sent a ship from Cyprus.                          nor is what comes from there sent there
struct Mishaps: Denial {
  let sentences: Sentences

  private static let hitting = Inflection.forms(of: ["hit", "strike", "ram", "damage", "batter"])
  /// What hits by accident.
  private static let vehicles: Set = [
    "bus", "train", "ferry", "tanker", "truck", "lorry", "car", "van", "freighter", "trawler",
    "tram", "coach", "minibus", "motorcycle", "liner", "yacht",
  ]
  private static let forces: Set = [
    "storm", "hurricane", "typhoon", "cyclone", "earthquake", "quake", "tornado", "tsunami",
    "avalanche", "lightning", "drought", "landslide", "mudslide",
  ]
  private static let giving = Inflection.forms(of: [
    "award", "give", "present", "confer", "grant", "bestow", "hand",
  ])

  /// Whether a candidate is no deed of its subject's.
  func deny(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let trigger = sentences.trigger(of: candidate) else { return false }
    let subject = sentences.headWord(of: candidate.subject)
    switch candidate.relation {
    case "attacked":
      return Self.hitting.contains(sentences.forms[trigger]) && isMindless(subject)
    case "won":
      return Self.giving.contains(sentences.forms[trigger]) && sentences.head(subject) == trigger
        && (sentences.label(subject) == "nsubj" || sentences.cases(subject).contains("by"))
    case "deployed-to":
      let object = sentences.headWord(of: candidate.object)
      return sentences.cases(object) == ["from"]
    default: return false
    }
  }

  /// Whether a noun, or the one that stands with a name (*the ferry Santa Rosalia*), is of what has no aim.
  private func isMindless(_ noun: Int) -> Bool {
    var nouns = [noun]
    if ["appos", "flat"].contains(sentences.label(noun)), let head = sentences.head(noun) {
      nouns.append(head)
    }
    nouns += sentences.dependents(of: noun, "nmod:desc", "flat", "appos")
    return nouns.contains {
      sentences.tag($0) == .noun && Self.vehicles.contains(sentences.forms[$0])
        || $0 == noun && Self.forces.contains(sentences.forms[$0])
    }
  }
}
