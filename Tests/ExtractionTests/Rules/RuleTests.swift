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
