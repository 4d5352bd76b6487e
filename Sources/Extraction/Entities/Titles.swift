/// The words of titles, and those that change whose they are.
enum Titles {
  /// Short forms before a name.
  static let full = [
    "gen.": "general", "sen.": "senator", "col.": "colonel", "lt.": "lieutenant",
    "lieut.": "lieutenant", "capt.": "captain", "sgt.": "sergeant", "maj.": "major",
    "adm.": "admiral", "gov.": "governor", "rep.": "representative", "prof.": "professor",
    "pres.": "president", "rev.": "reverend", "dr.": "doctor", "brig.": "brigadier",
    "cmdr.": "commander", "cpl.": "corporal", "insp.": "inspector", "supt.": "superintendent",
  ]

  /// Whole titles are made of these alone: *the Prime Minister*.
  static let words = Set(
    WordTable.words(
      """
      president vice deputy prime minister premier chancellor foreign defense defence interior finance secretary attorney \
      speaker governor mayor ambassador senator congressman congresswoman king queen prince princess emperor empress \
      sultan emir shah duke duchess pope pontiff cardinal archbishop bishop patriarch rabbi imam general colonel major \
      captain admiral marshal lieutenant sergeant judge justice chief commissioner chairman chairwoman director professor \
      first lady dame
      """))

  /// Whether words are a whole title: *prime minister*, *secretary of state*.
  static func areTitle(_ words: [String]) -> Bool {
    words.allSatisfy(Self.words.contains) || words.suffix(3) == ["secretary", "of", "state"]
  }

  /// What tells two of one surname apart, and whether it is said of the younger.
  static let ages = ["younger": true, "elder": false, "older": false]

  /// With them another is meant than who has the title now, or than who had it.
  static let successions: Set = [
    "former", "ex", "late", "then", "new", "next", "previous", "incoming", "outgoing", "acting",
    "interim", "future", "other", "second", "current", "last", "third", "ousted", "deposed",
    "toppled", "elect", "designate",
  ]

  /// They make another office of one: the *prime minister* is not meant by *the minister*.
  static let distinctions: Set = [
    "prime", "vice", "deputy", "assistant", "attorney", "secretary", "solicitor", "consul",
    "inspector", "surgeon", "first", "chief", "shadow", "governor", "director", "under",
  ]

  /// What ministers are of: *the foreign minister*, *the press secretary*.
  static let portfolios: Set = [
    "foreign", "defense", "defence", "interior", "home", "finance", "treasury", "economy",
    "economics", "health", "education", "justice", "trade", "industry", "tourism", "agriculture",
    "transport", "transportation", "labor", "labour", "energy", "oil", "housing", "environment",
    "culture", "information", "press", "planning",
  ]

  /// Honorifics before a name.
  static let honorifics: Set = [
    "mr", "mrs", "ms", "miss", "mme", "madame", "lady", "sir", "herr", "frau", "dr", "rev",
  ]

  /// Titles that stand before a surname, rather than before a given name as a king's do.
  static let beforeSurnames = words.subtracting([
    "king", "queen", "prince", "princess", "emperor", "empress", "sultan", "emir", "shah", "duke",
    "duchess", "pope", "pontiff", "cardinal", "archbishop", "bishop", "patriarch", "first", "lady",
    "dame",
  ]).union([
    "inspector", "superintendent", "constable", "detective", "officer", "trooper", "corporal",
    "councillor", "councilor", "sheriff", "cllr", "mlle", "mademoiselle", "supt", "insp", "pte",
    "pvt", "tpr", "sgt", "cpl", "det", "const", "amb", "emeritus",
  ])

  /// Ranks of the police, written in capitals: *DCI Marr*.
  static let ranks: Set = ["DCI", "DCS", "DI", "DS", "DC", "PC", "WPC", "PCSO", "CI", "PS"]

  /// What a judge has behind the surname: *Hale LJ*.
  static let judges: Set = ["J", "LJ", "CJ", "LCJ", "JSC"]

  /// Letters behind a person's name: *Zaha Hadid DBE RA*, *Daniel Bernoulli FRS*.
  static let postNominals = Set(
    WordTable.words(
      """
      OBE MBE CBE KBE DBE GBE OM CH KG KT CB KCB GCB DCB CMG KCMG GCMG KCVO GCVO CVO MVO DSO DSC DFC MC VC GC AO AM AC OAM \
      ONZM CNZM DNZM KNZM FRS FRSE FBA FRSC FRAS FRCS RA QC KC SC MP MEP MLA MSP MD PhD Ph.D. Esq. SJ S.J. OP O.P. OFM
      """))
}
