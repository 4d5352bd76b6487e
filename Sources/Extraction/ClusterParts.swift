import GraphModel
import Language

/// The model's clusters, cut where their words show that not all of them mean one thing.
///
///     Donald Trump … Melania Trump              different full names
///     the Supreme Court … a court in Mombasa    what an indefinite article brings in is another
///     Harbor Airlines … the museum              no airline is a museum
///     the Belgian envoy … the Rwandan envoy      nor is what is Belgian Rwandan
///     the Prime Minister … CJTF-OIR              nor a person a body
///
/// A description or pronoun goes with what stands before it in its cluster, else with the first name.
struct ClusterParts {
  private let names: [MentionName]
  private let sentences: Sentences
  private let annotation: Annotation

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    annotation = sentences.annotation
  }

  func parts() -> [[Int]] { annotation.clusters.flatMap { parts(of: $0).map(\.mentions) } }

  private struct Part {
    var mentions: [Int] = []
    var named: [Int] = []
    /// What its names and descriptions tell.
    var kinds: Set<BodyKind> = []
    var countries: Set<String> = []
    /// Whether its names are of persons, or its descriptions where it has no names; nil while that is open.
    var isPerson: Bool?
  }

  private func parts(of cluster: [Int]) -> [Part] {
    var parts: [Part] = []
    var current = -1
    for mention in cluster.sorted() {
      let isName = names[mention].kind == .name
      let kinds = kinds(of: mention)
      let countries = countries(of: mention)
      let place: Int?
      if current < 0 {
        place = nil
      } else if isName {
        place =
          parts.firstIndex { $0.named.contains { mayBe($0, mention) } }
          // Whoever was only described so far may be named now.
          ?? (parts[current].named.isEmpty && !areApart(kinds, parts[current].kinds)
            && !isOfOtherSort(mention, than: parts[current]) ? current : nil)
      } else if names[mention].kind == .description,
        bringsIn(mention) || areApart(kinds, parts[current].kinds)
          || areApart(countries, parts[current].countries)
          || isOfOtherSort(mention, than: parts[current])
      {
        place = nil
      } else {
        place = current
      }
      current = place ?? parts.count
      if current == parts.count { parts.append(Part()) }
      parts[current].mentions.append(mention)
      if isName { parts[current].named.append(mention) }
      parts[current].kinds.formUnion(kinds)
      parts[current].countries.formUnion(countries)
      if isName || parts[current].named.isEmpty, let isPerson = isPerson(mention) {
        parts[current].isPerson = isPerson
      }
    }
    return parts
  }

  private func isOfOtherSort(_ mention: Int, than part: Part) -> Bool {
    guard let own = isPerson(mention), let other = part.isPerson else { return false }
    return own != other
  }

  /// Whether a name or description is of a person rather than of a body; nil for what may be either, such as a group.
  private func isPerson(_ mention: Int) -> Bool? {
    guard names[mention].kind != .pronoun else { return nil }
    switch annotation.mentions[mention].type {
    case .person: return true
    case .organization, .place: return false
    default: return nil
    }
  }

  private func areApart<Element>(_ left: Set<Element>, _ right: Set<Element>) -> Bool {
    !left.isEmpty && !right.isEmpty && left.isDisjoint(with: right)
  }

  /// Whether two names may mean one thing: `isCompatible`, or one is a short form that the text itself puts in brackets
  /// behind the other.
  private func mayBe(_ left: Int, _ right: Int) -> Bool {
    if names[left].isCompatible(with: names[right], as: annotation.mentions[right].type) {
      return true
    }
    let end = annotation.mentions[left].tokens.upperBound
    return names[right].acronym != nil && annotation.mentions[right].type == .organization
      && annotation.mentions[right].tokens.lowerBound == end + 1 && annotation.form(end) == "("
  }

  /// Whether an indefinite article brings something in: *a court*, but not *he was a judge* or *Smith, a judge*.
  private func bringsIn(_ mention: Int) -> Bool {
    let head = annotation.head(of: annotation.mentions[mention].tokens)
    return sentences.dependents(of: head, "det").contains {
      ["a", "an", "another"].contains(sentences.forms[$0])
    } && !sentences.isAscribed(head)
  }

  /// The countries that the words of a description tell, and the adjectives before it.
  private func countries(of mention: Int) -> Set<String> {
    guard names[mention].kind == .description else { return [] }
    let head = annotation.head(of: names[mention].tokens)
    let modifiers = sentences.dependents(of: head, "amod", "compound").map {
      NameKey.fold(sentences.forms[$0])
    }
    return Set((names[mention].words + modifiers).compactMap(CountryNames.country))
  }

  /// The kinds that a name's words tell, or what a description calls a body.
  private func kinds(of mention: Int) -> Set<BodyKind> {
    guard annotation.mentions[mention].type != .person else { return [] }
    switch names[mention].kind {
    case .name: return BodyKind.told(by: names[mention].words)
    case .description:
      return BodyKind.told(by: [sentences.forms[annotation.head(of: names[mention].tokens)]])
    case .pronoun: return []
    }
  }
}
