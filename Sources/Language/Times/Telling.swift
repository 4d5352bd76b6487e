/// How a sentence tells what a time bounds: *in 2008 rebels kidnapped him* is told in the past, by a clause of the
/// sentence's own; *the 2013 coup* and *who was born in 1952* are told aside.
struct Telling {
  enum Manner { case past, otherwise, aside }

  private let words: [String]
  private let tokens: [Annotation.Token]
  /// The predicates with an auxiliary or a copula of the past, and those with another.
  private var past = Set<Int>()
  private var others = Set<Int>()

  private static let pastAuxiliaries: Set<String> = ["was", "were", "did"]
  private static let prepositions: Set<String> = [
    "in", "on", "by", "until", "till", "since", "from", "between", "during", "around", "after",
    "before",
  ]
  /// What stands between a preposition and its date.
  private static let fillers: Set<String> = ["the", "early", "late", "mid", "and", "of", "same"]
  /// How a date belongs to what a noun is, not to what happens.
  private static let naming: Set<String> = [
    "compound", "nummod", "nmod:poss", "amod", "appos", "flat", "nmod:desc",
  ]
  /// How far a date may stand below the verb of its sentence.
  private static let depth = 12

  init(words: [String], tokens: [Annotation.Token]) {
    self.words = words
    self.tokens = tokens
    for (index, token) in tokens.enumerated() {
      guard let head = token.head, token.label.hasPrefix("aux") || token.label == "cop" else {
        continue
      }
      if Self.pastAuxiliaries.contains(words[index]) {
        past.insert(head)
      } else if !["be", "been", "being"].contains(words[index]) {
        others.insert(head)
      }
    }
  }

  /// How the sentence tells what a time bounds.
  func manner(of time: Range<Int>, in sentence: Range<Int>) -> Manner {
    let (isAside, verb) = place(of: time, in: sentence)
    guard isAdverbial(time, in: sentence), !isAside else { return .aside }
    return verb.map(isPast) ?? false ? .past : .otherwise
  }

  /// Whether a time belongs to a thing or to a clause beside the sentence's own: *who won in 1999*, *a town founded in 1850*.
  func isBeside(_ time: Range<Int>, in sentence: Range<Int>) -> Bool {
    place(of: time, in: sentence).isAside
  }

  /// Whether a time is that since which something had been so: *its founder had led it since 1990*.
  func tellsSince(_ time: Range<Int>, in sentence: Range<Int>) -> Bool {
    [time.lowerBound - 1, time.lowerBound].contains {
      sentence.contains($0) && words[$0] == "since"
    }
  }

  /// Whether a time belongs to a thing or to a clause beside the sentence's own; if not, the verb that it bounds.
  private func place(
    of time: Range<Int>, in sentence: Range<Int>
  ) -> (isAside: Bool, verb: Int?) {
    let aside = (isAside: true, verb: Int?.none)
    guard var word = time.first(where: { tokens[$0].head.map { !time.contains($0) } ?? true }),
      !Self.naming.contains(tokens[word].label)
    else { return aside }
    if tokens[word].label.hasPrefix("nmod"), let noun = tokens[word].head,
      tokens[noun].tag == .noun,
      !isPredicate(noun), !isBound(noun)
    {
      return aside
    }
    var verb: Int?
    for _ in 0..<Self.depth {
      let token = tokens[word]
      if verb == nil, isPredicate(word), token.label != "xcomp" { verb = word }
      guard let head = token.head, sentence.contains(head) else { break }
      if token.label.hasPrefix("acl") || ["advcl", "appos"].contains(token.label) { return aside }
      word = head
    }
    return (false, verb)
  }

  /// Whether a preposition brings a time in, at the beginning of which it may stand itself; days need none.
  private func isAdverbial(_ time: Range<Int>, in sentence: Range<Int>) -> Bool {
    var place = time.lowerBound
    if Self.prepositions.contains(words[place]) { return true }
    repeat { place -= 1 } while sentence.contains(place) && Self.fillers.contains(words[place])
    return sentence.contains(place) && Self.prepositions.contains(words[place])
  }

  /// Whether a noun says until when, or when: *commanded it until his death in November 2018*.
  private func isBound(_ noun: Int) -> Bool {
    tokens[noun].label.hasPrefix("obl")
      && (max(0, noun - 4)..<noun).contains {
        ["until", "till", "during"].contains(words[$0]) && tokens[$0].head == noun
      }
  }

  private func isPredicate(_ word: Int) -> Bool {
    tokens[word].tag == .verb || past.contains(word) || others.contains(word)
  }

  private func isPast(_ verb: Int) -> Bool {
    guard !others.contains(verb) else { return false }
    let form = words[verb]
    return past.contains(verb)
      || tokens[verb].tag == .verb && form != tokens[verb].lemma.lowercased()
        && !form.hasSuffix("s") && !form.hasSuffix("ing")
  }

  /// Whether nothing but a preposition, `and` or a comma stands before a time in its sentence.
  func isFronted(_ time: Range<Int>, in sentence: Range<Int>) -> Bool {
    (sentence.lowerBound..<time.lowerBound).allSatisfy {
      Self.prepositions.contains(words[$0]) || Self.fillers.contains(words[$0])
        || [",", "but"].contains(words[$0])
    }
  }
}
