/// Finds where sentences end among the words of one block of text.
struct SentenceSplitter {
  let bytes: UnsafeBufferPointer<UInt8>

  /// Appends to `ends` the index one past each sentence's last word, for words `range`, and parts the full
  /// stop of a final abbreviation such as `etc.` from it.
  func split(_ words: [Word], into sentences: inout [[Word]]) {
    var sentence: [Word] = []
    var index = 0
    while index < words.count {
      let (next, ends) = run(
        from: index, in: words, isFirst: sentence.count == 1 ? sentence[0] : nil)
      sentence += words[index..<next]
      index = next
      if ends { finish(&sentence, into: &sentences) }
    }
    finish(&sentence, into: &sentences)
  }

  private func finish(_ sentence: inout [Word], into sentences: inout [[Word]]) {
    guard let last = sentence.last else { return }
    if bytes[last.end - 1] == UInt8(ascii: "."),
      last.kind == .abbreviation && Lexicon.shared.contains(form(last.start, last.end - 1))
        || last.kind == .title && isReignNumber(last, after: sentence.dropLast().last)
    {
      sentence[sentence.count - 1].end -= 1
      sentence.append(Word(start: last.end - 1, end: last.end, kind: .terminator))
    }
    sentences.append(sentence)
    sentence.removeAll(keepingCapacity: true)
  }

  private func form(_ start: Int, _ end: Int) -> String {
    String(decoding: bytes[start..<end], as: UTF8.self).lowercased()
  }

  /// Whether what looks like an initial is a ruler's number, after which a sentence may end: *a letter to Charles V.*
  private func isReignNumber(_ word: Word, after name: Word?) -> Bool {
    guard let name, name.kind == .capitalised, word.end - word.start == 2 else { return false }
    return [UInt8(ascii: "I"), UInt8(ascii: "V"), UInt8(ascii: "X")].contains(bytes[word.start])
  }

  /// Where the run of stops and closing marks that begins at a word ends, and whether a sentence ends with it.
  ///
  /// - Parameter isFirst: the only word of the sentence so far, where there is just one.
  private func run(from index: Int, in words: [Word], isFirst: Word?) -> (next: Int, ends: Bool) {
    var word = words[index]
    switch word.kind {
    case .terminator, .ellipsis, .abbreviation, .emoticon: break
    case .title where isReignNumber(word, after: index > 0 ? words[index - 1] : nil):
      word.kind = .abbreviation
    default: return (index + 1, endsLetterPart(at: index, in: words, isFirst: isFirst))
    }
    var next = index + 1
    var closed = false
    while next < words.count {
      let kind = words[next].kind
      let attached = words[next].start == words[next - 1].end
      if kind == .closeQuote || kind == .closeBracket, attached || kind == .closeQuote {
        closed = true
      } else if kind == .openBracket, attached || bytes[words[next].start] == UInt8(ascii: "["),
        next + 2 < words.count, words[next + 1].kind == .number,
        words[next + 2].kind == .closeBracket
      {
        next += 2  // a reference mark
      } else if kind == .emoticon || kind == .terminator || kind == .ellipsis {
        closed = false
        if word.kind != .terminator { word = words[next] }
      } else {
        break
      }
      next += 1
    }
    guard next < words.count else { return (next, false) }
    // The stop after a list item's number.
    if let isFirst, isFirst.kind == .number, next == index + 1, word.kind == .terminator {
      return (next, false)
    }
    return (next, isBoundary(before: next, in: words, after: word, closed: closed))
  }

  private func isBoundary(before next: Int, in words: [Word], after word: Word, closed: Bool)
    -> Bool
  {
    let follower = words[next]
    let opens = follower.kind == .openQuote || follower.kind == .openBracket
    let first = opens && next + 1 < words.count ? words[next + 1] : follower
    let spaced = follower.start > words[next - 1].end
    switch word.kind {
    case .abbreviation:
      return first.kind == .capitalised && spaced
        && Lexicon.starters.contains(form(first.start, first.end))
    case .ellipsis, .emoticon:
      return first.kind == .capitalised
    default:
      if follower.kind == .mark, bytes[follower.start] == UInt8(ascii: ",") { return false }
      if first.kind == .plain {
        return !closed && spaced && !opens
      }
      return true
    }
  }

  /// Lines of letters and mails that were run together: a time stamp, a closing formula, a colon before a numbered list.
  private func endsLetterPart(at index: Int, in words: [Word], isFirst: Word?) -> Bool {
    guard index + 1 < words.count, words[index + 1].start > words[index].end else { return false }
    let word = words[index]
    let next = words[index + 1]
    switch word.kind {
    case .capitalised, .plain:
      guard word.end - word.start == 2, next.kind == .capitalised, index > 0,
        words[index - 1].kind == .number, bytes[word.start + 1] == UInt8(ascii: "M")
      else { return false }
      return bytes[words[index - 1].start..<words[index - 1].end].contains(UInt8(ascii: ":"))
    case .mark where bytes[word.start] == UInt8(ascii: ","):
      guard next.kind == .capitalised, let isFirst, isFirst.end == word.start else { return false }
      return Lexicon.closings.contains(form(isFirst.start, isFirst.end))
    case .mark where bytes[word.start] == UInt8(ascii: ":"):
      guard next.kind == .number, index + 2 < words.count, next.end - next.start <= 2,
        words[index + 2].start == next.end
      else { return false }
      return words[index + 2].kind == .terminator || words[index + 2].kind == .closeBracket
    default: return false
    }
  }
}
