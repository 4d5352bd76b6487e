import FoundationEssentials
import Language

@main
struct Evaluation {
  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    let verbose = arguments.contains("-v")
    for path in arguments where !path.hasPrefix("-") {
      try segmentation(path, verbose: verbose)
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
      String(decoding: bytes[max(0, range.lowerBound)..<min(bytes.count, range.upperBound)], as: UTF8.self)
    }
    let goldEnds = Set(gold.sentences.map { $0.words[$0.words.count - 1].upperBound })
    let ends = Set(read.sentences.map { read.words[$0.upperBound - 1].end })
    for end in goldEnds.symmetricDifference(ends).sorted() {
      let sign = ends.contains(end) ? "+" : "-"
      print("S\(sign) " + (cut(end - 40..<end) + "‖" + cut(end..<end + 30)).split(separator: "\n").joined(separator: "⏎"))
    }
    let goldStarts = Dictionary(grouping: goldWords, by: \.lowerBound)
    for word in words.subtracting(goldWords).sorted(by: { $0.lowerBound < $1.lowerBound }) {
      print("T+ \(cut(word)) [\(goldStarts[word.lowerBound].map { cut($0[0]) } ?? "…")] in \(cut(word.lowerBound - 10..<word.upperBound + 10).split(separator: "\n").joined(separator: "⏎"))")
    }
  }
}
