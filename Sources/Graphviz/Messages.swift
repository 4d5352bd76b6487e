import CGraphviz
import Synchronization

/// One thing that Graphviz said.
package struct Message: Hashable, Sendable {
  /// Whether it reports a failure rather than a doubt.
  package var isError: Bool
  /// Its words, in one line.
  package var text: String
}

/// Hears what the library says, through its one error callback.
///
/// Only the holder of the library's lock calls this.
enum Messages {
  private static let heard = Mutex(Heard())

  /// The most characters of a message that are passed on.
  private static let longest = 500

  private struct Heard {
    var messages: [(isError: Bool, bytes: [UInt8])] = []
    var isPrefix = false

    /// The library passes `Error` or `Warning`, then `: `, then the message, which may go on later.
    mutating func take(_ piece: UnsafeBufferPointer<UInt8>) {
      if piece.elementsEqual("Error".utf8) || piece.elementsEqual("Warning".utf8) {
        messages.append((piece.first == UInt8(ascii: "E"), []))
        isPrefix = true
      } else if isPrefix, piece.elementsEqual(": ".utf8) {
        isPrefix = false
      } else if messages.isEmpty {
        messages.append((true, Array(piece)))
      } else {
        messages[messages.count - 1].bytes += piece
      }
    }
  }

  /// Starts hearing.
  ///
  /// Graphviz 2.42 formats a message longer than its buffer from arguments that it has already used
  /// up, and crashes. A first long message that has no arguments grows the buffer for good.
  static func start() {
    agseterrf { _ in 0 }
    // An array, as repeating a text a million times takes longer than drawing a page.
    cgv_grow_message_buffer([CChar](repeating: 0x20, count: 1 << 20) + [0])
    agseterrf(hear)
    clear()
  }

  /// Forgets what was heard.
  static func clear() {
    heard.withLock { $0 = Heard() }
    agreseterrors()
  }

  /// What was heard since the last `clear`.
  static func all() -> [Message] {
    heard.withLock { heard in
      heard.messages.map { message in
        let words = String(decoding: message.bytes, as: UTF8.self).split(
          whereSeparator: \.isNewline)
        var line = words.map { trimmed($0) }.joined(separator: " ")
        if line.count > longest { line = line.prefix(longest) + "…" }
        return Message(isError: message.isError, text: line)
      }
    }
  }

  private static let hear: @convention(c) (UnsafeMutablePointer<CChar>?) -> Int32 = { text in
    guard let text else { return 0 }
    let bytes = UnsafeRawBufferPointer(start: text, count: strlen(text))
    bytes.withMemoryRebound(to: UInt8.self) { piece in heard.withLock { $0.take(piece) } }
    return 0
  }

  private static func trimmed(_ line: Substring) -> Substring {
    var line = line.drop { $0 == " " || $0 == "\t" }
    while let last = line.last, last == " " || last == "\t" { line.removeLast() }
    return line
  }
}
