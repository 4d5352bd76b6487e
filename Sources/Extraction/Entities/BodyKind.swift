import GraphModel

/// What kinds of body a word allows that something is, of the kinds that no body is two of.
///
/// *Harbor Airlines* is not what *the museum* means, whatever was named last, nor is *the orchestra* the company. Some
/// words leave more than one open: *the company* may be an airline or a newspaper, but no court.
enum BodyKind: String {
  case teaching, justice, collection, music, bank, airline, hospital, church, press, army, police
  case hotel, firm, union, club, committee, commission, office, charity, party, parliament
  case government, rebels
  /// *the agency*, of what else is called a bank, or a newspaper
  case lender, wire

  /// What may be called a company.
  private static let trading = "firm airline bank press hotel hospital music collection"

  /// Words of names and of descriptions, with what they leave open.
  private static let both = """
    school schools university college academy polytechnic: teaching
    court courts tribunal: justice
    museum gallery: collection
    orchestra philharmonic symphony opera choir: music
    bank banks: bank lender
    airline airlines airways: airline
    hospital hospitals clinic infirmary: hospital
    church cathedral mosque synagogue temple diocese: church
    newspaper paper magazine daily weekly: press wire
    party: party rebels
    parliament senate: parliament
    congress: parliament party union
    police constabulary: police
    hotel: hotel
    company corporation: \(trading)
    ministry treasury: office
    """

  /// Words that mean something else in a name: the *Arakan Army* are rebels.
  private static let inNames = """
    medical: hospital teaching
    times post herald tribune gazette examiner chronicle telegraph journal news ledger mirror: press wire
    assembly: parliament party
    council: parliament party charity rebels office union
    army navy: army rebels charity
    committee: committee charity office
    commission: commission committee office
    administration bureau: office
    board: committee commission office
    press: press firm
    agency: office charity commission lender wire police
    motors industries holdings inc corp ltd plc: firm airline bank press hotel music
    """

  /// The nouns of descriptions.
  private static let described = """
    firm: \(trading)
    studio manufacturer automaker carmaker retailer: firm press
    carrier: airline firm
    broadcaster: press firm
    network: press firm rebels charity
    assembly legislature: parliament
    council: parliament party charity rebels office union government
    army navy military troops soldiers paratroopers: army
    rebels guerrillas insurgents insurgency militants gang: rebels
    militia militias: rebels party
    union: union
    agency: office charity commission lender wire police
    department: office teaching firm police
    group: \(trading) union club committee commission charity party rebels church lender wire
    charity: charity church hospital teaching office
    club franchise: club
    team: club police committee
    committee: committee commission
    commission: commission committee office
    panel: committee commission justice
    board: committee commission office
    movement: party rebels church union charity
    alliance coalition: party rebels army union government charity
    government regime: government
    """

  /// What bodies of workers are called: *the Auto Workers*, *the Teamsters*.
  static let unions: Set = [
    "union", "unions", "workers", "employees", "federation", "association", "guild", "brotherhood",
    "congress", "teamsters", "steelworkers", "machinists",
  ]

  /// What the tables call the kinds.
  static let names = [both, inNames, described].flatMap { WordTable($0).rows.flatMap(\.rightWords) }

  private static func kinds(_ tables: String...) -> [String: Set<BodyKind>] {
    var kinds: [String: Set<BodyKind>] = [:]
    for row in tables.flatMap({ WordTable($0).rows }) {
      let told = Set(row.rightWords.compactMap(BodyKind.init(rawValue:)))
      for word in row.leftWords { kinds[word] = told }
    }
    return kinds
  }

  private static let ofNames = kinds(both, inNames)
  private static let ofNouns = kinds(both, described)

  /// What firms alone have at the end of their names.
  private static let industries: Set = [
    "steel", "energy", "oil", "petroleum", "mining", "foods", "pharmaceuticals", "pharma",
    "chemicals", "electric", "electronics", "automotive", "aerospace", "telecom", "software",
    "semiconductors", "breweries", "shipping", "logistics", "robotics",
  ]

  /// The kinds that the words of a name leave open; none where they tell nothing.
  static func told(byName words: [String]) -> Set<BodyKind> {
    var kinds: Set<BodyKind> = words.reduce(into: []) { $0.formUnion(ofNames[$1] ?? []) }
    // `Novo Steel`, but not the `Department of Energy`
    if kinds.isEmpty, words.count > 1, !words.contains("of"), let last = words.last,
      industries.contains(last)
    {
      kinds.insert(.firm)
    }
    // `Hotel Workers' Union`, but `Western Union` tells nothing.
    if !kinds.isEmpty, words.contains(where: unions.contains) { kinds.insert(.union) }
    return kinds
  }

  private static let rising: Set = [
    "rebel", "rebellious", "mutinous", "renegade", "dissident", "breakaway",
  ]
  /// Soldiers who rise are called both, now so, now so.
  static let mutiny: Set<BodyKind> = [.army, .rebels]

  /// The kinds that a description's noun leaves open, with the words before it; none where they tell nothing.
  static func told(byNoun noun: String, with modifiers: [String]) -> Set<BodyKind> {
    let kinds = ofNouns[noun] ?? []
    return kinds.contains(.army) && modifiers.contains(where: rising.contains) ? mutiny : kinds
  }
}
