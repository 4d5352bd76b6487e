import GraphModel

/// The labels and types that patterns over statements may name: entity types and relations.
package struct PatternVocabulary {
  private let vocabulary: Vocabulary

  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// Refuses an entity type that neither vocabulary nor graph has, naming the nearest.
  ///
  /// - Parameter isUsed: Whether the graph has entities of that type, which no vocabulary need declare.
  package func checkLabel(
    _ name: String, isUsed: (String) -> Bool
  ) throws(QueryError) {
    // Types are told apart by case, as openCypher's labels are.
    if vocabulary.entityTypes.contains(where: { $0.type.rawValue == name }) || isUsed(name) {
      return
    }
    let message: String
    do throws(Diagnostic) {
      let type = try vocabulary.requireEntityType(named: name)
      message = "unknown entity type '\(name)': did you mean '\(type)'?"
    } catch {
      message = error.message
    }
    throw QueryError(.argument, "UnknownLabel", message)
  }

  /// Refuses a relation that the vocabulary lacks, naming the nearest.
  package func checkType(_ name: String) throws(QueryError) {
    do throws(Diagnostic) {
      _ = try vocabulary.requireRelation(named: name)
    } catch {
      throw QueryError(.argument, "UnknownType", error.message)
    }
  }

  /// Refuses a property that no statement has, naming the nearest.
  package static func checkStatementProperty(_ name: String) throws(QueryError) {
    if statementNames.contains(name) { return }
    let hint = NearestNames.hint(
      for: name, among: statementNames,
      orElse: "there are \(statementNames.joined(separator: ", "))")
    throw QueryError(
      .argument, "UnknownProperty", "statements have no property \(name.quoted): \(hint)")
  }

  /// A plain fact is asserted and a fact.
  package static let tacitProperties = [
    (name: "polarity", value: Polarity.asserted.rawValue),
    (name: "mode", value: Mode.fact.rawValue),
  ]
  /// The properties of a statement that are its qualifiers.
  package static let qualifierNames: Set = ["polarity", "mode", "attributedTo", "time", "place"]
  /// All properties that a statement may have.
  package static let statementNames = [
    "polarity", "mode", "attributedTo", "time", "place", "relation", "confidence", "note",
    "quotes", "documents",
  ]
  /// The properties that every entity has.
  package static let entityNames: Set = ["name", "id", "type", "aliases"]
}

extension Value {
  /// A text that may be missing.
  package init(text: String?) { self = text.map { .string($0) } ?? .null }

  /// A confidence, through the shortest decimal, so that 0.93 stays 0.93.
  package init(confidence: Float?) {
    self = confidence.flatMap { Double("\($0)") }.map { .float($0) } ?? .null
  }

  /// The quotes of some evidence.
  package init(quotesOf evidence: some Sequence<Evidence>) {
    self = .list(evidence.lazy.filter { !$0.quote.isEmpty }.map { .string($0.quote) })
  }

  /// The documents that some evidence cites.
  package init(documentsOf evidence: some Sequence<Evidence>) {
    self = .list(evidence.map { .string($0.document) })
  }
}

extension Qualifiers {
  /// A qualifier as a property; nil if there is none of that name.
  package func value(ofProperty name: String) -> Value? {
    switch name {
    case "polarity": .string(polarity.rawValue)
    case "mode": .string(mode.rawValue)
    case "attributedTo": Value(text: attributedTo)
    case "time": Value(text: time)
    case "place": Value(text: place)
    default: nil
    }
  }
}
