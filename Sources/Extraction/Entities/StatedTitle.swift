import Language

/// What the text says that somebody is: *prime minister* of *Prime Minister Rafiq Hamdan*, *Brazilian senator* of *Jaime
/// Prado, a Brazilian senator* and of *a Brazilian senator, Jaime Prado*.
struct StatedTitle: Hashable {
  /// What the bearer is: *minister*.
  var noun: String
  /// The words around it: *Israeli*, *prime*.
  var modifiers: Set<String>

  /// Whether a title with all its words may be meant by a description.
  func isMeant(by description: StatedTitle) -> Bool {
    let unsaid = modifiers.subtracting(description.modifiers)
    return description.modifiers.isSubset(of: modifiers)
      && unsaid.isDisjoint(with: Titles.distinctions)
      && !(noun == "governor" && unsaid.contains("lieutenant"))
  }
}

extension Sentences {
  /// The titles that stand before a name (`Prime Minister Rafiq Hamdan`) or say what its bearer is, but for what the bearer is
  /// no more or not yet.
  func titles(of name: Int) -> [StatedTitle] {
    var found: [StatedTitle] = []
    let range = annotation.mentions[name].tokens
    let sentence = annotation.sentences[annotation.sentence(of: range.lowerBound)].tokens
    var start = range.lowerBound
    while start > sentence.lowerBound, range.lowerBound - start < 5,
      [.noun, .properNoun, .adjective].contains(tag(start - 1))
    {
      start -= 1
    }
    var words = (start..<range.lowerBound).map { title($0) }
    // A title that the mention has within.
    if range.count > 1, Titles.full[forms[range.lowerBound]] != nil {
      words.append(title(range.lowerBound))
    }
    // `Secretary of State John Kerr`
    if words == ["state"], isOfState(start), start >= 2, forms[start - 2] == "secretary" {
      words = ["state", "secretary"]
    }
    if let noun = words.popLast() { found.append(StatedTitle(noun: noun, modifiers: Set(words))) }
    let head = annotation.head(of: range)
    var nouns = dependents(of: head, "appos", "nmod:desc").filter {
      isCommonNoun($0) && (label($0) == "appos" || $0 < start)
    }
    // `the captain of a tug, Karmen Vella`, also where the parser makes both subjects
    if let above = self.head(head), start > 0, forms[start - 1] == "," || label(head) == "appos" {
      nouns += (label(head) == "appos" ? [above] : dependents(of: above, "nsubj")).filter {
        $0 < start && isCommonNoun($0) && ["appos", "nsubj"].contains(label(head))
      }
    }
    if label(head) == "nsubj", let predicate = self.head(head),
      tag(predicate) == .noun, !dependents(of: predicate, "cop").isEmpty,
      !dependents(of: predicate).contains(where: {
        ["not", "n't", "n’t", "never", "no"].contains(forms[$0])
      })
    {
      nouns.append(predicate)
    }
    found += nouns.map { StatedTitle(noun: title($0), modifiers: titleModifiers(of: $0)) }
    return found.filter { $0.modifiers.isDisjoint(with: Titles.successions) }
  }

  /// Whether a word is a noun but no name, whatever the tagger makes of it.
  private func isCommonNoun(_ token: Int) -> Bool {
    tag(token) == .noun
      || tag(token) == .properNoun && isLowercase(token)
  }

  /// The words before a noun that tell which one it is; an age does not.
  func titleModifiers(of noun: Int) -> Set<String> {
    let state = dependents(of: noun, "nmod").filter(isOfState)
    return Set(
      (dependents(of: noun, "compound", "amod", "nmod:desc") + state).map { forms[$0] }
        .filter { $0 != "old" && !$0.contains(where: \.isNumber) })
  }

  /// Whether a word is the *state* of *secretary of state*.
  func isOfState(_ token: Int) -> Bool {
    forms[token] == "state" && token > 0 && forms[token - 1] == "of"
  }

  /// A word of a title, written out.
  private func title(_ token: Int) -> String { Titles.full[forms[token]] ?? forms[token] }
}
