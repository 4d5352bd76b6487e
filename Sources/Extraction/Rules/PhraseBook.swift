import GraphModel

/// Phrases made ready for reading: found by the forms of their verb, noun or preposition.
struct PhraseBook: Sendable {
  /// A phrase with all forms of its words.
  struct Entry: Sendable {
    var phrase: Phrase
    /// What its head's last word has to be, one of several ways of saying it.
    var heads: [Head]
    /// For every complement that is a word, its forms.
    var words: [Set<String>]
    /// The end that is the verb's grammatical subject, or what is in a place; of other shapes the subject.
    var first: Phrase.End
  }

  /// A verb, a noun with words before it, or a preposition.
  struct Head: Sendable {
    var forms: Set<String>
    /// The words right before it, from left to right.
    var before: [String]
  }

  let entries: [Entry]
  /// By the form of a head's last word, the entries, as positions in `entries` and in their heads.
  private let places: [String: [(entry: Int, head: Int)]]

  init(_ phrases: [Phrase]) {
    var entries: [Entry] = []
    var places: [String: [(entry: Int, head: Int)]] = [:]
    entries.reserveCapacity(phrases.count)
    var known: [String: [String]] = [:]
    func forms(_ word: String) -> [String] {
      if let forms = known[word] { return forms }
      let forms = Inflection.forms(of: word)
      known[word] = forms
      return forms
    }
    for phrase in phrases {
      var first = Phrase.End.subject
      // A preposition has one form.
      var isPreposition = false
      switch phrase.shape {
      case .verb(let subject, _, _): first = subject
      case .predicate(let subject): (first, isPreposition) = (subject, true)
      case .place(let owner): (first, isPreposition) = (owner.opposite, true)
      case .happening, .title: break
      }
      var heads: [Head] = []
      for words in phrase.heads {
        guard let last = words.last else { continue }
        let all = isPreposition ? [last] : forms(last)
        for form in all { places[form, default: []].append((entries.count, heads.count)) }
        heads.append(Head(forms: Set(all), before: words.dropLast()))
      }
      entries.append(
        Entry(
          phrase: phrase, heads: heads,
          words: phrase.complements.map { complement in
            guard case .words(let words) = complement.filler else { return [] }
            return Set(words.flatMap(forms))
          }, first: first))
    }
    self.entries = entries
    self.places = places
  }

  /// The entries that a word may be the head of.
  func entries(for form: String, lemma: String) -> [(entry: Int, head: Int)] {
    let found = places[form] ?? []
    return found.isEmpty && lemma != form ? places[lemma] ?? [] : found
  }
}
