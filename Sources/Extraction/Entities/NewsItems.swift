import Language

/// Whether a text is a list of news items under headings, in which nothing that is only described is of another item.
///
///     Politics
///
///     President Adam Kell fires his spokesman.
///
///     Law and crime
///
///     Three people, including the perpetrator, are killed in Preston.     not Kell
///
/// But what a heading names may be described below it: *Goma offensive … The offensive goes on*.
struct NewsItems {
  private static let fewestHeadings = 3
  private static let fewestItems = 3
  /// An item is no longer than these sentences, as a rule, and a third of the paragraphs are headings: in prose with
  /// captions they are not.
  private static let longest = 2
  private static let endings: Set = [".", "!", "?", "\"", "”", ")", ":"]

  private let sentences: Sentences
  /// For every sentence, the number of its paragraph.
  private let paragraphs: [Int]
  private var isHeading: [Bool]
  /// Whether the text is such a list.
  private(set) var areItems = false

  init(_ sentences: Sentences) {
    self.sentences = sentences
    paragraphs = sentences.paragraphOfSentence()
    let count = paragraphs.last.map { $0 + 1 } ?? 0
    var lengths = [Int](repeating: 0, count: count)
    isHeading = [Bool](repeating: false, count: count)
    for (sentence, paragraph) in zip(sentences.annotation.sentences, paragraphs) {
      lengths[paragraph] += 1
      isHeading[paragraph] =
        lengths[paragraph] == 1
        && !(sentence.tokens.last.map { Self.endings.contains(sentences.forms[$0]) } ?? false)
    }
    let headings = isHeading.count { $0 }
    let items = lengths.indices.filter { !isHeading[$0] }
    let short = items.count { lengths[$0] <= Self.longest }
    areItems =
      headings >= Self.fewestHeadings && items.count >= Self.fewestItems
      && headings * 3 >= lengths.count && short * 20 >= items.count * 17
  }

  /// Whether a description stands in an item apart from all mentions before it, and its headings name none of them.
  func areApart(_ description: Int, from mentions: [Int]) -> Bool {
    guard areItems, let last = mentions.last else { return false }
    let own = paragraph(of: description)
    guard paragraph(of: last) != own else { return false }
    // A heading names what its items tell of, but brings in no person.
    guard sentences.annotation.mentions[description].type != .person else { return true }
    let headings = headings(above: own)
    return !mentions.reversed().lazy.map { paragraph(of: $0) }.prefix { $0 >= headings.lowerBound }
      .contains(where: headings.contains)
  }

  /// The headings that stand together next above a paragraph.
  private func headings(above paragraph: Int) -> Range<Int> {
    var last = paragraph
    while last > 0, !isHeading[last - 1] { last -= 1 }
    var first = last
    while first > 0, isHeading[first - 1] { first -= 1 }
    return first..<last
  }

  private func paragraph(of mention: Int) -> Int {
    let annotation = sentences.annotation
    return paragraphs[annotation.sentence(of: annotation.mentions[mention].tokens.lowerBound)]
  }
}
