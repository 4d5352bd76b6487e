/// The words of time.
enum TimeLexicon {
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
    for name in ["jan", "feb", "apr", "aug", "sep", "sept", "oct", "nov", "dec"] {
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
    "thirty": 30, "couple": 2,
  ]

  static let units: [String: Unit] = [
    "hour": .hour, "hours": .hour, "day": .day, "days": .day, "week": .week, "weeks": .week,
    "month": .month, "months": .month, "year": .year, "years": .year, "decade": .decade,
    "decades": .decade,
  ]

  /// First and last month of a season; winter reaches into the next year.
  static let seasons: [String: (Int, Int)] = [
    "spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 14),
  ]

  static let partsOfDay: Set<String> = ["morning", "afternoon", "evening", "night"]

  /// Plurals so short that what they lie between is of one day.
  static let shortWhiles: Set<String> = ["hours", "minutes", "moments", "seconds"]

  enum Unit { case hour, day, week, month, year, decade }
}
