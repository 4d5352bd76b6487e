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
    let sign = first == "coming" || first == "next" ? 1 : -1
    return Match(end: next + 1, moment: .other(span(unit, number, sign, from: today)))
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
}
