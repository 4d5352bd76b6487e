import Language

/// Whose building or car somebody is held or killed in has not done it by that.
///
///     The hostages were held in a Red Cross building.     the Red Cross detained nobody
///     Peter Halm was killed in a Corvex car.              nor did Corvex kill him
///     Peter Halm was held in an Israeli prison.           Israel did: nobody else runs its prisons
struct Premises: Denial {
  let sentences: Sentences

  private static let premises: Set = [
    "building", "warehouse", "facility", "car", "truck", "lorry", "van", "bus", "plane", "hotel",
    "hospital", "school", "office", "offices", "store", "shop", "church", "factory", "plant",
    "apartment", "house", "home", "restaurant", "buildings", "warehouses", "facilities",
  ]
  private static let cases: Set = ["in", "at", "inside", "outside", "near", "on", "aboard"]

  func deny(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard RelationKinds.violence.contains(candidate.relation),
      let trigger = sentences.trigger(of: candidate)
    else { return false }
    let owner = sentences.headWord(of: candidate.subject)
    guard ["compound", "amod", "nmod:poss", "nmod:desc"].contains(sentences.label(owner)),
      let place = sentences.head(owner), Self.premises.contains(sentences.forms[place]),
      sentences.head(place) == trigger, sentences.label(place) == "obl"
    else { return false }
    return sentences.cases(place).contains(where: Self.cases.contains)
  }
}
