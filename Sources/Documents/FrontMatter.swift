import GraphModel

/// What stands between `---` lines before a Markdown text: one `key: value` a line.
struct FrontMatter: Sendable {
  private(set) var title: String?
  private(set) var date: String?
  private(set) var url: String?
  private(set) var outlet: String?
  private(set) var language: String?
  private(set) var author: String?

  /// The longest that is looked for, in lines.
  private static let longest = 500

  /// Reads it off a text; where there is none, the text begins at its beginning (behind a byte order mark).
  static func read(_ bytes: [UInt8]) -> (facts: FrontMatter, start: Int) {
    let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var matter = FrontMatter()
    guard bytes[start...].starts(with: "---".utf8) else { return (matter, start) }
    // Lines to the closing one, and no further: a text may be long.
    var lines: [ArraySlice<UInt8>] = []
    var lineStart = start
    while lines.count < longest, lineStart < bytes.count {
      let rest = bytes[lineStart...]
      let end = rest.firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      let line = bytes[lineStart..<end]
      let isCRLF = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      lineStart = min(bytes.count, end + (isCRLF ? 2 : 1))
      let mark = String(decoding: line.prefix(16), as: UTF8.self).trimmed
      if lines.isEmpty, mark != "---" { return (matter, start) }
      if !lines.isEmpty, mark == "---" || mark == "..." {
        matter.take(lines.dropFirst().map { String(decoding: $0, as: UTF8.self) })
        return (matter, lineStart)
      }
      lines.append(line)
    }
    return (matter, start)
  }

  private mutating func take(_ lines: [String]) {
    for (index, line) in lines.enumerated() {
      guard let colon = line.firstIndex(of: ":"), line.first?.isWhitespace == false else {
        continue
      }
      let key = line[..<colon].trimmed.lowercased()
      var value = line[line.index(after: colon)...].trimmed
      if value.isEmpty {
        let items = lines[(index + 1)...].prefix { $0.trimmed.hasPrefix("- ") }
        value = items.map { Self.unquoted(String($0.trimmed.dropFirst(2)).trimmed) }
          .joined(separator: ", ")
      } else if value.hasPrefix("["), value.hasSuffix("]") {
        value = value.dropFirst().dropLast().split(separator: ",")
          .map { Self.unquoted($0.trimmed) }.joined(separator: ", ")
      }
      take(key, Self.unquoted(value).collapsed)
    }
  }

  private mutating func take(_ key: String, _ value: String) {
    guard !value.isEmpty else { return }
    let isAddress = value.hasPrefix("http://") || value.hasPrefix("https://")
    switch key {
    case "title", "headline": title = title ?? value
    case "date", "published", "publish_date", "pubdate", "created":
      date = date ?? PublicationDate.edtf(value)
    case "url", "link", "canonical", "canonical_url", "permalink", "source_url":
      if isAddress { url = url ?? value }
    case "source" where isAddress: url = url ?? value
    case "outlet", "publisher", "publication", "source", "site", "site_name":
      outlet = outlet ?? value
    case "lang", "language", "locale": language = language ?? value
    case "author", "authors", "byline", "creator": author = author ?? value
    default: break
    }
  }

  private static func unquoted(_ text: String) -> String {
    for mark in ["\"", "'"] where text.count >= 2 && text.hasPrefix(mark) && text.hasSuffix(mark) {
      return String(text.dropFirst().dropLast())
    }
    return text
  }
}
