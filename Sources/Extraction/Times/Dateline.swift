import Language

/// The line at the start of a report that says where and when it was written: `BEIRUT, Aug. 11 (Agency) —`,
/// `Tuesday, March 18, 2014 —`, or the date alone.
///
/// Nothing in it is part of what the sentence behind it says.
enum Dateline {
  private static let dashes: Set = ["—", "–", "--", "-"]
  /// How many words may stand before the dash.
  private static let reach = 18
  /// What may join the words of a place: `Bosnia and Herzegovina`.
  private static let joints: Set = ["and", "of", "the"]

  /// The words of all datelines.
  static func tokens(of annotation: Annotation) -> Set<Int> {
    var found = Set<Int>()
    let dated = Set(annotation.times.lazy.flatMap(\.tokens))
    // Another day with its year is that of a line in a chronicle.
    let others = Set(
      annotation.times.lazy.filter { time in
        time.value != annotation.date && time.tokens.contains { annotation.form($0).count == 4 }
      }.map(\.tokens.lowerBound))
    for sentence in annotation.sentences where sentence.startsParagraph {
      let words = sentence.tokens.prefix(reach)
      guard let first = words.first,
        dated.contains(first) || isInCapitals(annotation.form(first)), !others.contains(first),
        let dash = words.first(where: { isDash($0, in: annotation) }),
        (first..<dash).allSatisfy({
          dated.contains($0) || isPlaceOrAgency(annotation.form($0))
            || joints.contains(annotation.form($0))
        })
      else { continue }
      found.formUnion(first..<end(behind: dash, in: words, of: annotation, dated))
    }
    return found.union(dates(of: annotation))
  }

  /// In how many sentences at the start of a document its date is looked for.
  private static let opening = 12

  /// The words of the document's own date where it is a paragraph, or runs on into one: *Tuesday, March 18, 2014 Police said*.
  private static func dates(of annotation: Annotation) -> [Int] {
    annotation.times.filter { time in
      guard time.value == annotation.date,
        time.tokens.contains(where: { annotation.form($0).contains(where: \.isNumber) })
      else { return false }
      let sentence = annotation.sentence(of: time.tokens.lowerBound)
      let words = annotation.sentences[sentence].tokens
      return sentence < opening && annotation.sentences[sentence].startsParagraph
        && time.tokens.lowerBound == words.lowerBound
        && (words.contains(time.tokens.upperBound)
          ? annotation.form(time.tokens.upperBound).first?.isUppercase ?? false : true)
    }.flatMap(\.tokens)
  }

  /// Where a dateline ends whose first dash is that: behind its date, if only that and a dash follow,
  /// `WASHINGTON (AP) - March 22, 1996 -`.
  private static func end(
    behind dash: Int, in words: Range<Int>, of annotation: Annotation, _ dated: Set<Int>
  ) -> Int {
    let date = words.drop { $0 <= dash }.prefix { dated.contains($0) }
    guard let last = date.last, words.contains(last + 1), isDash(last + 1, in: annotation) else {
      return dash
    }
    return last + 1
  }

  /// Whether a word is a dash that stands apart from the words beside it, as the hyphen of *US-led* does not.
  private static func isDash(_ token: Int, in annotation: Annotation) -> Bool {
    guard dashes.contains(annotation.form(token)), token > 0 else { return false }
    let next = token + 1
    let span = annotation.tokens[token].span
    return annotation.form(token) != "-"
      || annotation.tokens[token - 1].span.upperBound < span.lowerBound
        && next < annotation.tokens.count
        && span.upperBound < annotation.tokens[next].span.lowerBound
  }

  private static func isInCapitals(_ form: String) -> Bool {
    form.count > 1 && form.allSatisfy { !$0.isLowercase }
  }

  /// Whether a word may be part of a place, a date or an agency's name: it does not begin with a small letter, and is
  /// no possessive.
  private static func isPlaceOrAgency(_ form: String) -> Bool {
    !(form.first?.isLowercase ?? true) && !Sentences.genitives.contains(form)
  }
}
