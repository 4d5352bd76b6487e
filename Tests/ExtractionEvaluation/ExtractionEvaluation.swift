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
      var types: [String]
      var mentionProbability: [Double]
      var probability: Double
      var isStated: Bool
      var polarity, mode: String
      var rule, phrase: String?
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
          types: ends.map { annotation.mentions[$0].type.rawValue },
          mentionProbability: ends.map { annotation.mentions[$0].probability },
          probability: candidate.probability, isStated: candidate.isStated,
          polarity: candidate.polarity.rawValue, mode: candidate.mode.rawValue,
          rule: proposal.rule, phrase: proposal.phrase?.text)
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
    guard arguments.count == 2, ["annotate", "proposals"].contains(arguments[0]) else {
      print(
        """
        usage: extraction-evaluation annotate|proposals DOCUMENTS.jsonl
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
        arguments[0] == "annotate"
        ? try encoder.encode(Page(item.id, annotation))
        : try encoder.encode(Proposals(item.id, annotation, extractor))
      print(String(decoding: line, as: UTF8.self))
    }
  }
}
