/// The day on which a document was written.
///
/// It is the full date that stands alone in one of the first sentences (*Friday, July 21, 2017*; *Published: 22 Mar 1996
/// 14:30 GMT*), that follows a place at the very start of one (*MIAMI, Fla. (March 22, 1996) —*), or that a text without line
/// breaks has before its first words (*Friday, July 21, 2017 Police in Lima said*).
enum Dateline {
  /// How far into the document a dateline is looked for, in sentences.
  private static let sentences = 12
  /// How many words may stand around a date that stands alone, and before one that follows a place.
  private static let around = 6
  private static let before = 10
  private static let dashes: Set<String> = ["—", "–", "-", "--"]
  /// What may stand between the capitals of a place and an agency.
  private static let joints: Set<String> = [",", "(", ")", "/", ".", "and", "of", "the"]
  private static let prepositions: Set<String> = [
    "on", "in", "of", "by", "until", "since", "before", "after", "from", "to",
  ]
  private static let publishing: Set<String> = [
    "published", "updated", "posted", "released", "modified", "filed", "issued", "dated",
    "printed", "written", "last", "first",
  ]

  static func find(
    in annotation: Annotation, _ words: [String], by reader: TimeReader
  ) -> (day: CalendarDay, words: Range<Int>)? {
    for sentence in annotation.sentences.prefix(sentences) {
      let range = sentence.tokens
      for index in range.prefix(before + 2) {
        guard let (day, end) = reader.day(index, range) else { continue }
        let date = index..<end
        if standsAlone(date, in: range, of: annotation, words)
          || sentence.startsParagraph
            && (followsPlace(date, in: range, of: annotation, words, by: reader)
              || runsOn(date, in: range, of: annotation, words))
        {
          return (day, date)
        }
      }
    }
    return nil
  }

  /// Whether a sentence consists of a date and of a few words that tell nothing, as *Gunmen shot him on 4 May 2012* does.
  private static func standsAlone(
    _ date: Range<Int>, in sentence: Range<Int>, of annotation: Annotation, _ words: [String]
  ) -> Bool {
    let rest = sentence.filter { !date.contains($0) }
    guard rest.count <= around, date.upperBound >= sentence.upperBound - 3 else { return false }
    let isPublished = rest.contains { publishing.contains(words[$0]) }
    let tellsMore = rest.contains {
      let token = annotation.tokens[$0]
      return token.label.hasPrefix("nsubj") || token.tag == .verb && !publishing.contains(words[$0])
    }
    let isOfSomething =
      date.lowerBound > sentence.lowerBound && prepositions.contains(words[date.lowerBound - 1])
    return isPublished || !tellsMore && !isOfSomething
  }

  /// Whether a paragraph begins with a weekday's date and, without a mark between, with a sentence.
  private static func runsOn(
    _ date: Range<Int>, in sentence: Range<Int>, of annotation: Annotation, _ words: [String]
  ) -> Bool {
    date.lowerBound == sentence.lowerBound && TimeLexicon.weekdays[words[date.lowerBound]] != nil
      && sentence.contains(date.upperBound)
      && annotation.form(date.upperBound).first?.isUppercase ?? false
  }

  private static func followsPlace(
    _ date: Range<Int>, in sentence: Range<Int>, of annotation: Annotation, _ words: [String],
    by reader: TimeReader
  ) -> Bool {
    let left = sentence.lowerBound..<date.lowerBound
    func word(_ index: Int) -> String { sentence.contains(index) ? words[index] : "" }
    func isCapital(_ index: Int) -> Bool { words[index].first != annotation.form(index).first }
    let isBracketed = word(date.lowerBound - 1) == "(" && word(date.upperBound) == ")"
    let next = word(date.upperBound + (isBracketed ? 1 : 0))
    // `Karl Wessel (14 March 1821 – 2 November 1889)` tells of a life.
    let isOpen =
      left.count { words[$0] == "(" } - left.count { words[$0] == ")" } != (isBracketed ? 1 : 0)
    // `June 4, 1911: Josip Vidmar is born` is a line of a chronicle.
    if left.isEmpty, TimeLexicon.weekdays[word(date.lowerBound)] == nil {
      let isChronicle = annotation.sentences.contains { other in
        other.startsParagraph && other.tokens.lowerBound != sentence.lowerBound
          && reader.beginsDate(other.tokens.lowerBound, other.tokens)
      }
      if next == ":" || isChronicle { return false }
    }
    guard left.count <= before, !isOpen, left.first.map(isCapital) ?? true,
      dashes.contains(next) || next == ":" || next == "(" && !isBracketed
    else { return false }
    return left.allSatisfy {
      isCapital($0) || joints.contains(words[$0])
        || dashes.contains(words[$0])
          && ($0 == date.lowerBound - 1 || isHyphen($0, in: annotation))
    }
  }

  /// Whether nothing stands between a dash and the words beside it: *Bosnia-Herzegovina*.
  private static func isHyphen(_ index: Int, in annotation: Annotation) -> Bool {
    let tokens = annotation.tokens
    return index > 0 && index + 1 < tokens.count
      && tokens[index - 1].span.upperBound == tokens[index].span.lowerBound
      && tokens[index].span.upperBound == tokens[index + 1].span.lowerBound
  }
}
