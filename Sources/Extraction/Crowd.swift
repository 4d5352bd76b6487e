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

  /// The greatest probability, and the greatest with any other end.
  private struct Greatest {
    var end = -1
    var first = 0.0
    var second = 0.0

    mutating func add(_ other: Int, _ probability: Double) {
      if other == end {
        first = max(first, probability)
      } else if probability > first {
        (end, first, second) = (other, probability, first)
      } else {
        second = max(second, probability)
      }
    }

    func but(_ other: Int) -> Double { other == end ? second : first }
  }

  private struct Arrow: Hashable {
    var word: Place
    var subject, object: Int
  }

  private let annotation: Annotation
  private var arrows: [Arrow: Double] = [:]
  private var words: [Place: Double] = [:]
  private var subjects: [Place: Greatest] = [:]
  private var objects: [Place: Greatest] = [:]

  init(of proposals: [Proposal], in annotation: Annotation) {
    self.annotation = annotation
    for candidate in proposals.lazy.map(\.candidate) {
      let (subject, object) = ends(of: candidate)
      func place(_ position: Int) -> Place {
        Place(relation: candidate.relation, position: position)
      }
      if let word = candidate.trigger.first.map(place) {
        let arrow = Arrow(word: word, subject: subject, object: object)
        let known = arrows[arrow] ?? 0
        if candidate.probability > known {
          arrows[arrow] = candidate.probability
          words[word, default: 0] += candidate.probability - known
        }
      }
      subjects[place(subject), default: Greatest()].add(object, candidate.probability)
      objects[place(object), default: Greatest()].add(subject, candidate.probability)
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
    let byWord = candidate.trigger.first.map(place).map { word in
      (words[word] ?? 0) - (arrows[Arrow(word: word, subject: subject, object: object)] ?? 0)
    }
    return (
      max(0, byWord ?? 0), subjects[place(subject)]?.but(object) ?? 0,
      objects[place(object)]?.but(subject) ?? 0
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
