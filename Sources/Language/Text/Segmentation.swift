/// The words and sentences of a text.
package struct Segmentation: Sendable, Equatable {
  /// The words in order.
  package private(set) var words: [Word] = []
  /// The sentences as ranges of words.
  package private(set) var sentences: [Range<Int>] = []
  /// For each sentence, whether it begins a block (a paragraph, headline or list item).
  package private(set) var startsBlock: [Bool] = []

  /// Reads a text; linear in its length.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    var tokenizer = Tokenizer(bytes: bytes)
    let splitter = SentenceSplitter(bytes: bytes)
    var found: [[Word]] = []
    for block in TextBlocks.blocks(of: bytes) {
      tokenizer.tokenize(block)
      found.removeAll(keepingCapacity: true)
      splitter.split(tokenizer.take(), into: &found)
      for (index, sentence) in found.enumerated() {
        sentences.append(words.count..<words.count + sentence.count)
        startsBlock.append(index == 0)
        words += sentence
      }
    }
  }

  /// Reads a text; linear in its length.
  package init(_ text: String) {
    var text = text
    self = text.withUTF8 { Segmentation($0) }
  }
}
