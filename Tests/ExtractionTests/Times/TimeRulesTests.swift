import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct TimeRulesTests {
  /// The time of a statement whose trigger, subject and object are those words of a parsed sentence.
  private func time(
    _ sentence: Tree, _ relation: String, trigger: String, of subject: String, and object: String,
    types: (EntityType, EntityType) = (.person, .person), mode: Mode = .fact, date: String? = nil
  ) throws -> String? {
    var annotation = sentence.annotation
    annotation.date = date
    for (word, type) in [(subject, types.0), (object, types.1)] {
      let token = try #require(sentence.place(of: word))
      annotation.mentions.append(
        .init(
          tokens: token..<token + 1, span: annotation.tokens[token].span, type: type, probability: 1
        ))
    }
    annotation.clusters = [[0], [1]]
    let trigger = try #require(sentence.place(of: trigger))
    let entities = DocumentEntities(of: annotation)
    return TimeRules(of: annotation, entities: entities).time(
      of: .init(
        relation: relation, subject: 0, object: 1, probability: 1, isStated: true,
        polarity: .asserted, mode: mode, speaker: nil, trigger: trigger..<trigger + 1))
  }

  /// When Ho defeated Lee, if the text dates those contests.
  private func timeOfDefeat(_ contests: [String]) throws -> String? {
    let sentence = Tree(
      """
      election/NOUN/nsubj:pass/2 held/VERB:hold/root/0 on/ADP/case/4 Sunday/PROPN/obl/2 \
      Ho/PROPN/nsubj/6 defeated/VERB/parataxis/2 Lee/PROPN/obj/6 before/ADP/case/9 \
      race/NOUN/obl/2 in/ADP/case/11 May/PROPN/nmod/9
      """, times: ["Sunday": "2016-09-04", "May": "2016-05"])
    var annotation = sentence.annotation
    for (word, type) in [("Ho", EntityType.person), ("Lee", .person)]
      + contests.map({ ($0, .event) })
    {
      let token = try #require(sentence.place(of: word))
      annotation.mentions.append(
        .init(
          tokens: token..<token + 1, span: annotation.tokens[token].span, type: type, probability: 1
        ))
    }
    annotation.clusters = annotation.mentions.indices.map { [$0] }
    let trigger = try #require(sentence.place(of: "defeated"))
    return TimeRules(of: annotation, entities: DocumentEntities(of: annotation)).time(
      of: .init(
        relation: "defeated", subject: 0, object: 1, probability: 1, isStated: true,
        polarity: .asserted, mode: .fact, speaker: nil, trigger: trigger..<trigger + 1))
  }

  @Test func anOutcomeHasTheTimeOfTheOneContestThatIsDated() throws {
    #expect(try timeOfDefeat(["election"]) == "2016-09-04")
    #expect(try timeOfDefeat([]) == nil)
    #expect(try timeOfDefeat(["election", "race"]) == nil)
  }

  /// When Ho defeated Lee so many sentences after an election that was held on a Sunday, with another contest between
  /// them or none.
  private func timeOfDefeat(
    after count: Int, between: String = "day", written: String? = nil
  ) throws -> String? {
    var words = """
      election/NOUN/nsubj:pass/2 held/VERB:hold/root/0 on/ADP/case/4 Sunday/PROPN/obl/2
      """
    for sentence in 1...count {
      words += " \(between)/NOUN/nsubj/\(sentence * 4 + 2) came/VERB:come/root/0"
      words += " so/ADV/advmod/\(sentence * 4 + 2) ./PUNCT/punct/\(sentence * 4 + 2)"
    }
    let last = (count + 1) * 4
    words += " Ho/PROPN/nsubj/\(last + 2) defeated/VERB:defeat/root/0 Lee/PROPN/obj/\(last + 2)"
    let tree = Tree(words, times: ["Sunday": "2016-09-04"])
    var annotation = tree.annotation
    annotation.date = written
    let mentions: [(Int, EntityType)] = [
      (last, .person), (last + 2, .person), (0, .event), (4, .event),
    ]
    for (token, type) in mentions {
      annotation.mentions.append(
        .init(
          tokens: token..<token + 1, span: annotation.tokens[token].span, type: type, probability: 1
        ))
    }
    annotation.clusters = annotation.mentions.indices.map { [$0] }
    annotation.sentences = (0...count).map {
      .init(tokens: $0 * 4..<($0 + 1) * 4, startsParagraph: $0 == 0)
    }
    annotation.sentences.append(.init(tokens: last..<last + 3, startsParagraph: false))
    return TimeRules(of: annotation, entities: DocumentEntities(of: annotation)).time(
      of: .init(
        relation: "defeated", subject: 0, object: 1, probability: 1, isStated: true,
        polarity: .asserted, mode: .fact, speaker: nil, trigger: last + 1..<last + 2))
  }

  @Test func anOutcomeHasTheTimeOfTheNearestContestOnly() throws {
    #expect(try timeOfDefeat(after: 2) == "2016-09-04")
    #expect(try timeOfDefeat(after: 10) == nil)
    #expect(try timeOfDefeat(after: 2, between: "race") == nil)
  }

  @Test func theNewsIsAboutItsContest() throws {
    #expect(try timeOfDefeat(after: 10, written: "2016-09-06") == "2016-09-04")
    #expect(try timeOfDefeat(after: 2, between: "race", written: "2016-09") == "2016-09-04")
    #expect(try timeOfDefeat(after: 10, written: "2020-01-07") == nil)
  }

  /// What is told of *an attack* behind one with a time is of another; of *the attack*, of that one.
  @Test(arguments: [("the", "2020-01-05"), ("an", nil)] as [(String, String?)])
  func anEventThatIsBroughtInAgainIsAnother(_ article: String, _ expected: String?) throws {
    let tree = Tree(
      """
      raid/NOUN/nsubj/2 began/VERB:begin/root/0 Sunday/PROPN/obl/2 Ho/PROPN/nsubj/5 \
      condemned/VERB/parataxis/2 \(article)/DET/det/7 raid/NOUN/obj/5 Lee/PROPN/nmod/7
      """, times: ["Sunday": "2020-01-05"])
    var annotation = tree.annotation
    for (token, type) in [(3, EntityType.person), (7, .person), (0, .event), (6, .event)] {
      annotation.mentions.append(
        .init(
          tokens: token..<token + 1, span: annotation.tokens[token].span, type: type, probability: 1
        ))
    }
    annotation.clusters = [[0], [1], [2, 3]]
    let time = TimeRules(of: annotation, entities: DocumentEntities(of: annotation)).time(
      of: .init(
        relation: "attacked", subject: 0, object: 1, probability: 1, isStated: true,
        polarity: .asserted, mode: .fact, speaker: nil, trigger: 6..<7))
    #expect(time == expected)
  }

  @Test func aVerbTakesItsOwnTimeBeforeThatOfANounInItsClause() throws {
    let sentence = Tree(
      """
      amid/ADP/case/3 today/NOUN/nmod:poss/3 row/NOUN/obl/5 she/PRON/nsubj/5 told/VERB/root/0 \
      him/PRON/obj/5 on/ADP/case/8 Sunday/PROPN/obl/5
      """, times: ["today": "2020-01-06", "Sunday": "2020-01-05"])
    #expect(
      try time(sentence, "told", trigger: "told", of: "she", and: "him") == "2020-01-05")
  }

  @Test func aComplementHasTheTimeOfTheVerbThatGovernsIt() throws {
    let sentence = Tree(
      """
      over/ADP/case/2 weekend/NOUN/obl/4 they/PRON/nsubj/4 started/VERB/root/0 \
      asking/VERB/xcomp/4 schools/NOUN/obj/5
      """, times: ["weekend": "2020-01-04/2020-01-05"])
    #expect(
      try time(sentence, "requested", trigger: "asking", of: "they", and: "schools")
        == "2020-01-04/2020-01-05")
  }

  @Test func aVerbHasTheTimeOfItsComplement() throws {
    let sentence = Tree(
      """
      they/PRON/nsubj/2 urged/VERB/root/0 troops/NOUN/obj/2 to/PART/mark/5 leave/VERB/xcomp/2 \
      over/ADP/case/7 weekend/NOUN/obl/5
      """, times: ["weekend": "2020-01-04/2020-01-05"])
    #expect(
      try time(sentence, "requested", trigger: "urged", of: "they", and: "troops")
        == "2020-01-04/2020-01-05")
  }

  @Test func aFollowingVerbSharesTheTimeWithTheSubjectOnly() throws {
    let shared = Tree(
      """
      Sunday/PROPN/obl/3 he/PRON/nsubj/3 met/VERB/root/0 kings/NOUN/obj/3 and/CCONJ/cc/6 \
      visited/VERB/conj/3 Rome/PROPN/obj/6
      """, times: ["Sunday": "2020-01-05"])
    #expect(
      try time(
        shared, "visited", trigger: "visited", of: "he", and: "Rome", types: (.person, .place))
        == "2020-01-05")
    let other = Tree(
      """
      Sunday/PROPN/obl/3 he/PRON/nsubj/3 met/VERB/root/0 kings/NOUN/obj/3 and/CCONJ/cc/7 \
      she/PRON/nsubj/7 visited/VERB/conj/3 Rome/PROPN/obj/7
      """, times: ["Sunday": "2020-01-05"])
    #expect(
      try time(
        other, "visited", trigger: "visited", of: "she", and: "Rome", types: (.person, .place))
        == nil)
  }

  @Test func thePresentTakesNoTimeFromThePast() throws {
    let tree = Tree(
      """
      Lee/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 founded/VERB:found/root/0 in/ADP/case/5 \
      2012/NUM/obl/3 and/CCONJ/cc/7 arms/VERB:arm/conj/3 rebels/NOUN/obj/7
      """, times: ["2012": "2012"])
    #expect(
      try time(
        tree, "gave-to", trigger: "arms", of: "Lee", and: "rebels", types: (.organization, .group))
        == nil)
  }

  @Test func whatLastsTakesOnlyTheTimeOfItsTrigger() throws {
    let clause = Tree(
      """
      Seely/PROPN/nsubj/5 ,/PUNCT/punct/4 a/DET/det/4 commander/NOUN/appos/1 spoke/VERB/root/0 \
      in/ADP/case/7 2016/NUM/obl/5
      """, times: ["2016": "2016"])
    #expect(
      try time(
        clause, "leads", trigger: "commander", of: "Seely", and: "commander",
        types: (.person, .organization)) == nil)
    let trigger = Tree(
      """
      Seely/PROPN/nsubj/2 president/NOUN/root/0 until/ADP/case/4 2016/NUM/nmod/2 \
      Iraq/PROPN/nmod/2
      """, times: ["2016": "../2016"])
    #expect(
      try time(
        trigger, "leads", trigger: "president", of: "Seely", and: "Iraq",
        types: (.person, .place)) == "../2016")
  }

  @Test func whatIsMadeHasTheDateOfItsMaking() throws {
    let sentence = Tree(
      """
      judgment/NOUN/root/0 of/ADP/case/3 court/NOUN/nmod/1 on/ADP/case/5 July/PROPN/nmod/1
      """, times: ["July": "2015-07-08"])
    #expect(
      try time(
        sentence, "created", trigger: "of", of: "court", and: "judgment",
        types: (.organization, .document)) == "2015-07-08")
  }

  @Test func whatHappensToAnEventDatesIt() throws {
    let sentence = Tree(
      """
      election/NOUN/nsubj:pass/2 held/VERB:hold/root/0 on/ADP/case/4 Sunday/PROPN/obl/2 \
      Chu/PROPN/nsubj/6 winner/NOUN/parataxis/2
      """, times: ["Sunday": "2016-09-04"])
    #expect(
      try time(
        sentence, "won", trigger: "winner", of: "Chu", and: "election", types: (.person, .event))
        == "2016-09-04")
  }

  @Test func aMentionsOwnTimeComesBeforeWhatItsEventIsGivenElsewhere() throws {
    let sentence = Tree(
      """
      games/NOUN/nsubj/2 began/VERB:begin/root/0 Sunday/PROPN/obl/2 2018/NUM/nmod:poss/5 \
      competition/NOUN/nsubj/6 takes/VERB/parataxis/2 place/NOUN/obj/6 in/ADP/case/9 \
      Quito/PROPN/obl/6
      """, times: ["Sunday": "2017-07-16", "2018": "2018"])
    #expect(
      try time(
        sentence, "located-in", trigger: "place", of: "competition", and: "Quito",
        types: (.event, .place)) == "2018")
    #expect(
      try time(
        sentence, "located-in", trigger: "place", of: "games", and: "Quito",
        types: (.event, .place)) == "2017-07-16")
  }

  @Test func aComplementOfACopularPredicateHasItsTime() throws {
    let sentence = Tree(
      """
      Ho/PROPN/nsubj/3 was/AUX/cop/3 guest/NOUN/root/0 Sunday/PROPN/nmod/3 was/AUX/cop/6 \
      able/ADJ/conj/3 to/PART/mark/8 meet/VERB/xcomp/6 Lee/PROPN/obj/8
      """, times: ["Sunday": "2015-09-20"])
    #expect(
      try time(sentence, "met-with", trigger: "meet", of: "Ho", and: "Lee") == "2015-09-20")
  }

  @Test func whatIsDoneWasWhenTheOneDatedEventOfThatWordWas() throws {
    func time(of trigger: String, _ second: String) throws -> String? {
      let sentence = Tree(
        """
        Ho/PROPN/nsubj/2 attacks/VERB:attack/root/0 Lee/PROPN/obj/2 *attack/NOUN/nsubj:pass/5=Event \
        launched/VERB:launch/parataxis/2 Sunday/PROPN/obl/5 Ho/PROPN/nsubj/8 \
        met/VERB:meet/parataxis/2 Lee/PROPN/obj/8 *\(second)/NOUN/nsubj/11=Event \
        began/VERB:begin/parataxis/2 May/PROPN/obl/11
        """, times: ["Sunday": "2008-01-16", "May": "2008-05"])
      var annotation = sentence.annotation
      for word in ["Ho", "Lee"] {
        let token = try #require(sentence.place(of: word))
        annotation.mentions.append(
          .init(
            tokens: token..<token + 1, span: annotation.tokens[token].span, type: .person,
            probability: 1))
      }
      annotation.clusters = annotation.mentions.indices.map { [$0] }
      let verb = try #require(sentence.place(of: trigger))
      return TimeRules(of: annotation, entities: DocumentEntities(of: annotation)).time(
        of: .init(
          relation: "attacked", subject: 2, object: 3, probability: 1, isStated: true,
          polarity: .asserted, mode: .fact, speaker: nil, trigger: verb..<verb + 1))
    }
    #expect(try time(of: "attacks", "siege") == "2008-01-16")
    #expect(try time(of: "attacks", "attack") == nil)
    #expect(try time(of: "met", "siege") == nil)
  }

  @Test func whatIsSaidAgainWithoutADateTakesTheOnlyOneThatIsGiven() {
    func finding(_ time: String?, to object: Int = 1) -> Extractor.Finding {
      .init(
        subject: 0, relation: "attacked", object: object, qualifiers: Qualifiers(time: time),
        probability: 0.9, isSure: true, span: 0..<1, extractor: "model")
    }
    func times(_ findings: [Extractor.Finding]) -> [String?] {
      Restatements.dated(findings).map(\.qualifiers.time)
    }
    #expect(times([finding(nil), finding("2008-01-16")]) == ["2008-01-16", "2008-01-16"])
    #expect(times([finding(nil), finding("2008"), finding("2009")]) == [nil, "2008", "2009"])
    #expect(times([finding(nil), finding("2008", to: 2)]) == [nil, "2008"])
  }

  @Test func whoResignedFromSomethingHadAnOfficeThereUntilThen() {
    func finding(
      _ relation: String, _ time: String?, of object: Int = 1, polarity: Polarity = .asserted,
      mode: Mode = .fact, isSure: Bool = true
    ) -> Extractor.Finding {
      .init(
        subject: 0, relation: relation, object: object,
        qualifiers: Qualifiers(polarity: polarity, mode: mode, time: time), probability: 0.9,
        isSure: isSure, span: 0..<1, extractor: "model")
    }
    func end(_ finding: Extractor.Finding, after others: Extractor.Finding...) -> String? {
      Restatements.dated([finding] + others)[0].qualifiers.time
    }
    let leads = finding("leads", nil)
    let resigned = finding("resigned-from", "2008-05")
    #expect(end(leads, after: resigned) == "../2008-05")
    #expect(end(finding("leads", "2004/.."), after: resigned) == "2004/..")
    #expect(end(leads, after: resigned, finding("leads", "2004/..")) == "2004/..")
    #expect(end(finding("owns", nil), after: resigned) == nil)
    #expect(end(finding("leads", nil, of: 2), after: resigned) == nil)
    #expect(end(finding("leads", nil, polarity: .negated), after: resigned) == nil)
    #expect(end(finding("leads", nil, mode: .planned), after: resigned) == nil)
    #expect(end(leads, after: resigned, finding("resigned-from", "2009")) == nil)
    #expect(end(leads, after: finding("resigned-from", "2008/..")) == nil)
    #expect(end(leads, after: finding("resigned-from", "2008-05", isSure: false)) == nil)
    #expect(end(leads, after: finding("resigned-from", "2008-05", mode: .planned)) == nil)
  }

  @Test func whatGoesWithAVerbHasItsTime() throws {
    let sentence = Tree(
      """
      gunmen/NOUN/nsubj/2 attacked/VERB/root/0 buses/NOUN/obj/2 Friday/PROPN/obl/2 \
      killing/VERB/advcl/2 soldiers/NOUN/obj/5
      """, times: ["Friday": "2014-08-01"])
    #expect(
      try time(sentence, "killed", trigger: "killing", of: "gunmen", and: "soldiers")
        == "2014-08-01")
    let other = Tree(
      """
      drones/NOUN/nsubj/2 killed/VERB/root/0 Ali/PROPN/obj/2 as/SCONJ/mark/6 he/PRON/nsubj/6 \
      rode/VERB/advcl/2 home/ADV/advmod/6 Friday/PROPN/obl/6
      """, times: ["Friday": "2018-07-27"])
    #expect(
      try time(other, "killed", trigger: "killed", of: "drones", and: "Ali") == "2018-07-27")
    let cause = Tree(
      """
      drones/NOUN/nsubj/2 killed/VERB/root/0 Ali/PROPN/obj/2 because/SCONJ/mark/6 he/PRON/nsubj/6 \
      spoke/VERB/advcl/2 Friday/PROPN/obl/6
      """, times: ["Friday": "2018-07-27"])
    #expect(try time(cause, "killed", trigger: "killed", of: "drones", and: "Ali") == nil)
  }

  @Test func aDatelineDatesNothing() throws {
    let sentence = Tree(
      """
      Wednesday/PROPN/obl/4 —/PUNCT/punct/1 campaigners/NOUN/nsubj/4 gave/VERB/root/0 \
      members/NOUN/obj/4 petitions/NOUN/obj/4
      """, times: ["Wednesday": "2014-01-29"])
    #expect(
      try time(sentence, "gave-to", trigger: "gave", of: "campaigners", and: "members") == nil)
    let later = Tree(
      """
      Wednesday/PROPN/obl/4 —/PUNCT/punct/1 campaigners/NOUN/nsubj/4 gave/VERB/root/0 \
      members/NOUN/obj/4 petitions/NOUN/obj/4 Tuesday/PROPN/obl/4
      """, times: ["Wednesday": "2014-01-29", "Tuesday": "2014-01-28"])
    #expect(
      try time(later, "gave-to", trigger: "gave", of: "campaigners", and: "members")
        == "2014-01-28")
  }

  @Test(arguments: [
    ("Rao/PROPN/nsubj/2 joined/VERB/root/0 Front/PROPN/obj/2 May/PROPN/obl/2", "2020-05/.."),
    ("Rao/PROPN/nsubj/2 left/VERB/root/0 Front/PROPN/obj/2 May/PROPN/obl/2", "../2020-05"),
    ("Rao/PROPN/nsubj/2 sued/VERB/root/0 Front/PROPN/obj/2 May/PROPN/obl/2", "2020-05"),
    (
      """
      Rao/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 expelled/VERB/root/0 from/ADP/case/5 \
      Front/PROPN/obl/3 May/PROPN/obl/3
      """, "../2020-05"
    ),
    ("Rao/PROPN/nsubj/2 expelled/VERB/root/0 Front/PROPN/obj/2 May/PROPN/obl/2", "2020-05"),
    (
      """
      Rao/PROPN/root/0 elected/VERB/acl/1 to/ADP/case/4 Front/PROPN/obl/2 in/ADP/case/6 \
      May/PROPN/obl/2
      """, "2020-05/.."
    ),
    (
      "Rao/PROPN/nsubj/2 took/VERB/root/0 over/ADP/compound:prt/2 Front/PROPN/obj/2 May/PROPN/obl/2",
      "2020-05/.."
    ),
    (
      """
      Rao/PROPN/nsubj/4 did/AUX/aux/4 not/PART/advmod/4 leave/VERB/root/0 Front/PROPN/obj/4 \
      May/PROPN/obl/4
      """, "2020-05"
    ),
    (
      "Rao/PROPN/nsubj/3 may/AUX/aux/3 join/VERB/root/0 Front/PROPN/obj/3 May/PROPN/obl/3",
      "2020-05"
    ),
    ("Rao/PROPN/nsubj/2 fled/VERB/root/0 Front/PROPN/obj/2 May/PROPN/obl/2", "../2020-05"),
    (
      """
      Rao/PROPN/nsubj/2 moved/VERB/root/0 from/ADP/case/4 Front/PROPN/obl/2 May/PROPN/obl/2
      """, "../2020-05"
    ),
    (
      """
      Rao/PROPN/nsubj/2 moved/VERB/root/0 to/ADP/case/4 Front/PROPN/obl/2 May/PROPN/obl/2
      """, "2020-05/.."
    ),
  ])
  func aTenureBeginsAndEnds(_ text: String, _ expected: String) throws {
    let sentence = Tree(text, times: ["May": "2020-05"])
    let trigger = try #require(
      sentence.annotation.tokens.firstIndex { $0.tag == .verb }.map {
        sentence.annotation.form($0)
      })
    #expect(
      try time(
        sentence, "member-of", trigger: trigger, of: "Rao", and: "Front",
        types: (.person, .organization)) == expected)
  }

  /// What stands beside the name is left by resigning, not by leaving or joining something else.
  @Test(
    arguments: [
      ("resigned/VERB/root/0 May/PROPN/obl/4", "../2020-05"),
      ("left/VERB/root/0 Rome/PROPN/obj/4 May/PROPN/obl/4", nil),
      ("moved/VERB/root/0 to/ADP/case/6 Rome/PROPN/obl/4 May/PROPN/obl/4", nil),
      ("joined/VERB/root/0 Party/PROPN/obj/4 May/PROPN/obl/4", nil),
    ] as [(String, String?)])
  func anOfficeBesideTheName(_ rest: String, _ expected: String?) throws {
    let sentence = Tree(
      "Rao/PROPN/nsubj/4 chairman/NOUN/appos/1 Front/PROPN/compound/2 " + rest,
      times: ["May": "2020-05"])
    #expect(
      try time(
        sentence, "leads", trigger: "chairman", of: "Rao", and: "Front",
        types: (.person, .organization)) == expected)
  }

  @Test func aNounsOwnYearStaysInItsClause() throws {
    let sentence = Tree(
      """
      Ho/PROPN/nsubj/2 criticized/VERB/root/0 Lee/PROPN/obj/2 citing/VERB/advcl/2 \
      accords/NOUN/obj/4 of/ADP/case/7 2015/NUM/nmod/5
      """, times: ["2015": "2015"])
    #expect(try time(sentence, "criticized", trigger: "criticized", of: "Ho", and: "Lee") == nil)
  }

  @Test(arguments: [
    (
      "Tuesday/PROPN/nmod:poss/3 's/PART/case/1 attack/NOUN/nsubj/6 —/PUNCT/punct/3 bombs/NOUN/appos/3",
      false
    ),
    ("U.S./PROPN/compound/2 forces/NOUN/nsubj/5 —/PUNCT/punct/2 ours/PRON/appos/2", false),
    ("KABUL/PROPN/parataxis/4 Afghanistan/PROPN/appos/1 —/PUNCT/punct/1", true),
    ("Tuesday/PROPN/obl/4 —/PUNCT/punct/1", true),
  ])
  func whatADatelineIs(_ words: String, _ isDateline: Bool) {
    let tree = Tree(words + " Ho/PROPN/nsubj/2 spoke/VERB/root/0", times: ["Tuesday": "2020-01-07"])
    #expect(Dateline.tokens(of: tree.annotation).contains(0) == isDateline)
  }

  /// The day of a statement in the second of two sentences, which begins with its fifth word.
  private func timeInSecondSentence(
    _ words: String, _ relation: String = "told", date: String? = nil
  ) throws -> String? {
    var tree = Tree(
      "Ho/PROPN/nsubj/2 resigned/VERB/root/0 Monday/PROPN/obl/2 ./PUNCT/punct/2 " + words,
      times: ["Monday": "2020-01-06", "May": "2019-05"])
    let count = tree.annotation.tokens.count
    tree.annotation.sentences = [
      .init(tokens: 0..<4, startsParagraph: true), .init(tokens: 4..<count, startsParagraph: false),
    ]
    var annotation = tree.annotation
    annotation.date = date
    let ends = [0, 4, try #require(tree.place(of: "Lee"))]
    for token in ends {
      annotation.mentions.append(
        .init(
          tokens: token..<token + 1, span: annotation.tokens[token].span, type: .person,
          probability: 1))
    }
    let isHo = ["he", "Ho"].contains(annotation.form(4))
    annotation.clusters = isHo ? [[0, 1], [2]] : [[0], [1], [2]]
    let trigger = try #require(
      annotation.tokens.indices.first { $0 > 4 && annotation.tokens[$0].tag == .verb })
    return TimeRules(of: annotation, entities: DocumentEntities(of: annotation)).time(
      of: .init(
        relation: relation, subject: 1, object: 2, probability: 1, isStated: true,
        polarity: .asserted, mode: .fact, speaker: nil, trigger: trigger..<trigger + 1))
  }

  @Test(
    arguments: [
      ("he/PRON/nsubj/6 told/VERB:tell/root/0 Lee/PROPN/obj/6", "2020-01-06"),
      ("Kim/PROPN/nsubj/6 told/VERB:tell/root/0 Lee/PROPN/obj/6", nil),
      ("he/PRON/nsubj/7 had/AUX/aux/7 told/VERB:tell/root/0 Lee/PROPN/obj/7", nil),
      ("he/PRON/nsubj/6 tells/VERB:tell/root/0 Lee/PROPN/obj/6", nil),
      ("he/PRON/nsubj/7 was/AUX/aux/7 telling/VERB:tell/root/0 Lee/PROPN/obj/7", nil),
      (
        """
        he/PRON/nsubj/6 told/VERB:tell/root/0 Lee/PROPN/obj/6 who/PRON/nsubj/9 left/VERB/acl:relcl/7 \
        May/PROPN/obl/9
        """, nil
      ),
    ] as [(String, String?)])
  func aSentenceGoesOnWithTheDayOfTheOneBefore(_ words: String, _ expected: String?) throws {
    #expect(try timeInSecondSentence(words) == expected)
  }

  /// Another person's deed has the day of the news only if it is told of an incident, soon after.
  @Test(
    arguments: [
      ("killed", "2020-01-08", "2020-01-06"), ("told", "2020-01-08", nil),
      ("killed", "2020-03-08", nil), ("killed", nil, nil),
    ] as [(String, String?, String?)])
  func anIncidentIsToldOn(_ relation: String, _ date: String?, _ expected: String?) throws {
    #expect(
      try timeInSecondSentence(
        "Kim/PROPN/nsubj/6 shot/VERB:shoot/root/0 Lee/PROPN/obj/6", relation, date: date)
        == expected)
  }

  @Test func threeDaysAfterSomethingIsWhenThatWas() throws {
    var sentence = Tree(
      """
      Ho/PROPN/nsubj/2 came/VERB/root/0 three/NUM/nummod/4 days/NOUN/obl/2 after/SCONJ/mark/7 \
      Kim/PROPN/nsubj/7 warned/VERB/advcl/2 Lee/PROPN/obj/7 home/ADV/advmod/2
      """)
    sentence.annotation.times = [
      TimeExpression(tokens: 2..<5, span: sentence.annotation.span(2..<5), value: "2016-09-30")
    ]
    #expect(try time(sentence, "told", trigger: "warned", of: "Kim", and: "Lee") == "2016-09-30")
    #expect(try time(sentence, "visited", trigger: "came", of: "Ho", and: "home") == nil)
  }

  @Test(
    arguments: [
      ("founded", "founder", nil), ("succeeded", "successor", nil), ("endorsed", "ally", nil),
      ("met-with", "spoke", "2020-01-05"),
    ] as [(String, String, String?)])
  func whoSomeoneIsIsNotWhenHeSpoke(
    _ relation: String, _ word: String, _ expected: String?
  ) throws {
    let noun = word == "spoke" ? "founder" : word
    let sentence = Tree(
      "Lee/PROPN/nmod:poss/2 \(noun)/NOUN/nsubj/3 spoke/VERB/root/0 Sunday/PROPN/obl/3",
      times: ["Sunday": "2020-01-05"])
    #expect(try time(sentence, relation, trigger: word, of: noun, and: "Lee") == expected)
  }

  /// What was agreed on a day is not to be on that day.
  @Test(
    arguments: [
      (.planned, "2020-01-05", nil), (.planned, "2020-01-09", "2020-01-09"),
      (.planned, "2020/..", "2020/.."), (.fact, "2020-01-05", "2020-01-05"),
    ] as [(Mode, String, String?)])
  func aPlanIsNotOver(_ mode: Mode, _ time: String, _ expected: String?) throws {
    let sentence = Tree(
      """
      Ho/PROPN/nsubj/2 agreed/VERB/root/0 Sunday/PROPN/obl/2 to/PART/mark/5 meet/VERB/xcomp/2 \
      Lee/PROPN/obj/5
      """, times: ["Sunday": time])
    #expect(
      try self.time(
        sentence, "met-with", trigger: "meet", of: "Ho", and: "Lee", mode: mode,
        date: "2020-01-06") == expected)
  }

  @Test(
    arguments: [
      ("Kim/PROPN/nsubj/6 wounded/VERB:wound/conj/2 Lee/PROPN/obj/6", "Kim", "2020-01-05"),
      (
        "Kim/PROPN/nsubj/7 has/AUX/aux/7 wounded/VERB:wound/conj/2 Lee/PROPN/obj/7", "Kim", nil
      ),
      ("has/AUX/aux/6 wounded/VERB:wound/conj/2 Lee/PROPN/obj/6", "Ho", nil),
      ("wounded/VERB:wound/conj/2 Lee/PROPN/obj/5", "Ho", "2020-01-05"),
    ] as [(String, String, String?)])
  func whatGoesOnInTheSameTenseIsOfTheSameDay(
    _ rest: String, _ subject: String, _ expected: String?
  ) throws {
    let sentence = Tree(
      "Ho/PROPN/nsubj/2 attacked/VERB:attack/root/0 Sunday/PROPN/obl/2 and/CCONJ/cc/2 " + rest,
      times: ["Sunday": "2020-01-05"])
    #expect(
      try time(sentence, "injured", trigger: "wounded", of: subject, and: "Lee") == expected)
  }

  @Test func whatANounIsSinceOrUntilIsNotTheClauses() throws {
    let head = Tree(
      """
      Ho/PROPN/nsubj/4 head/NOUN/appos/1 May/PROPN/nmod/2 accused/VERB/root/0 Lee/PROPN/obj/4
      """, times: ["May": "../2020-05"])
    #expect(try time(head, "accused", trigger: "accused", of: "Ho", and: "Lee") == nil)
    for (mark, value, expected) in [
      ("since", "2010", "2010/.."), ("since", "2010-05/2010-06", "2010-05/.."),
      ("until", "2010", "../2010"), ("until", "2010-05/2010-06", "../2010-06"),
    ] {
      let quake = Tree(
        """
        Ho/PROPN/nsubj/3 has/AUX/aux/3 backed/VERB/root/0 Lee/PROPN/obj/3 \(mark)/ADP/case/6 \
        quake/NOUN/obl/3 of/ADP/case/8 2010/NUM/nmod/6
        """, times: ["2010": value])
      #expect(try time(quake, "endorsed", trigger: "backed", of: "Ho", and: "Lee") == expected)
    }
  }

  @Test(
    arguments: [
      (.group, "2020-01-05"), (.event, "2020-01-05"), (.organization, nil), (.place, nil),
    ]
      as [(EntityType, String?)])
  func whereAGroupActedItWasThen(_ type: EntityType, _ expected: String?) throws {
    let sentence = Tree(
      """
      protesters/NOUN/nsubj/4 in/ADP/case/3 Rome/PROPN/nmod/1 marched/VERB/root/0 \
      Sunday/PROPN/obl/4
      """, times: ["Sunday": "2020-01-05"])
    #expect(
      try time(
        sentence, "located-in", trigger: "in", of: "protesters", and: "Rome",
        types: (type, .place)) == expected)
  }

  /// Of an office that others give or take, or that beside a name stands what its clause tells.
  @Test(
    arguments: [
      (
        """
        board/NOUN/nsubj/2 named/VERB/root/0 Rao/PROPN/obj/2 chairman/NOUN/xcomp/2 \
        of/ADP/case/6 Front/PROPN/nmod/4 May/PROPN/obl/2
        """, "2020-05/.."
      ),
      (
        """
        board/NOUN/nsubj/2 fired/VERB/root/0 chairman/NOUN/obj/2 of/ADP/case/5 Front/PROPN/nmod/3 \
        Rao/PROPN/appos/3 May/PROPN/obl/2
        """, "../2020-05"
      ),
      (
        """
        board/NOUN/nsubj/2 named/VERB/root/0 chairman/NOUN/obj/2 of/ADP/case/5 Front/PROPN/nmod/3 \
        Rao/PROPN/appos/3 May/PROPN/obl/2
        """, nil
      ),
      (
        """
        Rao/PROPN/nsubj/2 became/VERB/root/0 chairman/NOUN/xcomp/2 of/ADP/case/5 \
        Front/PROPN/nmod/3 May/PROPN/obl/2
        """, "2020-05/.."
      ),
      (
        """
        chairman/NOUN/nsubj/9 of/ADP/case/3 Front/PROPN/nmod/1 Rao/PROPN/appos/1 \
        who/PRON/nsubj:pass/7 was/AUX/aux:pass/7 fired/VERB/acl:relcl/1 May/PROPN/obl/7 \
        spoke/VERB/root/0
        """, "../2020-05"
      ),
      (
        """
        chairman/NOUN/nsubj/5 of/ADP/case/3 Front/PROPN/nmod/1 Rao/PROPN/appos/1 \
        resigned/VERB/root/0 from/ADP/case/7 Party/PROPN/obl/5 May/PROPN/obl/5
        """, nil
      ),
    ] as [(String, String?)])
  func anOfficeIsGivenAndTaken(_ text: String, _ expected: String?) throws {
    #expect(
      try time(
        Tree(text, times: ["May": "2020-05"]), "leads", trigger: "chairman", of: "Rao",
        and: "Front", types: (.person, .organization)) == expected)
  }

  /// What is no office's end: *fired at*, *fired up*, *retired for the night*, *relieved that it passed*.
  @Test(
    arguments: [
      ("was/AUX/aux:pass/5 fired/VERB/root/0 May/PROPN/obl/5", "../2020-05"),
      (
        """
        was/AUX/aux:pass/5 fired/VERB/root/0 at/ADP/case/8 by/ADP/case/8 gunmen/NOUN/obl:agent/5 \
        May/PROPN/obl/5
        """, nil
      ),
      (
        """
        was/AUX/aux:pass/5 fired/VERB/root/0 up/ADP/compound:prt/5 by/ADP/case/8 \
        crowds/NOUN/obl:agent/5 May/PROPN/obl/5
        """, nil
      ),
      ("was/AUX/aux:pass/5 fired/VERB/root/0 on/ADP/advmod/5 May/PROPN/obl/5", nil),
      ("was/AUX/aux:pass/5 fired/VERB/root/0 on/ADP/case/7 May/PROPN/obl/5", "../2020-05"),
      (
        """
        was/AUX/aux:pass/5 relieved/VERB/root/0 May/PROPN/obl/5 that/SCONJ/mark/8 passed/VERB/ccomp/5
        """, nil
      ),
      (
        """
        was/AUX/aux:pass/5 relieved/VERB/root/0 by/ADP/case/7 verdict/NOUN/obl/5 May/PROPN/obl/5
        """, nil
      ),
      (
        """
        was/AUX/cop/5 relieved/VERB/root/0 of/ADP/case/7 duties/NOUN/obl/5 May/PROPN/obl/5
        """, "../2020-05"
      ),
      ("retired/VERB/root/0 May/PROPN/obl/4", "../2020-05"),
      ("retired/VERB/root/0 for/ADP/case/6 night/NOUN/obl/4 May/PROPN/obl/4", nil),
      ("retired/VERB/root/0 to/ADP/case/6 room/NOUN/obl/4 May/PROPN/obl/4", nil),
      ("retired/VERB/root/0 hurt/ADJ/xcomp/4 May/PROPN/obl/4", nil),
    ] as [(String, String?)])
  func whatSoundsLikeAnEndIsNone(_ rest: String, _ expected: String?) throws {
    let verb = rest.hasPrefix("was") ? 5 : 4
    let sentence = Tree(
      "Rao/PROPN/nsubj/\(verb) chairman/NOUN/appos/1 Front/PROPN/compound/2 " + rest,
      times: ["May": "2020-05"])
    #expect(
      try time(
        sentence, "leads", trigger: "chairman", of: "Rao", and: "Front",
        types: (.person, .organization)) == expected)
  }

  /// Who leaves something for something else is there from then on; of who moves something else, the verb's time is all.
  @Test(
    arguments: [
      ("left/VERB/root/0 Rome/PROPN/obj/2 for/ADP/case/5 Oslo/PROPN/obl/2", "2020-05/.."),
      ("left/VERB/root/0 Oslo/PROPN/obj/2 for/ADP/case/5 Rome/PROPN/obl/2", "../2020-05"),
      ("left/VERB/root/0 Rome/PROPN/obj/2 with/ADP/case/5 Oslo/PROPN/obl/2", "2020-05"),
      ("retired/VERB/root/0 to/ADP/case/4 Oslo/PROPN/obl/2", "2020-05/.."),
      (
        """
        moved/VERB/root/0 offices/NOUN/obj/2 from/ADP/case/5 Rome/PROPN/obl/2 to/ADP/case/7 \
        Oslo/PROPN/obl/2
        """, "2020-05"
      ),
      (
        "moved/VERB/root/0 from/ADP/case/4 Rome/PROPN/obl/2 to/ADP/case/6 Oslo/PROPN/obl/2",
        "2020-05/.."
      ),
    ] as [(String, String?)])
  func whoLeavesGoesSomewhere(_ rest: String, _ expected: String?) throws {
    let sentence = Tree(
      "Rao/PROPN/nsubj/2 " + rest + " May/PROPN/obl/2", times: ["May": "2020-05"])
    let trigger = String(rest.prefix { $0 != "/" })
    #expect(
      try time(
        sentence, "lives-in", trigger: trigger, of: "Rao", and: "Oslo", types: (.person, .place))
        == expected)
  }

  @Test func whoWasNamedToHeadSomethingHeadsItFromThenOn() throws {
    let sentence = Tree(
      """
      Rao/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 named/VERB/root/0 May/PROPN/obl/3 to/PART/mark/6 \
      head/VERB/xcomp/3 Front/PROPN/obj/6
      """, times: ["May": "2020-05"])
    #expect(
      try time(
        sentence, "leads", trigger: "head", of: "Rao", and: "Front",
        types: (.person, .organization)) == "2020-05/..")
  }
}
