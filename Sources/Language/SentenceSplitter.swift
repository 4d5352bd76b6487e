/// Finds where sentences end among the words of one block of text.
struct SentenceSplitter {
  let bytes: UnsafeBufferPointer<UInt8>

  /// Appends to `ends` the index one past each sentence's last word, for words `range`, and parts the full
  /// stop of a final abbreviation such as `etc.` from it.
  func split(_ words: [Word], into sentences: inout [[Word]]) {
    var sentence: [Word] = []
    var index = 0
    while index < words.count {
      sentence.append(words[index])
      index += 1
      guard var end = boundary(after: index - 1, in: words) else { continue }
      while index < end {
        sentence.append(words[index])
        index += 1
      }
      end = index
      finish(&sentence, into: &sentences)
    }
    finish(&sentence, into: &sentences)
  }

  private func finish(_ sentence: inout [Word], into sentences: inout [[Word]]) {
    guard let last = sentence.last else { return }
    if last.kind == .abbreviation, bytes[last.end - 1] == UInt8(ascii: "."),
      Lexicon.shared.contains(form(last.start, last.end - 1))
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

  /// The index of the next sentence's first word if a sentence ends with the word at an index.
  private func boundary(after index: Int, in words: [Word]) -> Int? {
    let word = words[index]
    switch word.kind {
    case .terminator, .ellipsis, .abbreviation, .emoticon: break
    default: return nil
    }
    var next = index + 1
    var closed = false
    while next < words.count {
      let kind = words[next].kind
      let attached = words[next].start == words[next - 1].end
      if kind == .closeQuote || kind == .closeBracket, attached || kind == .closeQuote {
        closed = true
      } else if kind == .openBracket, attached, next + 2 < words.count,
        words[next + 1].kind == .number, words[next + 2].kind == .closeBracket
      {
        next += 2  // a reference mark
      } else if kind == .emoticon || kind == .terminator || kind == .ellipsis {
        closed = false
      } else {
        break
      }
      next += 1
    }
    guard next < words.count else { return nil }
    let follower = words[next]
    let opens = follower.kind == .openQuote || follower.kind == .openBracket
    let first = opens && next + 1 < words.count ? words[next + 1] : follower
    let spaced = follower.start > words[next - 1].end
    switch word.kind {
    case .abbreviation:
      guard first.kind == .capitalised, spaced else { return nil }
      return Lexicon.starters.contains(form(first.start, first.end)) ? next : nil
    case .ellipsis:
      return first.kind == .capitalised ? next : nil
    case .emoticon:
      return first.kind == .capitalised ? next : nil
    default:
      if follower.kind == .mark, bytes[follower.start] == UInt8(ascii: ",") { return nil }
      if first.kind == .plain {
        return closed || !spaced || opens || bytes[word.end - 1] != UInt8(ascii: ".") ? nil : next
      }
      return next
    }
  }
}
