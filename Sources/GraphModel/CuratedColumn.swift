/// A column of a curated table, by the name that its header gives it.
package enum CuratedColumn: String, CaseIterable, Sendable {
  case subject
  case subjectType = "subject type"
  case subjectAliases = "subject aliases"
  case relation
  case object
  case objectType = "object type"
  case objectAliases = "object aliases"
  case time
  case place
  case polarity
  case mode
  case attributedTo = "attributed to"
  case confidence
  case document
  case quote
  case note

  /// The columns that every table has.
  package static let required: [CuratedColumn] = [.subject, .relation, .object]

  /// The column that a header cell names, whatever its case and however its words are joined.
  package init?(header: String) {
    let words = header.lowercased().split { $0 == " " || $0 == "_" || $0 == "-" || $0 == "\t" }
    self.init(rawValue: words.joined(separator: " "))
  }
}
