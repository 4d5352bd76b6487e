import GraphModel

extension CrossDocumentIdentity {
  /// The entities of one name and kin, in all documents.
  struct Profile {
    /// Where it stands in the order of profiles, whatever the order of documents.
    var key: Key
    /// The name that most documents use.
    var name: String
    var words: [String]
    /// How many documents give it each type.
    var types: [EntityType: Int] = [:]
    var documentCount = 0
    /// Other names that documents give, folded.
    var aliases: Set<String> = []
    var identifiers: [String: String] = [:]
    /// The folded names of what is mentioned beside it.
    var company: Set<String> = []
    /// The first document in which it takes part in a statement, and its name there.
    var place: (document: String, name: String)?
  }

  struct Key: Hashable, Comparable {
    var name: String
    var kin: Kin
    /// What tells it from the usual bearer of the name: its identifier, or the country that a place lies in.
    var distinction = ""

    static func < (left: Key, right: Key) -> Bool {
      if !left.name.hasSameBytes(as: right.name) {
        return TextOrder.precedes(left.name, right.name)
      }
      if left.kin != right.kin { return left.kin.rawValue < right.kin.rawValue }
      return TextOrder.precedes(left.distinction, right.distinction)
    }
  }

  /// Types so near that one thing may be called either: news has a country act and be a place.
  enum Kin: Int {
    case person, body, event, matter

    init(_ type: EntityType?) {
      switch type {
      case .person: self = .person
      case .organization, .place, .group: self = .body
      case .event: self = .event
      default: self = .matter
      }
    }
  }

  /// How alike two profiles are.
  struct Likeness {
    /// Why two can't be one, whatever else they share.
    struct Contradiction {
      /// Log-odds.
      var weight: Double
      var words: String
    }

    /// The log-odds that they are one, but for the contradiction.
    var score: Double
    /// What speaks for it, in words.
    var ground: String
    var contradiction: Contradiction?
    /// How much is mentioned beside both.
    var company: Int

    /// The log-odds that they are one.
    var total: Double { score + (contradiction?.weight ?? 0) }

    /// All that was decided by, in words.
    var words: String {
      guard let contradiction else { return ground }
      return ground.isEmpty ? contradiction.words : "\(contradiction.words); \(ground)"
    }

    /// Whether two that are kept apart might be taken for one by others.
    var isNear: Bool { score >= -0.5 }

    /// The prior log-odds that two entities of one block are one.
    private static let prior = -2.5
    private static let mostCompany = 4

    /// - Returns: Nil if nothing speaks for it.
    init?(_ left: Profile, _ right: Profile) {
      guard left.key.kin == right.key.kin else { return nil }
      let common = left.identifiers.filter { right.identifiers[$0.key] != nil }
      if let (scheme, value) = common.min(by: { $0.key < $1.key }) {
        if common.allSatisfy({ right.identifiers[$0.key] == $0.value }) {
          (score, ground, company) = (20, "the same identifier \(scheme):\(value)", 0)
          return
        }
        contradiction = Self.difference(left, right)
      }
      score = Self.prior
      var grounds: [String] = []
      if left.key.name == right.key.name, left.key.kin != .person || left.words.count < 2 {
        score += 4
        grounds.append("the same name")
        contradiction = contradiction ?? Self.difference(left, right)
      } else {
        switch left.key.kin {
        case .person:
          guard let last = NameSound.likeness(left.words.last, right.words.last) else { return nil }
          let first = NameSound.likeness(left.words.first, right.words.first)
          score += last.score + (first?.score ?? 0)
          grounds.append("last name \(last.words)")
          if let first {
            grounds.append("given name \(first.words)")
          } else {
            contradiction =
              contradiction.map {
                .init(weight: $0.weight, words: "different given names and identifiers")
              }
              ?? .init(weight: -4, words: "different given names")
          }
        case .body:
          // Other aliases are too often a document's mistake to join what has two names of its own.
          guard Self.isAcronym(left, of: right) || Self.isAcronym(right, of: left) else {
            return nil
          }
          if left.aliases.contains(right.key.name) || right.aliases.contains(left.key.name) {
            score += 4
            grounds.append("its initials, as a document says")
          } else {
            score += 1.5
            grounds.append("its initials")
          }
        case .event, .matter: return nil
        }
      }
      company = left.company.intersection(right.company).count
      if company > 0 {
        score += 0.6 * Double(min(company, Self.mostCompany))
        grounds.append("\(company) mentioned beside both")
      }
      ground = grounds.joined(separator: ", ")
    }

    /// What tells two apart that may have one name: who they are to others, or where they lie.
    private static func difference(_ left: Profile, _ right: Profile) -> Contradiction {
      let schemes = left.identifiers.keys.filter {
        right.identifiers[$0] != nil && right.identifiers[$0] != left.identifiers[$0]
      }
      let identifiers = [left, right].compactMap { profile in
        (schemes.min() ?? profile.identifiers.keys.min()).flatMap { scheme in
          profile.identifiers[scheme].map { "\(scheme):\($0)" }
        }
      }
      if identifiers.isEmpty {
        let countries = [left.key.distinction, right.key.distinction].filter { !$0.isEmpty }
        return Contradiction(
          weight: -4,
          words: countries.count == 2
            ? "one in \(countries[0]), one in \(countries[1])"
            : "one in \(countries.first ?? "another country"), one elsewhere")
      }
      return Contradiction(
        weight: -20,
        words: identifiers.count == 2
          ? "one is \(identifiers[0]), one \(identifiers[1])"
          : "only one is \(identifiers[0])")
    }

    private static func isAcronym(_ short: Profile, of long: Profile) -> Bool {
      guard short.words.count == 1, long.words.count > 1, short.name == short.name.uppercased()
      else {
        return false
      }
      return short.words[0] == long.words.compactMap { $0.first.map(String.init) }.joined()
    }
  }
}
