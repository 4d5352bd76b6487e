/// How a document is cut for the encoder: sentences to segments, segments to windows.
struct WindowPlan {
  /// A run of words that every head treats as a sentence.
  struct Segment {
    /// Words of the document.
    var words: Range<Int>
    /// Its number of subwords.
    var subwords: Int
    /// Whether its first word is the first of its sentence.
    var startsSentence: Bool
  }

  private(set) var segments: [Segment] = []
  /// Windows as ranges of segments.
  private(set) var windows: [Range<Int>] = []

  /// Plans from the sentences and from the number of subwords of each word.
  init(sentences: [Range<Int>], counts: [UInt8]) {
    let limit = Encoder.windowLimit
    for sentence in sentences where !sentence.isEmpty {
      var start = sentence.lowerBound
      var total = 0
      for word in sentence {
        let count = Int(counts[word])
        if total + count > limit {
          append(start..<word, total, startsSentence: start == sentence.lowerBound)
          start = word
          total = 0
        }
        total += count
      }
      append(start..<sentence.upperBound, total, startsSentence: start == sentence.lowerBound)
    }
    var start = 0
    var total = 0
    for index in segments.indices {
      if index > start, total + segments[index].subwords > limit {
        windows.append(start..<index)
        start = index
        total = 0
      }
      total += segments[index].subwords
    }
    if start < segments.count { windows.append(start..<segments.count) }
  }

  private mutating func append(_ words: Range<Int>, _ subwords: Int, startsSentence: Bool) {
    segments.append(Segment(words: words, subwords: subwords, startsSentence: startsSentence))
  }
}
