import Foundation
import TestSupport
import Testing

@testable import GraphQuery

/// Named time zones, as the system's data has them.
@Suite struct TimeZoneTests {
  private static let names = [
    "Europe/Stockholm", "America/New_York", "Australia/Lord_Howe", "Asia/Tehran", "Pacific/Apia",
    "America/Sao_Paulo", "Africa/Casablanca", "Europe/Dublin", "America/St_Johns",
  ]

  @Test(arguments: [
    ("'Europe/Stockholm'", "2017-10-29T02:30", "+02:00"),  // comes twice
    ("'Europe/Stockholm'", "2017-03-26T02:30", "+02:00"),  // is left out
    ("'Australia/Lord_Howe'", "2020-01-01T00:00", "+11:00"),
    ("'Australia/Lord_Howe'", "2100-07-01T00:00", "+10:30"),
    ("'America/New_York'", "2500-07-01T00:00", "-04:00"),
    ("'America/New_York'", "2500-12-01T00:00", "-05:00"),
    ("'America/New_York'", "1800-01-01T00:00", "-04:56:02"),
  ])
  func offsets(_ zone: String, _ local: String, _ expected: String) throws {
    guard Self.isInstalled else { return }
    #expect(
      TemporalTests.result(
        "datetime({datetime: localdatetime('\(local)'), timezone: \(zone)}).offset")
        == "'\(expected)'")
  }

  @Test func timesThatAreLeftOutOrComeTwice() throws {
    guard Self.isInstalled else { return }
    for (expression, expected) in [
      (
        "datetime('2017-03-26T02:30[Europe/Stockholm]')",
        "'2017-03-26T03:30+02:00[Europe/Stockholm]'"
      ),
      (
        "datetime('2017-10-29T02:30+01:00[Europe/Stockholm]')",
        "'2017-10-29T02:30+01:00[Europe/Stockholm]'"
      ),
      (
        "datetime('2017-10-29T02:30+02:00[Europe/Stockholm]') + duration('PT1H')",
        "'2017-10-29T02:30+01:00[Europe/Stockholm]'"
      ),
      (
        "datetime({datetime: datetime('2017-10-29T02:30+01:00[Europe/Stockholm]'), minute: 40})",
        "'2017-10-29T02:40+01:00[Europe/Stockholm]'"
      ),
      (
        "datetime('2017-10-28T12:00[Europe/Stockholm]') + duration('P1D')",
        "'2017-10-29T12:00+01:00[Europe/Stockholm]'"
      ),
      (
        "datetime('2017-10-28T12:00[Europe/Stockholm]') + duration('PT24H')",
        "'2017-10-29T11:00+01:00[Europe/Stockholm]'"
      ),
    ] {
      #expect(TemporalTests.result(expression) == expected, "\(expression)")
    }
  }

  /// Seconds of a few centuries, and those about every full hour of a year for which only the yearly rule
  /// holds.
  private static var seconds: [Int] {
    var random = SplitMix64(seed: runSeed)
    let start = 5_680_281_600  // 2150-01-01T00:00Z
    return (0..<400).map { _ in Int.random(in: -4_000_000_000...8_000_000_000, using: &random) }
      + (0..<8760).flatMap { [start + 3600 * $0 - 1, start + 3600 * $0] }
  }

  private static func text(_ offset: ZoneOffset) -> String {
    let size = abs(offset.seconds)
    let digits = [size / 3600, size / 60 % 60, size % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }
    return (offset.seconds < 0 ? "-" : "+") + digits.joined(separator: ":")
  }

  /// The C library reads the same files.
  @Test(arguments: names) func offsetsAreThoseOfTheSystem(_ name: String) throws {
    guard Self.isInstalled else { return }
    let rules = try TimeZoneDatabase().zone(named: name)
    let seconds = Self.seconds
    let expected = try Self.systemOffsets(name, seconds)
    let actual = seconds.map { Self.text(rules.offset(at: $0)) }
    let place = zip(actual, expected).enumerated().first { $0.element.0 != $0.element.1 }
    #expect(expected.count == seconds.count)
    #expect(place == nil, "at \(seconds[place?.offset ?? 0]), seed \(runSeed)")
  }

  /// The C library reads the same notation.
  @Test(arguments: [
    "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT,M3.2.0,M11.1.0", "AAA3BBB,J60/2,J300/2:30",
    "AAA3BBB,59,299/0", "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0", "IST-1GMT0,M10.5.0,M3.5.0/1",
    "<-02>2<-01>,M3.5.0/-1,M10.5.0/0", "<+0845>-8:45", "AAA0BBB,M2.5.3/26,J366/1",
  ])
  func yearlyRulesAreThoseOfTheSystem(_ text: String) throws {
    guard let rule = YearlyRule(Array(text.utf8)) else {
      // There is no day 366 that February 29 is not among.
      #expect(text.contains("J366"))
      return
    }
    let seconds = Self.seconds.suffix(2 * 8760)
    let expected = try Self.systemOffsets(text, Array(seconds))
    let actual = seconds.map { Self.text(rule.offset(at: $0)) }
    #expect(actual == expected)
  }

  @Test func withoutDataTheErrorSaysWhatToDo() {
    let zones = TimeZoneDatabase(folder: "/nowhere")
    #expect {
      try zones.zone(named: "Europe/Stockholm")
    } throws: { error in
      "\(error)"
        == "the time zone 'Europe/Stockholm' cannot be looked up: there are none in /nowhere; install tzdata, or write an offset such as +01:00"
    }
  }

  /// Files that are damaged anywhere are refused or read, and never trap.
  @Test func damagedFilesDoNotTrap() throws {
    guard Self.isInstalled else { return }
    let whole = [UInt8](
      try Data(contentsOf: URL(filePath: "/usr/share/zoneinfo/Europe/Stockholm")))
    let damage = zip(Gen.int(in: 0...whole.count - 1), Gen.int(in: 0...255))
    try forAll(zip(damage.array(atMost: 12), Gen.int(in: 0...whole.count)), count: 2000) {
      damage, length in
      var bytes = whole
      for (place, byte) in damage { bytes[place] = UInt8(byte) }
      if length % 3 == 0 { bytes = Array(bytes.prefix(length)) }
      guard let rules = try? TimeZoneRules(name: "damaged", bytes) else { return }
      for second in [0, -4_000_000_000, 8_000_000_000, 31_556_889_832_780_799] {
        _ = rules.offset(at: second)
        _ = rules.offsets(whereClocksShow: second)
      }
    }
  }

  private static var isInstalled: Bool {
    let isThere = FileManager.default.fileExists(atPath: "/usr/share/zoneinfo/Europe/Stockholm")
    if !isThere { print("skipped: tzdata is not installed") }
    return isThere
  }

  /// What `date` says, as `+01:00:00`.
  private static func systemOffsets(_ name: String, _ seconds: [Int]) throws -> [String] {
    // From a file: a pipe that is full while the other is full waits for ever.
    let input = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).txt")
    defer { try? FileManager.default.removeItem(at: input) }
    try Data(seconds.map { "@\($0)\n" }.joined().utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(filePath: "/bin/date")
    process.arguments = ["-f", input.path, "+%::z"]
    process.environment = ["TZ": name, "LC_ALL": "C"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
  }
}
