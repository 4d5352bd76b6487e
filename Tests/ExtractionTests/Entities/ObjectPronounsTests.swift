import Testing

@testable import Extraction

@Suite struct ObjectPronounsTests {
  @Test(arguments: [
    (
      "Tony Blair met George Bush in Washington.\n\nYasir Arafat criticized the Israeli court that convicted him.",
      "Israeli court convicted Yasir Arafat"
    ),
    (
      "Kofi Annan visited Baghdad. Mikhail Khodorkovsky accused the Kremlin of ordering the police to arrest him.",
      "police detained Mikhail Khodorkovsky"
    ),
    (
      "Tony Blair resigned. Bill Ott, a farmer, criticized the officers who arrested him.",
      "officers detained Bill Ott"
    ),
    (
      "Fidel Castro spoke. Hugo Chavez accused the C.I.A. of plotting to kill him.",
      "C.I.A. killed Hugo Chavez"
    ),
    // But not where the text has told the deed of another.
    (
      "Michael Jackson was arrested on Monday.\n\nMarlon Brando criticized the police for arresting him.",
      "police detained Michael Jackson"
    ),
  ])
  func himIsWhomTheSentenceSpeaksOf(_ text: String, _ statement: String) throws {
    let found = try Said.statements(in: text)
    #expect(found.contains(statement), "\(found)")
  }

  /// Each row: a sentence, and which of its mentions the last, *him*, becomes one with.
  @Test(arguments: [
    (
      "*Ott/PROPN/nsubj/2=Person sued/VERB/root/0 *Shell/PROPN/obj/2=Organization which/PRON/nsubj/5 fired/VERB/acl:relcl/3 *him/PRON/obj/5=Person",
      0
    ),
    // Who says something may speak of another.
    (
      "*Ott/PROPN/nsubj/2=Person said/VERB/root/0 that/SCONJ/mark/5 *Shell/PROPN/nsubj/5=Organization fired/VERB/ccomp/2 *him/PRON/obj/5=Person",
      nil
    ),
    // Another person may be meant.
    (
      "*Ott/PROPN/nsubj/2=Person praised/VERB/root/0 *Blair/PROPN/obj/2=Person who/PRON/nsubj/5 hired/VERB/acl:relcl/3 *him/PRON/obj/5=Person",
      nil
    ),
    // Nobody does to himself what is done to him.
    ("*Ott/PROPN/nsubj/2=Person fired/VERB/root/0 *him/PRON/obj/2=Person", nil),
    // Who tries does it.
    (
      "*Ott/PROPN/nsubj/2=Person tried/VERB/root/0 to/PART/mark/4 fire/VERB/xcomp/2 *him/PRON/obj/4=Person",
      nil
    ),
    (
      "*Ott/PROPN/nsubj/2=Person asked/VERB/root/0 *Shell/PROPN/obj/2=Organization to/PART/mark/5 hire/VERB/xcomp/2 *him/PRON/obj/5=Person",
      0
    ),
    // And who apologizes for it, has planned it or goes somewhere for it.
    (
      "*Ott/PROPN/nsubj/2=Person apologized/VERB/root/0 for/SCONJ/mark/4 firing/VERB/advcl/2 *him/PRON/obj/4=Person",
      nil
    ),
    (
      "*Ott/PROPN/nsubj/2=Person had/VERB/root/0 plans/NOUN/obj/2 to/PART/mark/5 fire/VERB/acl/3 *him/PRON/obj/5=Person",
      nil
    ),
    (
      "*Ott/PROPN/nsubj/2=Person left/VERB/root/0 *Oslo/PROPN/obj/2=Place to/PART/mark/5 meet/VERB/advcl/2 *him/PRON/obj/5=Person",
      nil
    ),
    // Joined verbs have one subject.
    (
      "*Ott/PROPN/nsubj/2=Person sued/VERB/root/0 *Shell/PROPN/obj/2=Organization which/PRON/nsubj/5 hired/VERB/acl:relcl/3 and/CCONJ/cc/7 fired/VERB/conj/5 *him/PRON/obj/7=Person",
      0
    ),
    (
      "*Ott/PROPN/nsubj/2=Person hired/VERB/root/0 and/CCONJ/cc/4 fired/VERB/conj/2 *him/PRON/obj/4=Person",
      nil
    ),
    (
      "*Ott/PROPN/nsubj/2=Person left/VERB/root/0 after/SCONJ/mark/5 *Shell/PROPN/nsubj/5=Organization fired/VERB/advcl/2 *him/PRON/obj/5=Person",
      0
    ),
    // Who acts for others does so.
    (
      "prosecutor/NOUN/nmod:desc/2 *Ott/PROPN/nsubj/3=Person sued/VERB/root/0 *Shell/PROPN/obj/3=Organization which/PRON/nsubj/6 fired/VERB/acl:relcl/4 *him/PRON/obj/6=Person",
      nil
    ),
    (
      "*Ott/PROPN/nsubj/2=Person arrested/VERB/root/0 *men/NOUN/obj/2=Group who/PRON/nsubj/5 shot/VERB/acl:relcl/3 *him/PRON/obj/5=Person",
      nil
    ),
    // She is not he.
    (
      "Mrs./PROPN/nmod:desc/2 *Ott/PROPN/nsubj/3=Person sued/VERB/root/0 *Shell/PROPN/obj/3=Organization which/PRON/nsubj/6 fired/VERB/acl:relcl/4 *him/PRON/obj/6=Person",
      nil
    ),
  ])
  func whoIsMeant(_ text: String, _ owner: Int?) {
    let annotation = Tree(text).annotation
    let pronoun = annotation.mentions.count - 1
    let moves = ObjectPronouns(Sentences(annotation)).moves(in: annotation.clusters)
    #expect(moves[pronoun] == owner)
  }
}
