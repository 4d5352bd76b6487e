import Language

/// Whether a role such as *the judge* can be that of a person of whom the text tells otherwise.
///
///     The publisher Robert Maxwell sued … The judge rejected the suit.     another
///     Police arrested Carlos Duarte. The priest was killed in Cali.        another
///     Justice Ann Reed … The judge rejected the suit.                      may be hers
///
/// These roles stand before a name, or are told of it; where the text gives somebody none that is akin, it means another.
struct RoleNouns {
  /// Roles, each with what else tells of it.
  private static let kin = WordTable(
    """
    judge: justice magistrate jurist bench
    magistrate: judge justice
    general: gen marshal commander chief
    colonel: col lieutenant commander
    admiral: adm commander
    captain: capt
    sergeant: sgt
    major: maj
    ambassador: envoy diplomat consul embassy delegate
    envoy: ambassador diplomat mediator secretary representative
    bishop: archbishop monsignor rev prelate
    archbishop: bishop cardinal rev prelate
    cardinal: archbishop prelate
    pope: pontiff papal vatican holy
    pontiff: pope papal vatican holy
    priest: ordained parish father rev reverend pastor monsignor cleric vicar chaplain rector jesuit abbot
    imam: cleric sheik sheikh mullah ayatollah preacher
    rabbi: rebbe
    governor: gov elected
    mayor: elected
    senator: sen senate democrat republican lawmaker legislator
    congressman: rep representative house democrat republican lawmaker
    surgeon: doctor dr physician
    doctor: surgeon dr physician medicine
    nurse:
    lawyer: attorney counsel barrister solicitor law advocate represented represents defended
    teacher: taught professor school headmaster
    professor: prof university taught lecturer
    prosecutor: attorney district procurator
    sheriff:
    king: monarch throne crown royal reign prince
    queen: monarch throne crown royal reign princess
    emperor: monarch throne crown
    sultan: monarch throne
    president: presidency presidential
    minister: ministry cabinet portfolio secretary chancellor pastor rev reverend baptist
    officer: lieutenant captain sergeant police army navy major colonel detective constable patrolman deputy agent \
    soldier commander inspector marine military
    detective: inspector investigator police
    inspector: detective investigator police
    coroner: examiner pathologist
    commissioner: commission police
    witness: testified testify testimony witnessed
    defendant: accused charged charges trial tried indicted pleaded convicted arrested sentenced suspect
    cleric: imam sheik sheikh mullah ayatollah priest bishop religious preacher shiite sunni pastor
    diplomat: ambassador envoy consul embassy foreign
    chairman: chair chairwoman head board led leads executive
    singer: sang songs album band
    actor: film movie starred theater
    actress: film movie starred theater
    painter: painted paintings artist
    boxer: fought boxing champion
    composer: composed music
    farmer: farms farm farming
    banker: bank banking finance
    pilot: flew flight captain plane
    commander: commands commanded general colonel captain major lieutenant admiral marshal chief leader led warlord \
    rebel guerrilla
    """
  ).wordsOfLeft.mapValues(Set.init)
  /// Who has one of these may be called so without being told of it, if he is told to have no other.
  private static let known = professions.union([
    "king", "queen", "emperor", "sultan", "pope", "pontiff", "president", "chairman",
  ])
  private static let professions: Set = [
    "singer", "actor", "actress", "painter", "boxer", "composer", "farmer", "banker", "pilot",
  ]
  /// Whoever has another role may be one of these, too.
  private static let parts = professions.union(["defendant", "witness"])
  private static let titles = Titles.words.union(kin.keys)
  /// A role's other forms begin as it does: *governor*, *governorship*.
  private static let stem = 5

  private let names: [MentionName]
  private let sentences: Sentences
  /// By the last word of persons' names, the words of all titles that the text gives them.
  private var titles: [String: Set<String>] = [:]

  init(_ names: [MentionName], in sentences: Sentences) {
    (self.names, self.sentences) = (names, sentences)
    for (index, mention) in sentences.annotation.mentions.enumerated()
    where names[index].kind == .name && mention.type == .person {
      guard let last = names[index].words.last else { continue }
      for title in sentences.titles(of: index) {
        titles[last, default: []].formUnion(title.modifiers.union([title.noun]))
      }
      // A title that the mention has within.
      titles[last, default: []].formUnion(names[index].words.dropLast())
    }
  }

  /// What a text has told of a person so far, to be asked again and again.
  struct Told {
    /// How many names and mentions of the person it is of.
    fileprivate var named = 0
    fileprivate var mentions = 0
    fileprivate var titles: Set<String> = []
    /// The words of the sentences, and how they begin.
    fileprivate var words: Set<String> = []
  }

  /// The role that a description with *the* is, if it is one of these.
  func role(of mention: Int) -> String? {
    let annotation = sentences.annotation
    guard names[mention].kind == .description, annotation.mentions[mention].type == .person else {
      return nil
    }
    let head = annotation.head(of: names[mention].tokens)
    let noun = sentences.forms[head]
    guard Self.kin[noun] != nil, !sentences.isAscribed(head),
      sentences.isDefinite(head)
    else { return nil }
    return noun
  }

  /// Whether a role is that of nobody who is called by some names and mentioned so before.
  ///
  /// - Parameter mentions: All mentions of the person before the role's, in order.
  func isOfAnother(
    _ role: String, than named: [Int], _ mentions: [Int], before word: Int, _ told: inout Told
  ) -> Bool {
    guard let kin = Self.kin[role], !named.isEmpty else { return false }
    let akin = kin.union([role, stem(of: role)])
    while told.named < named.count {
      let last = names[named[told.named]].words.last ?? ""
      for title in titles[last] ?? [] { told.titles.formUnion([title, stem(of: title)]) }
      told.named += 1
    }
    if !told.titles.isDisjoint(with: akin) { return false }
    if Self.known.contains(role), told.titles.isDisjoint(with: Self.titles) { return false }
    read(mentions, before: sentences.annotation.sentence(of: word), &told)
    return told.words.isDisjoint(with: akin)
  }

  /// Whether a role is none of those by which somebody was described who has no name: *the prosecutor … the judge*.
  func isApart(_ role: String, from nouns: Set<String>) -> Bool {
    guard let kin = Self.kin[role] else { return false }
    return !nouns.isEmpty && Self.parts.isDisjoint(with: nouns.union([role]))
      && nouns.allSatisfy { noun in
        noun != role && !kin.contains(noun) && Self.kin[noun].map { !$0.contains(role) } ?? false
      }
  }

  private func stem(of word: String) -> String { String(word.prefix(Self.stem)) }

  /// Reads the sentences of mentions up to one.
  private func read(_ mentions: [Int], before end: Int, _ told: inout Told) {
    let annotation = sentences.annotation
    func sentence(_ mention: Int) -> Int {
      annotation.sentence(of: annotation.mentions[mention].tokens.lowerBound)
    }
    while told.mentions < mentions.count {
      let own = sentence(mentions[told.mentions])
      guard own < end else { return }
      if told.mentions == 0 || sentence(mentions[told.mentions - 1]) != own {
        for token in annotation.sentences[own].tokens where tells(token) {
          told.words.formUnion([sentences.forms[token], stem(of: sentences.forms[token])])
        }
      }
      told.mentions += 1
    }
  }

  /// Whether a word of a sentence may tell what somebody in it is: `was ordained a priest`, but not `a priest accused him`.
  private func tells(_ token: Int) -> Bool {
    guard sentences.isNoun(token) else {
      return [.adjective, .verb].contains(sentences.tag(token))
    }
    return sentences.isAscribed(token)
      || !["nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "nmod:poss"]
        .contains(sentences.label(token))
      || sentences.dependents(of: token, "det").isEmpty
  }
}
