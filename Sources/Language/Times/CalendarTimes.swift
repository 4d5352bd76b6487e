/// Times that can be read off a calendar, save for a missing year: *January 6, 2020*, *May*, *the 1990s*, *2016*.
extension TimeReader {
  /// What a dateline may have for its day, and where that ends.
  func day(_ index: Int, _ sentence: Range<Int>) -> (day: CalendarDay, end: Int)? {
    guard let match = absolute(index, sentence), case .day(let day) = match.moment else {
      return nil
    }
    return (day, match.end)
  }

  /// Whether a date of the calendar begins there.
  func beginsDate(_ index: Int, _ sentence: Range<Int>) -> Bool { absolute(index, sentence) != nil }

  /// What can be read without knowing the document's date, save for a missing year.
  func absolute(_ index: Int, _ sentence: Range<Int>) -> Match? {
    guard var match = calendar(index, sentence) else { return nil }
    match.namesYear = match.yearless == nil
    return match
  }

  private func calendar(_ index: Int, _ sentence: Range<Int>) -> Match? {
    let first = word(index, sentence)
    if let match = label(index, sentence) ?? feast(index, sentence) { return match }
    if TimeLexicon.weekdays[first] != nil {
      var next = index + 1
      if TimeLexicon.partsOfDay.contains(word(next, sentence)) { next += 1 }
      if word(next, sentence) == "," { next += 1 }
      if let match = monthDay(next, sentence), case .day = match.moment { return match }
    }
    if let match = monthDay(index, sentence) { return match }
    if let day = numericDay(first) { return Match(end: index + 1, moment: .day(day), anchor: day) }
    if let match = season(index, sentence) { return match }
    if let match = century(index, sentence) ?? doubleYear(index, sentence) { return match }
    return year(index, sentence)
  }

  /// The year that a line of a chronicle begins with, with its month and day: *1921 - Mao founds*, *1950 February 14: Stalin signs*.
  private func label(_ index: Int, _ sentence: Range<Int>) -> Match? {
    guard index == sentence.lowerBound, let year = yearNumber(word(index, sentence)) else {
      return nil
    }
    var next = index + 1
    if word(next, sentence) == "," { next += 1 }
    guard let month = TimeLexicon.months[word(next, sentence)] else {
      let isMarked =
        word(index + 1, sentence) == ":"
        || isDash(index + 1, sentence) && Int(word(index + 2, sentence)) == nil
      return isMarked ? Match(end: index + 1, moment: .year(year)) : nil
    }
    next += 1
    let day = dayNumber(word(next, sentence))
    if day != nil { next += 1 }
    guard word(next, sentence) == ":" || isDash(next, sentence) else { return nil }
    return day.map { full(year, month, $0, end: next) }
      ?? Match(end: next, moment: .month(year: year, month: month))
  }

  /// A feast of a year: *Christmas Day 1989*, *Good Friday 1939*.
  private func feast(_ index: Int, _ sentence: Range<Int>) -> Match? {
    for (name, feast) in TimeLexicon.feasts where reads(name, at: index, sentence) {
      let end = index + name.count
      let next = [",", "of"].contains(word(end, sentence)) ? end + 1 : end
      func match(_ year: Int, end: Int) -> Match? {
        feast.day(in: year).map { Match(end: end, moment: .day($0), anchor: $0) }
      }
      let isCounted =
        next > end && sentence.contains(next + 1) && tokens[next + 1].tag == .noun
        && TimeLexicon.isPlural(words[next + 1])
      if !isCounted, let year = yearNumber(word(next, sentence)) {
        return match(year, end: next + 1)
      }
      if let (year, end) = relatedYear(end, sentence) { return match(year, end: end) }
      guard let today, word(index - 1, sentence) == "on" else { return nil }
      let year = today.components.year
      let days = (year - 1...year + 1).compactMap { feast.day(in: $0) }
      let day =
        looksAhead(end - 1, sentence) ? days.first { $0 >= today } : days.last { $0 <= today }
      return day.map { Match(end: end, moment: .day($0), anchor: $0) }
    }
    return nil
  }

  /// A day of the month that was named last: *on the 13th*.
  func ordinal(_ index: Int, _ sentence: Range<Int>) -> Match? {
    let form = word(index, sentence)
    guard form.last?.isLetter ?? false, let day = dayNumber(form), let era, let month = era.month,
      word(index - 1, sentence) == "the", ["on", "and"].contains(word(index - 2, sentence)),
      !sentence.contains(index + 1)
        || ![.noun, .properNoun, .adjective, .numeral].contains(tokens[index + 1].tag),
      let found = CalendarDay(year: era.year, month: month, day: day)
    else { return nil }
    return Match(end: index + 1, moment: .day(found), anchor: found)
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
      if [",", "of", "in"].contains(word(next, sentence)) { next += 1 }
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
    guard case .day(var start) = first.moment, case .day(let stop) = second.moment else {
      var first = first
      first.end = second.end
      return first
    }
    // *From Oct. 7 to 12*, of which one is over: both are of the year of the last.
    if let sameYear = CalendarDay(year: stop.components.year, month: month, day: day) {
      start = sameYear
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
      end: second.end, moment: .other("\(start.edtf)/\(stop.edtf)"),
      anchor: second.anchor, yearless: nil)
  }

  func isDash(_ index: Int, _ sentence: Range<Int>) -> Bool {
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
    let chosen =
      ahead
      ? days.first { $0 >= today }
      : isNearest(end - 1, sentence)
        ? days.min { abs($0.number - today.number) < abs($1.number - today.number) }
        : days.last { $0 <= limit }
    return chosen.map { Match(end: end, moment: .day($0), anchor: $0, yearless: (month, day)) }
  }

  private func monthAlone(_ month: Int, _ index: Int, _ sentence: Range<Int>) -> Match? {
    let before = word(index - 1, sentence)
    // `in March the same year`, `in June last year`, `that December`
    if let (year, end) = relatedYear(index + 1, sentence) {
      return Match(end: end, moment: .month(year: year, month: month))
    }
    if isPointedAt(index, sentence), let era = pointedAt.era {
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
      case _ where isNearest(index, sentence):
        year = now.year + (month - now.month > 6 ? -1 : now.month - month > 6 ? 1 : 0)
      default: year = month <= now.month ? now.year : now.year - 1
      }
    }
    return Match(
      end: index + 1, moment: .month(year: year, month: month),
      yearless: ["last", "next", "this"].contains(before) ? nil : (month, nil))
  }

  /// Whether a word counts from what was named before, rather than from today: *the following March*, *the next day*.
  func countsFromWhatIsNamed(_ index: Int, _ sentence: Range<Int>) -> Bool {
    ["following", "previous"].contains(word(index, sentence))
      || word(index, sentence) == "next" && word(index - 1, sentence) == "the"
  }

  /// Whether a *that* points to the word behind it, rather than brings in a clause: `said that December saw …`.
  ///
  /// Behind an object a tagger takes it for a pronoun; its label tells: *condemned the coup that April*.
  func isDemonstrative(_ that: Int) -> Bool {
    ![.subordinator, .pronoun].contains(tokens[that].tag)
      || tokens[that].label == "det" && tokens[that].head == that + 1
  }

  /// Whether a *that* points to a word.
  private func isPointedAt(_ index: Int, _ sentence: Range<Int>) -> Bool {
    word(index - 1, sentence) == "that" && isDemonstrative(index - 1)
  }

  /// The year that `the same year`, `of last year`, `the following year` name, where they begin there, and their end.
  func relatedYear(
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
      case "that", "same": pointedAt.era?.year
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

  /// The `1990s` of `mid-1990s`.
  private func wordWithoutMid(_ index: Int, _ sentence: Range<Int>) -> String {
    let form = word(index, sentence)
    return form.hasPrefix("mid-") ? String(form.dropFirst(4)) : form
  }

  func month(_ index: Int, _ sentence: Range<Int>) -> Int? {
    let form = wordWithoutMid(index, sentence)
    guard let month = TimeLexicon.months[form] else { return nil }
    if form == "may" || form == "march" || form.count == 3 {
      // Also a verb, an auxiliary or a name: tell it by its neighbours.
      let after = word(index + 1, sentence)
      let before = word(index - 1, sentence)
      // *As many as 20 may have died*, *they march 20 miles*.
      let isVerb = [.verb, .auxiliary].contains(tokens[index].tag)
      let dated =
        yearNumber(after) != nil
        || !isVerb && (dayNumber(after) != nil || dayNumber(before) != nil)
      let prepositions: Set<String> = [
        "in", "since", "until", "by", "last", "next", "this", "early", "late", "of", "during",
        "from", "to", "before", "after", "through", "between", "and", "mid", "for",
      ]
      // `Mar`, `Jun` and `Jul` may be names.
      guard dated || !["mar", "jun", "jul"].contains(form) else { return nil }
      let isProper = tokens[index].tag == .properNoun
      let isNoun = isProper || form == "may" && tokens[index].tag == .noun
      guard
        dated || isNoun && (prepositions.contains(before) || isPointedAt(index, sentence))
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

  func yearNumber(_ form: String) -> Int? {
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
  func season(_ index: Int, _ sentence: Range<Int>) -> Match? {
    guard let season = TimeLexicon.seasons[word(index, sentence)] else { return nil }
    var next = index + 1
    if let (year, end) = relatedYear(next, sentence) {
      return Match(end: end, moment: .other(Self.seasonal(season, year)))
    }
    if word(next, sentence) == "of" { next += 1 }
    guard let year = yearNumber(word(next, sentence)) else { return nil }
    return Match(end: next + 1, moment: .other(Self.seasonal(season, year)))
  }

  static func seasonal(_ season: (Int, Int), _ year: Int) -> String {
    let end = season.1 > 12 ? (year + 1, season.1 - 12) : (year, season.1)
    return CalendarDay.edtf(year: year, month: season.0) + "/"
      + CalendarDay.edtf(year: end.0, month: end.1)
  }

  /// `19th century`, `the 1990s`, `the mid-'90s`.
  func century(_ index: Int, _ sentence: Range<Int>) -> Match? {
    var form = wordWithoutMid(index, sentence)
    if let decade = TimeLexicon.decades[form],
      ["the", "early", "late", "mid"].contains(word(index - 1, sentence))
    {
      return Match(end: index + 1, moment: .other("19\(decade)X"))
    }
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
  func year(_ index: Int, _ sentence: Range<Int>) -> Match? {
    let form = wordWithoutMid(index, sentence)
    guard let year = yearNumber(form) else { return nil }
    let before = word(index - 1, sentence)
    let after = word(index + 1, sentence)
    let introduced: Set<String> = [
      "in", "since", "until", "till", "by", "before", "after", "during", "through", "from",
      "between", "throughout", "early", "late", "mid", "spring", "summer", "autumn", "fall",
      "winter", "for",
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
      || isOfHeading(index, year, sentence)
      || before == "(" && [")", "-", "–", ",", ";"].contains(after)
      || isOfLife(index, sentence) && year < 2100 && !counted
      || ["to", "and", "-", "–", "/"].contains(before)
        && yearNumber(word(index - 2, sentence)) != nil && !counted
      || before == "of" && year >= 1500 && !counted
      || sentence.count == 1 && year >= 1500 && year < 2100
      || isSpan(index, from: year, sentence)
    return isYear ? Match(end: index + 1, moment: .year(year)) : nil
  }

  /// Whether a number begins a sentence or a heading with the year of what it is about: *2026 Iranian strikes on Lima*.
  private func isOfHeading(_ index: Int, _ year: Int, _ sentence: Range<Int>) -> Bool {
    guard index == sentence.lowerBound, (1900..<2100).contains(year), year % 100 != 0,
      isOfYear(index + 1, isRound: false, sentence)
    else { return false }
    let phrase = (index + 1..<sentence.upperBound).prefix {
      [.noun, .properNoun, .adjective].contains(tokens[$0].tag)
    }
    return phrase.count > 1 && phrase.last.map { TimeLexicon.isDatable(words[$0]) } ?? false
  }

  private static let lives: Set<String> = ["born", "b.", "died", "d."]
  /// How many words brackets that tell of a life may hold before a year.
  private static let bracketReach = 15

  /// Whether a number is the year of a birth or a death: *born 1944 in Lima*, and in brackets *(1944 in Lima – 2001 in Oslo)*,
  /// *(born in Lima, 1944)*.
  private func isOfLife(_ index: Int, _ sentence: Range<Int>) -> Bool {
    let before = word(index - 1, sentence)
    if Self.lives.contains(before) { return true }
    let opensPlace =
      word(index + 1, sentence) == "in" && sentence.contains(index + 2)
      && tokens[index + 2].tag == .properNoun
    guard
      opensPlace || [",", ")", ";"].contains(word(index + 1, sentence))
        || isDash(index + 1, sentence),
      before == "(" || before == "," || isDash(index - 1, sentence)
    else { return false }
    let inside = (max(sentence.lowerBound, index - Self.bracketReach)..<index).reversed().prefix {
      !["(", ")"].contains(words[$0])
    }
    let open = index - inside.count - 1
    guard word(open, sentence) == "(", inside.allSatisfy({ tokens[$0].tag != .noun }) else {
      return false
    }
    let behind = (index + 1..<min(index + Self.bracketReach, sentence.upperBound)).prefix {
      words[$0] != ")"
    }
    func isYear(_ word: Int) -> Bool { yearNumber(words[word]) != nil }
    return inside.contains { Self.lives.contains(words[$0]) || isYear($0) }
      || behind.contains(where: isYear)
  }

  /// Whether a number begins a span of years: *foreign minister of Sweden 1951–54*, but not *1951–2000 soldiers*.
  private func isSpan(_ index: Int, from year: Int, _ sentence: Range<Int>) -> Bool {
    guard (1500..<2100).contains(year), isDash(index + 1, sentence) else { return false }
    let form = word(index + 2, sentence)
    let last = yearNumber(form) ?? (form.count == 2 ? Int(form).map { year / 100 * 100 + $0 } : nil)
    let isCounting =
      sentence.contains(index + 3) && [.noun, .adjective].contains(tokens[index + 3].tag)
    return last.map { $0 > year && $0 - year < 100 } ?? false && !isCounting
  }

  /// `1939/40`.
  private func doubleYear(_ index: Int, _ sentence: Range<Int>) -> Match? {
    let sides = word(index, sentence).split(separator: "/")
    guard sides.count == 2, let year = yearNumber(String(sides[0])), let last = Int(sides[1]),
      last == (year + 1) % 100 && sides[1].count == 2 || last == year + 1
    else { return nil }
    return Match(
      end: index + 1,
      moment: .other("\(CalendarDay.edtf(year: year))/\(CalendarDay.edtf(year: year + 1))"))
  }

  /// Whether what stands before a number has it be a year: `around 1998`, `as early as 1998`, `the year 1998`.
  private func isAbout(_ index: Int, _ sentence: Range<Int>) -> Bool {
    switch word(index - 1, sentence) {
    case "year", "years", "circa", "c.", "ca.": true
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
}
