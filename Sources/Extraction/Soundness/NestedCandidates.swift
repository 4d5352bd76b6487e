import Language

/// Which candidates only repeat another about a part of its words.
///
/// `Islamic Revolutionary Guard Corps Quds Force commander Soleimani` makes Soleimani the commander of the
/// whole name; that he commands the names inside it too is an echo. Of candidates of one relation that
/// share an end and whose other ends are nested, only the one with the longest end counts.
struct NestedCandidates {
  private var nested: Set<Int> = []

  init(
    of candidates: [Annotation.RelationCandidate], _ isSure: [Bool], in annotation: Annotation
  ) {
    struct Key: Hashable {
      var relation: String
      var mention: Int
      var isSubject: Bool
    }
    var groups: [Key: [Int]] = [:]
    for (index, candidate) in candidates.enumerated() where isSure[index] {
      for (mention, isSubject) in [(candidate.subject, true), (candidate.object, false)] {
        let key = Key(relation: candidate.relation, mention: mention, isSubject: isSubject)
        groups[key, default: []].append(index)
      }
    }
    for (key, members) in groups where members.count > 1 {
      func other(_ index: Int) -> Range<Int> {
        let candidate = candidates[index]
        return annotation.mentions[key.isSubject ? candidate.object : candidate.subject].tokens
      }
      for inner in members {
        let isInside = members.contains { outer in
          let (small, large) = (other(inner), other(outer))
          return small != large && large.lowerBound <= small.lowerBound
            && small.upperBound <= large.upperBound
        }
        if isInside { nested.insert(inner) }
      }
    }
  }

  func contains(_ index: Int) -> Bool { nested.contains(index) }
}
