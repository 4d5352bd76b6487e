/// Rule `coordination`: `A and B` both take part, and verbs joined share a subject or an object.
///
///     [Iran]S and [Iraq]S signed [the treaty]O
///     [Police]S stormed the house and arrested [two men]O      S arrest O
///     [The army]S shelled and captured [the town]O             S capture O
///     [Iran]S and [Iraq]O attacked each other                  S attack O, both ways
extension Sentences {
  /// The other members of the list that a word begins, up to a word.
  func coordinated(with filler: Filler, before end: Int) -> [Filler] {
    dependents(of: filler.token, "conj")
      .filter { tag($0) != .verb && $0 < end && !isInsideName($0) }
      .flatMap { through(Filler(token: $0, rules: filler.rules.union(.coordination))) }
  }

  /// Whether a word that the parser joins with a name is but the last word in it: *the Islamic State of Iraq and Syria*.
  func isInsideName(_ word: Int) -> Bool {
    guard label(word) == "conj", let name = head(word), tag(name) == .properNoun,
      word >= 2, forms[word - 1] == "and", cases(word).isEmpty, head(word - 1) == word,
      isPlaceOrPeople(word), isPlaceOrPeople(word - 2), !isPlaceOrPeople(name)
    else { return false }
    return head(word - 2) == name && cases(word - 2) == ["of"]
  }

  private func isPlaceOrPeople(_ word: Int) -> Bool {
    mentions(at: word).contains { [.place, .group].contains(annotation.mentions[$0].type) }
      || CountryNames.isCountry(annotation.form(word))
  }

  /// The subject that the first of joined verbs lends to the others.
  func shared(by verb: Int, _ first: Int, _ depth: Int) -> [Filler] {
    subjects(of: first, depth: depth + 1).map { $0.adding(.coordination) }
  }

  /// The object of the next verb, where two verbs without words between them share it.
  func objectsSharedWithNext(_ verb: Int) -> [Filler] {
    guard let next = dependents(of: verb, "conj").first(where: { tag($0) == .verb }),
      next - verb <= 3, dependents(of: next, "nsubj").isEmpty
    else { return [] }
    return dependents(of: next, "obj").flatMap {
      expanded(Filler(token: $0, rules: .coordination))
    }
  }
}
