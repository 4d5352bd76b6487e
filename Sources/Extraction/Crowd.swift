import Language

/// What else of one relation the model reads beside a candidate.
///
/// Of one word that seems to say many things, or of one person of whom much is said, each is less sure; but not of a list,
/// whose members are one thing here: *A, B and C were elected*.
struct Crowd {
  private struct Place: Hashable {
    var relation: String
    var position: Int
  }

  /// For each other end the greatest probability with it.
  private typealias Others = [Int: Double]

  private let annotation: Annotation
  private var words: [Place: [[Int]: Double]] = [:]
  private var subjects: [Place: Others] = [:]
  private var objects: [Place: Others] = [:]

  init(of proposals: [Proposal], in annotation: Annotation) {
    self.annotation = annotation
    for candidate in proposals.lazy.map(\.candidate) {
      let (subject, object) = ends(of: candidate)
      func place(_ position: Int) -> Place {
        Place(relation: candidate.relation, position: position)
      }
      func add(_ others: inout Others, _ end: Int) {
        others[end] = max(others[end] ?? 0, candidate.probability)
      }
      if let word = candidate.trigger.first {
        let known = words[place(word), default: [:]][[subject, object]] ?? 0
        words[place(word), default: [:]][[subject, object]] = max(known, candidate.probability)
      }
      add(&subjects[place(subject), default: [:]], object)
      add(&objects[place(object), default: [:]], subject)
    }
  }

  /// The sum of the probabilities of what else its word says, and the greatest of what else is said of its subject and of its
  /// object.
  func others(
    beside candidate: Annotation.RelationCandidate
  ) -> (byWord: Double, ofSubject: Double, ofObject: Double) {
    let (subject, object) = ends(of: candidate)
    func place(_ position: Int) -> Place {
      Place(relation: candidate.relation, position: position)
    }
    func greatest(_ others: Others?, but end: Int) -> Double {
      others?.lazy.filter { $0.key != end }.map(\.value).max() ?? 0
    }
    let byWord = candidate.trigger.first.flatMap { words[place($0)] }?
      .filter { $0.key != [subject, object] }.values.sorted().reduce(0, +)
    return (
      byWord ?? 0, greatest(subjects[place(subject)], but: object),
      greatest(objects[place(object)], but: subject)
    )
  }

  private func ends(of candidate: Annotation.RelationCandidate) -> (Int, Int) {
    (annotation.list(of: candidate.subject), annotation.list(of: candidate.object))
  }
}

extension Annotation {
  /// The first word of the list that a mention is in, or its own head.
  package func list(of mention: Int) -> Int {
    var token = head(of: mentions[mention].tokens)
    for _ in 0..<60 {
      guard tokens[token].label == "conj", let head = tokens[token].head else { break }
      token = head
    }
    return token
  }
}
