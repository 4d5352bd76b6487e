import FoundationEssentials

/// A CoNLL-U file as text and as gold words and sentences over it.
struct TreebankFile {
  struct Sentence {
    /// Byte ranges of the surface tokens.
    var tokens: [Range<Int>] = []
    /// Byte ranges of the words.
    var words: [Range<Int>] = []
    var tags: [String] = []
    var lemmas: [String] = []
    var heads: [Int] = []
    var labels: [String] = []
  }

  /// The text as a reader meets it: paragraphs parted by blank lines.
  var text = ""
  var sentences: [Sentence] = []

  init(path: String) throws {
    let content = String(decoding: try Data(contentsOf: URL(fileURLWithPath: path)), as: UTF8.self)
    var sentence = Sentence()
    var pendingSpace = false
    var newParagraph = true
    var surfaceEnd = 0
    var surfaceStart = 0
    var surfaceOffset = 0
    for line in content.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if !sentence.words.isEmpty { sentences.append(sentence) }
        sentence = Sentence()
        surfaceEnd = 0
      } else if line.hasPrefix("#") {
        if line.hasPrefix("# newpar") || line.hasPrefix("# newdoc") { newParagraph = true }
      } else {
        let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
        let id = columns[0]
        if id.contains(".") { continue }
        let isRange = id.contains("-")
        func begin() {
          if newParagraph {
            if !text.isEmpty { text += "\n\n" }
          } else if pendingSpace {
            text += " "
          }
          newParagraph = false
          pendingSpace = false
        }
        if isRange {
          begin()
          surfaceEnd = Int(id.split(separator: "-")[1]) ?? 0
          surfaceStart = text.utf8.count
          surfaceOffset = surfaceStart
          text += columns[1]
          sentence.tokens.append(surfaceStart..<text.utf8.count)
          pendingSpace = !columns[9].contains("SpaceAfter=No")
          continue
        }
        let number = Int(id) ?? 0
        if number <= surfaceEnd {
          let length = columns[1].utf8.count
          sentence.words.append(surfaceOffset..<surfaceOffset + length)
          surfaceOffset += length
        } else {
          begin()
          let start = text.utf8.count
          text += columns[1]
          sentence.tokens.append(start..<text.utf8.count)
          sentence.words.append(start..<text.utf8.count)
          pendingSpace = !columns[9].contains("SpaceAfter=No")
        }
        sentence.tags.append(String(columns[3]))
        sentence.lemmas.append(String(columns[2]))
        sentence.heads.append(Int(columns[6]) ?? 0)
        sentence.labels.append(String(columns[7]))
      }
    }
    if !sentence.words.isEmpty { sentences.append(sentence) }
  }
}

/// Precision, recall and F1 of one set of spans against another.
struct SpanScore {
  var gold = 0
  var found = 0
  var correct = 0

  init(gold: Set<Range<Int>>, found: Set<Range<Int>>) {
    self.gold = gold.count
    self.found = found.count
    correct = gold.intersection(found).count
  }

  var f1: Double { gold + found == 0 ? 1 : 200 * Double(correct) / Double(gold + found) }
}
