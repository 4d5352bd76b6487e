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
    /// The month, and the day, of words that name no year.
    var yearless: (month: Int, day: Int?)?
    /// Whether its words name a year.
    var namesYear = false

    /// A time without a year, as one of that year.
    func of(_ year: Int) -> Match {
      guard let (month, day) = yearless else { return self }
      var match = self
      match.namesYear = true
      if let day {
        guard let day = CalendarDay(year: year, month: month, day: day) else { return self }
        match.moment = .day(day)
        match.anchor = day
      } else {
        match.moment = .month(year: year, month: month)
      }
      return match
    }
  }

  /// What a clause told in the past, with its year: what is told on behind it without a year was then, too.
  private struct Frame {
    var year: Int
    var month: Int?
    var sentence: Int
    var paragraph: Int
    var isFronted: Bool
  }

  /// The year of a month that nothing tells the year of.
  private static let noYear = 0

  private let words: [String]
  private let tokens: [Annotation.Token]
  private let today: CalendarDay?
  /// Whether today is the day on which the document was written, not any.
  private let isDated: Bool
  private let telling: Telling
  /// The words of the dateline.
  private let dateline: Range<Int>
  /// The day that was named last.
  private var anchor: CalendarDay?
  /// Whether something coarser than a day was named behind it.
  private var isAnchorStale = false
  private var frame: Frame?
  /// The latest year that the sentence names.
  private var latest: Int?
  /// The numbers of the sentence and the paragraph that are read.
  private var place = (sentence: 0, paragraph: 0)
  /// The year that was named last, with its month where that was named too: what `two years later` counts from.
  private var era: (year: Int, month: Int?)?
  /// What the sentence itself named last, if it is a day, a month or a year.
  private var nearby: Moment?
  /// Its words that have an auxiliary of the future, or are something arranged.
  private var toCome = Set<Int>()
  /// Whether it tells of somebody who was mentioned before, so that it goes on with the one before.
  private var pointsBack = false
  /// Its words that have a subject or an auxiliary of their own.
  private var finite = Set<Int>()

  private init(
    words: [String], tokens: [Annotation.Token], telling: Telling, today: CalendarDay?,
    isDated: Bool = true, dateline: Range<Int> = 0..<0
  ) {
    self.words = words
    self.tokens = tokens
    self.telling = telling
    self.today = today
    self.isDated = isDated && today != nil
    self.dateline = dateline
  }

  /// Finds the document's date, unless its metadata gives one, and the time expressions.
  package static func read(_ annotation: inout Annotation, metadata: String?) {
    let words = annotation.tokens.indices.map { annotation.form($0).lowercased() }
    let telling = Telling(words: words, tokens: annotation.tokens)
    let dateline = Dateline.find(
      in: annotation, words,
      by: TimeReader(words: words, tokens: annotation.tokens, telling: telling, today: nil))
    annotation.date = metadata ?? dateline?.day.edtf
    let today = annotation.date.flatMap { CalendarDay(edtf: $0) }
    var reader = TimeReader(
      words: words, tokens: annotation.tokens, telling: telling, today: today,
      dateline: dateline?.words ?? 0..<0)
    reader.read(annotation.sentences) { annotation.times.append($0) }
    if today == nil { addUntold(to: &annotation, words, telling) }
  }

  /// Adds the times of an undated document that a date would tell, so that nothing takes another time for theirs.
  ///
  /// What is the same on two days that have nothing in common does not hang on the day: *in 2007 … two years later*.
  private static func addUntold(
    to annotation: inout Annotation, _ words: [String], _ telling: Telling
  ) {
    let days = [
      CalendarDay(year: 2100, month: 1, day: 1), CalendarDay(year: 2151, month: 6, day: 16),
    ]
    let told = Set(annotation.times.lazy.flatMap(\.tokens))
    let found = days.map { day in
      var reader = TimeReader(
        words: words, tokens: annotation.tokens, telling: telling, today: day, isDated: false)
      var times: [TimeExpression] = []
      reader.read(annotation.sentences) { times.append($0) }
      return times
    }
    let others = Dictionary(uniqueKeysWithValues: found[1].map { ($0.tokens, $0.value) })
    for var time in found[0] where told.isDisjoint(with: time.tokens) {
      if others[time.tokens] != time.value { time.value = TimeExpression.untold }
      annotation.times.append(time)
    }
    annotation.times.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
  }

  // MARK: Sentences

  private mutating func read(
    _ sentences: [Annotation.Sentence], found: (TimeExpression) -> Void
  ) {
    for (number, sentence) in sentences.enumerated() {
      place = (number, place.paragraph + (sentence.startsParagraph ? 1 : 0))
      read(sentence.tokens).forEach(found)
    }
  }

  private mutating func read(_ sentence: Range<Int>) -> [TimeExpression] {
    var found: [TimeExpression] = []
    var index = sentence.lowerBound
    nearby = nil
    latest = nil
    lookAround(sentence)
    while index < sentence.upperBound {
      guard var match = expression(index, sentence) else {
        index += 1
        continue
      }
      if let range = interval(from: index, match, sentence) { match = range }
      let stretch = index..<match.end
      index = match.end
      let manner = telling.manner(of: stretch, in: sentence)
      if let year = yearBehind(match, sentence) {
        match = match.of(year)
      } else if manner == .past, let told = told(match, stretch, sentence) {
        match = told
      }
      if case .month(Self.noYear, _) = match.moment { continue }
      let bounded = bound(match.moment, before: stretch.lowerBound, sentence)
      guard Self.isTime(bounded.value) else { continue }
      let start = bounded.start
      found.append(
        TimeExpression(
          tokens: start..<match.end,
          span: tokens[start].span.lowerBound..<tokens[match.end - 1].span.upperBound,
          value: bounded.value))
      if !dateline.contains(stretch.lowerBound) { remember(match, stretch, manner, sentence) }
    }
    return found
  }

  /// Keeps what a time that was read tells of those behind it.
  private mutating func remember(
    _ match: Match, _ words: Range<Int>, _ manner: Telling.Manner, _ sentence: Range<Int>
  ) {
    if let day = match.anchor {
      anchor = day
      isAnchorStale = false
      nearby = .day(day)
    } else if manner != .aside {
      isAnchorStale = true
      if case .other = match.moment { nearby = nil } else { nearby = match.moment }
    } else if nearby == nil, case .year = match.moment {
      nearby = match.moment
    }
    era = Self.era(of: match.moment)
    if match.namesYear, let year = era?.year { latest = max(latest ?? year, year) }
    // Of *arrested in 2020, he had founded it in 1993. He was tried in May* none is the year that is told on.
    if let frame, let latest, frame.sentence == place.sentence, latest > frame.year {
      self.frame = nil
    }
    guard manner != .aside else { return }
    let isFramed = frame.map { $0.isFronted && !match.namesYear } ?? false
    frame =
      manner == .past && match.namesYear && era?.year == latest
      ? era.map {
        Frame(
          year: $0.year, month: isSimple(match.moment) ? $0.month : nil, sentence: place.sentence,
          paragraph: place.paragraph,
          isFronted: isFramed || isFronted(words, sentence))
      } : nil
  }

  private static let pointing: Set = ["he", "him", "his", "she", "her", "they", "them", "their"]

  private func isSimple(_ moment: Moment) -> Bool {
    if case .other = moment { return false }
    return true
  }

  /// Whether a sentence, behind its dateline, begins with a time.
  private func isFronted(_ words: Range<Int>, _ sentence: Range<Int>) -> Bool {
    var start = sentence.lowerBound
    if sentence.contains(dateline.lowerBound), !dateline.isEmpty {
      let rest = dateline.upperBound..<min(dateline.upperBound + 8, sentence.upperBound)
      start = (rest.last { isDash($0, sentence) } ?? dateline.upperBound - 1) + 1
    }
    return start <= words.lowerBound && telling.isFronted(words, in: start..<sentence.upperBound)
  }

  /// A time without a year that is told on behind one that has a year: *kidnapped him in February 2008, and the army
  /// rescued him in July*.
  ///
  /// In a text with a date a month without a year may be the last one as well: it is told on only behind another month,
  /// or behind a year that the paragraph began with, and only if it is no news; in another sentence, only of somebody who
  /// was mentioned before.
  private func told(_ match: Match, _ words: Range<Int>, _ sentence: Range<Int>) -> Match? {
    guard let frame, frame.paragraph == place.paragraph, let month = match.yearless?.month else {
      return nil
    }
    if let today, isDated {
      let isNews = match.moment.edtf >= (today + -31).edtf
      guard !isNews, frame.month != nil || frame.isFronted,
        frame.sentence == place.sentence
          || !isFronted(words, sentence) && pointsBack
      else { return nil }
    } else if place.sentence - frame.sentence > 2 {
      return nil
    }
    let year = frame.year + (frame.month.map { month < $0 } ?? false ? 1 : 0)
    let told = match.of(year)
    return today.map { told.moment.edtf > $0.edtf } ?? false ? nil : told
  }

  /// The year of the next date, where the verb is not said again: *killed one in March and another in April 2003*.
  private func yearBehind(_ match: Match, _ sentence: Range<Int>) -> Int? {
    guard let (month, day) = match.yearless else { return nil }
    for index in match.end..<min(match.end + 12, sentence.upperBound) {
      if tokens[index].tag == .verb || tokens[index].tag == .auxiliary { return nil }
      guard let next = absolute(index, sentence) else { continue }
      guard next.namesYear else { return nil }
      switch next.moment {
      case .month(let year, let later) where later > month && day == nil: return year
      case .day(let later):
        let (year, laterMonth, laterDay) = later.components
        return (laterMonth, laterDay) > (month, day ?? 0) && day != nil ? year : nil
      default: return nil
      }
    }
    return nil
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

  /// `from 2010 to 2014`, `between May and June`, `2010–2014`, `1957-66`, `Thursday and Friday`.
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
    guard fits else { return nil }
    if joint != "and", let end = yearOfCentury(first.end + 1, after: first.moment, sentence) {
      let moment = Moment.other("\(first.moment.edtf)/\(CalendarDay.edtf(year: end))")
      return Match(end: first.end + 2, moment: moment, namesYear: true)
    }
    guard let second = expression(first.end + 1, sentence) else { return nil }
    if case .month(Self.noYear, _) = second.moment { return nil }
    guard let start = beginning(first, before: second) else { return nil }
    if joint == "and", before != "between" {
      guard isNext(second.moment, to: start),
        isConjunct(first.end + 1..<second.end, of: index..<first.end),
        !["'s", "’s"].contains(word(second.end, sentence))
      else { return nil }
    }
    let (from, to) = (start.edtf, second.moment.edtf)
    guard from < to else { return nil }
    return Match(
      end: second.end, moment: .other("\(from)/\(to)"), anchor: second.anchor,
      namesYear: second.namesYear)
  }

  /// The year that two digits end an interval with: the `66` of `1957-66`.
  private func yearOfCentury(
    _ index: Int, after moment: Moment, _ sentence: Range<Int>
  ) -> Int? {
    guard case .year(let first) = moment, word(index, sentence).count == 2,
      let last = Int(word(index, sentence)), last > first % 100, !isDash(index + 1, sentence)
    else { return nil }
    return first - first % 100 + last
  }

  /// Whether a moment is the day, month or year behind another one.
  private func isNext(_ moment: Moment, to first: Moment) -> Bool {
    switch (first, moment) {
    case (.day(let one), .day(let other)): other == one + 1
    case (.month(let year, let month), .month(let otherYear, let other)):
      otherYear * 12 + other == year * 12 + month + 1
    case (.year(let one), .year(let other)): other == one + 1
    default: false
    }
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
    guard let (month, number) = first.yearless else {
      if case .other = first.moment { return nil }
      return first.moment
    }
    let moments = [year, year - 1].lazy.compactMap { year -> Moment? in
      guard let number else { return .month(year: year, month: month) }
      return CalendarDay(year: year, month: month, day: number).map(Moment.day)
    }
    return moments.first { $0.edtf < second.moment.edtf }
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

  /// What a dateline may have for its day, and where that ends.
  func day(_ index: Int, _ sentence: Range<Int>) -> (day: CalendarDay, end: Int)? {
    guard let match = absolute(index, sentence), case .day(let day) = match.moment else {
      return nil
    }
    return (day, match.end)
  }

  /// What can be read without knowing the document's date, save for a missing year.
  private func absolute(_ index: Int, _ sentence: Range<Int>) -> Match? {
    guard var match = calendar(index, sentence) else { return nil }
    match.namesYear = match.yearless == nil
    return match
  }

  private func calendar(_ index: Int, _ sentence: Range<Int>) -> Match? {
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
        // `March 3-5`, `from March 3 to 5`
        if let last = lastDay(next, after: day, index, sentence) {
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
    if let number = lastDay(next, after: day, index, sentence) {
      last = number
      next += 2
    }
    if word(next, sentence) == "of" { next += 1 }
    guard let month = month(next, sentence), first.count <= 4 else { return nil }
    return monthDay(month, day, last, index, end: next + 1, sentence)
  }

  /// The day that ends days of a month, where a joint and a number stand there: `3-5`, `from 3 to 5`, `3 and 5`.
  private func lastDay(
    _ joint: Int, after day: Int, _ index: Int, _ sentence: Range<Int>
  ) -> Int? {
    let before = word(index - 1, sentence)
    let joins =
      switch word(joint, sentence) {
      case "-", "–", "—": true
      case "to": before == "from"
      case "and": true
      default: false
      }
    guard joins, let last = dayNumber(word(joint + 1, sentence)), last > day,
      !isCount(joint + 1, sentence), isDash(joint, sentence) || !isHowMany(joint + 1, sentence)
    else { return nil }
    return last
  }

  /// Whether a number says how many there are of what stands behind it: `on May 3 and 5 soldiers died`.
  private func isHowMany(_ index: Int, _ sentence: Range<Int>) -> Bool {
    let next = index + 1
    return tokens[index].label == "nummod"
      || sentence.contains(next) && [.noun, .adjective].contains(tokens[next].tag)
        && TimeLexicon.months[words[next]] == nil
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
      if let (year, end) = relatedYear(end, sentence) { return full(year, month, day, end: end) }
      return partial(month, day, end: end, sentence)
    }
    guard let first = match(day), let last else { return match(day) }
    guard let second = match(last) else { return nil }
    guard case .day(let start) = first.moment, case .day(let stop) = second.moment else {
      var first = first
      first.end = second.end
      return first
    }
    // Of two days apart the month is told.
    if stop != start + 1, word(end - 2, sentence) == "and" || word(end - 3, sentence) == "and",
      word(index - 1, sentence) != "between"
    {
      let (year, month, _) = start.components
      return Match(
        end: second.end, moment: .month(year: year, month: month), yearless: first.yearless)
    }
    return Match(
      end: second.end, moment: .other("\(first.moment.edtf)/\(second.moment.edtf)"),
      anchor: second.anchor, yearless: nil)
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
      return Match(end: end, moment: .other(text), yearless: (month, day))
    }
    let year = today.components.year
    let days = (year - 1...year + 1).compactMap { CalendarDay(year: $0, month: month, day: day) }
    let ahead = looksAhead(end - 1, sentence)
    // A paper of Monday may well write of Tuesday's date without saying `will`.
    let limit = today + 7
    let chosen = ahead ? days.first { $0 >= today } : days.last { $0 <= limit }
    return chosen.map { Match(end: end, moment: .day($0), anchor: $0, yearless: (month, day)) }
  }

  private func monthAlone(_ month: Int, _ index: Int, _ sentence: Range<Int>) -> Match? {
    let before = word(index - 1, sentence)
    // `in March the same year`, `in June last year`, `that December`
    if let (year, end) = relatedYear(index + 1, sentence) {
      return Match(end: end, moment: .month(year: year, month: month))
    }
    if before == "that", isDemonstrative(index - 1), let era {
      return Match(end: index + 1, moment: .month(year: era.year, month: month))
    }
    // `the following March`
    guard !countsFromWhatIsNamed(index - 1, sentence) else { return nil }
    var year = Self.noYear
    if let now = today?.components {
      switch before {
      case "last": year = month < now.month ? now.year : now.year - 1
      case "next": year = month > now.month ? now.year : now.year + 1
      case _ where looksAhead(index, sentence): year = month >= now.month ? now.year : now.year + 1
      default: year = month <= now.month ? now.year : now.year - 1
      }
    }
    return Match(
      end: index + 1, moment: .month(year: year, month: month),
      yearless: ["last", "next", "this"].contains(before) ? nil : (month, nil))
  }

  /// Whether a word counts from what was named before, rather than from today: *the following March*, *the next day*.
  private func countsFromWhatIsNamed(_ index: Int, _ sentence: Range<Int>) -> Bool {
    ["following", "previous"].contains(word(index, sentence))
      || word(index, sentence) == "next" && word(index - 1, sentence) == "the"
  }

  /// Whether a *that* points to the word behind it, rather than brings in a clause: `said that December saw …`.
  private func isDemonstrative(_ that: Int) -> Bool {
    ![.subordinator, .pronoun].contains(tokens[that].tag)
  }

  /// The year that `the same year`, `of last year`, `the following year` name, where they begin there, and their end.
  private func relatedYear(
    _ index: Int, _ sentence: Range<Int>
  ) -> (year: Int, end: Int)? {
    var next = index
    if word(next, sentence) == "of" { next += 1 }
    let isNamed = word(next, sentence) == "the"
    if isNamed || word(next, sentence) == "that" && word(next + 1, sentence) == "same" { next += 1 }
    guard word(next + 1, sentence) == "year" else { return nil }
    let now = today?.components.year
    let year: Int? =
      switch word(next, sentence) {
      case "that", "same": era?.year
      case "following": era.map { $0.year + 1 }
      case "next" where isNamed: era.map { $0.year + 1 }
      case "previous": era.map { $0.year - 1 }
      case "last" where !isNamed: now.map { $0 - 1 }
      case "next": now.map { $0 + 1 }
      case "this": now
      default: nil
      }
    return year.map { ($0, next + 2) }
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
      // `Mar`, `Jun` and `Jul` may be names.
      guard dated || !["mar", "jun", "jul"].contains(form) else { return nil }
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
    // `May '68`
    if form.count == 3, form.hasPrefix("'") || form.hasPrefix("’"), let year = Int(form.dropFirst())
    {
      return year > 30 ? 1900 + year : 2000 + year
    }
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

  /// `19th century`, `the 1990s`, `the mid-'90s`.
  private func century(_ index: Int, _ sentence: Range<Int>) -> Match? {
    var form = word(index, sentence)
    if form.hasPrefix("mid-") { form.removeFirst(4) }
    if form.count == 3, ["the", "early", "late", "mid"].contains(word(index - 1, sentence)),
      let decade = Int(form.dropLast()), decade >= 30
    {
      form = "19" + form
    } else if form.count == 4, form.hasPrefix("'") || form.hasPrefix("’") {
      form = "19" + form.dropFirst()
    }
    if form.hasSuffix("s"), let year = yearNumber(String(form.dropLast())), year % 10 == 0 {
      // The 1900s are a century, the 2000s ten years.
      let digits = String(year).dropLast(year % 100 == 0 && year != 2000 ? 2 : 1)
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
      || isAbout(index, sentence) && year >= 1500 && year < 2100 && !counted
      || ["the", "a", "an", "his", "her", "its", "their", "'s", "’s"].contains(before)
        && year >= 1900 && year < 2100 && isOfYear(index + 1, isRound: year % 100 == 0, sentence)
      || before == "(" && [")", "-", "–", ",", ";"].contains(after)
      || ["to", "and", "-", "–", "/"].contains(before)
        && yearNumber(word(index - 2, sentence)) != nil
      || before == "of" && year >= 1500 && !counted
      || sentence.count == 1 && year >= 1500 && year < 2100
    return isYear ? Match(end: index + 1, moment: .year(year)) : nil
  }

  /// Whether what stands before a number has it be a year: `around 1998`, `as early as 1998`, `the year 1998`.
  private func isAbout(_ index: Int, _ sentence: Range<Int>) -> Bool {
    switch word(index - 1, sentence) {
    case "year", "circa", "c.", "ca.": true
    case "as": ["early", "late"].contains(word(index - 2, sentence))
    case "around", "about":
      (word(index - 2, sentence) == "in"
        || ["obl", "nmod"].contains { tokens[index].label.hasPrefix($0) })
        && !(sentence.contains(index + 1) && [.noun, .adjective].contains(tokens[index + 1].tag))
    default: false
    }
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

  private func relative(
    _ index: Int, _ sentence: Range<Int>, counting: Bool = true
  ) -> Match? {
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
    if first == "the" {
      if let offset = dayBesideDay(index + 1, sentence) { return day(offset, index + 4) }
      if let match = adjacent(index + 1, sentence, today) { return match }
    }
    if let weekday = TimeLexicon.weekdays[first] {
      guard !countsFromWhatIsNamed(index - 1, sentence) else { return nil }
      let end = pastPart(index + 1)
      // `on Wednesday last week`
      let week = word(end, sentence) == "of" ? end + 1 : end
      if word(week + 1, sentence) == "week",
        let weeks = ["last": -1, "this": 0, "next": 1][word(week, sentence)]
      {
        return day(weekday - today.weekday + 7 * weeks, week + 2)
      }
      let offset = weekday - today.weekday
      if looksAhead(index, sentence) { return day(offset >= 0 ? offset : offset + 7, end) }
      return day(offset <= 0 ? offset : offset - 7, end)
    }
    return counting ? counted(index, sentence, today) : nil
  }

  /// How far from today `day before yesterday` and `day after tomorrow` are.
  private func dayBesideDay(_ index: Int, _ sentence: Range<Int>) -> Int? {
    guard word(index, sentence) == "day" else { return nil }
    return switch (word(index + 1, sentence), word(index + 2, sentence)) {
    case ("before", "yesterday"): -2
    case ("after", "tomorrow"): 2
    default: nil
    }
  }

  /// The last day that was named, if nothing coarser was named behind it.
  private var freshAnchor: CalendarDay? { isAnchorStale ? nil : anchor }

  /// What is counted from something that was named, unless it would be yet to come in a sentence that does not look ahead.
  private func past(_ match: Match?, at index: Int, _ sentence: Range<Int>) -> Match? {
    guard let match, let today else { return match }
    let isAhead = match.moment.edtf.prefix(10) > today.edtf
    return isAhead && !looksAhead(index, sentence) ? nil : match
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
        case "that", "same": freshAnchor
        case "following", "next": freshAnchor.map { $0 + 1 }
        default: nil
        }
      return day.map { Match(end: end, moment: .day($0), anchor: $0) }
    }
    let fromAnchor =
      ["following", "previous", "same", "that"].contains(which)
      || which == "next" && word(index - 1, sentence) == "the"
    switch noun {
    case "day":
      guard fromAnchor, let anchor = freshAnchor else { return nil }
      return past(
        Match(end: end, moment: .day(anchor + step), anchor: anchor + step), at: index, sentence)
    case "week":
      if which == "same" || which == "that" { return nil }
      let isOfToday = !fromAnchor || which == "next" && anchor == nil && era == nil
      guard let from = isOfToday ? today : freshAnchor else { return nil }
      let monday = from + (7 * step)
      let start = monday + -monday.weekday
      let week = Match(end: end, moment: .other("\(start.edtf)/\((start + 6).edtf)"))
      return isOfToday ? week : past(week, at: index, sentence)
    case "weekend":
      if step == 0 {
        return Match(end: end, moment: weekend(today, ahead: looksAhead(index, sentence)))
      }
      return Match(end: end, moment: weekend(today, ahead: step > 0))
    case "month":
      if fromAnchor, which != "next", era == nil { return nil }
      let month = month(after: step, isFromEra: fromAnchor, today).map {
        Match(end: end, moment: $0)
      }
      return fromAnchor && era != nil ? past(month, at: index, sentence) : month
    case "year":
      if which == "following", era == nil { return nil }
      let from = (fromAnchor ? era?.year : nil) ?? today.components.year
      return Match(end: end, moment: .year(from + step))
    case "same" where word(index + 2, sentence) == "year" && which == "that":
      return era.map { Match(end: index + 3, moment: .year($0.year)) }
    case "decade", "century": return nil
    default: break
    }
    if countsFromWhatIsNamed(index, sentence) {
      if let month = TimeLexicon.months[noun], let era {
        let isInYear = era.month.map { step > 0 ? month > $0 : month < $0 } ?? false
        let year = isInYear ? era.year : era.year + step
        return past(Match(end: end, moment: .month(year: year, month: month)), at: index, sentence)
      }
      if let weekday = TimeLexicon.weekdays[noun] {
        guard let anchor = freshAnchor else { return nil }
        let offset = weekday - anchor.weekday
        let day = anchor + (offset * step > 0 ? offset : offset + 7 * step)
        return past(Match(end: end, moment: .day(day), anchor: day), at: index, sentence)
      }
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
      first = era.month.flatMap { CalendarDay(year: era.year, month: $0, day: 1) } ?? freshAnchor
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
      return past(
        freshAnchor.map { Match(end: end, moment: .day($0 + step), anchor: $0 + step) }, at: index,
        sentence)
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
      ["after", "before", "later", "earlier"].contains(word(index + 1, sentence)),
      case .day(let day)? = nearby
    {
      return Match(end: index + 2, moment: .day(day), anchor: day)
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
      return beside(index, number, unit, at: next, sentence)
    case "earlier", "before":
      if isAnchorStale, [.hour, .day, .week].contains(unit) { return nil }
      (from, sign) = (freshAnchor ?? today, -1)
      isFromEra = true
    case "later", "after":
      // Days and weeks count from a day, months and years from what was named last.
      guard freshAnchor != nil || era != nil && ![.hour, .day, .week].contains(unit) else {
        return nil
      }
      (from, sign) = (freshAnchor ?? today, 1)
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
    return isFromEra && sign > 0 ? past(match, at: index, sentence) : match
  }

  /// `two days after the collapse`: when the collapse was, in *on Friday, two days after the collapse*, and when that
  /// was which the sentence tells, in *two days after the collapse on Friday, he fled*; no more than that is told by *less
  /// than two days after*.
  private func beside(
    _ index: Int, _ number: Int, _ unit: TimeLexicon.Unit, at side: Int, _ sentence: Range<Int>
  ) -> Match? {
    guard !["than", "within", "over", "under"].contains(word(index - 1, sentence)) else {
      return nil
    }
    let isAfter = word(side, sentence) == "after"
    if let own = momentOfClause(side + 1, sentence) {
      return moved(by: isAfter ? number : -number, unit, from: own, end: side)
    }
    return nearby.flatMap {
      moved(by: isAfter ? -number : number, unit, from: $0, end: side + 1)
    }
  }

  /// How many words a clause is looked through for its time.
  private static let clauseReach = 25

  /// The time that a clause names itself, up to its comma.
  private func momentOfClause(_ start: Int, _ sentence: Range<Int>) -> Moment? {
    for index in start..<min(start + Self.clauseReach, sentence.upperBound) {
      if [",", ";", "but"].contains(words[index]) { return nil }
      guard
        let match = absolute(index, sentence) ?? relative(index, sentence, counting: false)
      else { continue }
      if case .month(Self.noYear, _) = match.moment { return .other("") }
      return match.moment
    }
    return nil
  }

  private func moved(
    by number: Int, _ unit: TimeLexicon.Unit, from moment: Moment, end: Int
  ) -> Match? {
    switch (moment, unit) {
    case (.day(let day), _): moved(by: number, unit, from: day, isFromEra: false, end: end)
    case (.month(let year, let month), .month):
      CalendarDay(year: year, month: month, day: 1).map {
        let (year, month) = $0.month(after: number)
        return Match(end: end, moment: .month(year: year, month: month))
      }
    case (.month(let year, _), .year), (.year(let year), .year):
      Match(end: end, moment: .year(year + number))
    default: nil
    }
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
      if isFromEra, era == nil, anchor != nil || isAnchorStale { return nil }
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
    if isSetFor(place, sentence) { return true }
    while !toCome.contains(word) {
      let token = tokens[word]
      guard let head = token.head, sentence.contains(head) else {
        return token.tag == .verb
          ? Self.opening.contains(words[word]) : wordsLookAhead(place, sentence)
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

  /// What is said in the present of what is to come: *the trial opens on Friday*.
  private static let opening: Set = ["opens", "begins", "starts", "resumes", "ends", "expires"]
  private static let setting: Set = [
    "set", "sets", "fixed", "scheduled", "planned", "slated", "booked", "called", "due",
  ]

  /// Whether a time is what something is set for: *set sentencing for June 3*.
  private func isSetFor(_ place: Int, _ sentence: Range<Int>) -> Bool {
    var first = place
    while word(first, sentence) != "for", first > place - 4 { first -= 1 }
    guard word(first, sentence) == "for" else { return false }
    var head = tokens[place].head
    for _ in 0..<3 {
      guard let word = head, sentence.contains(word) else { return false }
      if Self.setting.contains(words[word]) { return true }
      head = tokens[word].head
    }
    return false
  }

  private mutating func lookAround(_ sentence: Range<Int>) {
    toCome.removeAll(keepingCapacity: true)
    finite.removeAll(keepingCapacity: true)
    pointsBack = sentence.contains { Self.pointing.contains(words[$0]) }
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
        if words[index] == "to", Self.outlooks.contains(word(index - 1, sentence)),
          !isPluperfect(index - 1, sentence)
        {
          toCome.insert(head)
        }
      default:
        if token.label.hasPrefix("nsubj") { finite.insert(head) }
      }
    }
  }

  /// Whether `had` stands before a verb: *had planned to leave in July* was of the last July.
  private func isPluperfect(_ verb: Int, _ sentence: Range<Int>) -> Bool {
    (max(sentence.lowerBound, verb - 3)..<verb).contains {
      words[$0] == "had" && tokens[$0].head == verb
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
