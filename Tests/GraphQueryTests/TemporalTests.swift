import Testing

@testable import GraphQuery

/// Dates, times and durations: what expressions come to beside what the conformance suite asks, and what is
/// said of those that are wrong.
@Suite struct TemporalTests {
  /// 2020-01-06T10:20:30.4Z.
  static let clock = QueryClock.stopped(at: 1_578_306_030, nanoseconds: 400_000_000)

  /// The value of an expression in the conformance suite's notation, or the message of its error.
  static func result(_ expression: String) -> String {
    let graph = MemoryGraph()
    do throws(QueryError) {
      let answer = try GraphPattern("RETURN \(expression) AS value").run(on: graph, clock: clock)
      return Notation().text(answer.rows[0][0], in: graph)
    } catch {
      return "\(error.position.map { "\($0.line):\($0.column)" } ?? "?"): \(error.message)"
    }
  }

  @Test(arguments: [
    ("date()", "'2020-01-06'"), ("localtime()", "'10:20:30.400'"), ("time()", "'10:20:30.400Z'"),
    ("localdatetime()", "'2020-01-06T10:20:30.400'"), ("datetime()", "'2020-01-06T10:20:30.400Z'"),
    ("datetime.realtime()", "'2020-01-06T10:20:30.400Z'"),
    ("datetime.transaction('+05:30')", "'2020-01-06T15:50:30.400+05:30'"),
    ("date({timezone: '-11:00'})", "'2020-01-05'"),
    ("datetime.realtime() = datetime.statement()", "true"),
    ("date.truncate('month')", "'2020-01-01'"),
    ("date.truncate('WEEKYEAR', date('2020-01-06'))", "'2019-12-30'"),
    ("date.truncate('century', date('-0043-03-15'))", "'-0100-01-01'"),
    ("date('2020-Q2-60')", "'2020-05-30'"), ("date('2020Q3')", "'2020-07-01'"),
    ("date('-0043-03-15')", "'-0043-03-15'"), ("date('+17000-01-01')", "'+17000-01-01'"),
    ("date('+17000-01-01').dayOfWeek", "3"),
    ("date({date: date('2020-01-31'), month: 2})", "'2020-02-29'"),
    ("date({date: date('2020-02-29'), year: 2021})", "'2021-02-28'"),
    ("date({year: 2020, month: null})", "null"),
    ("date('2020-01-31') + duration('P1M')", "'2020-02-29'"),
    ("date('2020-01-06') + duration('-P1D')", "'2020-01-05'"),
    ("duration('P1Y') + date('2020-02-29')", "'2021-02-28'"),
    ("date('2020-01-06') < date('2020-01-07') <= date('2020-01-07')", "true"),
    ("date('2020-01-06') < '2020-01-07'", "null"),
    ("date('2020-01-06') = '2020-01-06'", "false"),
    ("date('2020-01-06') < localdatetime('2020-01-07')", "null"),
    ("duration('P1D') < duration('P2D')", "null"),
    ("duration('P1D') = duration('PT24H')", "false"),
    ("[date('2020-01-06')] = [date('2020-01-06')]", "true"),
    ("{a: date('2020-01-06')} = {a: date('2020-01-06')}", "true"),
    ("date('2020-01-06') IN [date('2020-01-05'), date('2020-01-06')]", "true"),
    ("[date('2020-01-06'), 1] < [date('2020-01-06'), 2]", "true"),
    ("time('10:00+01:00') = time('09:00Z')", "false"),
    ("time('10:00+01:00') > time('09:00Z')", "true"),
    ("datetime('2020-01-06T10:00+01:00') < datetime('2020-01-06T09:30Z')", "true"),
    ("size(toString(duration({nanoseconds: 1})))", "14"),
    ("duration({months: 12.7}) = duration('P12.7M')", "true"),
    ("duration({months: 0.00012345678901234567})", "'PT5M24.659997078S'"),
    ("duration('P1W2D')", "'P9D'"), ("duration('P2012T10:00')", "'P2012YT10H'"),
    ("duration('P20120203T101112.5')", "'P2012Y2M3DT10H11M12.5S'"),
    ("duration('P1Y') / 12", "'P1M'"), ("duration('P1M') / 2", "'P15DT5H14M33S'"),
    ("3 * duration('PT1.5S')", "'PT4.5S'"), ("duration('PT1S') * 1e-9", "'PT0.000000001S'"),
    ("duration('PT1S') * -1", "'PT-1S'"),
    (
      "datetime.fromepochmillis(datetime('2020-01-06T10:20:30.4Z').epochMillis)",
      "'2020-01-06T10:20:30.400Z'"
    ),
    ("datetime('2020-01-06')", "'2020-01-06T00:00Z'"),
    ("localdatetime(date('2020-01-06'))", "'2020-01-06T00:00'"),
    ("toString(date('2020-01-06')) + '!'", "'2020-01-06!'"),
    ("time({hour: 9, timezone: '-02:30'}).offsetMinutes", "-150"),
    ("coalesce(date(null), date('2020-01-06'))", "'2020-01-06'"),
  ])
  func whatComesOfIt(_ expression: String, _ expected: String) {
    #expect(Self.result(expression) == expected, "\(expression)")
  }

  @Test(arguments: [
    (
      "date('2020-13-01')",
      "1:8: '2020-13-01' is not a date, as in 2020-01-06: there is no month 13: it is from 1 to 12"
    ),
    (
      "date('2020-02-30')",
      "1:8: '2020-02-30' is not a date, as in 2020-01-06: 2020-02 has days 1 to 29, not 30"
    ),
    (
      "date('2021-366')",
      "1:8: '2021-366' is not a date, as in 2020-01-06: 2021 has days 1 to 365, not 366"
    ),
    (
      "date('2021-W53')",
      "1:8: '2021-W53' is not a date, as in 2020-01-06: 2021 has weeks 1 to 52, not 53"
    ),
    (
      "date('20')",
      "1:8: '20' is not a date, as in 2020-01-06: a year has four digits, or a sign and up to nine"
    ),
    ("date('')", "1:8: '' is not a date, as in 2020-01-06: it is empty"),
    (
      "date('2020-01-06 later')",
      "1:8: '2020-01-06 later' is not a date, as in 2020-01-06: unexpected ' later'"
    ),
    (
      "date('2020-01/2020-02')",
      "1:8: '2020-01/2020-02' is not one day: earliest() and latest() give the first and the last that it may mean"
    ),
    (
      "localtime('25:00')",
      "1:8: '25:00' is not a time of day, as in 21:40:32: there is no hour 25: it is from 0 to 23"
    ),
    (
      "localtime('10:00:00.0123456789')",
      "1:8: '10:00:00.0123456789' is not a time of day, as in 21:40:32: a fraction of a second has up to nine digits"
    ),
    (
      "time('10:00+19:00')",
      "1:8: '10:00+19:00' is not a time with an offset, as in 21:40:32+01:00: an offset is from -18:00 to +18:00"
    ),
    (
      "duration('1Y')",
      "1:8: '1Y' is not a duration, as in P1Y2M3DT4H5M6.7S: it begins with P"
    ),
    (
      "duration('P1D2Y')",
      "1:8: 'P1D2Y' is not a duration, as in P1Y2M3DT4H5M6.7S: unexpected 'Y'"
    ),
    (
      "duration('P1DT')",
      "1:8: 'P1DT' is not a duration, as in P1Y2M3DT4H5M6.7S: no time comes after T"
    ),
    ("date({month: 2})", "1:8: date() needs 'year'"),
    ("date({year: 2020, day: 2})", "1:8: date() needs 'month'"),
    ("localtime({minute: 2})", "1:8: localtime() needs 'hour'"),
    ("date({year: 2020, month: 2, week: 3})", "1:8: date() takes 'month' or 'week', not both"),
    ("date({year: 2020, mnth: 2})", "1:8: date() knows no 'mnth': did you mean 'month'?"),
    ("date({year: '2020'})", "1:8: the year of date() is an integer, not a string"),
    (
      "date({date: localtime('10:00')})",
      "1:8: the date of date() is something that has a date, not a time of day"
    ),
    (
      "date({year: 1000000000})",
      "1:8: there is no year 1000000000: it is from -999999999 to 999999999"
    ),
    ("duration({day: 1})", "1:8: duration() knows no 'day': did you mean 'days'?"),
    (
      "date('2020-01-06').yaer",
      "1:8: a date has no 'yaer': it has year, quarter, month, week, weekYear, day, ordinalDay, dayOfQuarter, dayOfWeek, weekDay"
    ),
    (
      "date.truncate('hour', date('2020-01-06'))",
      "1:8: date.truncate() knows no 'hour': it knows millennium, century, decade, year, weekYear, quarter, month, week, day"
    ),
    (
      "date.truncate('day', localtime('10:00'))",
      "1:8: date.truncate() needs a part that a time of day does not have"
    ),
    (
      "date(1)",
      "1:13: date() needs a string, a map, a date, a date and time or a date and time with a zone, not an integer"
    ),
    ("date('2020-01-06') + 1", "1:8: '+' does not work on a date and an integer"),
    ("date('2020-01-06') - date('2020-01-05')", "1:8: '-' does not work on a date and a date"),
    (
      "date('2020-01-06') * 2",
      "1:8: '*' needs an integer, a float or a duration, not a date"
    ),
    (
      "date('+999999999-12-31') + duration('P1D')",
      "1:8: a date has a year from -999999999 to 999999999"
    ),
    (
      "duration({seconds: 9223372036854775807, milliseconds: 1001})",
      "1:8: the result is more than an integer of 64 bits holds"
    ),
    (
      "duration({days: 9223372036854775807}).nanoseconds + duration({hours: 2562048}).nanoseconds",
      "1:60: the result is more than an integer of 64 bits holds"
    ),
    ("duration('P1D') / 0", "1:8: a duration cannot be divided by 0"),
    ("duration('P1D') / 0.0", "1:8: a duration cannot be divided by 0"),
    (
      "duration('P1D') * (0.0 / 0.0)", "1:8: the result is more than an integer of 64 bits holds"
    ),
    (
      "datetime.fromepoch(9223372036854775807, 0)",
      "1:8: a date has a year from -999999999 to 999999999"
    ),
    (
      "datetime('2020-01-06T10:00[Europe/Stokholm]')",
      "1:8: there is no time zone 'Europe/Stokholm': did you mean 'Europe/Stockholm'?"
    ),
    (
      "datetime('2020-01-06T10:00+03:00[Europe/Stockholm]')",
      "1:8: '2020-01-06T10:00+03:00[Europe/Stockholm]' is not a date and time with a zone, as in 2020-01-06T21:40:32+01:00: then Europe/Stockholm is at +01:00, not +03:00"
    ),
    (
      "datetime({year: 2020, timezone: '../../etc/passwd'})",
      "1:8: there is no time zone '../../etc/passwd': a zone is named as in Europe/Stockholm"
    ),
  ])
  func whatIsWrong(_ expression: String, _ expected: String) {
    #expect(Self.result(expression) == expected, "\(expression)")
  }

  @Test func durationsAreSummed() throws {
    let answer = try GraphPattern(
      """
      UNWIND [duration('P1M'), null, duration('P2DT3H'), duration('-PT1H')] AS value
      RETURN sum(value), avg(value), sum(DISTINCT value), count(value)
      """
    ).run(on: MemoryGraph())
    #expect(
      answer.rows[0].map { Notation().text($0, in: MemoryGraph()) } == [
        "'P1M2DT2H'", "'P10DT20H9M41.999999998S'", "'P1M2DT2H'", "3",
      ])
  }

  @Test func rowsAreSortedGroupedAndMadeDistinct() throws {
    let answer = try GraphPattern(
      """
      UNWIND [date('2020-01-07'), localtime('10:00'), date('2020-01-06'), 'text', duration('P1M'),
        date('2020-01-06'), duration('P31D'), datetime('2020-01-06')] AS value
      RETURN value, count(*) AS n ORDER BY value
      """
    ).run(on: MemoryGraph())
    #expect(
      answer.rows.map { Notation().text($0[0], in: MemoryGraph()) } == [
        "'2020-01-06T00:00Z'", "'2020-01-06'", "'2020-01-07'", "'10:00'", "'P1M'", "'P31D'",
        "'text'",
      ])
    #expect(answer.rows.map { $0[1] } == [1, 2, 1, 1, 1, 1, 1].map { .integer($0) })
  }
}
