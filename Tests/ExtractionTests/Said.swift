import GraphModel
import Language

@testable import Extraction

/// What the model and the rules read in a text.
enum Said {
  private static let model = Result { try LanguageModel() }

  static func records(in text: String, _ relation: String? = nil) throws -> [StatementRecord] {
    let document = Document(id: "d", text: text)
    let annotation = try model.get().annotate(document, mentions: .possible)
    return Extractor().extract(from: annotation, document: document).statements
      .filter { relation == nil || $0.relation == relation }
  }

  /// Each as `subject relation object`, denied ones with `not` before.
  static func statements(in text: String) throws -> [String] {
    try records(in: text).map {
      let denial = $0.qualifiers.polarity == .negated ? "not " : ""
      return denial + "\($0.subject.name) \($0.relation) \($0.object.name)"
    }
  }
}
