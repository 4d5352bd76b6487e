import GraphModel

/// A statement that a careful reader found in a document, to compare an extraction with.
public struct GoldStatement: Hashable, Sendable {
  /// The names that count as its subject, the fullest first.
  public var subject: [String]
  /// The relation's name.
  public var relation: String
  /// The names that count as its object, the fullest first.
  public var object: [String]
  /// Whether missing it is an error; an optional one is neither rewarded nor punished.
  public var isRequired: Bool
  /// Whether it is so or not.
  public var polarity: Polarity
  /// How it holds.
  public var mode: Mode
  /// When, in EDTF, where the text lets a reader work it out.
  public var time: String?
  /// The shortest words that say it.
  public var quote: String

  /// Makes a gold statement.
  public init(
    subject: [String], relation: String, object: [String], isRequired: Bool = true,
    polarity: Polarity = .asserted, mode: Mode = .fact, time: String? = nil, quote: String
  ) {
    self.subject = subject
    self.relation = relation
    self.object = object
    self.isRequired = isRequired
    self.polarity = polarity
    self.mode = mode
    self.time = time
    self.quote = quote
  }

  /// The gold statements of a table with the columns subject, relation, object, status, polarity, mode,
  /// attributed, date and quote, separated by tabs, the names of an end by `|`.
  ///
  /// - Throws: `Diagnostic` at the line that is wrong.
  public static func table(_ text: String, file: String) throws(Diagnostic) -> [GoldStatement] {
    let expected = [
      "subject", "relation", "object", "status", "polarity", "mode", "attributed", "date", "quote",
    ]
    var statements: [GoldStatement] = []
    for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
      .enumerated() where !line.isEmpty
    {
      let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let location = SourceLocation(file: file, line: number + 1)
      if number == 0 {
        guard cells == expected else {
          throw Diagnostic(
            .error, "expected the columns \(expected.joined(separator: ", "))", at: location)
        }
        continue
      }
      guard cells.count == expected.count else {
        throw Diagnostic(.error, "\(cells.count) cells instead of \(expected.count)", at: location)
      }
      guard let polarity = Polarity(rawValue: cells[4]), let mode = Mode(rawValue: cells[5]) else {
        throw Diagnostic(
          .error, "no such polarity or mode: '\(cells[4])', '\(cells[5])'", at: location)
      }
      statements.append(
        GoldStatement(
          subject: cells[0].split(separator: "|").map(String.init), relation: cells[1],
          object: cells[2].split(separator: "|").map(String.init),
          isRequired: cells[3] == "required", polarity: polarity, mode: mode,
          time: cells[7].isEmpty ? nil : cells[7], quote: cells[8]))
    }
    return statements
  }
}
