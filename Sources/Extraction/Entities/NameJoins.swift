import GraphModel
import Language

/// Groups whose names are one become one: of the same article, of the same name, of another that the text gives, of the surname
/// of the only person who bears it, of the initials that stand in brackets behind a name.
struct NameJoins: Regrouping {
  let names: [MentionName]
  /// For every mention, what the document's links say that it is.
  let linked: [LinkIdentity?]
  /// Whose other name mentions are, by the text's own words (`OtherNames`).
  let otherNames: [Int: Int]
  let annotation: Annotation

  func regrouped(_ groups: [[Int]]) -> [[Int]] {
    var joining = Joining(self, groups)
    joining.joinArticles()
    joining.joinOtherNames()
    joining.joinNames()
    joining.joinCompanies()
    joining.joinTitled()
    // Only now it is known who alone bears a surname.
    joining.joinSurnames()
    joining.joinInitials()
    return joining.joined()
  }

  private func isName(_ mention: Int, of type: EntityType) -> Bool {
    names[mention].kind == .name && annotation.mentions[mention].type == type
  }

  /// One mention of each name of a person in a group.
  private func persons(in group: [Int]) -> [Int] {
    var known = Set<String>()
    return group.filter {
      isName($0, of: .person) && names[$0].words.count > 1 && known.insert(names[$0].key).inserted
    }
  }

  /// Groups on the way to being joined.
  private struct Joining {
    private let names: [MentionName]
    private let linked: [LinkIdentity?]
    private let annotation: Annotation
    private let rule: NameJoins
    private let groups: [[Int]]
    private let groupOf: [Int]
    private var sets: GenderedSets
    /// By the number that stands for a set, the persons' names of its groups, each once.
    private var named: [[Int]]

    init(_ rule: NameJoins, _ groups: [[Int]]) {
      (self.rule, self.groups) = (rule, groups)
      (names, linked, annotation) = (rule.names, rule.linked, rule.annotation)
      groupOf = groups.groupOfElement(count: rule.names.count)
      sets = GenderedSets(
        groups.map { group in group.lazy.compactMap { rule.names[$0].gender }.first })
      named = groups.map(rule.persons)
    }

    func joined() -> [[Int]] {
      var sets = sets
      var members: [Int: [Int]] = [:]
      for (index, group) in groups.enumerated() {
        members[sets.root(of: index), default: []] += group
      }
      return members.values.filter { !$0.isEmpty }.map { $0.sorted() }.sorted { $0[0] < $1[0] }
    }

    private mutating func join(_ left: Int, _ right: Int) {
      let (left, right) = (sets.root(of: left), sets.root(of: right))
      guard left != right else { return }
      sets.join(left, right)
      let all = named[left] + named[right]
      (named[left], named[right]) = ([], [])
      var keys = Set<String>()
      named[sets.root(of: left)] = all.filter { keys.insert(names[$0].key).inserted }
    }

    /// Whether a bare surname is all that joins two persons.
    private mutating func areNamesakes(_ left: Int, _ right: Int) -> Bool {
      let (own, others) = (named[sets.root(of: left)], named[sets.root(of: right)])
      return own.contains { name in others.contains { names[name].isNamesake(of: names[$0]) } }
    }

    mutating func joinArticles() {
      var first: [LinkIdentity: Int] = [:]
      for mention in names.indices {
        guard let identity = linked[mention] else { continue }
        if let group = first[identity] {
          join(group, groupOf[mention])
        } else {
          first[identity] = groupOf[mention]
        }
      }
    }

    mutating func joinOtherNames() {
      for (other, bearer) in rule.otherNames.sorted(by: { $0.key < $1.key })
      where sets.agree(groupOf[other], groupOf[bearer]) {
        join(groupOf[bearer], groupOf[other])
      }
    }

    /// Joins what has the same name, or is the country that an adjective stands for.
    mutating func joinNames() {
      var bearers: [String: [Int]] = [:]
      for mention in names.indices where names[mention].kind == .name {
        let (name, group) = (names[mention], groupOf[mention])
        let country = CountryNames.country(of: name.key).map(NameKey.fold)
        let key =
          (country ?? name.acronym ?? name.sharedKey) + "/"
          + name.family(annotation.mentions[mention].type)
        if let first = bearers[key]?.suffix(50).first(where: {
          name.ownWords.count > 1 || sets.agree($0, group) && !areNamesakes($0, group)
        }) {
          join(first, group)
        } else {
          bearers[key, default: []].append(group)
        }
      }
    }

    /// Joins a company with its legal form and without, if it has but one.
    mutating func joinCompanies() {
      let mentions = names.indices.filter { rule.isName($0, of: .organization) }
      var companies: [String: Set<Int>] = [:]
      for mention in mentions {
        if let key = names[mention].keyWithoutLegalForm {
          companies[key, default: []].insert(sets.root(of: groupOf[mention]))
        }
      }
      for mention in mentions {
        guard let named = companies[names[mention].key], named.count == 1,
          let company = named.first, names[mention].countryName == nil,
          !CountryNames.isCountry(names[mention].text)
        else { continue }
        join(company, groupOf[mention])
      }
    }

    /// Joins a person's name with a title and without (`Mrs. Dunne`), a description with what goes before it and without.
    mutating func joinTitled() {
      var persons: [Int: Int] = [:]
      for mention in names.indices where annotation.mentions[mention].type == .person {
        let head = annotation.head(of: annotation.mentions[mention].tokens)
        guard let first = persons[head] else {
          persons[head] = mention
          continue
        }
        let pair = [first, mention]
        if pair.allSatisfy({ names[$0].kind == .name })
          || pair.contains(where: { groups[groupOf[$0]].count == 1 })
        {
          join(groupOf[first], groupOf[mention])
        }
      }
    }

    /// Joins a surname, or a given name, with the person who alone bears it.
    mutating func joinSurnames() {
      let mentions = names.indices.filter { rule.isName($0, of: .person) }
      var surnames: [String: Set<Int>] = [:]
      for mention in mentions {
        let words = names[mention].ownWords
        guard words.count > 1, let last = words.last else { continue }
        surnames[last, default: []].insert(sets.root(of: groupOf[mention]))
      }
      let told = personsToldOfEachOther()
      for mention in mentions {
        let words = names[mention].ownWords
        guard words.count == 1, let bearers = surnames[words[0]], let any = bearers.first else {
          continue
        }
        let (bearer, own) = (sets.root(of: any), sets.root(of: groupOf[mention]))
        guard bearers.allSatisfy({ sets.root(of: $0) == bearer }), own != bearer,
          !told.contains(where: {
            let ends = (sets.root(of: $0.subject), sets.root(of: $0.object))
            return ends == (bearer, own) || ends == (own, bearer)
          }), sets.agree(bearer, own), !areNamesakes(bearer, own)
        else { continue }
        join(bearer, own)
      }
    }

    /// The groups of two persons of whom the model reads a statement: nobody is his own father.
    private func personsToldOfEachOther() -> [(subject: Int, object: Int)] {
      annotation.relations.lazy.filter {
        $0.isStated && annotation.mentions[$0.subject].type == .person
          && annotation.mentions[$0.object].type == .person
      }.map { (groupOf[$0.subject], groupOf[$0.object]) }.filter { $0 != $1 }
    }

    /// Joins initials in brackets with the name that stands before them.
    mutating func joinInitials() {
      var ending: [Int: [Int]] = [:]
      for mention in names.indices where names[mention].kind == .name {
        ending[annotation.mentions[mention].tokens.upperBound, default: []].append(mention)
      }
      for mention in names.indices where names[mention].acronym != nil {
        let start = annotation.mentions[mention].tokens.lowerBound
        guard start >= 2, annotation.form(start - 1) == "(",
          let named = ending[start - 1]?.first(where: {
            names[$0].initials == names[mention].acronym
          })
        else { continue }
        join(groupOf[named], groupOf[mention])
      }
    }
  }
}
