import GraphModel
import TestSupport
import Testing

@Suite struct NameKeyTests {
  @Test(arguments: [
    ("Qasem Soleimani", "qasem soleimani", "qasem-soleimani"),
    ("US", "us", "us"), ("U.S.", "us", "us"), ("U.S.A.", "usa", "usa"),
    ("U.S.-led", "us led", "us-led"),
    ("A. Lee", "a lee", "a-lee"), ("J.R.R. Tolkien", "jrr tolkien", "jrr-tolkien"),
    ("Mr.Smith", "mr smith", "mr-smith"), ("St. Louis", "st louis", "st-louis"),
    ("Version 2.0", "version 2 0", "version-2-0"), ("Version 20", "version 20", "version-20"),
    ("Iraq’s", "iraqs", "iraqs"), ("Iraq's", "iraqs", "iraqs"), ("O'Brien", "obrien", "obrien"),
    ("al-Maʾmūn", "al mamun", "al-mamūn"), ("  a   b  ", "a b", "a-b"),
    ("Élan", "elan", "élan"), ("E\u{301}lan", "elan", "e\u{301}lan"),
    ("Straße", "strasse", "straße"),
    ("İstanbul", "istanbul", "i\u{307}stanbul"), ("Łódź", "lodz", "łódź"),
    ("قاسم سليماني", "قاسم سليماني", "قاسم-سليماني"), ("قُتل", "قتل", "قُتل"),
    ("中文 名字", "中文 名字", "中文-名字"), ("🛰️", "🛰\u{FE0F}", "🛰\u{FE0F}"), ("🇺🇸", "🇺🇸", "🇺🇸"),
    ("<b>x:y</b>", "b x y b", "b-x-y-b"), ("-", "", "-2d"), ("'", "", "-27"), ("", "", ""),
    ("a\u{0}b\nc", "a b c", "a-b-c"),
  ])
  func foldsAndSlugs(name: String, folded: String, slug: String) {
    #expect(NameKey.fold(name) == folded)
    #expect(NameKey.slug(name) == slug)
    #expect(NameKey.fold(folded) == folded)
  }

  @Test func canonicalBytesAreInTheOrderOfTexts() {
    var random = SplitMix64(seed: runSeed)
    let parts: [Unicode.Scalar] = [
      "a", "e", "z", "/", "-", "é", "\u{301}", "\u{323}", "\u{307}", "ş", "가", "\u{1100}",
      "\u{1161}",
      "\u{FF5E}", "𐍈", "\u{212B}", "Å",
    ]
    func text() -> String {
      var text = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: 0...4, using: &random) {
        text.append(parts.randomElement(using: &random) ?? "a")
      }
      return String(text)
    }
    for _ in 0..<3000 {
      let (left, right) = (text(), text())
      let (own, others) = (NameKey.canonicalBytes(left), NameKey.canonicalBytes(right))
      // Of texts that are not composed, `<` may call a beginning greater.
      let isComposed = left.utf8.elementsEqual(own) && right.utf8.elementsEqual(others)
      let isRight =
        (own == others) == (left == right)
        && (!isComposed || own.lexicographicallyPrecedes(others) == (left < right))
      if !isRight {
        Issue.record(
          "\(left.debugDescription) and \(right.debugDescription) (GRAPHGEN_SEED=\(runSeed))")
      }
    }
  }

  @Test func aHugeNameTakesLinearTime() {
    for part in ["x", "x ", ". ", "é", "e\u{301}", "قُ", "'", "A.", "🛰️"] {
      let name = String(repeating: part, count: 100_000 / part.utf8.count)
      #expect(NameKey.fold(name).utf8.count <= name.utf8.count)
      #expect(NameKey.slug(name).utf8.count <= 4 * name.utf8.count)
    }
  }

  @Test func theNameToShowIsTheOneThatReadsBest() {
    func best(_ names: [String]) -> String {
      names.reduce(names[0]) { NameKey.isPreferred($1, to: $0) ? $1 : $0 }
    }
    for names in [
      ["Qasem Soleimani", "QASEM SOLEIMANI", "qasem soleimani"], ["US", "us"],
      ["Al-Qaeda", "al-Qaeda"],
      ["Iraq", "iraq"],
    ] {
      #expect(best(names) == names[0])
      #expect(best(names.reversed()) == names[0])
    }
  }
}

@Suite struct SoundKeyTests {
  @Test(arguments: [
    ["qasem", "qassem", "ghassem", "qasim", "kasim", "gasem", "kassem"],
    ["soleimani", "suleimani", "sulaymani", "soleymani", "suleymany"],
    ["muhammad", "mohammed", "mohamed"], ["hussein", "husayn", "hossein", "hoseyn"],
    ["khashoggi", "hashoggi"], ["usama", "osama"], ["gaddafi", "qadhafi", "kadafi", "ghaddafi"],
    ["fatima", "fatimah"], ["yusuf", "youssef"], ["chekov", "tchekov"],
  ])
  func spellingsOfOneNameSoundAlike(names: [String]) {
    for name in names {
      #expect(NameKey.sound(of: name) == NameKey.sound(of: names[0]), "\(name)")
      #expect(NameKey.sound(of: name) != nil)
    }
  }

  @Test func differentNamesSoundDifferent() {
    let names = [
      "qasem", "kareem", "hassan", "hussein", "ahmad", "hamid", "iran", "iraq", "trump", "khomeini",
      "khamenei",
    ]
    #expect(Set(names.map { NameKey.sound(of: $0) }).count == names.count)
  }

  @Test(arguments: ["", "a", "al", "li", "bin", "لي", "é", "r2d2", "mimi", "oui"])
  func shortWordsAndOtherLettersHaveNone(word: String) {
    #expect(NameKey.sound(of: word) == nil)
  }
}

@Suite struct EditDistanceTests {
  /// The textbook recursion, without a band.
  private func naive(_ a: [Character], _ b: [Character]) -> Int {
    var table = [[Int]](
      repeating: [Int](repeating: 0, count: b.count + 1), count: a.count + 1)
    for i in 0...a.count {
      for j in 0...b.count {
        if i == 0 || j == 0 {
          table[i][j] = max(i, j)
          continue
        }
        table[i][j] = min(
          table[i - 1][j] + 1, table[i][j - 1] + 1,
          table[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          table[i][j] = min(table[i][j], table[i - 2][j - 2] + 1)
        }
      }
    }
    return table[a.count][b.count]
  }

  @Test func agreesWithTheWholeTable() throws {
    let word = Gen<Character>.one(of: ["a", "b", "c"]).array()
    try forAll(zip(word, word), count: 1_500, maximumSize: 9) { a, b in
      let distance = naive(a, b)
      for limit in 0...9 {
        try checkEqual(
          EditDistance.within(limit, a, b), distance <= limit ? distance : nil, "limit \(limit)")
      }
    }
  }

  @Test func nearestNamesAreOrderedAndBounded() {
    let names = ["wrote-to", "told", "met-with", "killed", "wounded"]
    #expect(NearestNames.nearest(to: "wroteto", among: names) == ["wrote-to"])
    #expect(NearestNames.nearest(to: "kiled", among: names) == ["killed"])
    #expect(NearestNames.nearest(to: "met", among: names) == ["met-with"])
    #expect(NearestNames.nearest(to: "xyzzy", among: names) == [])
    #expect(NearestNames.nearest(to: "", among: names) == [])
    let long = String(repeating: "ab", count: 400)
    #expect(NearestNames.nearest(to: long + "x", among: [long + "y"]) == [long + "y"])
    let page = String(repeating: "ab", count: 20_000)
    #expect(NearestNames.nearest(to: page + "x", among: [page + "y"]) == [])
    #expect(
      NearestNames.nearest(to: String(repeating: "a", count: 1000) + "b", among: [long]) == [])
  }
}

@Suite struct NameIndexTests {
  private func graph() throws -> KnowledgeGraph {
    var builder = GraphBuilder()
    for (name, type, aliases) in [
      ("Qasem Soleimani", EntityType.person, ["Soleimani", "Gen. Soleimani"]),
      ("Adel Abdul Mahdi", .person, ["Abdul Mahdi", "Mahdi"]),
      ("Abu Mahdi al-Muhandis", .person, []),
      ("Islamic State", .organization, ["IS", "ISIS"]),
      ("United States", .place, ["US", "U.S.A."]),
      ("US Marine Corps", .organization, ["Marines"]),
      ("US-led coalition", .organization, ["CJTF-OIR"]),
      ("Iraq", .place, []),
      ("Iraq’s Ministry of Defense", .organization, []),
      ("Émile Zola", .person, []), ("Emile Durkheim", .person, []),
      ("قاسم سليماني", .person, []),
      ("Paris", .place, []), ("Paris", .person, []),
      ("-", .thing, []),
    ] {
      builder.add(EntityRecord(name: name, type: type, aliases: aliases))
    }
    return try builder.build().graph
  }

  @Test(arguments: [
    ("Qasem Soleimani", ["Qasem Soleimani"]), ("soleimani", ["Qasem Soleimani"]),
    ("Qasem", ["Qasem Soleimani"]), ("SOLEIMANI, Qasem", ["Qasem Soleimani"]),
    ("qas sol", ["Qasem Soleimani"]), ("person/qasem-soleimani", ["Qasem Soleimani"]),
    ("IS", ["Islamic State"]), ("is", ["Islamic State"]), ("isis", ["Islamic State"]),
    ("US", ["United States"]), ("U.S.", ["United States"]), ("us", ["United States"]),
    ("usa", ["United States"]), ("marines", ["US Marine Corps"]), ("marine", ["US Marine Corps"]),
    ("mahdi", ["Adel Abdul Mahdi"]), ("abu mahdi", ["Abu Mahdi al-Muhandis"]),
    ("muhandis", ["Abu Mahdi al-Muhandis"]),
    ("Iraq", ["Iraq"]), ("iraq", ["Iraq"]), ("iraqs", ["Iraq’s Ministry of Defense"]),
    ("emile", ["Emile Durkheim", "Émile Zola"]), ("Émile", ["Emile Durkheim", "Émile Zola"]),
    ("E\u{301}mile Zola", ["Émile Zola"]), ("emile zola", ["Émile Zola"]),
    ("سليماني", ["قاسم سليماني"]), ("paris", ["Paris", "Paris"]), ("person/paris", ["Paris"]),
    ("-", ["-"]), ("ministry defense", ["Iraq’s Ministry of Defense"]),
    ("Solemani", ["Qasem Soleimani"]), ("Qassem Solaimani", ["Qasem Soleimani"]),
    ("Ghassem", ["Qasem Soleimani"]), ("Qasim Suleymani", ["Qasem Soleimani"]),
    ("Abu Mehdi", ["Abu Mahdi al-Muhandis"]), ("Irak", ["Iraq"]),
  ])
  func findsWhatIsMeant(query: String, names: [String]) throws {
    let graph = try graph()
    let found: [KnowledgeGraph.EntityIndex]
    switch NameIndex(graph).look(up: query) {
    case .one(let entity), .alike(let entity): found = [entity]
    case .ambiguous(let entities): found = entities
    case .unknown: found = []
    }
    #expect(found.map { graph[$0].name } == names)
    #expect(found == found.sorted())
  }

  @Test(arguments: [
    ("Solemari", ["Qasem Soleimani"]), ("Qassem Solairani", ["Qasem Soleimani"]),
    ("General Soleimani", ["Qasem Soleimani"]), ("Abdulmahdi", ["Adel Abdul Mahdi"]),
    ("Iral", ["Iraq"]), ("xyzzy", []), ("?", []), ("", []), ("zz", []),
  ])
  func suggestsTheNearest(query: String, first: [String]) throws {
    let graph = try graph()
    guard case .unknown(let nearest) = NameIndex(graph).look(up: query) else {
      Issue.record("'\(query)' is known")
      return
    }
    #expect(Array(nearest.prefix(1).map { graph[$0].name }) == first)
    #expect(nearest.count <= 5)
  }

  @Test func everyNameFindsItsBearer() throws {
    try forAll(Gen.world(), count: 80) { world in
      let graph = try world.graph()
      let index = NameIndex(graph)
      for (position, entity) in graph.entities.enumerated() {
        let own = KnowledgeGraph.EntityIndex(position)
        try checkEqual(index.look(up: entity.id), .one(own), entity.id)
        let namesakes = graph.entityIndices.filter { graph[$0].name == entity.name }
        if graph.entityIndex(id: entity.name) == nil {
          try checkEqual(
            index.look(up: entity.name),
            namesakes.count == 1 ? .one(own) : .ambiguous(Array(namesakes)), entity.name)
        }
        for alias in entity.aliases {
          if case .unknown = index.look(up: alias) { throw CheckFailure("'\(alias)' is unknown") }
        }
      }
    }
  }

  @Test func completesTheBeginningsOfNames() throws {
    let graph = try graph()
    let index = NameIndex(graph)
    func completions(_ text: String) -> [String] {
      index.completions(of: text).map { graph[$0].name }
    }
    #expect(completions("qas") == ["Qasem Soleimani"])
    #expect(completions("SOL") == ["Qasem Soleimani"])
    #expect(completions("us") == ["US-led coalition", "US Marine Corps", "United States"])
    #expect(completions("em") == ["Emile Durkheim", "Émile Zola"])
    #expect(completions("").count == graph.entities.count)
    #expect(completions("xyzzy") == [])
  }

  @Test func hostileQueriesTakeLinearTime() throws {
    let graph = try graph()
    let index = NameIndex(graph)
    for part in ["a", "a ", "soleimani ", "é", ". "] {
      let query = String(repeating: part, count: 100_000 / part.utf8.count) + "xyzzy"
      if case .unknown = index.look(up: query) { continue }
      Issue.record("a hundred kilobytes of '\(part)' is known")
    }
  }
}
