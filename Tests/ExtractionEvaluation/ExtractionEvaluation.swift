import Extraction
import FoundationEssentials
import GraphModel
import Language

/// What graphgen notices in documents on the way to statements, as JSON Lines, for mining and fitting.
@main
struct ExtractionEvaluation {
  private struct Item: Decodable {
    var id: String
    var date: String?
    var text: String
  }

  private struct Page: Encodable {
    struct Token: Encodable {
      var form, lemma, tag, label: String
      var head: Int
      var start, end: Int
    }
    struct Mention: Encodable {
      var first, last: Int
      var type: String
      var probability: Double
    }
    struct Relation: Encodable {
      var relation: String
      var subject, object: Int
      var probability: Double
      var isStated: Bool
      var polarity, mode: String
      var trigger: [Int]
    }
    var id: String
    var sentences: [[Int]]
    var tokens: [Token]
    var mentions: [Mention]
    var clusters: [[Int]]
    var relations: [Relation]

    init(_ id: String, _ annotation: Annotation) {
      self.id = id
      sentences = annotation.sentences.map { [$0.tokens.lowerBound, $0.tokens.upperBound] }
      tokens = annotation.tokens.indices.map { index in
        let token = annotation.tokens[index]
        return Token(
          form: annotation.form(index), lemma: token.lemma, tag: token.tag.rawValue,
          label: token.label, head: token.head ?? -1, start: token.span.lowerBound,
          end: token.span.upperBound)
      }
      mentions = annotation.mentions.map {
        Mention(
          first: $0.tokens.lowerBound, last: $0.tokens.upperBound - 1, type: $0.type.rawValue,
          probability: $0.probability)
      }
      clusters = annotation.clusters
      relations = annotation.relations.map {
        Relation(
          relation: $0.relation, subject: $0.subject, object: $0.object,
          probability: $0.probability, isStated: $0.isStated, polarity: $0.polarity.rawValue,
          mode: $0.mode.rawValue, trigger: [$0.trigger.lowerBound, $0.trigger.upperBound])
      }
    }
  }

  private struct Proposals: Encodable {
    struct Row: Encodable {
      var relation: String
      var subject, object: [String]
      var mentions: [Int]
      /// For each end, the first word of the list that it is in.
      var lists: [Int]
      var types: [String]
      var mentionProbability: [Double]
      var probability: Double
      var isStated: Bool
      var polarity, mode: String
      var rule, phrase: String?
      /// How many words the heads of the two ends are apart.
      var distance: Int
      /// Whether the object is one of the subject's own words.
      var isInside: Bool
      /// The first word that says it.
      var trigger: Int?
    }
    var id: String
    var proposals: [Row]

    init(_ id: String, _ annotation: Annotation, _ extractor: Extractor) {
      self.id = id
      let (annotation, found) = extractor.proposals(from: annotation)
      proposals = found.map { proposal, subject, object in
        let candidate = proposal.candidate
        let ends = [candidate.subject, candidate.object]
        return Row(
          relation: candidate.relation, subject: subject, object: object, mentions: ends,
          lists: ends.map(annotation.list),
          types: ends.map { annotation.mentions[$0].type.rawValue },
          mentionProbability: ends.map { annotation.mentions[$0].probability },
          probability: candidate.probability, isStated: candidate.isStated,
          polarity: candidate.polarity.rawValue, mode: candidate.mode.rawValue,
          rule: proposal.rule, phrase: proposal.phrase?.text,
          distance: annotation.distance(in: candidate), isInside: annotation.isInside(candidate),
          trigger: candidate.trigger.first)
      }
    }
  }

  private struct Times: Encodable {
    struct Option: Encodable {
      var time: String?
      var clues: [String]
    }
    struct Row: Encodable {
      var relation: String
      var subject, object: [String]
      /// The bytes of the trigger, or of the object where there is none.
      var place: [Int]
      var options: [Option]
    }
    var id: String
    var statements: [Row]

    init(_ id: String, _ annotation: Annotation, _ extractor: Extractor) {
      self.id = id
      statements = extractor.timeOptions(from: annotation).map { row in
        let trigger = row.candidate.trigger
        let place =
          trigger.isEmpty
          ? annotation.mentions[row.candidate.object].span : annotation.span(trigger)
        return Row(
          relation: row.candidate.relation, subject: row.subject, object: row.object,
          place: [place.lowerBound, place.upperBound],
          options: row.options.map { Option(time: $0.time, clues: $0.clues) })
      }
    }
  }

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.count >= 2, arguments[0] == "identity" {
      try IdentityEvaluation(folder: arguments[1])
        .report(showingErrors: arguments.contains("--errors"))
      return
    }
    guard arguments.count == 2, ["annotate", "proposals", "times"].contains(arguments[0]) else {
      print(
        """
        usage: extraction-evaluation annotate|proposals|times DOCUMENTS.jsonl
               extraction-evaluation identity FOLDER [--errors]
        """)
      return
    }
    let model = try LanguageModel()
    let extractor = Extractor()
    let decoder = JSONDecoder()
    let encoder = JSONEncoder()
    let data = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
    for line in data.split(separator: UInt8(ascii: "\n")) {
      let item = try decoder.decode(Item.self, from: Data(line))
      let annotation = model.annotate(
        Document(id: item.id, text: item.text, date: item.date), mentions: .possible)
      let line =
        switch arguments[0] {
        case "annotate": try encoder.encode(Page(item.id, annotation))
        case "times": try encoder.encode(Times(item.id, annotation, extractor))
        default: try encoder.encode(Proposals(item.id, annotation, extractor))
        }
      print(String(decoding: line, as: UTF8.self))
    }
  }
}
