import GraphModel
import Language
import Testing

@testable import Extraction

@Suite struct StatementTimesTests {
  /// What Ho did to Lee in two sentences, of which the second begins with that word.
  private func choice(
    _ words: String, from second: Int, startsParagraph: Bool = false, _ relation: String,
    trigger: String, mode: Mode = .fact, event: String? = nil, times: [String: String]
  ) throws -> (choice: StatementTimes, candidate: Annotation.RelationCandidate) {
    let tree = Tree(words, times: times)
    var annotation = tree.annotation
    annotation.date = "2020-01-07"
    let count = annotation.tokens.count
    annotation.sentences = [
      .init(tokens: 0..<second, startsParagraph: true),
      .init(tokens: second..<count, startsParagraph: startsParagraph),
    ]
    var entities: [String: [Int]] = [:]
    for (token, value) in annotation.tokens.enumerated() where value.tag == .properNoun {
      let form = annotation.form(token)
      guard times[form] == nil else { continue }
      entities[form, default: []].append(annotation.mentions.count)
      annotation.mentions.append(
        .init(tokens: token..<token + 1, span: value.span, type: .person, probability: 1))
    }
    if let event, let place = tree.place(of: event) {
      // Lee's name stands for the event.
      for token in [place, try #require(tree.place(of: "Lee"))] {
        entities["Lee", default: []].append(annotation.mentions.count)
        annotation.mentions.append(
          .init(
            tokens: token..<token + 1, span: annotation.tokens[token].span, type: .event,
            probability: 1))
      }
    }
    annotation.clusters = entities.values.sorted { $0[0] < $1[0] }
    let place = try #require(tree.place(of: trigger))
    let candidate = Annotation.RelationCandidate(
      relation: relation, subject: try #require(entities["Ho"]?.last),
      object: try #require(entities["Lee"]?.last), probability: 1, isStated: true,
      polarity: .asserted, mode: mode, speaker: nil, trigger: place..<place + 1)
    return (
      StatementTimes(of: annotation, entities: DocumentEntities(of: annotation)), candidate
    )
  }

  @Test func whatSpeaksForEachTimeIsSaid() throws {
    let (choice, candidate) = try choice(
      """
      Ho/PROPN/nsubj/2 resigned/VERB:resign/root/0 Monday/PROPN/obl/2 ./PUNCT/punct/2 \
      Kim/PROPN/nsubj/6 said/VERB:say/root/0 Sunday/PROPN/obl/6 Ho/PROPN/nsubj/10 has/AUX/aux/10 \
      warned/VERB:warn/ccomp/6 Lee/PROPN/obj/10
      """, from: 4, "told", trigger: "warned", times: ["Monday": "2020-01-06", "Sunday": "2020"])
    let options = try #require(choice.options(for: candidate))
    #expect(options.map(\.time) == [nil, "2020-01-06", "2020"])
    #expect(
      options.map(\.clues) == [
        [.isNone, .isNoneOfFact, .isNoneByRule, .isNoneOfOneDated],
        [.isPastOfFact, .isOfEndBefore, .isOfSpeechBefore],
        [.isInSentence, .isOverComplement, .isClose, .isWithoutComma],
      ])
    #expect(choice.time(of: candidate) == nil)
  }

  @Test func whatTheRulesSayIsTaken() throws {
    let words = """
      Ho/PROPN/nsubj/2 warned/VERB:warn/root/0 Lee/PROPN/obj/2 Sunday/PROPN/obl/2 ./PUNCT/punct/2 \
      Kim/PROPN/nsubj/7 resigned/VERB:resign/root/0 Monday/PROPN/obl/7
      """
    let (choice, candidate) = try choice(
      words, from: 5, "told", trigger: "warned",
      times: ["Sunday": "2020-01-05", "Monday": "2020-01-06"])
    #expect(choice.time(of: candidate) == "2020-01-05")
    #expect(
      choice.options(for: candidate)?.map(\.clues.first) == [.isNone, .isPastOfFact, .isPastOfFact]
    )
  }

  @Test func aTimeThatTheRulesDoNotReachMayBeProbable() throws {
    func time(_ mode: Mode) throws -> String? {
      let (choice, candidate) = try choice(
        """
        Ho/PROPN/nsubj/2 resigned/VERB:resign/root/0 Monday/PROPN/obl/2 ./PUNCT/punct/2 \
        the/DET/det/6 letter/NOUN/nsubj:pass/8 was/AUX/aux:pass/8 sent/VERB:send/root/0 \
        Ho/PROPN/obl/8 Lee/PROPN/obl/8
        """, from: 4, "created", trigger: "letter", mode: mode, times: ["Monday": "2020-01-07"])
      return choice.time(of: candidate)
    }
    #expect(try time(.fact) == "2020-01-07")
    #expect(try time(.planned) == nil)
  }

  @Test func whatIsSoForLongHasTheTimeOfTheRulesOnly() throws {
    let (choice, candidate) = try choice(
      """
      Ho/PROPN/nsubj/3 adviser/NOUN/appos/1 spoke/VERB:speak/root/0 Lee/PROPN/nmod/2 \
      Sunday/PROPN/obl/3
      """, from: 5, "works-for", trigger: "adviser", times: ["Sunday": "2020-01-05"])
    #expect(choice.options(for: candidate) == nil)
    #expect(choice.time(of: candidate) == nil)
  }

  @Test func kinshipHasNoTime() throws {
    for (relation, time) in [("works-for", "2020-01-05/.."), ("related-to", nil)] {
      let (choice, candidate) = try choice(
        """
        Ho/PROPN/nsubj/2 joined/VERB:join/root/0 Lee/PROPN/obj/2 Sunday/PROPN/obl/2
        """, from: 3, relation, trigger: "joined", times: ["Sunday": "2020-01-05"])
      #expect(choice.time(of: candidate) == time)
    }
  }

  @Test func whatARuleCountedIsKept() throws {
    let (choice, candidate) = try choice(
      """
      Ho/PROPN/nsubj/3 has/AUX/aux/3 backed/VERB/root/0 Lee/PROPN/obj/3 since/ADP/case/6 \
      quake/NOUN/obl/3 of/ADP/case/8 2010/NUM/nmod/6
      """, from: 8, "endorsed", trigger: "backed", times: ["2010": "2010"])
    #expect(choice.time(of: candidate) == "2010/..")
  }

  /// A sentence without an end, of many times and a chain of verbs, is read in time, and what stands far away is
  /// no option.
  @Test func whatStandsFarAwayIsNoOption() throws {
    let count = 20_001
    var words = ["Ho/PROPN/nsubj/2", "warned/VERB:warn/root/0", "Lee/PROPN/obj/2"]
    for place in 4...count {
      words.append(
        place % 2 == 0
          ? "Sunday/PROPN/obl/\(place + 1)" : "sang/VERB:sing/conj/\(place == 5 ? 2 : place - 2)")
    }
    let (choice, candidate) = try choice(
      words.joined(separator: " "), from: count, "told", trigger: "warned",
      times: ["Sunday": "2020-01-05"])
    #expect(choice.options(for: candidate)?.count == 17)
  }

  /// A sentence of so many clauses, each with a day, and how many options all of them have.
  private func optionsOfClauses(_ count: Int) throws -> Int {
    var words = [
      "Ho/PROPN/nsubj/2", "warned/VERB:warn/root/0", "Lee/PROPN/obj/2", "Sunday/PROPN/obl/2",
    ]
    for clause in 1..<count {
      let verb = clause * 4 + 2
      words += [
        "Ho/PROPN/nsubj/\(verb)", "warned/VERB:warn/conj/2", "Lee/PROPN/obj/\(verb)",
        "Sunday/PROPN/obl/\(verb)",
      ]
    }
    let (choice, candidate) = try choice(
      words.joined(separator: " "), from: count * 4, "told", trigger: "warned",
      times: ["Sunday": "2020-01-05"])
    let options = try (0..<count).map { clause in
      var one = candidate
      one.trigger = clause * 4 + 1..<clause * 4 + 2
      return try #require(choice.options(for: one)).count
    }
    #expect(options.allSatisfy { $0 <= 33 })
    return options.reduce(0, +)
  }

  @Test func twiceAsManyClausesHaveTwiceAsManyOptions() throws {
    let (few, many) = (try optionsOfClauses(400), try optionsOfClauses(800))
    #expect(Double(many) < 2.5 * Double(few))
  }

  /// Newspapers begin a paragraph with nearly every sentence.
  @Test(arguments: [false, true], ["Ho", "Kim"])
  func paragraphsMakeNoDifference(_ startsParagraph: Bool, _ who: String) throws {
    let tree = """
      \(who)/PROPN/nsubj/2 resigned/VERB/root/0 Monday/PROPN/obl/2 ./PUNCT/punct/2 \
      Ho/PROPN/nsubj/6 warned/VERB:warn/root/0 Lee/PROPN/obj/6
      """
    let (choice, candidate) = try choice(
      tree, from: 4, startsParagraph: startsParagraph, "told", trigger: "warned",
      times: ["Monday": "2020-01-06"])
    #expect(try #require(choice.options(for: candidate)).map(\.time) == [nil, "2020-01-06"])
  }

  /// What the rules say is weighed even where it stands too far away to be weighed else.
  @Test func whatTheRulesSayOfAFarEventIsWeighed() throws {
    func time(_ days: Int) throws -> String? {
      var words = """
        blast/NOUN/nsubj/2 struck/VERB:strike/root/0 Friday/PROPN/obl/2 ./PUNCT/punct/2
        """
      for place in 0..<402 { words += " and/CCONJ/dep/\(place + 6)" }
      words += " Ho/PROPN/nsubj/408 warned/VERB:warn/root/0 Lee/PROPN/obj/408"
      for _ in 0..<days { words += " Sunday/PROPN/obl/408" }
      let (choice, candidate) = try choice(
        words, from: 4, "told", trigger: "warned", event: "blast",
        times: ["Friday": "2020-01-03", "Sunday": "2020-01-05"])
      return choice.time(of: candidate)
    }
    #expect(try time(0) == "2020-01-03")
    #expect(try time(1) == "2020-01-05")
  }
}
