/// The words of time.
package enum TimeLexicon {
  static let months: [String: Int] = {
    var months: [String: Int] = [:]
    let names = [
      "january", "february", "march", "april", "may", "june", "july", "august", "september",
      "october", "november", "december",
    ]
    for (index, name) in names.enumerated() {
      months[name] = index + 1
      for short in [name.prefix(3), name.prefix(4)] where short.count < name.count {
        months[String(short) + "."] = index + 1
      }
    }
    for name in [
      "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
    ] {
      months[name] = months[name + "."]
    }
    return months
  }()

  static let weekdays: [String: Int] = {
    var weekdays: [String: Int] = [:]
    let names = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    for (index, name) in names.enumerated() {
      weekdays[name] = index
      weekdays[name.prefix(3) + "."] = index
    }
    weekdays["tues."] = 1
    weekdays["thurs."] = 3
    return weekdays
  }()

  static let numbers: [String: Int] = [
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20,
    "thirty": 30, "forty": 40, "fifty": 50,
    "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "thirteen": 13, "fourteen": 14,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "dozen": 12, "couple": 2,
  ]

  static let units: [String: Unit] = [
    "hour": .hour, "hours": .hour, "day": .day, "days": .day, "week": .week, "weeks": .week,
    "fortnight": .fortnight, "month": .month, "months": .month, "year": .year, "years": .year,
    "decade": .decade,
    "decades": .decade,
  ]

  /// First and last month of a season; winter reaches into the next year.
  static let seasons: [String: (Int, Int)] = [
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14),
  ]

  static let decades: [String: Int] = [
    "twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7,
    "eighties": 8, "nineties": 9,
  ]

  static let ordinals: [String: Int] = ["first": 1, "second": 2, "third": 3, "fourth": 4]

  /// A day that a feast has in every year, or so many days from Easter.
  enum Feast {
    case fixed(month: Int, day: Int)
    case fromEaster(Int)

    func day(in year: Int) -> CalendarDay? {
      switch self {
      case .fixed(let month, let day): CalendarDay(year: year, month: month, day: day)
      case .fromEaster(let days): CalendarDay.easter(of: year).map { $0 + days }
      }
    }
  }

  /// By their words, feasts.
  static let feasts: [([String], Feast)] = [
    (["christmas", "day"], .fixed(month: 12, day: 25)),
    (["christmas", "eve"], .fixed(month: 12, day: 24)),
    (["boxing", "day"], .fixed(month: 12, day: 26)),
    (["new", "year", "'s", "eve"], .fixed(month: 12, day: 31)),
    (["new", "year", "’s", "eve"], .fixed(month: 12, day: 31)),
    (["new", "year", "'s", "day"], .fixed(month: 1, day: 1)),
    (["new", "year", "’s", "day"], .fixed(month: 1, day: 1)),
    (["may", "day"], .fixed(month: 5, day: 1)),
    (["palm", "sunday"], .fromEaster(-7)), (["maundy", "thursday"], .fromEaster(-3)),
    (["good", "friday"], .fromEaster(-2)), (["easter", "sunday"], .fromEaster(0)),
    (["easter", "monday"], .fromEaster(1)),
  ]

  static let partsOfDay: Set<String> = ["morning", "afternoon", "evening", "night"]

  /// Plurals so short that what they lie between is of one day.
  static let shortWhiles: Set<String> = ["hours", "minutes", "moments", "seconds"]

  enum Unit {
    case hour, day, week, fortnight, month, year, decade

    /// Whether it is counted in days, from a day.
    var isOfDays: Bool { [.hour, .day, .week, .fortnight].contains(self) }
  }

  /// Whether a noun, in the singular or the plural, is something that is called by its year: an event, a work, what
  /// is agreed or reported.
  package static func isDatable(_ form: String) -> Bool {
    datable.contains(form)
      || form.hasSuffix("s") && datable.contains(String(form.dropLast()))
      || form.hasSuffix("es") && datable.contains(String(form.dropLast(2)))
      || form.hasSuffix("ies") && datable.contains(form.dropLast(3) + "y")
  }

  private static let datable: Set<String> = [
    // What is held and decided.
    "election", "by-election", "runoff", "referendum", "poll", "vote", "ballot", "race", "primary",
    "campaign", "convention", "congress", "summit", "conference", "forum", "assembly", "meeting",
    "talk", "negotiation", "visit", "trip", "tour", "inauguration", "ceremony", "wedding",
    "funeral", "anniversary", "celebration", "festival", "exhibition", "expo", "show", "concert",
    "hearing", "trial", "lawsuit", "case", "investigation", "inquiry", "arrest", "conviction",
    "verdict", "ruling", "decision", "judgment", "sentence", "sanction", "indictment",
    // Games.
    "olympic", "game", "cup", "championship", "tournament", "final", "semifinal", "match",
    "series", "season", "league", "draft", "bowl", "open", "prix", "marathon", "rally", "playoff",
    "award", "prize", "win", "victory", "defeat", "loss", "debut",
    // What is fought and suffered.
    "war", "conflict", "battle", "siege", "invasion", "incursion", "offensive", "operation",
    "attack", "bombing", "airstrike", "strike", "raid", "assault", "shooting", "massacre",
    "killing", "murder", "assassination", "genocide", "kidnapping", "coup", "revolution",
    "uprising", "revolt", "rebellion", "mutiny", "riot", "unrest", "protest", "demonstration",
    "march", "clash", "crisis", "crises", "recession", "crash", "collapse", "disaster",
    "earthquake", "quake", "tsunami", "flood", "flooding", "hurricane", "storm", "fire", "blaze",
    "explosion", "blast", "accident", "incident", "eruption", "epidemic", "pandemic", "outbreak",
    "drought", "famine", "scandal", "affair", "event", "death",
    // What is agreed.
    "agreement", "accord", "treaty", "pact", "deal", "ceasefire", "truce", "peace",
    "constitution", "law", "act", "bill", "resolution", "amendment", "reform",
    "plan", "proposal", "program", "programme", "project", "budget", "merger", "takeover",
    "acquisition", "sale", "purchase", "border", "line", "split", "partition",
    // What is written, said and shown.
    "interview", "book", "novel", "memoir", "biography", "essay", "article", "paper", "letter",
    "speech", "address", "statement", "report", "study", "survey", "census", "estimate", "figure",
    "result", "review", "film", "movie", "documentary", "play", "musical", "opera", "album",
    "song", "single", "video", "edition", "version", "model", "remake",
  ]

  /// What numbers before them measure, or how many of whom.
  static let measures: Set<String> = [
    "m", "km", "cm", "mm", "kg", "mw", "kw", "metre", "metres", "meter", "meters", "kilometre",
    "kilometres", "kilometer", "kilometers", "mile", "miles", "foot", "feet", "yard", "yards",
    "acre", "acres", "hectare", "hectares", "square", "cubic", "ton", "tons", "tonne", "tonnes",
    "kilogram", "kilograms", "pound", "pounds", "litre", "litres", "liter", "liters", "barrel",
    "barrels", "megawatt", "megawatts", "volt", "watt", "dollar", "dollars", "euro", "euros",
    "percent", "strong", "odd", "plus", "seat", "page", "room", "bed", "man", "woman", "member",
    "person", "people", "employee", "worker", "soldier", "year", "month", "week", "day", "hour",
    "minute",
  ]

  /// Whether a noun has the form of a plural.
  static func isPlural(_ form: String) -> Bool {
    plurals.contains(form)
      || form.hasSuffix("s") && !["ss", "us", "is"].contains { form.hasSuffix($0) }
  }

  /// Plurals without an *s*.
  private static let plurals: Set<String> = [
    "people", "men", "women", "children", "police", "staff", "cattle", "sheep", "fish", "feet",
  ]
}
