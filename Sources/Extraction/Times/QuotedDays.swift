import GraphModel
import Language

/// *Today* within a quotation: the day of the speech, not that on which the document was written.
///
///     May 9: Reid spoke on Wednesday. "I telephoned Mr Clarke this evening," he said.     May 7
///     May 9: "I met Anna Vogt yesterday," Maier told reporters on Monday.                 May 4
///
/// The day of the speech stands with the verb of speech in the quotation's sentence, or in the sentence before; where there are
/// two, nothing is changed.
enum QuotedDays {
  private static let counted: Set = ["today", "tonight", "yesterday", "tomorrow"]
  private static let parts: Set = ["morning", "afternoon", "evening", "night"]
  private static let speeches: Set = [
    "speech", "interview", "address", "sermon", "briefing", "conference", "testimony",
  ]
  private static let speaking = Sentences.speech.union(Inflection.forms(of: ["speak", "address"]))
  /// How long before the document somebody may have said what it quotes.
  private static let longest = 7

  /// The annotation with the days that quotations count from today told from the day of their speech.
  static func settled(_ annotation: Annotation, in sentences: Sentences) -> Annotation {
    guard let written = annotation.date.flatMap(TimeValue.lastDay), !annotation.times.isEmpty else {
      return annotation
    }
    let counted = annotation.times.indices.filter { isCounted(annotation.times[$0], in: sentences) }
    guard !counted.isEmpty else { return annotation }
    let quotations = Quotations(sentences)
    guard !quotations.all.isEmpty else { return annotation }
    let days = days(outside: quotations, in: sentences)
    var annotation = annotation
    for index in counted {
      let time = annotation.times[index]
      guard let quotation = quotations.quotation(at: time.tokens.lowerBound),
        let day = TimeValue.lastDay(time.value),
        let spoken = dayOfSpeech(quotation, days, in: sentences),
        spoken < written, written - spoken <= longest
      else { continue }
      annotation.times[index].value = CivilDate(day: day - (written - spoken)).description
    }
    return annotation
  }

  /// Whether a time is a day that is counted from today.
  private static func isCounted(_ time: TimeExpression, in sentences: Sentences) -> Bool {
    guard TimeValue.isDay(time.value) else { return false }
    let words = time.tokens.map { sentences.forms[$0] }
    return words.contains(where: counted.contains)
      || words.count == 2 && ["this", "last"].contains(words[0]) && parts.contains(words[1])
  }

  /// By sentence, the days on which somebody speaks there, outside quotations.
  private static func days(
    outside quotations: Quotations, in sentences: Sentences
  ) -> [Int: Set<Int>] {
    var days: [Int: Set<Int>] = [:]
    for time in sentences.annotation.times {
      let start = time.tokens.lowerBound
      guard TimeValue.isDay(time.value), !sentences.isDateline(start),
        quotations.quotation(at: start) == nil, let day = TimeValue.lastDay(time.value),
        let governor = sentences.head(sentences.annotation.head(of: time.tokens)),
        isSpeech(governor, in: sentences)
      else { continue }
      days[sentences.annotation.sentence(of: start), default: []].insert(day)
    }
    return days
  }

  /// Whether a word is a verb or noun of speech, or a verb that is done in a speech: *conceded defeat in a speech on Wednesday*.
  private static func isSpeech(_ word: Int, in sentences: Sentences) -> Bool {
    speaking.contains(sentences.forms[word]) || speeches.contains(sentences.forms[word])
      || sentences.dependents(of: word, "obl").contains {
        speeches.contains(sentences.forms[$0])
      }
  }

  /// The one day that stands around a quotation.
  private static func dayOfSpeech(
    _ quotation: Quotations.Quotation, _ days: [Int: Set<Int>], in sentences: Sentences
  ) -> Int? {
    let annotation = sentences.annotation
    let first = annotation.sentence(of: quotation.tokens.lowerBound)
    let last = annotation.sentence(of: quotation.tokens.upperBound - 1)
    var found = (days[first] ?? []).union(days[last] ?? [])
    if found.isEmpty, first > 0, !annotation.sentences[first].startsParagraph {
      found = days[first - 1] ?? []
    }
    return found.count == 1 ? found.first : nil
  }
}
