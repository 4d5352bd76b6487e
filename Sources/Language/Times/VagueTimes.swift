/// Times whose bounds the words leave open: *in recent weeks*, *the past few days*.
extension TimeReader {
  /// `recent weeks`, `the past few days`, `the coming days`: an interval up to or from the document's date.
  func vague(_ index: Int, _ sentence: Range<Int>) -> Match? {
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
    if isOfSomething(first, index, end: next + 1, sentence) {
      return stretch(of: next + 1, sentence)
    }
    if first == "next", word(index - 1, sentence) == "the", !looksAhead(next, sentence) {
      return number.flatMap { ensuing($0, unit, end: next + 1, from: today) }
    }
    // *For the past five years* is since then.
    if ["past", "last"].contains(first), let number, unit == .year,
      word(index - 1, sentence) == "the", word(index - 2, sentence) == "for"
    {
      let year = today.components.year - number
      return Match(end: next + 1, moment: .other("\(CalendarDay.edtf(year: year))/.."))
    }
    let sign = first == "coming" || first == "next" ? 1 : -1
    return Match(end: next + 1, moment: .other(span(unit, number, sign, from: today)))
  }

  /// What followed on what was named last, in the past: *over the next six years he worked for Pearson*.
  private func ensuing(
    _ number: Int, _ unit: TimeLexicon.Unit, end: Int, from today: CalendarDay
  ) -> Match? {
    let ends: (String, String)? =
      switch unit {
      case .year:
        era.map { (CalendarDay.edtf(year: $0.year), CalendarDay.edtf(year: $0.year + number)) }
      case .day: freshAnchor.map { ($0.edtf, ($0 + number).edtf) }
      case .week: freshAnchor.map { ($0.edtf, ($0 + 7 * number).edtf) }
      default: nil
      }
    return ends.flatMap {
      $0.1 > today.edtf ? nil : Match(end: end, moment: .other("\($0.0)/\($0.1)"))
    }
  }

  func span(
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
    case .hour, .day, .week, .fortnight:
      let size = unit == .fortnight ? 14 : unit == .week ? 7 : 1
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
}
