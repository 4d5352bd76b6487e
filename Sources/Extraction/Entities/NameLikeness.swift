import GraphModel

/// Whether two names may be of one thing.
extension MentionName {
  /// Whether both may name one thing: one is the other's initials, or a part of it.
  ///
  /// Any words of a person's name are a part (*Trump*, *Donald Trump*). Of other names the end is, which says
  /// what sort of thing it is (*Guards*, *Revolutionary Guards*), and but for places the beginning, unless
  /// that names a country: *Sudan* is not *South Sudan*, nor *Gaza* *Gaza City*.
  func isCompatible(with other: MentionName, as type: EntityType) -> Bool {
    if key == other.key || acronym != nil && [other.initials, other.acronym].contains(acronym)
      || other.acronym != nil && other.acronym == initials
    {
      return true
    }
    if type == .person {
      let (left, right) = (ownWords, other.ownWords)
      let (short, long) = left.count <= right.count ? (left, right) : (right, left)
      return short.allSatisfy(Set(long).contains)
    }
    let (short, long) =
      words.count <= other.words.count ? (words, other.words) : (other.words, words)
    return
      (long.suffix(short.count).elementsEqual(short)
      || type != .place && long.prefix(short.count).elementsEqual(short))
      && CountryNames.country(of: short.joined(separator: " ")) == nil
  }

  /// Whether two names of persons tell of two persons, whatever short name both have: *Donald Trump*, *Ivanka Trump*.
  ///
  /// *Donald J. Trump* is no namesake, nor is what may be one name in two spellings or a short form: *Yasir* and *Yasser*,
  /// *Ben* and *Benjamin*, *Bill* and *William*.
  func isNamesake(of other: MentionName) -> Bool {
    let (left, right) = (givenWords, other.givenWords)
    guard left.count > 1, right.count > 1 else { return false }
    func unmatched(_ words: [String], _ others: [String]) -> Bool {
      words.contains { word in
        word.count > 2 && !others.contains { Self.mayBeOne(word, $0) }
      }
    }
    return unmatched(left, right) && unmatched(right, left)
  }

  /// The words without titles before a name.
  private var givenWords: [String] {
    Array(
      ownWords.drop {
        Titles.words.contains($0) || Titles.full[$0 + "."] != nil || Titles.honorifics.contains($0)
      })
  }

  private static let shortForms = WordTable(resource: PackageResources.given_names_tsv).wordsOfLeft

  private static func mayBeOne(_ left: String, _ right: String) -> Bool {
    if left.hasPrefix(right) || right.hasPrefix(left) { return true }
    return NameSound.likeness(left, right) != nil
      || shortForms[left]?.contains(right) ?? false || shortForms[right]?.contains(left) ?? false
      || shortForms[left]?.contains { shortForms[right]?.contains($0) ?? false } ?? false
  }
}
