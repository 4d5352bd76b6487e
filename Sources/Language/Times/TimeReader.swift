import GraphModel

/// Finds the time expressions of a document and resolves them against the day it was written.
package struct TimeReader {
  /// When, at the precision that the words give.
  enum Moment: Equatable {
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

  struct Match {
    var end: Int
    var moment: Moment
    /// The day that `the next day` counts from.
    var anchor: CalendarDay?
    /// The month, and the day, of words that name no year.
    var yearless: (month: Int, day: Int?)?
    /// Whether its words name a year.
    var namesYear = false
    /// Whether the preposition before it is a part of it: *after three years she moved*.
    var isWhole = false

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

  /// A time of a sentence's own clause, and what counts from it.
  private struct Turn {
    var value: String
    var sentence: Int
    var named: Named
    /// Whether something that had been before it was named behind it in its sentence.
    var isBehind = false
  }

  /// What was named, for what counts from it.
  struct Named {
    /// The day that was named last.
    var anchor: CalendarDay?
    /// Whether something coarser than a day was named behind it.
    var isAnchorStale = false
    /// The year that was named last, with its month where that was named too: what `two years later` counts from.
    var era: (year: Int, month: Int?)?

    /// The last day that was named, if nothing coarser was named behind it.
    var freshAnchor: CalendarDay? { isAnchorStale ? nil : anchor }
  }

  /// How many sentences on a year is told on; where nothing else could be meant, since the text has no date, or since the day would
  /// be so many days before that date that the text would name its year.
  private static let frameReach = 2
  private static let farReach = (undated: 8, old: 4)
  private static let oldness = 150
  /// The year of a month that nothing tells the year of.
  static let noYear = 0

  let words: [String]
  let tokens: [Annotation.Token]
  let today: CalendarDay?
  /// Whether today is the day on which the document was written, not any.
  private let isDated: Bool
  private let telling: Telling
  /// The words of the dateline.
  let dateline: Range<Int>
  /// What was named last, of sentences before by their own clauses.
  var named = Named()
  /// What the sentence before named last, whatever clause did: what *that year* points to until another is named.
  private var pointed: Named?
  private var frame: Frame?
  /// The last time of a sentence's own clause.
  private var turn: Turn?
  /// The year that is a paragraph of its own above those of a chronicle.
  private var heading: Int?
  /// The latest year that the sentence names.
  private(set) var latest: Int?
  /// The numbers of the sentence and the paragraph that are read.
  var place = (sentence: 0, paragraph: 0)
  /// What the sentence itself named last, if it is a day, a month or a year.
  var nearby: Moment?
  /// Its words that have an auxiliary of the future, or are something arranged.
  var toCome = Set<Int>()
  /// Whether it tells of somebody who was mentioned before, so that it goes on with the one before.
  var pointsBack = false
  /// Its words that have a subject or an auxiliary of their own.
  var finite = Set<Int>()

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
    let found = days.map { day in
      var reader = TimeReader(
        words: words, tokens: annotation.tokens, telling: telling, today: day, isDated: false)
      var times: [TimeExpression] = []
      reader.read(annotation.sentences) { times.append($0) }
      return times
    }
    let others = Dictionary(uniqueKeysWithValues: found[1].map { ($0.tokens, $0.value) })
    // What is counted tells the year of a day, too: *they met in 2007; a month later, on 3 May*.
    let counted = Set(
      found[0].lazy.filter { others[$0.tokens] == $0.value && !$0.value.contains("X") }
        .flatMap(\.tokens))
    annotation.times.removeAll {
      $0.value.hasPrefix(TimeExpression.untold + "-") && counted.contains($0.tokens.lowerBound)
    }
    let told = Set(annotation.times.lazy.flatMap(\.tokens))
    for var time in found[0] where told.isDisjoint(with: time.tokens) {
      if others[time.tokens] != time.value { time.value = TimeExpression.untold }
      annotation.times.append(time)
    }
    annotation.times.sort { $0.tokens.lowerBound < $1.tokens.lowerBound }
    tellYears(of: &annotation, telling)
  }

  /// Gives days of an undated document the year of a later day that the same sentence or the next one names: *on 5 November rebels
  /// took it; the army won it back on 9 November 2005*.
  private static func tellYears(of annotation: inout Annotation, _ telling: Telling) {
    let prefix = TimeExpression.untold + "-"
    for (index, time) in annotation.times.enumerated().reversed()
    where time.value.hasPrefix(prefix) && index + 1 < annotation.times.count {
      let next = annotation.times[index + 1]
      let place = annotation.sentence(of: next.tokens.lowerBound)
      guard place - annotation.sentence(of: time.tokens.lowerBound) < 2,
        let first = next.value.split(separator: "/").first, first.count > prefix.count,
        Int(first.prefix(4)) != nil,
        first.dropFirst(prefix.count) > time.value.dropFirst(prefix.count),
        telling.manner(of: next.tokens, in: annotation.sentences[place].tokens) == .past
      else { continue }
      let told = String(first.prefix(4) + time.value.dropFirst(4))
      // The 29th of February is of few years.
      if (try? EDTF(told)) != nil { annotation.times[index].value = told }
    }
  }

  mutating func read(
    _ sentences: [Annotation.Sentence], found: (TimeExpression) -> Void
  ) {
    for (number, sentence) in sentences.enumerated() {
      place = (number, place.paragraph + (sentence.startsParagraph ? 1 : 0))
      if sentence.startsParagraph, isItem(sentence.tokens) { forget() }
      let times = read(sentence.tokens)
      if sentence.startsParagraph, sentence.tokens.count == 1, let only = times.first {
        heading = Int(only.value)
        frame = nil
      }
      times.forEach(found)
    }
  }

  private static let bullets: Set<String> = ["*", "•", "·", "▪"]

  /// Whether a sentence begins an item of a list, which tells of something else than the one before.
  private func isItem(_ sentence: Range<Int>) -> Bool {
    Self.bullets.contains(word(sentence.lowerBound, sentence))
  }

  /// Leaves what was named before out of what follows.
  private mutating func forget() {
    (named, pointed, frame, turn) = (Named(), nil, nil, nil)
  }

  mutating func read(_ sentence: Range<Int>) -> [TimeExpression] {
    var found: [TimeExpression] = []
    var index = sentence.lowerBound
    nearby = nil
    latest = nil
    turnOn()
    lookAround(sentence)
    while index < sentence.upperBound {
      guard var match = expression(index, sentence) else {
        index += 1
        continue
      }
      if let range = interval(from: index, match, sentence) { match = range }
      if let finer = refined(match, sentence) { match = finer }
      let stretch = index..<match.end
      index = match.end
      let manner = telling.manner(of: stretch, in: sentence)
      if let year = yearBehind(match, sentence) {
        match = match.of(year)
      } else if manner == .past, let told = told(match, stretch, sentence) {
        match = told
      } else if let heading, frame == nil {
        match = match.of(heading)
      } else if !isDated, let era = named.era, era.month == match.yearless?.month {
        // *Operation Anvil was launched in early November 2005. On 5 November rebels attacked.*
        match = match.of(era.year)
      }
      if case .month(Self.noYear, _) = match.moment { continue }
      let bounded =
        match.isWhole
        ? (start: stretch.lowerBound, value: match.moment.edtf)
        : bound(match.moment, before: stretch.lowerBound, sentence)
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
    let era = Self.era(of: match.moment)
    if match.namesYear, let year = era?.year { latest = max(latest ?? year, year) }
    if let day = match.anchor {
      nearby = .day(day)
    } else if manner != .aside {
      if case .other = match.moment { nearby = nil } else { nearby = match.moment }
    } else if nearby == nil, case .year = match.moment {
      nearby = match.moment
    }
    name(match, era, isAside: manner == .aside, words, sentence)
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

  /// Keeps a time for what counts from it.
  ///
  /// Behind the sentence that is its clause's own time, not that of what had been before, so that *a year later* than *in 2015
  /// she defeated Voss, who had led it since 1999* is 2016.
  private mutating func name(
    _ match: Match, _ era: (year: Int, month: Int?)?, isAside: Bool, _ words: Range<Int>,
    _ sentence: Range<Int>
  ) {
    let value = match.moment.edtf
    let isSince = telling.tellsSince(words, in: sentence)
    // From the day of the news nothing that is told counts on.
    let isBehind = turn.map { value < $0.value && !isNews($0.value) } ?? false
    if isSince, isBehind, place.sentence - (turn?.sentence ?? 0) <= Self.frameReach { return }
    pointed = nil
    if let day = match.anchor {
      named.anchor = day
      named.isAnchorStale = false
    } else if !isAside {
      named.isAnchorStale = true
    }
    named.era = era
    if !telling.isBeside(words, in: sentence), !isSince {
      turn = Turn(value: value, sentence: place.sentence, named: named)
    } else if isBehind, turn?.sentence == place.sentence {
      turn?.isBehind = true
    }
  }

  /// Goes on from a sentence's own time, if it named another one behind it.
  private mutating func turnOn() {
    pointed = nil
    guard let turn, turn.isBehind else { return }
    pointed = named
    named = turn.named
    self.turn?.isBehind = false
  }

  /// What *that year* and *the same day* point to.
  var pointedAt: Named { pointed ?? named }

  /// Whether a time is of the month up to the document's day, or to come.
  private func isNews(_ value: String) -> Bool {
    today.map { isDated && value >= ($0 + -31).edtf } ?? false
  }

  /// Whether a year is told on.
  var isToldOn: Bool { frame != nil }

  /// Whether a year is told on that is long gone.
  var isToldOfLongAgo: Bool {
    guard let frame, let today else { return false }
    return frame.year < today.components.year - 1
      && place.sentence - frame.sentence <= Self.frameReach
  }

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
  func told(_ match: Match, _ words: Range<Int>, _ sentence: Range<Int>) -> Match? {
    guard let frame, let month = match.yearless?.month else { return nil }
    if let today, isDated {
      guard goesOn(from: frame, to: match.moment.edtf, words, sentence, today) else { return nil }
    } else if place.sentence - frame.sentence > Self.farReach.undated {
      return nil
    }
    let year = frame.year + (frame.month.map { month < $0 } ?? false ? 1 : 0)
    let told = match.of(year)
    return today.map { told.moment.edtf > $0.edtf } ?? false ? nil : told
  }

  /// Whether a time without a year is of the year that is told on, though in a text with a date it may be the last one as well.
  ///
  /// It is told on only if it is no news; in another sentence only of somebody who was mentioned before, or at the beginning behind
  /// a year long gone; behind a year that is hardly over, only behind another month, or behind a year that the paragraph began
  /// with. Into another paragraph only a month long gone is told on, and only by what would else be old. In a text without a date
  /// paragraphs, which may be a sentence long, make no difference.
  private func goesOn(
    from frame: Frame, to value: String, _ words: Range<Int>, _ sentence: Range<Int>,
    _ today: CalendarDay
  ) -> Bool {
    let distance = place.sentence - frame.sentence
    let isLongAgo = frame.year < today.components.year - 2
    let isOld = value < (today + -Self.oldness).edtf
    let isAtBeginning = isFronted(words, sentence)
    guard !isNews(value) else { return false }
    guard frame.paragraph == place.paragraph else {
      return isLongAgo && isOld && frame.month != nil && distance <= Self.frameReach
        && isAtBeginning
    }
    let goesOn =
      distance == 0
      || (isLongAgo
        ? distance <= (isOld ? Self.farReach.old : Self.frameReach) && (pointsBack || isAtBeginning)
        : pointsBack && !isAtBeginning)
    return goesOn && (isLongAgo || frame.month != nil || frame.isFronted)
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

  /// What stands behind a time, in commas, and says it better: *two years later, on 4 March 1927*, *in 1971, on 4 May*.
  private func refined(_ match: Match, _ sentence: Range<Int>) -> Match? {
    guard word(match.end, sentence) == "," else { return nil }
    let next = match.end + (["on", "in"].contains(word(match.end + 1, sentence)) ? 2 : 1)
    guard next > match.end + 1, var finer = absolute(next, sentence) else { return nil }
    if finer.yearless == nil {
      if let (month, day) = match.yearless, case .year(let year) = finer.moment, day != nil {
        var whole = match.of(year)
        whole.end = finer.end
        return month > 0 ? whole : nil
      }
      // A relative time may count from what it does not mean; of two others the nearer says when.
      return match.namesYear && !Self.isFiner(finer.moment, than: match.moment) ? nil : finer
    }
    guard let year = year(of: finer, beside: match.moment) else { return nil }
    let end = finer.end
    finer = finer.of(year)
    finer.end = end
    return finer
  }

  /// How many days what is counted in weeks or months may miss the day that it means: *a month later, on June 2*.
  private static let roughness = 31

  /// The year that a day or a month without one is of beside a year, a month or a week that was counted: *two years later, on 4
  /// March*, *a month later, on May 11*.
  private func year(of match: Match, beside moment: Moment) -> Int? {
    if case .year(let year) = moment { return year }
    if case .month(Self.noYear, _) = moment { return nil }
    guard match.yearless?.day != nil, let outer = try? EDTF(moment.edtf),
      let first = outer.earliest, let last = outer.latest, last - first <= Self.roughness
    else { return nil }
    let years = Set([first, last].map { CalendarDay(number: $0).components.year })
    return years.sorted().first {
      guard case .day(let day) = match.of($0).moment, match.of($0).namesYear else { return false }
      return day.number >= first - Self.roughness && day.number <= last + Self.roughness
    }
  }

  private static func isFiner(_ moment: Moment, than other: Moment) -> Bool {
    guard let inner = try? EDTF(moment.edtf), let outer = try? EDTF(other.edtf) else {
      return false
    }
    return outer.contains(inner)
  }

  /// Whether a value is one of the years that four digits can write: `999 decades ago` was in none.
  private static func isTime(_ value: String) -> Bool {
    !value.hasPrefix("-") && !value.contains("/-") && (try? EDTF(value)) != nil
  }

  /// What `two years later` counts from behind a moment: its year and month, or those in which it ends; nil for a
  /// decade or a century.
  static func era(of moment: Moment) -> (year: Int, month: Int?)? {
    let last = moment.edtf.split(separator: "/").last ?? ""
    let fields = last.split(separator: "-").map { Int($0) }
    guard let year = fields.first ?? nil else { return nil }
    return (year, fields.count > 1 ? fields[1] : nil)
  }

  /// Whether some words stand there.
  func reads(_ phrase: [String], at index: Int, _ sentence: Range<Int>) -> Bool {
    phrase.indices.allSatisfy { word(index + $0, sentence) == phrase[$0] }
  }

  func word(_ index: Int, _ sentence: Range<Int>) -> String {
    sentence.contains(index) ? words[index] : ""
  }

  /// `from 2010 to 2014`, `between May and June`, `2010–2014`, `1957-66`, `Thursday and Friday`.
  func interval(from index: Int, _ first: Match, _ sentence: Range<Int>) -> Match? {
    let joint = word(first.end, sentence)
    let before = word(index - 1, sentence)
    let fits =
      switch joint {
      case "to", "through", "until":
        before == "from" || joint == "through" || joint == "until" && before == "since"
      case "and": true
      case "-", "–", "—": true
      default: false
      }
    guard fits else { return nil }
    if joint != "and", let end = yearOfCentury(first.end + 1, after: first.moment, sentence) {
      let moment = Moment.other("\(first.moment.edtf)/\(CalendarDay.edtf(year: end))")
      return Match(end: first.end + 2, moment: moment, namesYear: true)
    }
    guard let second = whatEnds(first.end + 1, from: before, joint, sentence) else { return nil }
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
      namesYear: second.namesYear, isWhole: before == "since")
  }

  /// What may stand before the time that ends an interval, and is not read itself.
  private static let approximate: Set<String> = ["early", "late", "mid", "last", "next", "this"]
  private static let ends: Set<String> = ["death", "retirement", "resignation", "departure"]

  /// The time that ends an interval: *from 2011 until last May*, *until early last year*, *to his death in 2017*.
  private func whatEnds(
    _ start: Int, from opening: String, _ joint: String, _ sentence: Range<Int>
  ) -> Match? {
    let isBounded = ["from", "between", "since"].contains(opening)
    var next = start
    while true {
      if let match = expression(next, sentence) { return match }
      guard isBounded, Self.approximate.contains(word(next, sentence)) else { break }
      next += 1
    }
    // What *until* his death is has that for its end by its own words.
    guard isBounded, joint != "until" || opening == "since",
      ["his", "her", "their", "its"].contains(word(start, sentence)),
      Self.ends.contains(word(start + 1, sentence)),
      ["in", "on"].contains(word(start + 2, sentence))
    else { return nil }
    return expression(start + 3, sentence)
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

  private static let parts: Set<String> = ["end", "middle", "start", "beginning", "close"]

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
    // *By the end of July* is until then, *by July* as well.
    if word(place, sentence) == "of", Self.parts.contains(word(place - 1, sentence)) {
      let outer = word(place - 2, sentence) == "the" ? place - 3 : place - 2
      if ["by", "until", "till", "before"].contains(word(outer, sentence)) { place = outer }
    }
    switch word(place, sentence) {
    case "than"
    where word(place - 1, sentence) == "later"
      && ["no", "not"].contains(word(place - 2, sentence)):
      value = "../\(upper())"
      place -= 2
    // What was not until then was then: *not until May did he meet her*.
    case "until", "till", "before":
      let isDenied = ["not", "n't", "n’t"].contains(word(place - 1, sentence))
      if isDenied { return (place, value) }
      value = "../\(upper())"
    case "by", "through": value = "../\(upper())"
    case "to" where word(place - 1, sentence) == "prior" || word(place - 1, sentence) == "up":
      value = "../\(upper())"
      place -= 1
    case "since", "after": value = "\(lower())/.."
    default: return (index, value)
    }
    return (place, value)
  }

  func expression(_ index: Int, _ sentence: Range<Int>) -> Match? {
    absolute(index, sentence) ?? ordinal(index, sentence) ?? relative(index, sentence)
      ?? vague(index, sentence)
  }
}
