import CPCRE2

/// The regular expression behind `=~`, as PCRE2 reads it, which is much as Java does.
///
/// A class because it owns what the library made.
final class RegularExpression {
  let text: String
  private let compiled: OpaquePointer

  /// Compiles an expression.
  ///
  /// - Throws: `QueryError` that says what is wrong with it and where.
  init(_ text: String) throws(QueryError) {
    self.text = text
    var copy = text
    var problem = [CChar](repeating: 0, count: 256)
    var place = 0
    let compiled = copy.withUTF8 { bytes in
      cpc_compile(bytes.baseAddress, bytes.count, &problem, problem.count, &place)
    }
    guard let compiled else {
      let words = String(
        decoding: problem.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
      let scalars = text.utf8.prefix(place).count { $0 & 0xC0 != 0x80 }
      throw QueryError(
        .argument, "InvalidRegularExpression",
        "\(text.quoted) is not a regular expression: \(words), behind \(scalars) characters")
    }
    self.compiled = compiled
  }

  deinit { cpc_free(compiled) }

  /// Whether it matches a whole text.
  ///
  /// - Throws: `QueryError` where that takes too many steps to tell.
  func matches(_ subject: String) throws(QueryError) -> Bool {
    var copy = subject
    let result = copy.withUTF8 { bytes in
      cpc_matches(compiled, bytes.baseAddress, bytes.count)
    }
    switch result {
    case cpc_match: return true
    case cpc_no_match: return false
    default:
      throw QueryError(
        .limit, "RegularExpression",
        "the regular expression \(text.quoted) takes too many steps on a text of \(subject.utf8.count) bytes: make it simpler"
      )
    }
  }
}
