import FoundationEssentials
import Glibc
import GraphModel
import Language
import TestSupport

@main
struct Evaluation {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let files = arguments.dropFirst().filter { !$0.hasPrefix("-") }
    switch arguments.first {
    case "segmentation":
      for path in files { try segmentation(path, verbose: arguments.contains("-v")) }
    case "speed":
      for path in files { try speed(path, arguments) }
    case "treebank":
      for path in files { try treebank(path, arguments) }
    case "annotate":
      for path in files {
        let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
        let annotation = try LanguageModel().annotate(Document(id: path, text: text))
        print(
          arguments.contains("--html")
            ? AnnotationPage.html(annotation, title: path) : CoNLLU.write(annotation, id: path),
          terminator: "")
      }
    case "mentions":
      for path in files { try mentions(path) }
    case "dates":
      for path in files { try dates(path) }
    default:
      print("usage: language-evaluation segmentation|speed|treebank|mentions|dates|annotate FILE…")
    }
  }

  /// Words a second on one thread, the best of three runs over the text of a treebank or a plain text.
  static func speed(_ path: String, _ arguments: [String]) throws {
    let text =
      path.hasSuffix(".conllu")
      ? try TreebankFile(path: path).text
      : String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    let clock = ContinuousClock()
    var model: LanguageModel?
    let loading = try clock.measure {
      model = try LanguageModel(
        path: try WeightsFile.locate(),
        arithmetic: arguments.contains("--reference") ? .reference : .quantised,
        forcingFloats: arguments.contains("--floats"))
    }
    guard let model else { return }
    print("load \(loading)")
    let segmenting = clock.measure { _ = Segmentation(text) }
    print("words and sentences \(segmenting)")
    for _ in 0..<3 {
      var words = 0
      let time = processorTime {
        words = model.annotate(Document(id: path, text: text)).tokens.count
      }
      let speed = Int(Double(words) / (time / .seconds(1)))
      print("\(words) words, \(speed) words a second of one core")
    }
  }

  /// Tags, lemmas, heads and labels on a treebank's own words and sentences.
  static func treebank(_ path: String, _ arguments: [String]) throws {
    let gold = try TreebankFile(path: path)
    let model = try LanguageModel(
      path: try WeightsFile.locate(),
      arithmetic: arguments.contains("--reference") ? .reference : .quantised)
    var words: [Word] = []
    var sentences: [Range<Int>] = []
    for sentence in gold.sentences {
      let start = words.count
      for span in sentence.words {
        words.append(Word(start: span.lowerBound, end: span.upperBound, kind: .plain))
      }
      sentences.append(start..<words.count)
    }
    let found = model.annotate(gold.text, words: words, sentences: sentences)
    if arguments.contains("--words") {
      // One line a word: tag and head, which is 0 or counts from 1 in its sentence.
      for range in sentences {
        for token in found.tokens[range] {
          let head = token.head.map { $0 - range.lowerBound + 1 } ?? 0
          print(token.tag.rawValue, head, token.label, separator: "\t")
        }
        print()
      }
      return
    }
    var (tags, lemmas, heads, labels) = (0, 0, 0, 0)
    for (range, sentence) in zip(sentences, gold.sentences) {
      for (index, token) in range.enumerated() {
        let own = found.tokens[token]
        if own.tag.rawValue == sentence.tags[index] { tags += 1 }
        if own.lemma == sentence.lemmas[index] { lemmas += 1 }
        let head = own.head.map { $0 - range.lowerBound + 1 } ?? 0
        guard head == sentence.heads[index] else { continue }
        heads += 1
        // Subtypes do not count, as in the shared tasks.
        let main = { (label: String) in label.prefix { $0 != ":" } }
        if main(own.label) == main(sentence.labels[index]) { labels += 1 }
      }
    }
    func share(_ count: Int) -> String {
      "\((Double(count) / Double(max(1, words.count)) * 10000).rounded() / 100)"
    }
    print("\(path)\t\(words.count) words")
    print("UPOS \(share(tags))\tlemmas \(share(lemmas))\tUAS \(share(heads))\tLAS \(share(labels))")
  }

  /// The mentions of the texts of a file of JSON lines: id, first byte, one past the last, type.
  static func mentions(_ path: String) throws {
    struct Item: Decodable {
      var id: String
      var text: String
    }
    let model = try LanguageModel()
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    for line in data.split(separator: 0x0A) {
      let item = try JSONDecoder().decode(Item.self, from: line)
      for mention in model.annotate(Document(id: item.id, text: item.text)).mentions {
        print(
          item.id, mention.span.lowerBound, mention.span.upperBound, mention.type.rawValue,
          separator: "\t")
      }
    }
  }

  /// How many of the gold dates of `gold/NAME.tsv` a time expression of the document `PATH` resolves to.
  static func dates(_ path: String) throws {
    let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    var annotation = Annotation(text: text)
    let segmentation = Segmentation(text)
    annotation.sentences = zip(segmentation.sentences, segmentation.startsBlock).map {
      Annotation.Sentence(tokens: $0, startsParagraph: $1)
    }
    // The few times that need a part of speech get one from the case.
    annotation.tokens = segmentation.words.map {
      Annotation.Token(
        span: $0.start..<$0.end, lemma: "", tag: $0.kind == .capitalised ? .properNoun : .noun,
        head: nil, label: "")
    }
    TimeReader.read(&annotation, metadata: nil)
    let name = path.split(separator: "/").last.map { $0.split(separator: ".")[0] } ?? ""
    let folder = path.split(separator: "/").dropLast().joined(separator: "/")
    var gold = Set<String>()
    for place in ["/\(folder)/../\(name).tsv", "/\(folder)/../gold/\(name).tsv"] {
      guard let data = try? Data(contentsOf: URL(fileURLWithPath: place)) else { continue }
      for row in String(decoding: data, as: UTF8.self).split(separator: "\n").dropFirst() {
        let columns = row.split(separator: "\t", omittingEmptySubsequences: false)
        if columns.count > 7, !columns[7].isEmpty { gold.insert(String(columns[7])) }
      }
    }
    let found = Set(annotation.times.map(\.value))
    print(
      "\(name)\t\(annotation.date ?? "no date")\t\(gold.intersection(found).count) of \(gold.count)"
    )
    print("  missing \(gold.subtracting(found).sorted())")
    for time in annotation.times { print("  \(time.value)\t\(annotation.quote(time.span))") }
  }

  static func segmentation(_ path: String, verbose: Bool) throws {
    let gold = try TreebankFile(path: path)
    let read = Segmentation(gold.text)
    var tokens = Set<Range<Int>>()
    var current: Range<Int>?
    for word in read.words {
      if word.continues, let open = current {
        current = open.lowerBound..<word.end
      } else {
        if let open = current { tokens.insert(open) }
        current = word.start..<word.end
      }
    }
    if let open = current { tokens.insert(open) }
    let words = Set(read.words.map { $0.start..<$0.end })
    let sentences = Set(
      read.sentences.map { read.words[$0.lowerBound].start..<read.words[$0.upperBound - 1].end })
    let goldTokens = Set(gold.sentences.flatMap(\.tokens))
    let goldWords = Set(gold.sentences.flatMap(\.words))
    let goldSentences = Set(
      gold.sentences.map { $0.words[0].lowerBound..<$0.words[$0.words.count - 1].upperBound })
    func show(_ name: String, _ score: SpanScore) {
      print("\(name)\t\(score.gold)\t\(score.found)\t\((score.f1 * 100).rounded() / 100)")
    }
    print(path)
    show("tokens", SpanScore(gold: goldTokens, found: tokens))
    show("words", SpanScore(gold: goldWords, found: words))
    show("sentences", SpanScore(gold: goldSentences, found: sentences))
    guard verbose else { return }
    let bytes = Array(gold.text.utf8)
    func cut(_ range: Range<Int>) -> String {
      String(
        decoding: bytes[max(0, range.lowerBound)..<min(bytes.count, range.upperBound)],
        as: UTF8.self)
    }
    let goldEnds = Set(gold.sentences.map { $0.words[$0.words.count - 1].upperBound })
    let ends = Set(read.sentences.map { read.words[$0.upperBound - 1].end })
    for end in goldEnds.symmetricDifference(ends).sorted() {
      let sign = ends.contains(end) ? "+" : "-"
      print(
        "S\(sign) "
          + (cut(end - 40..<end) + "‖" + cut(end..<end + 30)).split(separator: "\n").joined(
            separator: "⏎"))
    }
    let goldStarts = Dictionary(grouping: goldWords, by: \.lowerBound)
    for word in words.subtracting(goldWords).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      print(
        "T+ \(cut(word)) [\(goldStarts[word.lowerBound].map { cut($0[0]) } ?? "…")] in \(cut(word.lowerBound - 10..<word.upperBound + 10).split(separator: "\n").joined(separator: "⏎"))"
      )
    }
  }
}
