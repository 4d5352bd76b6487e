import Language

/// Days, months and weekdays that are parts of names, which tell no time: *Sheffield Wednesday*, *April Jones*, *the March 23
/// Movement*, *Bloody Sunday*; and days that attacks are known by, whose year the text does not tell: *the October 7 attacks*.
enum NamedDays {
  /// What makes a weekday a name, or one day of the year.
  private static let epithets: Set<String> = [
    "bloody", "black", "ash", "super", "fat", "shrove", "giving", "cyber", "holy",
  ]
  private static let attacks: Set<String> = [
    "attack", "attacks", "bombing", "bombings", "massacre", "massacres", "assault", "riot", "riots",
    "insurrection", "killings", "plot", "shooting", "shootings", "raid",
  ]
  /// Days that everybody calls attacks by, so that they are of no year that is near.
  private static let known: Set<String> = [
    "october 7", "oct. 7", "7 october", "september 11", "sept. 11", "11 september", "january 6",
    "jan. 6", "6 january",
  ]
  /// How long after an attack it is still news.
  private static let longest = 90

  /// The annotation without the times that stand in names.
  static func left(out annotation: Annotation, in sentences: Sentences) -> Annotation {
    guard !annotation.times.isEmpty else { return annotation }
    var annotation = annotation
    annotation.times.removeAll {
      !tellsYear($0, in: sentences)
        && (isOfName($0, in: sentences) || hasEpithet($0, in: sentences)
          || isOfAttack($0, in: sentences))
    }
    return annotation
  }

  private static func tellsYear(_ time: TimeExpression, in sentences: Sentences) -> Bool {
    time.tokens.contains {
      sentences.forms[$0].utf8.count >= 4 && Int(sentences.forms[$0].prefix(4)) != nil
    }
  }

  /// Whether a time stands in the name of a person, a body or a work: not *Sunday's winners*, *last week's team*.
  private static func isOfName(_ time: TimeExpression, in sentences: Sentences) -> Bool {
    let last = time.tokens.upperBound - 1
    guard sentences.tag(last) != .noun,
      !sentences.dependents(of: sentences.annotation.head(of: time.tokens), "case").contains(
        where: { sentences.forms[$0].hasSuffix("s") && $0 >= last })
    else { return false }
    return sentences.mentions(at: last).contains {
      let mention = sentences.annotation.mentions[$0]
      return [.person, .organization, .document].contains(mention.type)
        && (mention.type == .person || mention.tokens.count > time.tokens.count)
    }
  }

  private static func hasEpithet(_ time: TimeExpression, in sentences: Sentences) -> Bool {
    let before = time.tokens.upperBound - 2
    return before >= 0 && epithets.contains(sentences.forms[before])
      && sentences.isCapitalised(before)
      && sentences.tag(before + 1) == .properNoun
  }

  /// Whether attacks are called by a day on which others were long before.
  private static func isOfAttack(_ time: TimeExpression, in sentences: Sentences) -> Bool {
    let annotation = sentences.annotation
    let noun = time.tokens.upperBound
    guard time.tokens.count == 2, noun < annotation.tokens.count,
      attacks.contains(sentences.forms[noun])
    else { return false }
    if known.contains(time.tokens.map { sentences.forms[$0] }.joined(separator: " ")) {
      return true
    }
    guard TimeValue.isDay(time.value), let day = TimeValue.lastDay(time.value),
      let written = annotation.date.flatMap(TimeValue.lastDay)
    else { return false }
    return written - day > longest
  }
}
