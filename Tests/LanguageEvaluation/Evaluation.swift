import FoundationEssentials
import GraphModel
import Language

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
    default:
      print("usage: language-evaluation segmentation|speed FILE…")
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
      let time = clock.measure {
        let annotation = model.annotate(Document(id: path, text: text))
        words = annotation.tokens.count
      }
      let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
      print("\(words) words, \(Int(Double(words) / seconds)) words/s")
    }
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
