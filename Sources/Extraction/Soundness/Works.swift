import Language

/// Works about people: what becomes of the work does not become of whom it is about.
///
///     Caro's book about Johnson won the Pulitzer Prize.          the book won it
///     A film about Frida Kahlo that won an Oscar was banned.     the film did, and was
///     A statue of Lenin built in 1952 was destroyed.             Lenin built nothing
///     His biography of Stalin, which won the prize, …            *which* is no person
struct Works: Denial {
  let sentences: Sentences

  /// Works by what leads over to their subject; *a film of Hitchcock's* may be by him.
  private static let ofSomebody: Set = [
    "biography", "biographies", "statue", "statues", "bust", "portrait", "portraits", "photograph",
    "photographs", "monument", "effigy", "caricature", "mural", "sculpture", "likeness",
  ]
  private static let aboutSomebody: Set = [
    "book", "books", "film", "films", "movie", "movies", "documentary", "documentaries", "novel",
    "novels", "play", "opera", "musical", "article", "series", "song", "songs", "poem", "ballet",
    "exhibition", "essay", "study", "drama", "biopic", "thriller", "program", "programme", "show",
  ]
  private static let abouts: Set = ["about", "on"]

  /// Whether an end of a candidate is only whom a work is about, and the words tell something of the work.
  func deny(_ candidate: Annotation.RelationCandidate) -> Bool {
    guard let trigger = sentences.trigger(of: candidate), sentences.isVerb(trigger) else {
      return false
    }
    return [candidate.subject, candidate.object].contains { mention in
      guard sentences.annotation.mentions[mention].type == .person else { return false }
      let person = sentences.headWord(of: mention)
      guard let (work, noun) = sentences.work(about: person) else { return false }
      let isOfWork =
        sentences.head(work) == trigger
        || sentences.head(trigger) == work && sentences.label(trigger).hasPrefix("acl")
      let isOfWhich =
        sentences.label(trigger) == "acl:relcl"
        && (sentences.head(trigger) == noun || sentences.head(trigger) == person)
        && sentences.dependents(of: trigger).contains {
          ["which", "that"].contains(sentences.forms[$0])
        }
      return isOfWork || isOfWhich
    }
  }

  fileprivate static func isWork(_ form: String, about preposition: String) -> Bool {
    ofSomebody.contains(form) && (preposition == "of" || abouts.contains(preposition))
      || aboutSomebody.contains(form) && abouts.contains(preposition)
  }
}

extension Sentences {
  /// The work that a name says the subject of, and the noun behind the preposition: *a film about the boxer Joe Louis*.
  ///
  /// By the words in a row, as parsers hang *built* on either.
  func work(about name: Int) -> (work: Int, noun: Int)? {
    var noun = name
    for _ in 0..<Self.reach where dependents(of: noun, "case").isEmpty {
      guard ["appos", "flat", "nmod:desc"].contains(label(noun)), let head = head(noun) else {
        return nil
      }
      noun = head
    }
    guard let preposition = dependents(of: noun, "case").first, preposition > 0,
      preposition < noun, Works.isWork(forms[preposition - 1], about: forms[preposition])
    else { return nil }
    return (preposition - 1, noun)
  }
}
