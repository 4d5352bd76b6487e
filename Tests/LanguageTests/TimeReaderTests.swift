import GraphModel
import TestSupport
import Testing

@testable import Language

@Suite struct TimeReaderTests {
  private func read(_ text: String, date: String? = "2020-01-06") -> (
    date: String?, values: [String]
  ) {
    var annotation = Annotation(text: text)
    let read = Segmentation(text)
    annotation.sentences = read.sentences.map {
      Annotation.Sentence(tokens: $0, startsParagraph: true)
    }
    annotation.tokens = read.words.map {
      Annotation.Token(
        span: $0.start..<$0.end, lemma: "", tag: $0.kind == .capitalised ? .properNoun : .noun,
        head: nil, label: "")
    }
    TimeReader.read(&annotation, metadata: date)
    return (annotation.date, annotation.times.map(\.value))
  }

  @Test func aTimeThatADocumentWithoutDateDoesNotTellIsOneAllTheSame() {
    let read = read(
      "In 2007 they met. On Tuesday he left; he came last month, on Dec. 27.", date: nil)
    #expect(read.date == nil)
    #expect(read.values == ["2007", "XXXX", "XXXX-12-27"])
    // Where other words tell it, the document's date is not needed.
    let counted = self.read("In 2007 she founded it. Two years later she sold it.", date: nil)
    #expect(counted.values == ["2007", "2009"])
  }

  @Test(arguments: [
    ("the Dec. 27 strikes", ["2019-12-27"]), ("He told us on Sunday.", ["2020-01-05"]),
    ("They are to travel on Sunday.", ["2020-01-12"]), ("He led it until 2016.", ["../2016"]),
    ("in recent weeks", ["2019-12/2020-01"]), ("this afternoon", ["2020-01-06"]),
    ("last month", ["2019-12"]), ("over the weekend", ["2020-01-04/2020-01-05"]),
    ("He resigned in November.", ["2019-11"]), ("since May 2018", ["2018-05/.."]),
    ("from 2010 to 2014", ["2010/2014"]), ("on 3 March 1999", ["1999-03-03"]),
    ("on the 6th of January", ["2020-01-06"]), ("two years ago", ["2018"]),
    ("a week ago", ["2019-12-30/2020-01-05"]), ("next year", ["2021"]),
    ("yesterday morning", ["2020-01-05"]),
    ("in the 1990s", ["199X"]),
    ("no later than June 30", ["../2019-06-30"]),
    ("a year later than June 30", ["2019-06-30"]), ("by the end of July", ["../2019-07"]),
    ("at the end of July", ["2019-07"]), ("between May and June in 1981", ["1981-05/1981-06"]),
    ("in May in the town", ["2019-05"]), ("for the past five years", ["2015/.."]),
    ("over the past five years", ["2015/2020"]), ("He was born 1944 in Lima.", ["1944"]),
    ("He was born 2000 miles away.", []), ("Mott (born 1831, Lima – died 1893)", ["1831", "1893"]),

    ("Mott (1500 in Lima) left.", []),
    ("Mott (Lima, 1831) left.", []), ("Mott (1500 in all) left.", []),
    ("He led it from 2011 until last May.", ["2011/2019-05"]),
    ("He led it from 2011 until early last year.", ["2011/2019"]),
    ("He led it from 2011 until late 2017.", ["2011/2017"]),
    ("He led it between 2011 and last October.", ["2011/2019-10"]),
    ("He led it in 2011 and last October.", ["2011", "2019-10"]),
    ("He led it from 2011 to his death in 2017.", ["2011/2017"]),
    ("He led it from 2011 to his brother in 2017.", ["2011", "2017"]),
    ("He led it since May 1996 until his death in June 2013.", ["1996-05/2013-06"]),
    ("2018 Lima protests", ["2018"]), ("2018 Lima soldiers", []), ("2018 attacks", []),
    ("in the 19th century", ["18XX"]),
    ("summer 2019", ["2019-06/2019-08"]),
    ("on 2019-12-31", ["2019-12-31"]),
    ("It met on Friday. The next day it left.", ["2020-01-03", "2020-01-04"]),
    ("on Good Friday 1939", ["1939-04-07"]), ("on Easter Sunday 1945", ["1945-04-01"]),
    ("on New Year's Eve 1958", ["1958-12-31"]), ("on Christmas Day, 2011", ["2011-12-25"]),
    ("on Christmas Day", ["2019-12-25"]), ("on Easter Sunday", ["2019-04-21"]),
    ("1967 October: they met", ["1967-10"]), ("1950 February 14: they met", ["1950-02-14"]),
    ("in 1939/40", ["1939/1940"]), ("throughout 1943", ["1943"]), ("in 1939/45", []),
    ("minister of Sweden 1951–54", ["1951/1954"]), ("1500-2000 soldiers left.", []),
    ("in the late twenties", ["192X"]), ("in his twenties", []),
    ("in the first quarter", ["2020-01/2020-03"]),
    ("in the third quarter of 2012", ["2012-07/2012-09"]),
    ("earlier in the week", ["2020-01-06/2020-01-12"]), ("at the start of the year", ["2020"]),
    ("in the past year", ["2019/2020"]), ("over the past month", ["2019-12/2020-01"]),
    ("during the past week", ["2019-12-30/2020-01-06"]),
    ("1921 - they met", ["1921"]), ("1921 people met.", []),
    ("twenty-five years ago", ["1995"]), ("a dozen years ago", ["2008"]),
    ("a fortnight ago", ["2019-12-23/2019-12-29"]),
    ("In his last year he met her.", []), ("in the last year of the war", []),
    ("in the last week of May 1940", ["1940-05"]),
    ("He said so last week of her.", ["2019-12-30/2020-01-05"]),
    ("Not until May 1949 did they meet.", ["1949-05"]),
    ("They met in 1938. In the autumn of that year they left.", ["1938", "1938-09/1938-11"]),
    ("It met on Friday. It left the previous evening.", ["2020-01-03", "2020-01-02"]),
    ("They may march.", []), ("2000 people came", []), ("He is 36 and she 42.", []),
    ("February 30, 2019", ["2019-02"]),
    ("from March to August 2011", ["2011-03/2011-08"]),
    ("from November to May 2011", ["2010-11/2011-05"]),
    ("It runs from January 23 through March 9.", ["2019-01-23/2019-03-09"]),
    ("It will run from January 23 through March 9.", ["2020-01-23/2020-03-09"]),
    ("January 23 - March 9, 2014", ["2014-01-23/2014-03-09"]),
    ("on 5–6 September 2019", ["2019-09-05/2019-09-06"]),
    ("on March 3-5, 2019", ["2019-03-03/2019-03-05"]),
    ("on Thursday and Friday", ["2020-01-02/2020-01-03"]),
    ("on Monday and Friday", ["2020-01-06", "2020-01-03"]),
    ("in a 2003 interview", ["2003"]), ("his 2010 season", ["2010"]),
    ("its 2000 soldiers", []), ("its 2000 mercenaries", []), ("the 2000 troops", []),
    ("his 1990 opponents", []), ("a 2000 employee company", []), ("a 2000 strong team", []),
    ("the 2000 election winner", ["2000"]), ("the 2000 election workers", []),
    ("the 1990 virus", ["1990"]), ("the 1990 workers", []),
    ("a 1950 tonne ship", []), ("the 2000 elections", ["2000"]), ("its 2000 report", ["2000"]),
    ("in the 2000s", ["200X"]), ("in the 1900s", ["19XX"]), ("in the mid-1990s", ["199X"]),
    ("in the '90s", ["199X"]), ("in the early 90s", ["199X"]), ("He is in his 90s.", []),
    ("in June last year", ["2019-06"]), ("in March of last year", ["2019-03"]),
    ("on 14 July last year", ["2019-07-14"]), ("in March next year", ["2021-03"]),
    ("on Wednesday last week", ["2020-01-01"]), ("the day before yesterday", ["2020-01-04"]),
    ("from June 3 to 5", ["2019-06-03/2019-06-05"]), ("in June and July", ["2019-06/2019-07"]),
    ("in August and September 1995", ["1995-08/1995-09"]), ("in 2013 and 2014", ["2013/2014"]),
    ("in 2013 and 2017", ["2013", "2017"]), ("its mayor (1957-66) left", ["1957/1966"]),
    ("as early as 1998", ["1998"]), ("in the year 1998", ["1998"]),
    ("on Mar 22 1996", ["1996-03-22"]),
    ("He met Jun in Rome.", []), ("between 3 and 5 June 2017", ["2017-06-03/2017-06-05"]),
    ("the 2004 riots", ["2004"]), ("the 2005 convention", ["2005"]), ("his 2004 arrest", ["2004"]),
  ]) func resolves(text: String, values: [String]) {
    #expect(read(text).values == values)
  }

  @Test(arguments: [
    ("It met on Friday. That evening it left.", ["2020-01-03", "2020-01-03"]),
    ("He fled on Friday, two days after the raid.", ["2020-01-03", "2020-01-01"]),
    ("He fled on Friday, two days before the raid.", ["2020-01-03", "2020-01-05"]),
    ("He came two days after the raid.", []),
    ("They met on Friday, hours after he spoke.", ["2020-01-03", "2020-01-03"]),
    ("in may", ["2019-05"]), ("A deal was struck in May with them.", ["2019-05"]),
    ("He left in 2012. Two years later he died.", ["2012", "2014"]),
    ("He left in 2012. A month later he died.", ["2012"]),
    ("He left in May 2012. A month later he died.", ["2012-05", "2012-06"]),
    ("He left in May 2012. The following year he died.", ["2012-05", "2013"]),
    ("He left in 1950. That same year he died.", ["1950", "1950"]),
    ("He left in 1950. In March the same year he died.", ["1950", "1950-03"]),
    ("He left in April 2017 and was jailed that December.", ["2017-04", "2017-12"]),
    ("He left in 2012 and died that summer.", ["2012", "2012-06/2012-08"]),
    ("It was forty in 2014, up from the year before.", ["2014", "2013"]),
    ("They met on Friday, and the day before.", ["2020-01-03", "2020-01-02"]),
    ("They met on Friday, the day before the vote.", ["2020-01-03"]),
    ("He led it from 2014 to 2016. Two years later he died.", ["2014/2016", "2018"]),
    (
      "He led it between March 2015 and May 2018. The next year he died.",
      ["2015-03/2018-05", "2019"]
    ),
    ("He met her in summer 2012. A month later they wed.", ["2012-06/2012-08", "2012-09"]),
    ("In the 1990s he joined Ford. Two years later he left.", ["199X"]),
    ("In the 1990s he joined Ford. The following year he left.", ["199X"]),
    ("On Friday he spoke of the 1990s. Two years earlier he left.", ["2020-01-03", "199X"]),
    ("He left in March 2012. The next day he died.", ["2012-03"]),
    ("He left in 2012. The following month he died.", ["2012"]),
    ("He left in 2012. The previous week he met her.", ["2012"]),
    ("The following day he left.", []), ("He left the following March.", []),
    ("He came in 1987 and left the following March.", ["1987", "1988-03"]),
    ("He came in May 1987 and left the following July.", ["1987-05", "1987-07"]),
    ("He came in 1987 and left in March of the following year.", ["1987", "1988-03"]),
    ("He left in 2012, two years after she came.", ["2012", "2010"]),
    ("He left in 2012, a year before she came.", ["2012", "2013"]),
    ("He left in 2012, two days after she came.", ["2012"]),
    ("Two days after the raid on Friday, he fled.", ["2020-01-05", "2020-01-03"]),
    ("He fled a year after he came in 2012.", ["2013", "2012"]),
    ("He fled less than a year after he came in 2012.", ["2012"]),
    ("They killed one in March and one in April 2003.", ["2003-03", "2003-04"]),
    ("Two years later he left.", []), ("Two days later he left.", []),
    ("He joined Ford in 2019. Two years later he left.", ["2019"]),
    ("He joined Ford in 2019. Two years later he will leave.", ["2019", "2021"]),
    (
      "On 3 May 2018 Ho resigned over the 2013 scandal. Two months earlier he left.",
      ["2018-05-03", "2013", "2018-03"]
    ),
    ("He left on 2019-12-30. A week later he died.", ["2019-12-30", "2020-01-06/2020-01-12"]),
    ("200 decades ago", ["0020~"]), ("999 decades ago", []), ("on 1/1/999999", []),
    (
      "On 9 April 2018 they met. A month later, on May 11, he left.", ["2018-04-09", "2018-05-11"]
    ),
    (
      "On 9 April 2018 they met. A week later, on April 16, he left.", ["2018-04-09", "2018-04-16"]
    ),
    (
      "On 28 April 2018 they met. A month later, on June 2, he left.", ["2018-04-28", "2018-06-02"]
    ),
    (
      "On 9 April 2018 they met. A month later, in June 2019, he left.", ["2018-04-09", "2019-06"]
    ),
    ("They met in April, and on May 11 he left.", ["2019-04", "2019-05-11"]),
    ("The Women's March met.", []), ("He went on the Million Man March.", []),
  ]) func countsFromWhatTheSentenceNames(text: String, values: [String]) {
    #expect(read(text).values == values)
  }

  /// `word/tag/label/head` each; what is to come is told by the verb that a time depends on.
  @Test(arguments: [
    (
      """
      Ho/PROPN/nsubj/2 signed/VERB/root/0 deals/NOUN/obj/2 on/ADP/case/5 Friday/PROPN/obl/2 \
      he/PRON/nsubj/8 will/AUX/aux/8 move/VERB/acl:relcl/3
      """, "2020-01-03"
    ),
    (
      "Ho/PROPN/nsubj/3 will/AUX/aux/3 sign/VERB/root/0 on/ADP/case/5 Friday/PROPN/obl/3",
      "2020-01-10"
    ),
    (
      """
      Ho/PROPN/nsubj/3 will/AUX/aux/3 fly/VERB/root/0 and/CCONJ/cc/5 sign/VERB/conj/3 \
      on/ADP/case/7 Friday/PROPN/obl/5
      """, "2020-01-10"
    ),
    (
      """
      talks/NOUN/root/0 to/PART/mark/4 be/AUX/aux:pass/4 held/VERB/acl/1 on/ADP/case/6 \
      Friday/PROPN/obl/4
      """, "2020-01-10"
    ),
    (
      """
      Ho/PROPN/nsubj/2 praised/VERB/root/0 Friday/PROPN/nmod:poss/5 's/PART/case/3 talks/NOUN/obj/2
      """, "2020-01-03"
    ),
    (
      """
      Ho/PROPN/nsubj/2 praised/VERB/root/0 Friday/PROPN/nmod:poss/6 's/PART/case/3 \
      upcoming/ADJ/amod/6 talks/NOUN/obj/2
      """, "2020-01-10"
    ),
    ("talks/NOUN/root/0 scheduled/VERB/acl/1 for/ADP/case/4 Friday/PROPN/obl/2", "2020-01-10"),
    (
      """
      summit/NOUN/nsubj/7 which/PRON/nsubj/3 begins/VERB:begin/acl:relcl/1 on/ADP/case/5 Friday/PROPN/obl/3 \
      will/AUX/aux/7 discuss/VERB/root/0 Iraq/PROPN/obj/7
      """, "2020-01-10"
    ),
    (
      """
      Ho/PROPN/nsubj/2 became/VERB:become/root/0 president/NOUN/xcomp/2 to/PART/mark/5 visit/VERB/acl/3 \
      Rome/PROPN/obj/5 on/ADP/case/8 Friday/PROPN/obl/5
      """, "2020-01-03"
    ),
    (
      """
      Ho/PROPN/nsubj/2 planned/VERB:plan/root/0 Friday/PROPN/nmod:poss/5 's/PART/case/3 attacks/NOUN/obj/2
      """, "2020-01-03"
    ),
    (
      """
      Ho/PROPN/nsubj/2 agreed/VERB/root/0 to/ADP/case/4 talks/NOUN/obl/2 in/ADP/case/6 Lima/PROPN/nmod/4 \
      on/ADP/case/8 Friday/PROPN/obl/2
      """, "2020-01-10"
    ),
    (
      """
      Ho/PROPN/nsubj/2 announced/VERB/root/0 talks/NOUN/obj/2 in/ADP/case/5 Lima/PROPN/nmod/3 on/ADP/case/7 \
      Friday/PROPN/obl/2
      """, "2020-01-03"
    ),
    (
      """
      Ho/PROPN/nsubj/2 announced/VERB/root/0 talks/NOUN/obj/2 in/ADP/case/5 April/PROPN/obl/2
      """, "2020-04"
    ),
    (
      """
      Ho/PROPN/nsubj/2 announced/VERB/root/0 talks/NOUN/obj/2 in/ADP/case/5 December/PROPN/obl/2
      """, "2019-12"
    ),
    (
      """
      Ho/PROPN/nsubj/2 praised/VERB/root/0 talks/NOUN/obj/2 in/ADP/case/5 April/PROPN/obl/2
      """, "2019-04"
    ),
    (
      """
      Ho/PROPN/nsubj/2 named/VERB/root/0 Lee/PROPN/obj/2 effective/ADJ/advmod/2 April/PROPN/obl/2 1/NUM/nmod/5
      """, "2020-04-01"
    ),
    (
      """
      Ho/PROPN/nsubj/2 urged/VERB:urg/root/0 Lee/PROPN/iobj/2 to/PART/mark/5 leave/VERB/xcomp/2 in/ADP/case/7 \
      May/PROPN/obl/5
      """, "2020-05"
    ),
    (
      "Ho/PROPN/nsubj/2 banned/VERB/root/0 Lee/PROPN/obj/2 until/ADP/case/5 May/PROPN/obl/2",
      "../2020-05"
    ),
    (
      "Ho/PROPN/nsubj/2 held/VERB/root/0 Lima/PROPN/obj/2 until/ADP/case/5 May/PROPN/obl/2",
      "../2019-05"
    ),
    (
      """
      Ho/PROPN/nsubj/3 had/AUX/aux/3 banned/VERB/root/0 Lee/PROPN/obj/3 until/ADP/case/6 May/PROPN/obl/3
      """, "../2019-05"
    ),
    (
      """
      Ho/PROPN/nsubj/3 is/AUX/aux/3 running/VERB:run/root/0 in/ADP/case/6 the/DET/det/6 election/NOUN/obl/3 \
      on/ADP/case/8 Sunday/PROPN/obl/3
      """, "2020-01-12"
    ),
    (
      """
      Ho/PROPN/nsubj/2 declared/VERB/root/0 truce/NOUN/obj/2 for/ADP/case/6 the/DET/det/6 weekend/NOUN/obl/2
      """, "2020-01-11/2020-01-12"
    ),
  ]) func theVerbTellsWhatIsToCome(words: String, value: String) {
    #expect(read(tree: words) == [value])
  }

  /// The times in `word/tag/label/head` each.
  private func read(tree words: String, date: String? = "2020-01-06") -> [String] {
    read(trees: [words], date: date)
  }

  /// The times in sentences of these, each a paragraph.
  private func read(trees: [String], date: String? = "2020-01-06") -> [String] {
    func tag(_ field: [String]) -> [String] { field[1].split(separator: ":").map(String.init) }
    let sentences = trees.map { words in
      words.split(separator: " ").map { $0.split(separator: "/").map(String.init) }
    }
    var annotation = Annotation(text: sentences.joined().map { $0[0] }.joined(separator: " "))
    var start = 0
    for fields in sentences {
      let first = annotation.tokens.count
      for field in fields {
        let end = start + field[0].utf8.count
        let head = Int(field[3]) ?? 0
        annotation.tokens.append(
          .init(
            span: start..<end, lemma: tag(field).count > 1 ? tag(field)[1] : "",
            tag: UniversalTag(rawValue: tag(field)[0]) ?? .other,
            head: head == 0 ? nil : first + head - 1, label: field[2]))
        start = end + 1
      }
      annotation.sentences.append(
        .init(tokens: first..<annotation.tokens.count, startsParagraph: true))
    }
    TimeReader.read(&annotation, metadata: date)
    return annotation.times.map(\.value)
  }

  @Test(arguments: [
    (
      """
      Ho/PROPN/nsubj/2 left/VERB/root/0 on/ADP/case/4 Sunday/PROPN/obl/2 and/CCONJ/cc/8 \
      Monday/PROPN/obl/8 he/PRON/nsubj/8 met/VERB/conj/2 Lee/PROPN/obj/8
      """, ["2020-01-05", "2020-01-06"]
    ),
    (
      """
      Ho/PROPN/nsubj/2 left/VERB/root/0 yesterday/NOUN/obl/2 and/CCONJ/cc/7 today/NOUN/obl/7 \
      he/PRON/nsubj/7 won/VERB/conj/2
      """, ["2020-01-05", "2020-01-06"]
    ),
    (
      """
      Ho/PROPN/nsubj/2 left/VERB/root/0 on/ADP/case/4 Sunday/PROPN/obl/2 and/CCONJ/cc/6 \
      Monday/PROPN/conj/4 's/PART/case/6 vote/NOUN/nsubj/9 failed/VERB/conj/2
      """, ["2020-01-05", "2020-01-06"]
    ),
    (
      """
      Ho/PROPN/nsubj/2 left/VERB/root/0 on/ADP/case/4 Sunday/PROPN/obl/2 and/CCONJ/cc/6 \
      Monday/PROPN/conj/4
      """, ["2020-01-05/2020-01-06"]
    ),
  ]) func twoDaysAreOneTimeOnlyWhereTheyAreJoined(words: String, values: [String]) {
    #expect(read(tree: words) == values)
  }

  @Test(
    arguments: [("by", "soldiers", []), ("by", "men", []), ("in", "soldiers", ["2000"])]
      as [(String, String, [String])])
  func howManyPeopleActIsNoYear(preposition: String, people: String, values: [String]) {
    let words = """
      Rome/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 guarded/VERB/root/0 \(preposition)/ADP/case/6 \
      2000/NUM/nummod/6 \(people)/NOUN/obl/3
      """
    #expect(read(tree: words) == values)
  }

  @Test(
    arguments: [
      ("Long/ADJ/amod", []), ("the/DET/det", ["2019-03"]), ("last/ADJ/amod", ["2019-03"]),
    ]
      as [(String, [String])])
  func aMarchIsNoMonth(before: String, values: [String]) {
    #expect(
      read(tree: "Ho/PROPN/nsubj/2 joined/VERB/root/0 \(before)/4 March/PROPN/obj/2") == values)
  }

  /// `kidnapped him in May 2018, and the army freed him in July`, but `met her, whom he had left in May 2018, in July`.
  @Test func aYearIsToldOn() {
    func words(_ label: String, _ date: String) -> String {
      """
      Ho/PROPN/nsubj/2 took/VERB:take/root/0 Lee/PROPN/obj/2 \(date) \
      army/NOUN/nsubj/8 freed/VERB:free/\(label) in/ADP/case/10 July/PROPN/obl/8
      """
    }
    let named = "in/ADP/case/5 May/PROPN/obl/2 2018/NUM/nmod/5"
    #expect(read(tree: words("conj/2", named)) == ["2018-05", "2018-07"])
    #expect(read(tree: words("acl:relcl/3", named)) == ["2018-05", "2019-07"])
    let year = "at/ADV/advmod/2 in/ADP/case/6 2018/NUM/obl/2"
    #expect(read(tree: words("conj/2", year)) == ["2018", "2019-07"])
  }

  /// In a text of today, a month long gone is told on in the next paragraph only by what would else be old; in one without a
  /// date, in all sentences near.
  @Test(arguments: [
    ("2020-01-06", 1, "July", "2016-07"), ("2020-01-06", 1, "November", "2019-11"),
    ("2020-01-06", 4, "July", "2019-07"), (nil, 7, "July", "2016-07"),
    (nil, 9, "July", TimeExpression.untold),
  ])
  func aYearIsToldOnFromAfar(date: String?, distance: Int, month: String, value: String) {
    let first =
      "Ho/PROPN/nsubj/2 fled/VERB:flee/root/0 in/ADP/case/4 May/PROPN/obl/2 2016/NUM/nmod/4"
    let last = "in/ADP/case/2 \(month)/PROPN/obl/4 he/PRON/nsubj/4 fled/VERB:flee/root/0"
    let between = Array(repeating: "he/PRON/nsubj/2 slept/VERB:sleep/root/0", count: distance - 1)
    #expect(read(trees: [first] + between + [last], date: date) == ["2016-05", value])
  }

  /// `On 5 November he fled; he came back on 9 November 2005`, but not `on 3 March 2005`.
  @Test(arguments: [("November", "2005-11-05"), ("March", "XXXX-11-05")])
  func aLaterDayTellsTheYear(month: String, value: String) {
    let words = """
      on/ADP/case/2 5/NUM/obl/5 November/PROPN/nmod/2 he/PRON/nsubj/5 fled/VERB:flee/root/0 on/ADP/case/7 \
      9/NUM/obl/11 \(month)/PROPN/nmod/7 2005/NUM/nmod/7 he/PRON/nsubj/11 came/VERB:come/conj/5
      """
    #expect(read(tree: words, date: nil).first == value)
  }

  /// `On 29 February he fled; he came back on 9 November 2005`: no day of that year.
  @Test func aDayThatTheYearDoesNotHaveIsNotToldByIt() {
    let words = """
      on/ADP/case/2 29/NUM/obl/5 February/PROPN/nmod/2 he/PRON/nsubj/5 fled/VERB:flee/root/0 on/ADP/case/7 \
      9/NUM/obl/11 November/PROPN/nmod/7 2005/NUM/nmod/7 he/PRON/nsubj/11 came/VERB:come/conj/5
      """
    #expect(read(tree: words, date: nil).first == "XXXX-02-29")
  }

  @Test func whatBringsInAClausePointsToNoMonth() {
    let said = """
      in/ADP/case/2 2017/NUM/obl/3 banks/NOUN/nsubj/4 said/VERB/root/0 that/SCONJ/mark/7 \
      December/PROPN/nsubj/7 saw/VERB/ccomp/4 war/NOUN/obj/7
      """
    #expect(read(tree: said) == ["2017", "2019-12"])
    let that = """
      in/ADP/case/2 2017/NUM/obl/3 Ho/PROPN/nsubj/4 fled/VERB/root/0 that/DET/det/6 \
      December/PROPN/obl/4
      """
    #expect(read(tree: that) == ["2017", "2017-12"])
  }

  /// `A court convicted her that December`, where the tagger takes *that* for a pronoun.
  @Test func thatPointsToAMonthBehindAnObject() {
    let words = """
      in/ADP/case/2 2017/NUM/obl/4 Ho/PROPN/nsubj/4 fled/VERB/root/0 the/DET/det/6 coup/NOUN/obj/4 \
      that/PRON/det/8 May/PROPN/obl:unmarked/4
      """
    #expect(read(tree: words) == ["2017", "2017-05"])
    let clause = """
      in/ADP/case/2 2017/NUM/obl/4 Ho/PROPN/nsubj/4 said/VERB/root/0 that/SCONJ/mark/7 \
      May/PROPN/nsubj/7 fled/VERB/ccomp/4
      """
    #expect(read(tree: clause) == ["2017"])
  }

  /// `20 may have died`, `they march 20 miles`, but `on 20 may`.
  @Test(arguments: [
    ("20/NUM/nsubj/4 may/AUX/aux/4 have/AUX/aux/4 died/VERB:die/root/0", []),
    ("they/PRON/nsubj/2 march/VERB/root/0 20/NUM/nummod/4 miles/NOUN/obj/2", []),
    (
      "on/ADP/case/2 20/NUM/obl/5 may/PROPN/nmod:unmarked/2 he/PRON/nsubj/5 died/VERB:die/root/0",
      ["2019-05-20"]
    ),
    (
      """
      on/ADP/case/2 20/NUM/obl/6 may/AUX/nmod:unmarked/2 2018/NUM/nmod:unmarked/2 he/PRON/nsubj/6 \
      died/VERB:die/root/0
      """, ["2018-05-20"]
    ),
  ])
  func whatMayBeIsNoMonth(words: String, values: [String]) {
    #expect(read(tree: words) == values)
  }

  /// Behind `in 2015 she beat Lee, who led it since 1999` a year later is 2016, but where the clause has no year, a year after
  /// the other one.
  @Test(arguments: [
    ("in/ADP/case/2 2015/NUM/obl/4", ["2015", "1999/..", "2016"]),
    ("today/NUM/obl/4 now/ADV/advmod/4", ["2020-01-06", "1999/..", "2000"]),
    ("so/ADV/advmod/4 then/ADV/advmod/4", ["1999/..", "2000"]),
  ])
  func yearsCountFromTheClausesOwnTime(words: String, values: [String]) {
    let first = """
      \(words) she/PRON/nsubj/4 beat/VERB:be/root/0 Lee/PROPN/obj/4 who/PRON/nsubj/7 led/VERB:lead/acl:relcl/5 \
      it/PRON/obj/7 since/ADP/case/10 1999/NUM/obl/7
      """
    let second = "a/DET/det/2 year/NOUN/obl/5 later/ADV/advmod/2 she/PRON/nsubj/5 left/VERB/root/0"
    #expect(read(trees: [first, second]) == values)
  }

  @Test func anItemOfAListGoesOnWithNoOther() {
    let items = [
      "*/SYM/punct/3 Ho/PROPN/nsubj/3 left/VERB/root/0 on/ADP/case/6 3/NUM/obl/3 May/PROPN/nmod/5",
      """
      */SYM/punct/3 Lee/PROPN/nsubj/3 died/VERB/root/0 the/DET/det/6 previous/ADJ/amod/6 \
      day/NOUN/obl/3
      """,
    ]
    #expect(read(trees: items) == ["2019-05-03"])
    let lines = items.map { $0.replacing("*", with: "now") }
    #expect(read(trees: lines) == ["2019-05-03", "2019-05-02"])
  }

  /// Texts of the words of time and of numbers, in any order.
  @Test func everyTimeThatIsGivenIsOne() throws {
    let words = [
      "9999", "0000", "1000", "2199", "2000", "999", "200", "31", "12", "1", "a", "few", "decades",
      "years", "months", "weeks", "days", "hours", "ago", "later", "earlier", "before", "after",
      "from", "to", "now", "and", "between", "until", "since", "in", "the", "that", "same", "next",
      "last", "following", "recent", "coming", "past", "year", "month", "week", "day", "weekend",
      "Monday", "Tuesday", "January", "February", "December", "May", "March", "mid-2000", "1990s",
      "2000s", "22nd", "19th", "century", "winter", "summer", "of", "-", "–", ",", ".", "will",
      "1/1/999999", "12/31/9999", "9999-12-31", "99999-1-1", "today", "tomorrow", "tonight", "(",
      ")", "'s", "election", "through",
    ]
    let dates = [
      "9999-12-31", "0000-01-01", "0001-01-01", "2020-02-29", "9990-06", "1999-12-31T23:59:59Z",
      "2020", "Y17000-01-01", "-0043-03-15", "99999-12-31",
    ]
    let gen = Gen<(date: String?, text: String)> { random, size in
      let count = Int.random(in: 1...max(2, size * 2), using: &random)
      let text = (0..<count).map { _ in words.randomElement(using: &random) ?? "" }
      return (dates.randomElement(using: &random), text.joined(separator: " "))
    }
    try forAll(gen, count: 4000) { sample in
      for value in read(sample.text, date: sample.date).values { _ = try EDTF(value) }
      if let date = read(sample.text, date: nil).date { _ = try EDTF(date) }
    }
  }

  @Test(arguments: [
    ("January 6, 2020\n\nIraq voted.", "2020-01-06"),
    ("A headline\n\nFriday, July 21, 2017\n\nText.", "2017-07-21"),
    ("BAGHDAD, Jan. 6, 2020 (AP) — Iraq voted.", "2020-01-06"),
    ("On May 3, 2011 he left the house for good.", nil),
    ("MIAMI, Fla. (March 22, 1996) — Iraq voted.", "1996-03-22"),
    ("SARAJEVO, Bosnia-Herzegovina, March 22, 1996 - Iraq voted.", "1996-03-22"),
    ("SARAJEVO, Bosnia and Herzegovina (AP) — March 22, 1996 — Iraq voted.", "1996-03-22"),
    ("UNITED NATIONS, Mar 22 1996 (IPS) - Iraq voted.", "1996-03-22"),
    ("Published: 22 Mar 1996 14:30 GMT\n\nIraq voted.", "1996-03-22"),
    ("A headline\n\nThursday, May 7, 2015 On Tuesday, Iraq voted.", "2015-05-07"),
    ("Thursday, May 7, 2015 was a warm day in Iraq.", nil),
    ("June 4, 1911: Josip Vidmar is born in Split.", nil),
    ("3 May 1926 – Bevin founds it.\n\n12 May 1926 – They meet.", nil),
    ("Tuesday, March 18, 2014 — Iraq voted.", "2014-03-18"),
    ("Gunmen killed Omar Saleh on 4 May 2012. He left in June.", nil),
    ("Omar Saleh died on May 4, 2012.", nil),
    ("Karl Wessel (14 March 1821 – 2 November 1889) was a botanist.", nil),
    ("Karl Wessel (Jena, 14 March 1821 – Rostock, 2 November 1889) was a botanist.", nil),
  ]) func findsTheDateline(text: String, date: String?) {
    #expect(read(text, date: nil).date == date)
  }

  /// Easter Sundays of the Royal Astronomical Society's table, the earliest and the latest possible ones among them.
  @Test(arguments: [
    ("1818-03-22", 1818), ("1886-04-25", 1886), ("1943-04-25", 1943), ("1961-04-02", 1961),
    ("2000-04-23", 2000), ("2008-03-23", 2008), ("2024-03-31", 2024), ("2038-04-25", 2038),
  ]) func easterIsOnItsSunday(day: String, year: Int) {
    #expect(CalendarDay.easter(of: year)?.edtf == day)
  }

  @Test func theYearAboveLinesIsTheirs() {
    let text = "1955\n\nOn 1 April they attacked Nicosia.\n\n1956\n\nOn 9 March they left."
    #expect(read(text, date: nil).values == ["1955", "1955-04-01", "1956", "1956-03-09"])
  }

  @Test func everyDayOfFourCenturiesRoundTrips() {
    var day = CalendarDay(year: 1799, month: 12, day: 31).map { $0.number } ?? 0
    var previous = CalendarDay(number: day).components
    for _ in 0..<146_097 {
      day += 1
      let next = CalendarDay(number: day)
      let (year, month, date) = next.components
      let follows =
        date == previous.day + 1 && month == previous.month
        || date == 1 && previous.day == CalendarDay.length(of: previous.month, in: previous.year)
      if !follows || CalendarDay(year: year, month: month, day: date) != next {
        Issue.record("\(next.edtf) does not follow \(previous)")
        return
      }
      previous = (year, month, date)
    }
    #expect(CalendarDay(year: 2020, month: 1, day: 6)?.weekday == 0)
  }
}
