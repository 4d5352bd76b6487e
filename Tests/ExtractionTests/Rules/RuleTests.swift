import GraphModel
import Language
import Testing

@testable import Extraction

/// Every rule on trees written by hand.
@Suite struct RuleTests {
  @Test func verb() throws {
    let tree = Tree(
      """
      *Seely/PROPN/nsubj/2=Person wrote/VERB/root/0 to/ADP/case/5 the/DET/det/5 *ministry/NOUN/obl/2=Organization
      """)
    #expect(try tree.findings([("wrote-to", "S write to O")]) == ["Seely wrote-to ministry (verb)"])
    #expect(try tree.findings([("wrote-to", "S write * to O")]) == [])
    #expect(try tree.findings([("criticized", "S write O")]) == [])
    #expect(
      try tree.findings([("wrote-to", "S:Organization write to O")]) == [],
      "the pattern wants another type")
    #expect(try tree.findings([("killed", "S write to O")]) == [], "nobody kills a ministry")
  }

  @Test func fixedObjectAndTransparentNoun() throws {
    let tree = Tree(
      """
      *Iran/PROPN/nsubj/2=Organization launched/VERB/root/0 a/DET/det/4 series/NOUN/obj/2 of/ADP/case/6 \
      attacks/NOUN/nmod/4 on/ADP/case/8 *forces/NOUN/nmod/6=Organization
      """)
    let phrases = [("attacked", "S launch attack|strike on O")]
    #expect(try tree.findings(phrases) == ["Iran attacked forces (verb)"])
    #expect(try tree.findings([("attacked", "S launch raid on O")]) == [])
    #expect(
      try tree.findings([("attacked", "S's attack on O")]) == [],
      "a noun under another is not the verb's")
  }

  @Test func passive() throws {
    let tree = Tree(
      """
      the/DET/det/2 *vote/NOUN/nsubj:pass/4=Event was/AUX/aux:pass/4 endorsed/VERB/root/0 by/ADP/case/6 \
      *Mahdi/PROPN/obl:agent/4=Person
      """)
    #expect(try tree.findings([("endorsed", "S endorse O")]) == ["Mahdi endorsed vote (passive)"])
    let agentless = Tree(
      """
      the/DET/det/2 *vote/NOUN/nsubj:pass/4=Event was/AUX/aux:pass/4 endorsed/VERB/root/0 on/ADP/case/6 \
      *Sunday/PROPN/obl/4=Event
      """)
    #expect(try agentless.findings([("endorsed", "S endorse O")]) == [])
    let born = Tree(
      """
      *Ada/PROPN/nsubj:pass/3=Person was/AUX/aux:pass/3 born/VERB/root/0 in/ADP/case/5 *Rome/PROPN/obl/3=Place
      """)
    #expect(try born.findings([("born-in", "S be born in O")]) == ["Ada born-in Rome (verb)"])
  }

  /// What is said with *be* is the head, and *be* stands below it.
  @Test(arguments: [
    (
      "commands", "S be in charge of O", "Senn commands peacekeepers (verb)",
      """
      *Senn/PROPN/nsubj/4=Person is/AUX/cop/4 in/ADP/case/4 charge/NOUN/root/0 of/ADP/case/6 \
      *peacekeepers/NOUN/nmod/4=Group
      """
    ),
    (
      "caused", "S be behind O", "gang caused robbery (verb)",
      """
      The/DET/det/2 *gang/NOUN/nsubj/6=Group was/AUX/cop/6 behind/ADP/case/6 the/DET/det/6 *robbery/NOUN/root/0=Event
      """
    ),
    (
      "caused", "S be responsible for O", "Italy caused attack (verb)",
      """
      *Italy/PROPN/nsubj/3=Place was/AUX/cop/3 responsible/ADJ/root/0 for/ADP/case/6 the/DET/det/6 \
      *attack/NOUN/obl/3=Event
      """
    ),
    (
      "caused", "S be responsible for O", "militia caused attack (relative-clause)",
      """
      *militia/NOUN/nsubj/8=Group which/PRON/nsubj/4 is/AUX/cop/4 responsible/ADJ/acl:relcl/1 for/ADP/case/7 \
      the/DET/det/7 *attack/NOUN/obl/4=Event fled/VERB/root/0
      """
    ),
    (
      "caused", "S be responsible for O", "militia caused attack (relative-clause)",
      """
      *militia/NOUN/nsubj/6=Group responsible/ADJ/amod/1 for/ADP/case/5 the/DET/det/5 *attack/NOUN/obl/2=Event \
      fled/VERB/root/0
      """
    ),
    (
      "commands", "S be in charge of O", "colonel commands troops (relative-clause)",
      """
      the/DET/det/2 *colonel/NOUN/nsubj/7=Person in/ADP/case/4 charge/NOUN/nmod/2 of/ADP/case/6 \
      *troops/NOUN/nmod/4=Group fled/VERB/root/0
      """
    ),
    (
      "located-in", "O be home to S", "library located-in Turku (verb)",
      """
      *Turku/PROPN/nsubj/3=Place is/AUX/cop/3 home/ADV/root/0 to/ADP/case/6 the/DET/det/6 *library/NOUN/obl/3=Organization
      """
    ),
    (
      "fights", "S and O be at war", "Sweden fights Denmark (coordination)",
      """
      *Sweden/PROPN/nsubj/6=Place and/CCONJ/cc/3 *Denmark/PROPN/conj/1=Place are/AUX/cop/6 at/ADP/case/6 war/NOUN/root/0
      """
    ),
    (
      "commands", "S be in charge of O", nil,
      """
      *Senn/PROPN/nsubj/2=Person drew/VERB/root/0 a/DET/det/4 charge/NOUN/obj/2 of/ADP/case/6 *peacekeepers/NOUN/nmod/4=Group
      """
    ),
    (
      "caused", "S be behind O", nil,
      """
      *gang/NOUN/nsubj/5=Group behind/ADP/case/4 the/DET/det/4 *robbery/NOUN/nmod/1=Event fled/VERB/root/0
      """
    ),
    (
      "caused", "S be responsible for O", nil,
      """
      *Italy/PROPN/nsubj/2=Place punished/VERB/root/0 responsible/ADJ/amod/4 *men/NOUN/obj/2=Group for/ADP/case/7 \
      the/DET/det/7 *attack/NOUN/obl/2=Event
      """
    ),
  ])
  func predicate(_ relation: String, _ phrase: String, finds: String?, in text: String) throws {
    #expect(try Tree(text).findings([(relation, phrase)]) == [finds].compactMap { $0 })
  }

  @Test func whatIsNotBehindSomethingIsDenied() throws {
    let tree = Tree(
      """
      *gang/NOUN/nsubj/5=Group was/AUX/cop/5 not/PART/advmod/5 behind/ADP/case/5 *robbery/NOUN/root/0=Event
      """)
    #expect(Sentences(tree.annotation).said(at: 3).polarity == .negated)
  }

  /// `in` and `over` are what the sentence makes of them.
  @Test(arguments: [
    (
      "helped", "S take in O", "Malta helped refugees (verb)",
      "*Malta/PROPN/nsubj/2=Place took/VERB:take/root/0 in/ADP/compound:prt/2 *refugees/NOUN/obj/2=Group"
    ),
    (
      "helped", "S take in O", "Malta helped refugees (passive)",
      """
      *refugees/NOUN/nsubj:pass/3=Group were/AUX/aux:pass/3 taken/VERB:take/root/0 in/ADP/compound:prt/3 by/ADP/case/6 \
      *Malta/PROPN/obl:agent/3=Place
      """
    ),
    (
      "appointed", "S bring in O", "Voltra appointed Lee (verb)",
      """
      *Voltra/PROPN/nsubj/2=Organization brought/VERB:bring/root/0 in/ADP/advmod/2 *Lee/PROPN/obl/2=Person
      """
    ),
    (
      "allied-with", "S throw in lot with O", "Serbia allied-with Russia (verb)",
      """
      *Serbia/PROPN/nsubj/2=Place threw/VERB:throw/root/0 in/ADP/compound:prt/2 its/PRON/nmod:poss/5 lot/NOUN/obj/2 \
      with/ADP/case/7 *Russia/PROPN/obl/2=Place
      """
    ),
    (
      "leads", "S preside over O", "Lee leads court (verb)",
      "*Lee/PROPN/nsubj/2=Person presided/VERB:preside/root/0 over/ADP/case/4 *court/NOUN/obl/2=Organization"
    ),
    (
      "lives-in", "S live in O", "Lee lives-in Rome (verb)",
      "*Lee/PROPN/nsubj/2=Person lived/VERB:live/root/0 in/ADP/case/4 *Rome/PROPN/obl/2=Place"
    ),
    (
      "helped", "S take in O", nil,
      "*Malta/PROPN/nsubj/2=Place took/VERB:take/root/0 *refugees/NOUN/obj/2=Group"
    ),
    (
      "acquired", "S take over O", nil,
      """
      *Voltra/PROPN/nsubj/2=Organization took/VERB:take/root/0 *Lexa/PROPN/obj/2=Organization to/ADP/case/5 court/NOUN/obl/2
      """
    ),
  ])
  func particle(_ relation: String, _ phrase: String, finds: String?, in text: String) throws {
    #expect(try Tree(text).findings([(relation, phrase)]) == [finds].compactMap { $0 })
  }

  /// A noun's fixed word stands below it: *the army's chief of staff*, *chief of staff of the army*.
  @Test func aTitleWithAFixedWord() throws {
    let tree = Tree(
      """
      *Lee/PROPN/nsubj/5=Person was/AUX/cop/5 the/DET/det/5 then/ADV/advmod/5 chief/NOUN/root/0 of/ADP/case/7 \
      staff/NOUN/nmod/5 of/ADP/case/10 the/DET/det/10 *army/NOUN/nmod/7=Organization
      """)
    #expect(
      try tree.findings([("works-for", "S, chief of staff of O")]) == ["Lee works-for army (title)"]
    )
    #expect(try tree.findings([("works-for", "S, chief of police of O")]) == [])
  }

  @Test func relativeClause() throws {
    let subject = Tree(
      """
      *MacFarland/PROPN/nsubj/7=Person ,/PUNCT/punct/4 who/PRON/nsubj/4 commanded/VERB/acl:relcl/1 \
      the/DET/det/6 *campaign/NOUN/obj/4=Event spoke/VERB/root/0
      """)
    #expect(
      try subject.findings([("commands", "S command O")])
        == ["MacFarland commands campaign (relative-clause)"])
    let object = Tree(
      """
      the/DET/det/2 *letter/NOUN/nsubj/5=Document *Seely/PROPN/nsubj/4=Person published/VERB/acl:relcl/2 \
      leaked/VERB/root/0
      """)
    #expect(
      try object.findings([("reported", "S publish O")]) == [
        "Seely reported letter (relative-clause)"
      ])
    let reduced = Tree(
      """
      the/DET/det/2 *coalition/NOUN/nsubj/5=Organization fighting/VERB/acl/2 *IS/PROPN/obj/3=Organization \
      stays/VERB/root/0
      """)
    #expect(
      try reduced.findings([("fights", "S fight O")]) == ["coalition fights IS (relative-clause)"])
  }

  @Test func control() throws {
    let object = Tree(
      """
      The/DET/det/2 *attack/NOUN/nsubj/3=Event prompted/VERB/root/0 *Trump/PROPN/obj/3=Person to/PART/mark/6 \
      approve/VERB/xcomp/3 the/DET/det/8 *strike/NOUN/obj/6=Event
      """)
    let phrases = [("approved", "S approve O")]
    #expect(try object.findings(phrases) == ["Trump approved strike (control)"])
    let subject = Tree(
      """
      *Trump/PROPN/nsubj/2=Person promised/VERB/root/0 *Modi/PROPN/obj/2=Person to/PART/mark/5 \
      approve/VERB/xcomp/2 the/DET/det/7 *strike/NOUN/obj/5=Event
      """)
    #expect(try subject.findings(phrases) == ["Trump approved strike (control)"])
    let participle = Tree(
      """
      *Rebels/NOUN/nsubj/2=Group shelled/VERB/root/0 it/PRON/obj/2 ,/PUNCT/punct/5 killing/VERB/advcl/2 \
      six/NUM/nummod/7 *people/NOUN/obj/5=Group
      """)
    #expect(
      try participle.findings([("killed", "S kill O")]) == ["Rebels killed people (control)"])
  }

  @Test func coordination() throws {
    let tree = Tree(
      """
      *Iran/PROPN/nsubj/4=Organization and/CCONJ/cc/3 *Iraq/PROPN/conj/1=Organization signed/VERB/root/0 \
      and/CCONJ/cc/6 ratified/VERB/conj/4 the/DET/det/8 *treaty/NOUN/obj/6=Document
      """)
    #expect(
      try tree.findings([("approved", "S ratify O")])
        == [
          "Iran approved treaty (coordination)", "Iraq approved treaty (coordination)",
        ])
    #expect(
      try tree.findings([("approved", "S sign O")]).contains("Iraq approved treaty (coordination)"))
    #expect(
      try tree.findings([("allied-with", "S and O sign treaty")])
        == ["Iran allied-with Iraq (coordination)"])
  }

  @Test func happening() throws {
    let killing = Tree(
      """
      the/DET/det/2 killing/NOUN/root/0 of/ADP/case/4 *Soleimani/PROPN/nmod/2=Person by/ADP/case/7 \
      the/DET/det/7 *US/PROPN/nmod/2=Organization
      """)
    #expect(
      try killing.findings([("killed", "killing of O by S")]) == ["US killed Soleimani (happening)"]
    )
    let visit = Tree(
      """
      *Trump/PROPN/nmod:poss/3=Person 's/PART/case/1 visit/NOUN/root/0 to/ADP/case/5 *Rome/PROPN/nmod/3=Place
      """)
    #expect(
      try visit.findings([("visited", "S's visit to O")]) == ["Trump visited Rome (happening)"])
    let light = Tree(
      """
      *Trump/PROPN/nsubj/2=Person paid/VERB/root/0 a/DET/det/4 visit/NOUN/obj/2 to/ADP/case/6 *Rome/PROPN/nmod/4=Place
      """)
    #expect(
      try light.findings([("visited", "S's visit to O")]) == ["Trump visited Rome (light-verb)"])
    let talks = Tree(
      """
      talks/NOUN/root/0 between/ADP/case/3 *Iran/PROPN/nmod/1=Organization and/CCONJ/cc/5 *Oman/PROPN/conj/3=Organization
      """)
    #expect(
      try talks.findings([("met-with", "talks between S and O")])
        == ["Iran met-with Oman (coordination)"])
  }

  @Test(arguments: [
    """
    *Quds/PROPN/compound/2 Force/PROPN/compound/3=Organization commander/NOUN/nmod:desc/4 \
    *Soleimani/PROPN/root/0=Person
    """,
    """
    *Soleimani/PROPN/root/0=Person ,/PUNCT/punct/6 the/DET/det/6 *Quds/PROPN/compound/5 \
    Force/PROPN/compound/6=Organization commander/NOUN/appos/1
    """,
    """
    *Soleimani/PROPN/nsubj/4=Person is/AUX/cop/4 the/DET/det/4 commander/NOUN/root/0 of/ADP/case/7 \
    *Quds/PROPN/compound/7 Force/PROPN/nmod/4=Organization
    """,
    """
    commander/NOUN/nmod:desc/5 of/ADP/case/4 *Quds/PROPN/compound/4 Force/PROPN/nmod/1=Organization \
    *Soleimani/PROPN/root/0=Person
    """,
    """
    *Soleimani/PROPN/nsubj:pass/3=Person was/AUX/aux:pass/3 named/VERB/root/0 commander/NOUN/xcomp/3 \
    of/ADP/case/7 *Quds/PROPN/compound/7 Force/PROPN/nmod/4=Organization
    """,
  ])
  func title(_ text: String) throws {
    #expect(
      try Tree(text).findings([("commands", "S, commander of O")])
        == ["Soleimani commands Quds Force (title)"])
  }

  @Test func eachOtherIsBothWays() throws {
    let tree = Tree(
      """
      *Iran/PROPN/nsubj/4=Place and/CCONJ/cc/3 *Iraq/PROPN/conj/1=Place attacked/VERB:attack/root/0 \
      each/DET/obj/4 other/ADJ/fixed/5
      """)
    #expect(
      try tree.findings([("attacked", "S attack O")]) == [
        "Iran attacked Iraq (coordination)", "Iraq attacked Iran (coordination)",
      ])
  }

  /// In *a treaty that Italy signed and a telegram* the telegram is not signed.
  @Test func aRelativeClauseSaysNothingOfWhatIsJoinedBehindIt() throws {
    let tree = Tree(
      """
      a/DET/det/2 *treaty/NOUN/root/0=Document that/PRON/obj/5 *Italy/PROPN/nsubj/5=Place signed/VERB:sign/acl:relcl/2 \
      and/CCONJ/cc/8 a/DET/det/8 *telegram/NOUN/conj/2=Document
      """)
    #expect(
      try tree.findings([("approved", "S sign O")])
        == ["Italy approved treaty (relative-clause)"])
  }

  @Test(arguments: [
    """
    *Ruiz/PROPN/nmod:poss/3=Person 's/PART/case/1 predecessor/NOUN/root/0 ,/PUNCT/punct/5 *Paz/PROPN/appos/3=Person
    """,
    """
    *Paz/PROPN/root/0=Person ,/PUNCT/punct/4 the/DET/det/4 predecessor/NOUN/appos/1 of/ADP/case/6 \
    *Ruiz/PROPN/nmod/4=Person
    """,
  ])
  func titleOfTheObject(_ text: String) throws {
    #expect(
      try Tree(text).findings([("succeeded", "O, predecessor of S")])
        == ["Ruiz succeeded Paz (title)"])
  }

  /// A vice president is no president.
  @Test func theLongerTitleHolds() throws {
    let tree = Tree(
      """
      *US/PROPN/compound/3=Organization vice/NOUN/compound/3 president/NOUN/nmod:desc/4 \
      *Vance/PROPN/root/0=Person
      """)
    #expect(
      try tree.findings([("leads", "S, president of O"), ("works-for", "S, vice president of O")])
        == ["Vance works-for US (title)"])
  }

  @Test func place() throws {
    let tree = Tree(
      """
      a/DET/det/2 *base/NOUN/root/0=Place in/ADP/case/4 *Kirkuk/PROPN/nmod/2=Place
      """)
    #expect(
      try tree.findings([("located-in", "S in O")]) == ["base located-in Kirkuk (place)"])
    #expect(
      try tree.findings([("part-of", "O in S")]) == ["Kirkuk part-of base (place)"])
    let owner = Tree(
      """
      *Iran/PROPN/nmod:poss/3=Organization 's/PART/case/1 *navy/NOUN/root/0=Organization
      """)
    #expect(try owner.findings([("part-of", "O's S")]) == ["navy part-of Iran (place)"])
  }

  @Test func nounPhrase() throws {
    let tree = Tree(
      """
      Mrs./PROPN/nmod:desc/2 Sourabié/PROPN/nsubj/3 founded/VERB/root/0 the/DET/det/5 Families/PROPN/obj/3 \
      of/ADP/case/7 *October/PROPN/nmod/5=Event
      """)
    #expect(
      try tree.findings([("founded", "S found O")]) == [], "one of the two has to be a mention")
    let other = Tree(
      """
      Mrs./PROPN/nmod:desc/2 Sourabié/PROPN/nsubj/3 founded/VERB/root/0 the/DET/det/5 *charity/NOUN/obj/3=Organization
      """)
    #expect(
      try other.findings([("founded", "S found O")]) == ["Sourabié founded charity (noun-phrase)"])
  }

  /// The line before the report's first words is nobody's subject.
  @Test func dateline() throws {
    let tree = Tree(
      """
      *PARIS/PROPN/nsubj/4=Organization —/PUNCT/punct/1 *Police/NOUN/nsubj/4=Organization arrested/VERB/root/0 \
      *men/NOUN/obj/4=Group
      """)
    #expect(try tree.findings([("detained", "S arrest O")]) == ["Police detained men (verb)"])
  }

  @Test(arguments: [
    (
      "he/PRON/nsubj/4 will/AUX/aux/4 not/PART/advmod/4 withdraw/VERB/root/0", 3, Polarity.negated,
      Mode.planned
    ),
    (
      "he/PRON/nsubj/2 denied/VERB/root/0 shelling/VERB/xcomp/2 it/PRON/obj/3", 2, .negated, .fact
    ),
    (
      "they/PRON/nsubj/2 vowed/VERB/root/0 to/PART/mark/4 attack/VERB/xcomp/2", 3, .asserted,
      .planned
    ),
    (
      "no/DET/det/2 decision/NOUN/root/0 to/PART/mark/4 leave/VERB/acl/2", 3, .asserted, .fact
    ),
    (
      "*Kyiv/PROPN/nsubj/2=Organization said/VERB/root/0 they/PRON/nsubj/4 attacked/VERB/ccomp/2",
      3,
      .asserted, .claimed
    ),
    ("it/PRON/nsubj/3 allegedly/ADV/advmod/3 attacked/VERB/root/0", 2, .asserted, .claimed),
    ("they/PRON/nsubj/4 not/PART/advmod/4 only/ADV/advmod/4 met/VERB/root/0", 3, .asserted, .fact),
  ])
  func saidHow(_ text: String, trigger: Int, polarity: Polarity, mode: Mode) {
    let said = Sentences(Tree(text).annotation).said(at: trigger)
    // `no decision to leave`: what is decided is not done.
    let expected = text.hasPrefix("no/") ? Polarity.negated : polarity
    #expect(said.polarity == expected)
    #expect(said.mode == mode)
  }

  /// A user's relation with a phrase of its own is as sure as the phrase is reliable: the model, which
  /// knows nothing of it, has no say.
  @Test func relationOfOnesOwn() throws {
    var vocabulary = Vocabulary.standard
    try vocabulary.add(
      table: "relation\tinverse\tfamily\npoisoned\tpoisoned-by\tconflict\n", file: "r.tsv")
    try vocabulary.add(
      table: "relation\tphrase\treliability\npoisoned\tS poison O\t0.8\n", file: "p.tsv")
    let tree = Tree(
      "*Livia/PROPN/nsubj/2=Person poisoned/VERB/root/0 *Augustus/PROPN/obj/2=Person")
    let extraction = Extractor(vocabulary: vocabulary).extract(
      from: tree.annotation, document: Document(id: "tacitus", text: tree.annotation.text))
    let statement = try #require(extraction.statements.first { $0.relation == "poisoned" })
    #expect(statement.subject.name == "Livia")
    #expect(statement.object.name == "Augustus")
    #expect(statement.confidence == Double(Float(0.8)))
    #expect(statement.evidence.map(\.extractor) == ["verb"])
    #expect(statement.evidence.map(\.quote) == ["Livia poisoned Augustus"])
  }

  @Test func inflection() {
    #expect(Set(Inflection.forms(of: "stop")).isSuperset(of: ["stops", "stopped", "stopping"]))
    #expect(Set(Inflection.forms(of: "write")).isSuperset(of: ["wrote", "written", "writing"]))
    #expect(Set(Inflection.forms(of: "carry")).isSuperset(of: ["carries", "carried", "carrying"]))
    #expect(Set(Inflection.forms(of: "life")).contains("lives"))
    #expect(Set(Inflection.forms(of: "spokesman")).contains("spokesmen"))
  }

  @Test func logarithm() {
    #expect(abs(Logarithm.of(2) - 0.693_147_180_559_945_3) < 1e-15)
    #expect(abs(Logarithm.of(0.012) + 4.422_848_629_194_137) < 1e-14)
    #expect(abs(Logarithm.power(1) - 2.718_281_828_459_045) < 1e-14)
    #expect(abs(Logarithm.power(-4.422_848_629_194_137) - 0.012) < 1e-15)
  }
}
