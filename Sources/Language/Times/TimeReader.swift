import GraphModel

/// Finds the time expressions of a document and resolves them against the day it was written.
package struct TimeReader {
  /// When, at the precision that the words give.
  private enum Moment: Equatable {
    case day(CalendarDay)
    case month(year: Int, month: Int)
    case year(Int)
    /// Already EDTF, for what has no simple precision: decades, intervals.
    case other(String)

    var edtf: String {
      switch self {
      case .day(let day): day.edtf
      case .month(let year, let month): CalendarDay.edtf(year: year, month: month)
      case .year(let year): CalendarDay.edtf(year: year)
      case .other(let text): text
      }
    }
  }

  private struct Match {
    var end: Int
    var moment: Moment
    /// The day that `the next day` counts from.
    var anchor: CalendarDay?
    /// Whether its year is the reader's, not the words'.
    var isYearless = false
  }

  private let words: [String]
  private let tokens: [Annotation.Token]
  private let today: CalendarDay?
  private var anchor: CalendarDay?
  /// The year that was named last, with its month where that was named too: what `two years later` counts from.
  private var era: (year: Int, month: Int?)?
  /// The last day that the sentence itself named.
  private var nearby: CalendarDay?
  /// Its words that have an auxiliary of the future, or are something arranged.
  private var toCome = Set<Int>()
  /// Its words that have a subject or an auxiliary of their own.
  private var finite = Set<Int>()

  private init(words: [String], tokens: [Annotation.Token], today: CalendarDay?) {
    self.words = words
    self.tokens = tokens
    self.today = today
  }

  /// Finds the document's date, unless its metadata gives one, and the time expressions.
  package static func read(_ annotation: inout Annotation, metadata: String?) {
    let words = annotation.tokens.indices.map { annotation.form($0).lowercased() }
    let dateline = metadata == nil ? dateline(annotation, words) : nil
    annotation.date = metadata ?? dateline?.edtf
    let today = annotation.date.flatMap { CalendarDay(edtf: $0) }
    var reader = TimeReader(words: words, tokens: annotation.tokens, today: today)
    for sentence in annotation.sentences {
      annotation.times += reader.read(sentence.tokens)
    }
    if today == nil { addUntold(to: &annotation, words) }
  }

  /// Adds the times of an undated document that a date would tell, so that nothing takes another time for theirs.
  ///
  /// What is the same on two days that have nothing in common does not hang on the day: *in 2007 … two years later*.
  private static func addUntold(to annotation: inout Annotation, _ words: [String]) {
    let days = [
      CalendarDay(year: 2100, month: 1, day: 1), CalendarDay(year: 2151, month: 6, day: 16),
    ]
    var readers = days.map { TimeReader(words: words, tokens: annotation.tokens, today: $0) }
    let told = Set(annotation.times.lazy.flatMap(\.tokens))
    for sentence in annotation.sentences {
      let found = readers.indices.map { readers[$0].read(sentence.tokens) }
      let others = Dictionary(uniqueKeysWithValues: found[1].map { ($0.tokens, $0.value) })
      for var time in found[0] where told.isDisjoint(with: time.tokens) {
        if others[time.tokens] != time.value { time.value = TimeExpression.untold }
        annotation.times.append(time)
      }
    }
    annotation.times.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  // MARK: The document's date

  /// How far into the document a dateline is looked for, in sentences.
  private static let datelineReach = 12

  /// The full date that stands alone in one of the first sentences, or that follows a place at the very start of one.
  private static func dateline(_ annotation: Annotation, _ words: [String]) -> CalendarDay? {
    let reader = TimeReader(words: words, tokens: annotation.tokens, today: nil)
    for sentence in annotation.sentences.prefix(datelineReach) {
      let range = sentence.tokens
      for index in range.prefix(12) {
        guard let match = reader.absolute(index, range), case .day(let day) = match.moment else {
          continue
        }
        let left = range.lowerBound..<index
        let standsAlone =
          range.count - (match.end - index) <= 6 && match.end >= range.upperBound - 3
        let isDateline =
          sentence.startsParagraph && left.count <= 6 && match.end < range.upperBound
          && ["(", "—", "–", "-", "--", ":"].contains(words[match.end])
          && left.allSatisfy { words[$0] == "," || words[$0].first != annotation.form($0).first }
        if standsAlone || isDateline { return day }
      }
    }
    return nil
  }

  // MARK: Sentences

  private mutating func read(_ sentence: Range<Int>) -> [TimeExpression] {
    var found: [TimeExpression] = []
    var index = sentence.lowerBound
    nearby = nil
    lookAround(sentence)
    while index < sentence.upperBound {
      guard var match = expression(index, sentence) else {
        index += 1
        continue
      }
      if let range = interval(from: index, match, sentence) { match = range }
      let bounded = bound(match.moment, before: index, sentence)
      index = match.end
      guard Self.isTime(bounded.value) else { continue }
      let start = bounded.start
      found.append(
        TimeExpression(
          tokens: start..<match.end,
          span: tokens[start].span.lowerBound..<tokens[match.end - 1].span.upperBound,
          value: bounded.value))
      if let day = match.anchor {
        anchor = day
        nearby = day
      }
      era = Self.era(of: match.moment)
    }
    return found
  }

  /// Whether a value is one of the years that four digits can write: `999 decades ago` was in none.
  private static func isTime(_ value: String) -> Bool {
    !value.hasPrefix("-") && !value.contains("/-") && (try? EDTF(value)) != nil
  }

  /// What `two years later` counts from behind a moment: its year and month, or those in which it ends; nil for a
  /// decade or a century.
  private static func era(of moment: Moment) -> (year: Int, month: Int?)? {
    let last = moment.edtf.split(separator: "/").last ?? ""
    let fields = last.split(separator: "-").map { Int($0) }
    guard let year = fields.first ?? nil else { return nil }
    return (year, fields.count > 1 ? fields[1] : nil)
  }

  private func word(_ index: Int, _ sentence: Range<Int>) -> String {
    sentence.contains(index) ? words[index] : ""
  }

  /// `from 2010 to 2014`, `between May and June`, `2010–2014`, `Thursday and Friday`.
  private func interval(from index: Int, _ first: Match, _ sentence: Range<Int>) -> Match? {
    let joint = word(first.end, sentence)
    let before = word(index - 1, sentence)
    let fits =
      switch joint {
      case "to", "through", "until": before == "from" || joint == "through"
      case "and": true
      case "-", "–", "—": true
      default: false
      }
    guard fits, let second = expression(first.end + 1, sentence) else { return nil }
    if joint == "and", before != "between" {
      guard case .day(let one) = first.moment, case .day(let other) = second.moment,
        other == one + 1, isConjunct(first.end + 1..<second.end, of: index..<first.end),
        !["'s", "’s"].contains(word(second.end, sentence))
      else { return nil }
    }
    guard let start = beginning(first, before: second) else { return nil }
    let (from, to) = (start.edtf, second.moment.edtf)
    guard from < to else { return nil }
    return Match(end: second.end, moment: .other("\(from)/\(to)"), anchor: second.anchor)
  }

  /// Whether words are joined to others, as far as a tree tells: in `on Monday and Tuesday he left` they are of
  /// another clause.
  private func isConjunct(_ words: Range<Int>, of others: Range<Int>) -> Bool {
    words.contains { tokens[$0].label == "conj" && tokens[$0].head.map(others.contains) ?? false }
      || tokens[others.upperBound].head == nil
  }

  /// When an interval begins: in `March to August 2011` and `January 23 through March 9` the end tells the year.
  private func beginning(_ first: Match, before second: Match) -> Moment? {
    let year: Int
    switch second.moment {
    case .day(let day): year = day.components.year
    case .month(let named, _): year = named
    case .year(let named): year = named
    case .other: return nil
    }
    switch first.moment {
    case .other: return nil
    case .day(let day) where first.isYearless:
      let (_, month, number) = day.components
      let days = [year, year - 1].lazy.compactMap {
        CalendarDay(year: $0, month: month, day: number)
      }
      return days.map(Moment.day).first { $0.edtf < second.moment.edtf }
    case .month(_, let month) where first.isYearless:
      return [year, year - 1].lazy.map { Moment.month(year: $0, month: month) }.first {
        $0.edtf < second.moment.edtf
      }
    default: return first.moment
    }
  }

  /// `until 2016`, `since May`: the preposition that opens an interval belongs to the expression.
  private func bound(
    _ moment: Moment, before index: Int, _ sentence: Range<Int>
  ) -> (start: Int, value: String) {
    var place = index - 1
    while ["the", "about", "around", "early", "late", "mid", "at", "least"].contains(
      word(place, sentence))
    {
      place -= 1
    }
    var value = moment.edtf
    let isInterval = value.contains("/")
    func lower() -> String { isInterval ? String(value.prefix { $0 != "/" }) : value }
    func upper() -> String {
      isInterval ? String(value.drop { $0 != "/" }.dropFirst()) : value
    }
    switch word(place, sentence) {
    case "until", "till", "before", "by", "through": value = "../\(upper())"
    case "to" where word(place - 1, sentence) == "prior" || word(place - 1, sentence) == "up":
      value = "../\(upper())"
      place -= 1
    case "since", "after": value = "\(lower())/.."
    default: return (index, value)
    }
    return (place, value)
  }

  // MARK: Expressions

  private func expression(_ index: Int, _ sentence: Range<Int>) -> Match? {
    absolute(index, sentence) ?? relative(index, sentence) ?? vague(index, sentence)
  }

  /// What can be read without knowing the document's date, save for a missing year.
  private func absolute(_ index: Int, _ sentence: Range<Int>) -> Match? {
    let first = word(index, sentence)
    if TimeLexicon.weekdays[first] != nil {
      var next = index + 1
      if TimeLexicon.partsOfDay.contains(word(next, sentence)) { next += 1 }
      if word(next, sentence) == "," { next += 1 }
      if let match = monthDay(next, sentence), case .day = match.moment { return match }
    }
    if let match = monthDay(index, sentence) { return match }
    if let day = numericDay(first) { return Match(end: index + 1, moment: .day(day), anchor: day) }
    if let match = season(index, sentence) { return match }
    if let match = century(index, sentence) { return match }
    return year(index, sentence)
  }

  /// `January 6, 2020`, `6 January`, `the 6th of January 2020`, `January 2020`, `January`.
  private func monthDay(_ index: Int, _ sentence: Range<Int>) -> Match? {
    let first = word(index, sentence)
    if let month = month(index, sentence) {
      var next = index + 1
      if let day = dayNumber(word(next, sentence)), !isCount(next, sentence) {
        next += 1
        // `March 3-5`
        let last = isDash(next, sentence) ? dayNumber(word(next + 1, sentence)) : nil
        if let last, last > day, !isCount(next + 1, sentence) {
          return monthDay(month, day, last, index, end: next + 2, sentence)
        }
        return monthDay(month, day, nil, index, end: next, sentence)
      }
      if word(next, sentence) == "," || word(next, sentence) == "of" { next += 1 }
      if let year = yearNumber(word(next, sentence)) {
        return Match(end: next + 1, moment: .month(year: year, month: month))
      }
      return monthAlone(month, index, sentence)
    }
    guard let day = dayNumber(first) else { return nil }
    var next = index + 1
    // `3–5 March`
    var last: Int?
    if isDash(next, sentence), let number = dayNumber(word(next + 1, sentence)), number > day {
      last = number
      next += 2
    }
    if word(next, sentence) == "of" { next += 1 }
    guard let month = month(next, sentence), first.count <= 4 else { return nil }
    return monthDay(month, day, last, index, end: next + 1, sentence)
  }

  /// A month's day, or days, with the year behind them, if one stands there.
  private func monthDay(
    _ month: Int, _ day: Int, _ last: Int?, _ index: Int, end: Int, _ sentence: Range<Int>
  ) -> Match? {
    let after = word(end, sentence) == "," ? end + 1 : end
    func match(_ day: Int) -> Match? {
      if let year = yearNumber(word(after, sentence)) {
        return full(year, month, day, end: after + 1)
      }
      return partial(month, day, end: end, sentence)
    }
    guard let first = match(day), let last else { return match(day) }
    guard let second = match(last), case .day = first.moment, case .day = second.moment else {
      return nil
    }
    return Match(
      end: second.end, moment: .other("\(first.moment.edtf)/\(second.moment.edtf)"),
      anchor: second.anchor)
  }

  private func isDash(_ index: Int, _ sentence: Range<Int>) -> Bool {
    ["-", "–", "—"].contains(word(index, sentence))
  }

  /// Whether a number behind a month counts something: `in March 30 percent …`, `March 3 - year`.
  private func isCount(_ index: Int, _ sentence: Range<Int>) -> Bool {
    ["percent", "%", "people"].contains(word(index + 1, sentence))
      || word(index + 1, sentence) == "-" && dayNumber(word(index + 2, sentence)) == nil
        && TimeLexicon.months[word(index + 2, sentence)] == nil
  }

  private func full(_ year: Int, _ month: Int, _ day: Int, end: Int) -> Match? {
    guard (1...12).contains(month) else { return nil }
    guard let found = CalendarDay(year: year, month: month, day: day) else {
      // A day that no calendar has leaves the month.
      return Match(end: end, moment: .month(year: year, month: month))
    }
    return Match(end: end, moment: .day(found), anchor: found)
  }

  /// A day without a year: the nearest one before the document, or after it where the sentence looks ahead.
  private func partial(_ month: Int, _ day: Int, end: Int, _ sentence: Range<Int>) -> Match? {
    guard let today else {
      let text = "XXXX-\(month < 10 ? "0" : "")\(month)-\(day < 10 ? "0" : "")\(day)"
      return Match(end: end, moment: .other(text))
    }
    let year = today.components.year
    let days = (year - 1...year + 1).compactMap { CalendarDay(year: $0, month: month, day: day) }
    let ahead = looksAhead(end - 1, sentence)
    // A paper of Monday may well write of Tuesday's date without saying `will`.
    let limit = today + 7
    let chosen = ahead ? days.first { $0 >= today } : days.last { $0 <= limit }
    return chosen.map { Match(end: end, moment: .day($0), anchor: $0, isYearless: true) }
  }

  private func monthAlone(_ month: Int, _ index: Int, _ sentence: Range<Int>) -> Match? {
    guard let today else { return nil }
    let now = today.components
    let before = word(index - 1, sentence)
    // `in March the same year`, `that December`
    if let era,
      let end = sameYear(index + 1, sentence)
        ?? (before == "that" && isDemonstrative(index - 1) ? index + 1 : nil)
    {
      return Match(end: end, moment: .month(year: era.year, month: month))
    }
    let year: Int
    switch before {
    case "last": year = month < now.month ? now.year : now.year - 1
    case "next": year = month > now.month ? now.year : now.year + 1
    case _ where looksAhead(index, sentence): year = month >= now.month ? now.year : now.year + 1
    default: year = month <= now.month ? now.year : now.year - 1
    }
    return Match(
      end: index + 1, moment: .month(year: year, month: month), isYearless: true)
  }

  /// Whether a *that* points to the word behind it, rather than brings in a clause: `said that December saw …`.
  private func isDemonstrative(_ that: Int) -> Bool {
    ![.subordinator, .pronoun].contains(tokens[that].tag)
  }

  /// Where `the same year`, `of that year` end, if they begin there.
  private func sameYear(_ index: Int, _ sentence: Range<Int>) -> Int? {
    var next = index
    while ["of", "the", "that", "same"].contains(word(next, sentence)) { next += 1 }
    return next > index && word(next, sentence) == "year"
      && ["that", "same"].contains(word(next - 1, sentence)) ? next + 1 : nil
  }

  private func month(_ index: Int, _ sentence: Range<Int>) -> Int? {
    var form = word(index, sentence)
    if form.hasPrefix("mid-") { form.removeFirst(4) }
    guard let month = TimeLexicon.months[form] else { return nil }
    if form == "may" || form == "march" || form.count == 3 {
      // Also a verb, an auxiliary or a name: tell it by its neighbours.
      let after = word(index + 1, sentence)
      let before = word(index - 1, sentence)
      let dated = dayNumber(after) != nil || yearNumber(after) != nil || dayNumber(before) != nil
      let prepositions: Set<String> = [
        "in", "since", "until", "by", "last", "next", "this", "early", "late", "of", "during",
        "from", "to", "before", "after", "through", "between", "and", "mid", "for",
      ]
      let isProper = tokens[index].tag == .properNoun
      let isNoun = isProper || form == "may" && tokens[index].tag == .noun
      guard
        dated || isNoun && prepositions.contains(before)
          || isProper && form.count > 3 && !isInName(index, sentence)
      else { return nil }
    }
    return month
  }

  /// Whether a proper noun is a part of a name or of something that is someone's: `the Women's March`.
  private func isInName(_ index: Int, _ sentence: Range<Int>) -> Bool {
    func isProper(_ word: Int) -> Bool {
      sentence.contains(word) && tokens[word].tag == .properNoun
    }
    let token = tokens[index]
    let isJoined = ["compound", "flat", "nmod:desc"].contains(token.label)
    return isJoined
      ? token.head.map(isProper) ?? false
      : isProper(index - 1) || sentence.contains(index - 1) && tokens[index - 1].tag == .adjective
        || ["'s", "’s", "'", "’"].contains(word(index - 1, sentence))
  }

  private func dayNumber(_ form: String) -> Int? {
    var digits = Substring(form)
    for ending in ["st", "nd", "rd", "th"] where form.hasSuffix(ending) {
      digits = digits.dropLast(2)
    }
    guard digits.count <= 2, let day = Int(digits), (1...31).contains(day) else { return nil }
    return day
  }

  private func yearNumber(_ form: String) -> Int? {
    guard form.utf8.count == 4, form.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
      let year = Int(form), (1000...2199).contains(year)
    else { return nil }
    return year
  }

  /// `2020-01-06`, `1/6/2020` (month first where both orders make sense).
  private func numericDay(_ form: String) -> CalendarDay? {
    guard form.utf8.count >= 8, form.utf8.count <= 10,
      form.utf8.first.map({ (0x30...0x39).contains($0) }) ?? false
    else { return nil }
    let dashed = form.split(separator: "-").compactMap { Int($0) }
    let years = 1000...9999
    if dashed.count == 3, years.contains(dashed[0]) {
      return CalendarDay(year: dashed[0], month: dashed[1], day: dashed[2])
    }
    let slashed = form.split(separator: "/").compactMap { Int($0) }
    guard slashed.count == 3, years.contains(slashed[2]) else { return nil }
    return CalendarDay(year: slashed[2], month: slashed[0], day: slashed[1])
      ?? CalendarDay(year: slashed[2], month: slashed[1], day: slashed[0])
  }

  /// `summer 2019`, `the summer of 2019`.
  private func season(_ index: Int, _ sentence: Range<Int>) -> Match? {
    guard let season = TimeLexicon.seasons[word(index, sentence)] else { return nil }
    var next = index + 1
    if word(next, sentence) == "of" { next += 1 }
    guard let year = yearNumber(word(next, sentence)) else { return nil }
    return Match(end: next + 1, moment: .other(Self.seasonal(season, year)))
  }

  private static func seasonal(_ season: (Int, Int), _ year: Int) -> String {
    let end = season.1 > 12 ? (year + 1, season.1 - 12) : (year, season.1)
    return CalendarDay.edtf(year: year, month: season.0) + "/"
      + CalendarDay.edtf(year: end.0, month: end.1)
  }

  /// `19th century`, `the 1990s`.
  private func century(_ index: Int, _ sentence: Range<Int>) -> Match? {
    let form = word(index, sentence)
    if form.hasSuffix("s"), let year = yearNumber(String(form.dropLast())), year % 10 == 0 {
      let digits = String(year).dropLast(year % 100 == 0 ? 2 : 1)
      return Match(
        end: index + 1,
        moment: .other(digits + String(repeating: "X", count: 4 - digits.count)))
    }
    guard word(index + 1, sentence) == "century", form.count >= 3,
      ["st", "nd", "rd", "th"].contains(String(form.suffix(2))),
      let number = Int(form.dropLast(2)), (2...22).contains(number)
    else { return nil }
    return Match(end: index + 2, moment: .other("\(number < 11 ? "0" : "")\(number - 1)XX"))
  }

  /// A bare year, where its neighbours say that it is one.
  private func year(_ index: Int, _ sentence: Range<Int>) -> Match? {
    var form = word(index, sentence)
    if form.hasPrefix("mid-") { form.removeFirst(4) }
    guard let year = yearNumber(form) else { return nil }
    let before = word(index - 1, sentence)
    let after = word(index + 1, sentence)
    let introduced: Set<String> = [
      "in", "since", "until", "till", "by", "before", "after", "during", "through", "from",
      "between", "early", "late", "mid", "spring", "summer", "autumn", "fall", "winter", "for",
    ]
    let counted =
      sentence.contains(index + 1) && tokens[index + 1].tag == .noun
      && TimeLexicon.isPlural(after)
    // `guarded by 2000 soldiers`; in 2000 soldiers may do what they like.
    let isCounting =
      tokens[index].label == "nummod" && ["by", "for", "from", "between"].contains(before)
      && !TimeLexicon.isDatable(after)
    let isYear =
      introduced.contains(before) && !(counted && (year >= 2100 || isCounting))
      || ["the", "a", "an", "his", "her", "its", "their", "'s", "’s"].contains(before)
        && year >= 1900 && year < 2100 && isOfYear(index + 1, isRound: year % 100 == 0, sentence)
      || before == "(" && [")", "-", "–", ",", ";"].contains(after)
      || ["to", "and", "-", "–", "/"].contains(before)
        && yearNumber(word(index - 2, sentence)) != nil
      || before == "of" && year >= 1500 && !counted
      || sentence.count == 1 && year >= 1500 && year < 2100
    return isYear ? Match(end: index + 1, moment: .year(year)) : nil
  }

  /// Whether a number before a noun is the year that it is of (`his 2010 season`), not how many there are of it
  /// (`its 2000 soldiers`, `a 2000 employee company`).
  private func isOfYear(_ start: Int, isRound: Bool, _ sentence: Range<Int>) -> Bool {
    guard sentence.contains(start), !TimeLexicon.measures.contains(words[start]) else {
      return false
    }
    let phrase = (start..<min(start + 6, sentence.upperBound)).prefix {
      [.noun, .properNoun, .adjective].contains(tokens[$0].tag)
    }
    guard let noun = phrase.last(where: { tokens[$0].tag != .adjective }) else { return false }
    if TimeLexicon.isDatable(words[noun]) { return true }
    if tokens[noun].tag == .noun, TimeLexicon.isPlural(words[noun]) { return false }
    return !isRound || phrase.contains { TimeLexicon.isDatable(words[$0]) }
  }

  // MARK: Relative expressions

  private func relative(_ index: Int, _ sentence: Range<Int>) -> Match? {
    guard let today else { return nil }
    func day(_ offset: Int, _ end: Int) -> Match {
      Match(end: end, moment: .day(today + offset), anchor: today + offset)
    }
    func pastPart(_ end: Int) -> Int {
      TimeLexicon.partsOfDay.contains(word(end, sentence)) ? end + 1 : end
    }
    let first = word(index, sentence)
    switch first {
    case "today", "tonight": return day(0, index + 1)
    case "yesterday": return day(-1, pastPart(index + 1))
    case "tomorrow": return day(1, pastPart(index + 1))
    case "that" where !isDemonstrative(index): break
    case "this", "last", "next", "past", "previous", "following", "coming", "same", "that":
      return qualified(first, index, sentence, today)
    case "weekend":
      return Match(end: index + 1, moment: weekend(today, ahead: looksAhead(index, sentence)))
    default: break
    }
    if first == "the", let match = adjacent(index + 1, sentence, today) { return match }
    if let weekday = TimeLexicon.weekdays[first] {
      let end = pastPart(index + 1)
      let offset = weekday - today.weekday
      if looksAhead(index, sentence) { return day(offset >= 0 ? offset : offset + 7, end) }
      return day(offset <= 0 ? offset : offset - 7, end)
    }
    return counted(index, sentence, today)
  }

  /// `this afternoon`, `last month`, `next year`, `the following day`.
  private func qualified(
    _ which: String, _ index: Int, _ sentence: Range<Int>, _ today: CalendarDay
  ) -> Match? {
    let noun = word(index + 1, sentence)
    let end = index + 2
    let step =
      ["last", "past", "previous"].contains(which)
      ? -1
      : ["next", "coming", "following"].contains(which) ? 1 : 0
    if TimeLexicon.partsOfDay.contains(noun) {
      let day: CalendarDay? =
        switch which {
        case "last": today + -1
        case "this": today
        case "that", "same": anchor
        case "following", "next": anchor.map { $0 + 1 }
        default: nil
        }
      return day.map { Match(end: end, moment: .day($0), anchor: $0) }
    }
    let fromAnchor =
      ["following", "previous", "same", "that"].contains(which)
      || which == "next" && word(index - 1, sentence) == "the"
    switch noun {
    case "day":
      guard fromAnchor, let anchor else { return nil }
      return Match(end: end, moment: .day(anchor + step), anchor: anchor + step)
    case "week":
      if which == "same" || which == "that" { return nil }
      let monday = (fromAnchor ? anchor ?? today : today) + (7 * step)
      let start = monday + -monday.weekday
      return Match(end: end, moment: .other("\(start.edtf)/\((start + 6).edtf)"))
    case "weekend":
      if step == 0 {
        return Match(end: end, moment: weekend(today, ahead: looksAhead(index, sentence)))
      }
      return Match(end: end, moment: weekend(today, ahead: step > 0))
    case "month":
      return month(after: step, isFromEra: fromAnchor, today).map {
        Match(end: end, moment: $0)
      }
    case "year":
      if which == "following", era == nil { return nil }
      let from = (fromAnchor ? era?.year : nil) ?? today.components.year
      return Match(end: end, moment: .year(from + step))
    case "same" where word(index + 2, sentence) == "year" && which == "that":
      return era.map { Match(end: index + 3, moment: .year($0.year)) }
    case "decade", "century": return nil
    default: break
    }
    if let season = TimeLexicon.seasons[noun] {
      let now = today.components
      let year: Int
      switch step {
      case -1: year = now.month > season.1 ? now.year : now.year - 1
      case 1: year = now.month < season.0 ? now.year : now.year + 1
      default:
        let isEra = which == "that" || which == "same"
        year =
          (isEra ? era?.year : nil)
          ?? (season.1 > 12 && now.month <= season.1 - 12 ? now.year - 1 : now.year)
      }
      // `before last summer`: the year is as near as the words come.
      let opens = ["before", "until", "since", "after", "by"].contains(word(index - 1, sentence))
      return Match(
        end: end, moment: opens ? .year(year) : .other(Self.seasonal(season, year)))
    }
    if let weekday = TimeLexicon.weekdays[noun] {
      let offset = weekday - today.weekday
      let ahead = step > 0 || step == 0 && looksAhead(index, sentence)
      var days = ahead ? (offset >= 0 ? offset : offset + 7) : (offset <= 0 ? offset : offset - 7)
      if days == 0, step != 0 { days = 7 * step }
      return Match(end: end, moment: .day(today + days), anchor: today + days)
    }
    return nil
  }

  /// The month so many months on from what was named last, or else from today; nil where nothing that was named
  /// has a month.
  private func month(after months: Int, isFromEra: Bool, _ today: CalendarDay) -> Moment? {
    var first: CalendarDay? = today
    if isFromEra, let era {
      first = era.month.flatMap { CalendarDay(year: era.year, month: $0, day: 1) } ?? anchor
    }
    return first.map {
      let (year, month) = $0.month(after: months)
      return .month(year: year, month: month)
    }
  }

  private func weekend(_ today: CalendarDay, ahead: Bool) -> Moment {
    let saturday =
      today.weekday >= 5
      ? today + (5 - today.weekday) : today + (ahead ? 5 - today.weekday : -2 - today.weekday)
    return .other("\(saturday.edtf)/\((saturday + 1).edtf)")
  }

  /// `the day before`, `the year after`, where nothing follows that they are before or after of.
  private func adjacent(_ index: Int, _ sentence: Range<Int>, _ today: CalendarDay) -> Match? {
    let side = word(index + 1, sentence)
    guard side == "before" || side == "after", !leads(index + 2, sentence) else { return nil }
    let step = side == "before" ? -1 : 1
    let end = index + 2
    switch word(index, sentence) {
    case "day":
      return anchor.map { Match(end: end, moment: .day($0 + step), anchor: $0 + step) }
    case "month":
      guard era != nil else { return nil }
      return month(after: step, isFromEra: true, today).map { Match(end: end, moment: $0) }
    case "year": return era.map { Match(end: end, moment: .year($0.year + step)) }
    default: return nil
    }
  }

  /// `two years ago`, `a week earlier`, `24 hours ago`.
  private func counted(_ index: Int, _ sentence: Range<Int>, _ today: CalendarDay) -> Match? {
    var next = index
    // `hours after he spoke`, `minutes later`: on that day.
    if TimeLexicon.shortWhiles.contains(word(index, sentence)),
      ["after", "before", "later", "earlier"].contains(word(index + 1, sentence)), let nearby
    {
      return Match(end: index + 2, moment: .day(nearby), anchor: nearby)
    }
    guard let number = count(&next, sentence), let unit = TimeLexicon.units[word(next, sentence)]
    else { return nil }
    next += 1
    let from: CalendarDay
    let sign: Int
    var isFromEra = false
    switch word(next, sentence) {
    case "ago": (from, sign) = (today, -1)
    case "before" where leads(next + 1, sentence), "after" where leads(next + 1, sentence):
      // `on Friday, two days after the collapse`: when the collapse was.
      guard let nearby else { return nil }
      (from, sign) = (nearby, word(next, sentence) == "after" ? -1 : 1)
    case "earlier", "before":
      (from, sign) = (anchor ?? today, -1)
      isFromEra = true
    case "later", "after":
      // Days and weeks count from a day, months and years from what was named last.
      guard anchor != nil || era != nil && ![.hour, .day, .week].contains(unit) else {
        return nil
      }
      (from, sign) = (anchor ?? today, 1)
      isFromEra = true
    case "from" where word(next + 1, sentence) == "now":
      (from, sign) = (today, 1)
      next += 1
    default: return nil
    }
    next += 1
    guard
      let match = moved(
        by: sign * number, unit, from: from, isFromEra: isFromEra, end: next)
    else { return nil }
    // What came later has come, unless it is yet to.
    let isAhead = isFromEra && sign > 0 && match.moment.edtf.prefix(10) > today.edtf
    return isAhead && !looksAhead(index, sentence) ? nil : match
  }

  private func moved(
    by number: Int, _ unit: TimeLexicon.Unit, from: CalendarDay, isFromEra: Bool, end: Int
  ) -> Match? {
    switch unit {
    case .hour, .day:
      let day = from + (unit == .hour ? number / 24 : number)
      return Match(end: end, moment: .day(day), anchor: day)
    case .week:
      let day = from + 7 * number
      let start = day + -day.weekday
      return Match(end: end, moment: .other("\(start.edtf)/\((start + 6).edtf)"), anchor: day)
    case .month, .year, .decade:
      // Of a decade, which was named behind the last day, nothing can be counted.
      if isFromEra, era == nil, anchor != nil { return nil }
    }
    if unit == .month {
      return month(after: number, isFromEra: isFromEra, from).map { Match(end: end, moment: $0) }
    }
    let year = (isFromEra ? era?.year : nil) ?? from.components.year
    return unit == .year
      ? Match(end: end, moment: .year(year + number))
      : Match(end: end, moment: .other(CalendarDay.edtf(year: year + 10 * number) + "~"))
  }

  /// Whether a preposition's or a conjunction's words follow, rather than the sentence's end or a comma.
  private func leads(_ index: Int, _ sentence: Range<Int>) -> Bool {
    word(index, sentence).first.map { $0.isLetter || $0.isNumber } ?? false
  }

  private func count(_ index: inout Int, _ sentence: Range<Int>) -> Int? {
    let form = word(index, sentence)
    guard let number = TimeLexicon.numbers[form] ?? Int(form), (1...999).contains(number) else {
      return nil
    }
    index += 1
    if form == "couple", word(index, sentence) == "of" { index += 1 }
    if form == "a", word(index, sentence) == "couple" {
      index += word(index + 1, sentence) == "of" ? 2 : 1
      return 2
    }
    return number
  }

  // MARK: Vague expressions

  /// `recent weeks`, `the past few days`, `the coming days`: an interval up to or from the document's date.
  private func vague(_ index: Int, _ sentence: Range<Int>) -> Match? {
    guard let today else { return nil }
    let first = word(index, sentence)
    guard ["recent", "past", "last", "coming", "next", "previous"].contains(first) else {
      return nil
    }
    var next = index + 1
    var number: Int?
    if ["few", "several"].contains(word(next, sentence)) {
      next += 1
    } else {
      number = count(&next, sentence)
    }
    guard word(next, sentence).hasSuffix("s"), let unit = TimeLexicon.units[word(next, sentence)]
    else { return nil }
    let sign = first == "coming" || first == "next" ? 1 : -1
    return Match(end: next + 1, moment: .other(span(unit, number, sign, from: today)))
  }

  private func span(
    _ unit: TimeLexicon.Unit, _ number: Int?, _ sign: Int, from today: CalendarDay
  ) -> String {
    let now = today.components
    func ordered(_ far: String, _ near: String) -> String {
      far == near ? near : sign < 0 ? "\(far)/\(near)" : "\(near)/\(far)"
    }
    func month(_ date: (year: Int, month: Int)) -> String {
      CalendarDay.edtf(year: date.year, month: date.month)
    }
    switch unit {
    case .hour, .day, .week:
      let size = unit == .week ? 7 : 1
      if let number, unit != .hour {
        return ordered((today + sign * size * number).edtf, today.edtf)
      }
      if unit == .hour { return ordered((today + sign).edtf, today.edtf) }
      // A few days or weeks: no nearer than months.
      return ordered(
        month((today + sign * size * 5).month(after: 0)), month((now.year, now.month)))
    case .month:
      return ordered(
        month(today.month(after: sign * (number ?? 6))) + (number == nil ? "~" : ""),
        month((now.year, now.month)))
    case .year, .decade:
      let size = unit == .decade ? 10 : 1
      let far = CalendarDay.edtf(year: now.year + sign * size * (number ?? 5))
      return ordered(far + (number == nil ? "~" : ""), CalendarDay.edtf(year: now.year))
    }
  }

  // MARK: Tense

  private static let future: Set = ["will", "wo", "'ll", "’ll", "shall"]
  private static let arranged: Set = [
    "scheduled", "upcoming", "planned", "due", "slated", "expected",
  ]
  /// What stands before the *to* of what is to come.
  private static let outlooks: Set = arranged.union([
    "is", "are", "set", "plans", "plan", "planning", "intends", "going", "about",
  ])

  /// Whether what an expression says when is yet to come.
  ///
  /// That is told by the verb that the expression depends on, so that *an agreement signed on Monday under
  /// which he will move* was signed on the last Monday; by the words around, where there is no verb.
  private func looksAhead(_ place: Int, _ sentence: Range<Int>) -> Bool {
    guard var word = sentence.contains(place) ? place : nil else { return false }
    while !toCome.contains(word) {
      let token = tokens[word]
      guard let head = token.head, sentence.contains(head) else {
        return token.tag != .verb && wordsLookAhead(place, sentence)
      }
      // Two verbs of one subject share their auxiliary; what is wanted or agreed is to come by its own words.
      // So does what begins on Monday, as against what began.
      let isPresent = words[word] == token.lemma || words[word] == token.lemma + "s"
      let goesOn =
        token.tag != .verb || isPresent
        || ["conj", "xcomp"].contains(token.label) && !finite.contains(word)
      guard goesOn else { return false }
      word = head
    }
    return true
  }

  private mutating func lookAround(_ sentence: Range<Int>) {
    toCome.removeAll(keepingCapacity: true)
    finite.removeAll(keepingCapacity: true)
    for index in sentence {
      let token = tokens[index]
      // `planned the attacks` is past; `the planned attacks`, `attacks planned for Friday` are to come.
      if Self.arranged.contains(words[index]),
        token.tag != .verb || token.label.hasPrefix("acl") || token.label == "amod"
      {
        toCome.insert(index)
      }
      guard let head = token.head else { continue }
      switch token.label {
      case "aux":
        finite.insert(head)
        if Self.future.contains(words[index]) { toCome.insert(head) }
      case "aux:pass":
        if Self.arranged.contains(words[head]) { toCome.insert(head) }
        // `talks to be held on Friday`
        if words[index] == "be", word(index - 1, sentence) == "to",
          tokens[head].label.hasPrefix("acl")
        {
          toCome.insert(head)
        }
      case "amod":
        if Self.arranged.contains(words[index]) { toCome.insert(head) }
      case "mark":
        if words[index] == "to", Self.outlooks.contains(word(index - 1, sentence)) {
          toCome.insert(head)
        }
      default:
        if token.label.hasPrefix("nsubj") { finite.insert(head) }
      }
    }
  }

  private func wordsLookAhead(_ place: Int, _ sentence: Range<Int>) -> Bool {
    for index in max(sentence.lowerBound, place - 15)..<min(sentence.upperBound, place + 10) {
      let word = words[index]
      if Self.future.contains(word) || ["scheduled", "upcoming"].contains(word) { return true }
      if word == "to", Self.outlooks.contains(self.word(index - 1, sentence)) { return true }
    }
    return false
  }
}
