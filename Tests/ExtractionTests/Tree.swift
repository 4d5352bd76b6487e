import GraphModel
import Language

@testable import Extraction

/// A sentence with its dependency tree written by hand, so that a rule is tested apart from the parser.
///
/// One word a field, `form/tag/label/head` or `form/tag:lemma/label/head`, with the head's number counted
/// from 1 (0 for the root); `*` before a form begins a mention of the type that follows `=` at the field's end, which lasts to the word
/// marked `*` as well, or is that one word:
///
///     *Seely/PROPN/nsubj/2=Person wrote/VERB/root/0 to/ADP/case/4 *Iraq/PROPN/obl/2=Organization
struct Tree {
  var annotation: Annotation

  /// - Parameter times: What the words that are times mean, in EDTF.
  init(_ text: String, times: [String: String] = [:]) {
    var plain = ""
    var tokens: [Annotation.Token] = []
    var mentions: [(first: Int, last: Int, type: EntityType)] = []
    var open: Int?
    for field in text.split(whereSeparator: \.isWhitespace) {
      var parts = field.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
      var type: String?
      if let equals = parts[3].firstIndex(of: "=") {
        type = String(parts[3][parts[3].index(after: equals)...])
        parts[3] = String(parts[3][..<equals])
      }
      if parts[0].hasPrefix("*") {
        parts[0].removeFirst()
        open = tokens.count
      }
      if let type, let first = open {
        mentions.append((first, tokens.count, EntityType(rawValue: type)))
        open = nil
      }
      if !plain.isEmpty { plain += " " }
      let start = plain.utf8.count
      plain += parts[0]
      let head = Int(parts[3]) ?? 0
      let tag = parts[1].split(separator: ":").map(String.init)
      tokens.append(
        Annotation.Token(
          span: start..<plain.utf8.count, lemma: tag.count > 1 ? tag[1] : parts[0].lowercased(),
          tag: UniversalTag(rawValue: tag[0]) ?? .other, head: head == 0 ? nil : head - 1,
          label: parts[2]))
    }
    var annotation = Annotation(text: plain)
    annotation.tokens = tokens
    annotation.sentences = [Annotation.Sentence(tokens: 0..<tokens.count, startsParagraph: true)]
    annotation.mentions = mentions.map {
      let range = $0.first..<$0.last + 1
      return Annotation.Mention(
        tokens: range,
        span: tokens[$0.first].span.lowerBound..<tokens[$0.last].span.upperBound, type: $0.type,
        probability: 1)
    }
    annotation.clusters = annotation.mentions.indices.map { [$0] }
    for token in tokens.indices {
      if let value = times[annotation.form(token)] {
        annotation.times.append(
          .init(tokens: token..<token + 1, span: tokens[token].span, value: value))
      }
    }
    self.annotation = annotation
  }

  /// Where a word first stands.
  func place(of word: String) -> Int? {
    annotation.tokens.indices.first { annotation.form($0) == word }
  }

  /// What some phrases find, as `subject relation object (rule)`.
  func findings(_ phrases: [(String, String)], _ vocabulary: Vocabulary = .standard) throws
    -> [String]
  {
    let book = PhraseBook(
      try phrases.map { relation, pattern in
        try Phrase(pattern, relation: relation, at: SourceLocation(file: "test"))
      })
    var reader = PhraseReader(annotation, book)
    return reader.read(in: vocabulary).map { finding in
      func name(_ mention: Int) -> String { annotation.quote(reader.mentions[mention].span) }
      return
        "\(name(finding.subject)) \(finding.relation) \(name(finding.object)) (\(finding.rules.name))"
    }
  }
}
