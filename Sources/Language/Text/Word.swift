/// A word of a text as the tokenizer finds it.
package struct Word: Sendable, Equatable {
  /// What the sentence splitter needs to know of a word.
  package enum Kind: UInt8, Sendable {
    /// A word that begins with a small letter or with none.
    case plain
    /// A word that begins with a capital.
    case capitalised
    /// Digits first.
    case number
    /// One or more of `. ! ? …`.
    case terminator
    /// `...` or `…`: ends a sentence only before a capital.
    case ellipsis
    /// A quotation mark that opens.
    case openQuote
    /// A quotation mark that closes.
    case closeQuote
    /// `(`, `[` and the like.
    case openBracket
    /// `)`, `]` and the like.
    case closeBracket
    /// An abbreviation before a name, or an initial: its stop never ends a sentence.
    case title
    /// An abbreviation whose stop may end the sentence too.
    case abbreviation
    /// An emoticon or an emoji.
    case emoticon
    /// Any other mark.
    case mark
  }

  /// The first byte.
  package var start: Int
  /// One past the last byte.
  package var end: Int
  /// What it looks like.
  package var kind: Kind
  /// Whether it and the word before it are one token of the surface, as in `do|n't`.
  package var continues = false

  /// Makes a word.
  package init(start: Int, end: Int, kind: Kind, continues: Bool = false) {
    self.start = start
    self.end = end
    self.kind = kind
    self.continues = continues
  }
}
