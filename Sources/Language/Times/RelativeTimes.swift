/// Times that count from today or from another time: *last month*, *the next day*, *two years later*.
extension TimeReader {
  func relative(
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
    case "earlier", "later":
      if reads(["in", "the"], at: index + 1, sentence) {
        return current(index + 3, sentence, today)
      }
    case "start", "beginning", "end":
      if reads(["of", "the"], at: index + 1, sentence) {
        return current(index + 3, sentence, today)
      }
    default: break
    }
    if let quarter = TimeLexicon.ordinals[first], word(index + 1, sentence) == "quarter" {
      return self.quarter(quarter, end: index + 2, sentence, today)
    }
    if first == "the" {
      if let offset = dayBesideDay(index + 1, sentence) { return day(offset, index + 4) }
      if let match = adjacent(index + 1, sentence, today) { return match }
    }
    if let weekday = TimeLexicon.weekdays[first] {
      guard !countsFromWhatIsNamed(index - 1, sentence),
        !["easter", "good", "palm", "maundy"].contains(word(index - 1, sentence))
      else { return nil }
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

  /// The day, week, month or year that is, or is told of: *earlier in the week*, *at the end of the year*.
  private func current(_ unit: Int, _ sentence: Range<Int>, _ today: CalendarDay) -> Match? {
    let moment: Moment? =
      switch word(unit, sentence) {
      case "day": .day(today)
      case "week": .other(today.weekEDTF)
      case "month": .month(year: today.components.year, month: today.components.month)
      case "year": .year(isToldOn ? era?.year ?? today.components.year : today.components.year)
      default: nil
      }
    return moment.map { Match(end: unit + 1, moment: $0) }
  }

  /// The months of *the first quarter of 2012*, or of the last year that has it.
  private func quarter(
    _ number: Int, end: Int, _ sentence: Range<Int>, _ today: CalendarDay
  ) -> Match {
    var (year, end) = (today.components.year, end)
    if let related = relatedYear(end, sentence) {
      (year, end) = related
    } else if word(end, sentence) == "of", let named = yearNumber(word(end + 1, sentence)) {
      (year, end) = (named, end + 2)
    } else if number * 3 - 2 > today.components.month, !looksAhead(end - 1, sentence) {
      year -= 1
    }
    return Match(end: end, moment: .other(Self.seasonal((number * 3 - 2, number * 3), year)))
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

  var freshAnchor: CalendarDay? { named.freshAnchor }
  var era: (year: Int, month: Int?)? { named.era }

  /// What is counted from something that was named, unless it would be yet to come in a sentence that does not look ahead.
  func past(_ match: Match?, at index: Int, _ sentence: Range<Int>) -> Match? {
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
    if TimeLexicon.units[noun] != nil, isOfSomething(which, index, end: end, sentence) {
      return stretch(of: end, sentence)
    }
    let step =
      ["last", "past", "previous"].contains(which)
      ? -1
      : ["next", "coming", "following"].contains(which) ? 1 : 0
    // *In the past year* is up to today.
    if which == "past", word(index - 1, sentence) == "the", let unit = TimeLexicon.units[noun],
      [.week, .month, .year].contains(unit), word(index - 2, sentence) != "of"
    {
      return Match(end: end, moment: .other(span(unit, 1, -1, from: today)))
    }
    if TimeLexicon.partsOfDay.contains(noun) {
      let day: CalendarDay? =
        switch which {
        case "last": today + -1
        case "this": today
        case "that", "same": pointedAt.freshAnchor
        case "following", "next": freshAnchor.map { $0 + 1 }
        case "previous": freshAnchor.map { $0 + -1 }
        default: nil
        }
      return day.map { Match(end: end, moment: .day($0), anchor: $0) }
    }
    let pointed = ["that", "same"].contains(which) ? pointedAt : named
    let fromAnchor =
      ["following", "previous", "same", "that"].contains(which)
      || which == "next" && word(index - 1, sentence) == "the"
    switch noun {
    case "day":
      guard fromAnchor, let anchor = pointed.freshAnchor else { return nil }
      return past(
        Match(end: end, moment: .day(anchor + step), anchor: anchor + step), at: index, sentence)
    case "week":
      if which == "same" || which == "that" { return nil }
      let isOfToday = !fromAnchor || which == "next" && named.anchor == nil && era == nil
      guard let from = isOfToday ? today : freshAnchor else { return nil }
      let week = Match(end: end, moment: .other((from + (7 * step)).weekEDTF))
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
      let from = (fromAnchor ? pointed.era?.year : nil) ?? today.components.year
      return Match(end: end, moment: .year(from + step))
    case "same" where word(index + 2, sentence) == "year" && which == "that":
      return pointed.era.map { Match(end: index + 3, moment: .year($0.year)) }
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
          (isEra ? pointed.era?.year : nil)
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

  /// Whether a *last* or *next* is not seen from today: *in his last year*, *in the last week of May 1940*.
  func isOfSomething(
    _ which: String, _ index: Int, end: Int, _ sentence: Range<Int>
  ) -> Bool {
    guard ["last", "next", "past", "coming"].contains(which) else { return false }
    let before = word(index - 1, sentence)
    return ["his", "her", "their", "its", "'s", "’s"].contains(before)
      || before == "the" && word(end, sentence) == "of"
  }

  /// The time that something is a stretch of: *of May 1940*.
  func stretch(of preposition: Int, _ sentence: Range<Int>) -> Match? {
    guard word(preposition, sentence) == "of" else { return nil }
    return absolute(preposition + 1, sentence).flatMap { $0.namesYear ? $0 : nil }
  }

  /// The month so many months on from what was named last, or else from today; nil where nothing that was named
  /// has a month.
  func month(after months: Int, isFromEra: Bool, _ today: CalendarDay) -> Moment? {
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
    guard side == "before" || side == "after" else { return nil }
    let step = side == "before" ? -1 : 1
    if leads(index + 2, sentence) {
      guard let unit = TimeLexicon.units[word(index, sentence)], nearby == nil else { return nil }
      if let own = momentOfClause(index + 2, sentence) {
        return moved(by: step, unit, from: own, end: index + 1)
      }
      return isToldEvent(index + 2, sentence)
        ? toldBefore(step, unit, end: index + 1, at: index, sentence) : nil
    }
    let end = index + 2
    switch word(index, sentence) {
    case "day", "night", "evening":
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
  func counted(_ index: Int, _ sentence: Range<Int>, _ today: CalendarDay) -> Match? {
    var next = index
    // `hours after he spoke`, `minutes later`: on that day.
    if TimeLexicon.shortWhiles.contains(word(index, sentence)),
      ["after", "before", "later", "earlier"].contains(word(index + 1, sentence)),
      case .day(let day)? = nearby
    {
      return Match(end: index + 2, moment: .day(day), anchor: day)
    }
    let isHalf = reads(["half", "a", "century"], at: index, sentence)
    if isHalf { next = index + 2 }
    guard let number = isHalf ? 5 : count(&next, sentence),
      let unit = isHalf ? .decade : TimeLexicon.units[word(next, sentence)]
    else { return nil }
    next += 1
    // `will leave within two weeks`
    if word(index - 1, sentence) == "within", looksAhead(next - 1, sentence),
      !["of", "after", "from"].contains(word(next, sentence))
    {
      return Match(end: next, moment: .other(span(unit, number, 1, from: today)), isWhole: true)
    }
    if let match = reached(number, unit, index, end: next, sentence) { return match }
    let from: CalendarDay
    let sign: Int
    var isFromEra = false
    switch word(next, sentence) {
    case "ago": (from, sign) = (today, -1)
    case "before" where leads(next + 1, sentence), "after" where leads(next + 1, sentence):
      return beside(index, number, unit, at: next, sentence)
    case "earlier", "before":
      if named.isAnchorStale, unit.isOfDays { return nil }
      (from, sign) = (freshAnchor ?? today, -1)
      isFromEra = true
    case "on" where word(next + 1, sentence) != ",": return nil
    case "later", "after", "afterwards", "afterward", "on":
      // Days and weeks count from a day, months and years from what was named last.
      guard freshAnchor != nil || era != nil && !unit.isOfDays else { return nil }
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

  /// `after three years she moved`, `within a year it had bought`: counted from what was named last.
  private func reached(
    _ number: Int, _ unit: TimeLexicon.Unit, _ index: Int, end: Int, _ sentence: Range<Int>
  ) -> Match? {
    let preposition = word(index - 1, sentence)
    guard ["after", "within"].contains(preposition), let era, unit == .year || unit == .month,
      sentence.contains(end), !isDash(end, sentence), tokens[end].tag != .adposition,
      tokens[end].tag != .adverb,
      tokens[end].tag != .subordinator, !["'s", "’s", "'"].contains(words[end]),
      var match = moved(
        by: number, unit, from: CalendarDay(number: 0), isFromEra: true, end: end)
    else { return nil }
    if preposition == "within" {
      guard case .year(let last) = match.moment else { return nil }
      match.moment = .other(
        "\(CalendarDay.edtf(year: era.year))/\(CalendarDay.edtf(year: last))")
    }
    match.isWhole = true
    return past(match, at: index, sentence)
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
    if nearby == nil, isToldEvent(side + 1, sentence) {
      return toldBefore(isAfter ? number : -number, unit, end: side, at: index, sentence)
    }
    return nearby.flatMap {
      moved(by: isAfter ? -number : number, unit, from: $0, end: side + 1)
    }
  }

  /// Whether what a preposition brings in is an event that was told of: *two days after the murder*.
  private func isToldEvent(_ start: Int, _ sentence: Range<Int>) -> Bool {
    guard ["the", "his", "her", "their", "its"].contains(word(start, sentence)) else {
      return false
    }
    let phrase = (start + 1..<min(start + 4, sentence.upperBound)).prefix {
      [.noun, .adjective].contains(tokens[$0].tag)
    }
    guard let noun = phrase.last, TimeLexicon.isDatable(words[noun]) else { return false }
    return !sentence.contains(noun + 1) || tokens[noun + 1].tag != .adposition
  }

  /// A time so far from the one that was named last.
  private func toldBefore(
    _ number: Int, _ unit: TimeLexicon.Unit, end: Int, at index: Int, _ sentence: Range<Int>
  ) -> Match? {
    guard unit.isOfDays ? freshAnchor != nil : era != nil, let today else { return nil }
    return past(
      moved(by: number, unit, from: freshAnchor ?? today, isFromEra: true, end: end), at: index,
      sentence)
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
    case .week, .fortnight:
      let day = from + (unit == .week ? 7 : 14) * number
      return Match(end: end, moment: .other(day.weekEDTF), anchor: day)
    case .month, .year, .decade:
      // Of a decade, which was named behind the last day, nothing can be counted.
      if isFromEra, era == nil, named.anchor != nil || named.isAnchorStale { return nil }
    }
    // *Twelve months later* is the next year.
    if unit == .month, isFromEra, number % 12 == 0, let era, era.month == nil {
      return Match(end: end, moment: .year(era.year + number / 12))
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

  func count(_ index: inout Int, _ sentence: Range<Int>) -> Int? {
    let form = word(index, sentence)
    // `twenty-five`
    if let tens = TimeLexicon.numbers[form], tens >= 20, tens % 10 == 0,
      word(index + 1, sentence) == "-", let ones = TimeLexicon.numbers[word(index + 2, sentence)],
      ones < 10
    {
      index += 3
      return tens + ones
    }
    guard let number = TimeLexicon.numbers[form] ?? Int(form), (1...999).contains(number) else {
      return nil
    }
    index += 1
    if form == "couple", word(index, sentence) == "of" { index += 1 }
    if form == "a", word(index, sentence) == "dozen" {
      index += 1
      return 12
    }
    if form == "a", word(index, sentence) == "couple" {
      index += word(index + 1, sentence) == "of" ? 2 : 1
      return 2
    }
    return number
  }
}
