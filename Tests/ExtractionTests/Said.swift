import GraphModel
import Language

@testable import Extraction

/// What the model and the rules read in a text, each as `subject relation object`, denied ones with `not` before.
enum Said {
  private static let model = Result { try LanguageModel() }

  static func statements(in text: String) throws -> [String] {
    let document = Document(id: "d", text: text)
    let annotation = try model.get().annotate(document, mentions: .possible)
    return Extractor().extract(from: annotation, document: document).statements.map {
      let denial = $0.qualifiers.polarity == .negated ? "not " : ""
      return denial + "\($0.subject.name) \($0.relation) \($0.object.name)"
    }
  }
}
