import GraphModel
import TestSupport
import Testing

@Suite struct EDTFTests {
  /// `year-month-day` of a day number, by walking.
  private static func walk(
    from first: (year: Int, month: Int, day: Int), through lastYear: Int,
    _ body: (Int, Int, Int) throws -> Void
  ) rethrows {
    func isLeap(_ year: Int) -> Bool {
      if year % 400 == 0 { return true }
      if year % 100 == 0 { return false }
      return year % 4 == 0
    }
    var (year, month, day) = first
    while year <= lastYear {
      try body(year, month, day)
      let lengths = [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
      day += 1
      if day > lengths[month - 1] { (day, month) = (1, month + 1) }
      if month > 12 { (month, year) = (1, year + 1) }
    }
  }

  @Test func daysAreNumberedWithoutGaps() throws {
    #expect(EDTF.day(year: 1970, month: 1, day: 1) == 0)
    #expect(EDTF.day(year: 2000, month: 3, day: 1) == 11_017)
    for start in [-401, -5, 1598, 1898] {
      var expected = EDTF.day(year: start, month: 1, day: 1)
      try Self.walk(from: (start, 1, 1), through: start + 12) { year, month, day in
        try checkEqual(
          EDTF.day(year: year, month: month, day: day), expected, "\(year)-\(month)-\(day)")
        expected += 1
      }
    }
    // 400 years are one cycle.
    #expect(
      EDTF.day(year: -399, month: 1, day: 1) + 2 * 146_097 == EDTF.day(year: 401, month: 1, day: 1))
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> Int {
    EDTF.day(year: year, month: month, day: day)
  }

  @Test(arguments: [
    ("2020-01-06", day(2020, 1, 6), day(2020, 1, 6)),
    ("2020-01", day(2020, 1, 1), day(2020, 1, 31)),
    ("2020-02", day(2020, 2, 1), day(2020, 2, 29)),
    ("2019-02", day(2019, 2, 1), day(2019, 2, 28)),
    ("1900-02", day(1900, 2, 1), day(1900, 2, 28)),
    ("2020", day(2020, 1, 1), day(2020, 12, 31)),
    ("0000", day(0, 1, 1), day(0, 12, 31)),
    ("-0043-03-15", day(-43, 3, 15), day(-43, 3, 15)),
    ("Y17000", day(17000, 1, 1), day(17000, 12, 31)),
    ("Y-170000", day(-170000, 1, 1), day(-170000, 12, 31)),
    ("2020-21", day(2020, 3, 1), day(2020, 5, 31)),
    ("2020-22", day(2020, 6, 1), day(2020, 8, 31)),
    ("2020-23", day(2020, 9, 1), day(2020, 11, 30)),
    ("2020-24", day(2020, 12, 1), day(2021, 2, 28)),
    ("2019-24", day(2019, 12, 1), day(2020, 2, 29)),
    ("202X", day(2020, 1, 1), day(2029, 12, 31)),
    ("20XX", day(2000, 1, 1), day(2099, 12, 31)),
    ("XXXX", day(0, 1, 1), day(9999, 12, 31)),
    ("-004X", day(-49, 1, 1), day(-40, 12, 31)),
    ("2020-01-XX", day(2020, 1, 1), day(2020, 1, 31)),
    ("2020-XX-XX", day(2020, 1, 1), day(2020, 12, 31)),
    ("2020-XX", day(2020, 1, 1), day(2020, 12, 31)),
    ("2020-02-2X", day(2020, 2, 20), day(2020, 2, 29)),
    ("2019-02-2X", day(2019, 2, 20), day(2019, 2, 28)),
    ("202X-02-29", day(2020, 2, 29), day(2029, 2, 28)),
    ("2020-1X", day(2020, 10, 1), day(2020, 12, 31)),
    ("2020~", day(2020, 1, 1), day(2020, 12, 31)),
    ("2020-01-03/2020-01-06", day(2020, 1, 3), day(2020, 1, 6)),
    ("2019/2020-01", day(2019, 1, 1), day(2020, 1, 31)),
    ("2019~/2020?", day(2019, 1, 1), day(2020, 12, 31)),
    ("2020-01-06T10:20:30", day(2020, 1, 6), day(2020, 1, 6)),
    ("2020-01-06T10:20:30Z", day(2020, 1, 6), day(2020, 1, 6)),
    ("2020-01-06T23:59:60+03:30", day(2020, 1, 6), day(2020, 1, 6)),
    ("2020-01-06T10:20:30-05", day(2020, 1, 6), day(2020, 1, 6)),
  ])
  func hasTheDaysThatItMayMean(text: String, earliest: Int, latest: Int) throws {
    let time = try EDTF(text)
    #expect(time.earliest == earliest)
    #expect(time.latest == latest)
    #expect(time.description == text)
  }

  @Test func endsMayBeOpenOrUnknown() throws {
    for text in ["2020-01-06/..", "2020-01-06/"] {
      let time = try EDTF(text)
      #expect(time.earliest == Self.day(2020, 1, 6))
      #expect(time.latest == nil)
    }
    for text in ["../2020-01-06", "/2020-01-06"] {
      let time = try EDTF(text)
      #expect(time.earliest == nil)
      #expect(time.latest == Self.day(2020, 1, 6))
    }
  }

  @Test func marksAreKept() throws {
    #expect(try EDTF("2020~").isApproximate)
    #expect(try !EDTF("2020~").isUncertain)
    #expect(try EDTF("2020-01?").isUncertain)
    #expect(try EDTF("2020-01-06%").isApproximate)
    #expect(try EDTF("2020-01-06%").isUncertain)
    #expect(try EDTF("2019/2020~").isApproximate)
    #expect(try !EDTF("2020").isApproximate)
  }

  @Test(arguments: [
    ("", "it is empty"),
    ("yesterday", "unexpected 'yesterday'"),
    ("2020-1-6", "a month has two digits"),
    ("2020-13", "there is no month 13; a month is 01 to 12, a season 21 (spring) to 24 (winter)"),
    ("2020-00", "there is no month 00; a month is 01 to 12, a season 21 (spring) to 24 (winter)"),
    ("2020-25", "there is no month 25; a month is 01 to 12, a season 21 (spring) to 24 (winter)"),
    ("2020-01-32", "there is no day 32 in that month"),
    ("2020-02-30", "there is no day 30 in that month"),
    ("2019-02-29", "there is no day 29 in that month"),
    ("2020-01-00", "there is no day 00 in that month"),
    ("2020-01-6", "a day has two digits"),
    ("2020-01-06 ", "unexpected ' '"),
    ("06/01/2020", "a year has four digits"),
    ("20", "a year has four digits"),
    ("20200106", "a year of more than four digits begins with Y"),
    ("Y2020", "a year after Y has five digits or more"),
    ("Y1234567890123", "the year has more than 12 digits"),
    ("-", "the year is missing"),
    ("..", "an open end needs a '/' and the other end"),
    ("../..", "one end of an interval must be a date"),
    ("/", "one end of an interval must be a date"),
    ("2020/2019", "the interval ends before it begins"),
    ("2020/2021/2022", "unexpected '/2022'"),
    ("2020~~", "unexpected '~'"),
    ("2020-21-01", "unexpected '-01'"),
    ("[2019,2020]", "sets of dates are not supported; write an interval or several statements"),
    (
      "2020-01-06T10:20",
      "a time of day is written 10:20:30, with Z or an offset such as +03:30 after it"
    ),
    (
      "2020-01-06T25:00:00",
      "a time of day is written 10:20:30, with Z or an offset such as +03:30 after it"
    ),
    ("2020-01-06T10:2", "a minute has two digits"),
    ("2020-01-06\u{0}", "unexpected '\\u{0}'"),
    ("２０２０", "unexpected '２０２０'"),
  ])
  func saysWhatIsWrong(text: String, reason: String) {
    #expect(throws: EDTFError(text: text, reason: reason)) { _ = try EDTF(text) }
  }

  @Test func messageGivesTheText() {
    let error = EDTFError(text: "2020-13", reason: "there is no month 13")
    #expect(
      error.description
        == "'2020-13' is not a time (EDTF, as in 2020-01-06, 2020-01 or 2019/2020): there is no month 13"
    )
  }

  @Test func aHugeTextIsRefusedShortly() {
    let text = String(repeating: "9", count: 1_000_000)
    let error = #expect(throws: EDTFError.self) { _ = try EDTF(text) }
    #expect(error?.reason == "it is too long")
    #expect((error?.description.count ?? 0) < 200)
  }

  /// Times of a small calendar, with the days that they may mean: nil stands for no bound.
  private static let calendar: [String] = {
    let days = ["2019-12-31", "2020-01-01", "2020-01-02", "2020-01", "2020", "2019", "202X"]
    return days + days.flatMap { first in days.map { "\(first)/\($0)" } } + days.map { "\($0)/.." }
      + days.map { "../\($0)" }
  }()

  @Test func overlapAndContainmentAreThoseOfDays() throws {
    let window = Self.day(2018, 12, 1)...Self.day(2030, 2, 1)
    let probes = [
      Self.day(2018, 12, 31), Self.day(2019, 1, 1), Self.day(2019, 6, 1), Self.day(2019, 12, 30),
      Self.day(2019, 12, 31), Self.day(2020, 1, 1), Self.day(2020, 1, 2), Self.day(2020, 1, 3),
      Self.day(2020, 1, 31), Self.day(2020, 2, 1), Self.day(2020, 12, 31), Self.day(2021, 1, 1),
      Self.day(2029, 12, 31), Self.day(2030, 1, 1), window.lowerBound, window.upperBound,
    ]
    var times: [EDTF] = []
    for text in Self.calendar {
      do { times.append(try EDTF(text)) } catch {
        #expect(error.reason == "the interval ends before it begins")
      }
    }
    #expect(times.count > 30)
    try withEvery("left", in: times) { left in
      try withEvery("right", in: times) { right in
        let (l, r) = (
          Set(probes.filter { left.contains(day: $0) }),
          Set(probes.filter { right.contains(day: $0) })
        )
        try checkEqual(left.overlaps(right), !l.isDisjoint(with: r), "overlaps")
        try checkEqual(left.overlaps(right), right.overlaps(left), "overlap is symmetric")
        try checkEqual(left.contains(right), r.isSubset(of: l), "contains")
        try checkEqual(
          [left < right, left == right, right < left].filter { $0 }.count, 1, "the order is total")
      }
    }
    #expect(times.shuffled().sorted() == times.sorted())
  }

  @Test func everyShortTextIsATimeOrAnError() throws {
    let alphabet = Array("0129X-/.~YT")
    var random = SplitMix64(seed: runSeed)
    for _ in 0..<20_000 {
      let count = Int.random(in: 0...13, using: &random)
      let text = String((0..<count).map { _ in alphabet.randomElement(using: &random)! })
      do {
        let time = try EDTF(text)
        if let earliest = time.earliest, let latest = time.latest {
          try check(earliest <= latest, "\(text) ends before it begins")
        }
        try check(time.overlaps(time) && time.contains(time), "\(text) overlaps itself")
      } catch let error as EDTFError {
        try check(!error.reason.isEmpty, "\(text) is refused without a reason")
      }
    }
  }
}
