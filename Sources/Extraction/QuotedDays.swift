import GraphModel
import Language

/// *Today* within a quotation: the day of the speech, not that on which the document was written.
///
///     May 9: Reid spoke on Wednesday. "I telephoned Mr Clarke this evening," he said.     May 7
///     May 9: "I met Anna Vogt yesterday," Maier told reporters on Monday.                 May 4
///
/// The day of the speech stands in the quotation's sentence, outside the marks, or in the sentence before; where there are two,
/// nothing is changed.
enum QuotedDays {
  private static let counted: Set = ["today", "tonight", "yesterday", "tomorrow"]
  private static let parts: Set = ["morning", "afternoon", "evening", "night"]
  /// How long before the document somebody may have said what it quotes.
  private static let longest = 7

  /// The annotation with the days that quotations count from today told from the day of their speech.
  static func settled(_ annotation: Annotation, in sentences: Sentences) -> Annotation {
    guard let written = annotation.date.flatMap(TimeRules.lastDay), !annotation.times.isEmpty else {
      return annotation
    }
    let quotations = Quotations(sentences)
    guard !quotations.all.isEmpty else { return annotation }
    var annotation = annotation
    for (index, time) in annotation.times.enumerated() where isCounted(time, in: sentences) {
      guard let quotation = quotations.quotation(at: time.tokens.lowerBound),
        let day = TimeRules.lastDay(time.value),
        let spoken = dayOfSpeech(quotation, quotations, in: sentences),
        spoken < written, written - spoken <= longest
      else { continue }
      annotation.times[index].value = CivilDate(day: day - (written - spoken)).description
    }
    return annotation
  }

  /// Whether a time is a day that is counted from today.
  private static func isCounted(_ time: TimeExpression, in sentences: Sentences) -> Bool {
    guard TimeRules.isDay(time.value) else { return false }
    let words = time.tokens.map { sentences.forms[$0] }
    return words.contains(where: counted.contains)
      || words.count == 2 && ["this", "last"].contains(words[0]) && parts.contains(words[1])
  }

  /// The one day that stands around a quotation.
  private static func dayOfSpeech(
    _ quotation: Quotations.Quotation, _ quotations: Quotations, in sentences: Sentences
  ) -> Int? {
    let annotation = sentences.annotation
    let first = annotation.sentence(of: quotation.tokens.lowerBound)
    let last = annotation.sentence(of: quotation.tokens.upperBound - 1)
    func days(_ range: ClosedRange<Int>) -> Set<Int> {
      let words =
        annotation.sentences[range.lowerBound].tokens
        .lowerBound..<annotation.sentences[range.upperBound].tokens.upperBound
      return Set(
        annotation.times.lazy.filter {
          words.contains($0.tokens.lowerBound) && TimeRules.isDay($0.value)
            && !sentences.isDateline($0.tokens.lowerBound)
            && quotations.quotation(at: $0.tokens.lowerBound) == nil
        }.compactMap { TimeRules.lastDay($0.value) })
    }
    var found = days(first...last)
    if found.isEmpty, first > 0, !annotation.sentences[first].startsParagraph {
      found = days(first - 1...first - 1)
    }
    return found.count == 1 ? found.first : nil
  }
}
