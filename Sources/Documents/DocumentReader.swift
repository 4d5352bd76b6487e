import GraphModel

/// Reads files as documents: plain text, Markdown, HTML.
public enum DocumentReader {
  /// Reads a file.
  ///
  /// Plain text is kept byte for byte, a byte order mark and carriage returns included, because
  /// evidence counts bytes. Of Markdown (`.md`, `.markdown`) and HTML (`.html`, `.htm`, `.xhtml`, and whatever
  /// begins as HTML does) the document's text is what is left without the markup; positions and hash
  /// are that text's.
  ///
  /// - Parameter path: The file, which becomes the document's id as it stands, or `-` for standard input.
  /// - Throws: A `Diagnostic` if the file can't be read, is empty, is not text in UTF-8 (or, for HTML,
  ///   in the encoding that it names), or is a page without an article.
  /// - Complexity: O(*n*) in the file's size, however long its lines.
  public static func read(_ path: String) throws(Diagnostic) -> Document {
    try document(id: InputBytes.name(of: path), bytes: try InputBytes.all(of: path))
  }

  /// Makes a document of bytes.
  ///
  /// - Throws: A `Diagnostic` if there are none, and as `read`; `id` is the file it names, and its
  ///   ending says what it holds.
  public static func document(id: String, bytes: [UInt8]) throws(Diagnostic) -> Document {
    if bytes.isEmpty {
      throw Diagnostic(.error, "the document is empty", at: SourceLocation(file: id))
    }
    if isHTML(id, bytes) { return try page(id: id, bytes: bytes) }
    let text = try UTF8Text.decode(bytes, file: id)
    if ["md", "markdown"].contains(InputFile.suffix(of: id)) {
      return MarkdownReader.document(id: id, text: text)
    }
    let head = DocumentHead(of: text)
    return Document(
      id: id, text: text, title: head.title, date: head.date, sha256: SHA256.hexadecimal(of: bytes))
  }

  private static func page(id: String, bytes: [UInt8]) throws(Diagnostic) -> Document {
    let page = PageText()
    let markup = BoundedMarkup.of(try PageEncoding.decode(bytes, file: id))
    guard HTMLParser.parse(markup, page) else {
      throw Diagnostic(
        .error, "the page is too large to read: 2 GiB at most", at: SourceLocation(file: id))
    }
    page.finish()
    let (text, links) = page.flow.text(of: MainText.of(page))
    if text.isEmpty {
      throw Diagnostic(.error, "the page holds no text to read", at: SourceLocation(file: id))
    }
    let facts = page.facts
    let head = DocumentHead(of: text)
    return Document(
      id: id, text: text, title: facts.title ?? head.title, date: facts.date ?? head.date,
      url: facts.url, outlet: facts.outlet, author: facts.author, language: facts.language,
      links: links, sha256: SHA256.hexadecimal(of: text.utf8))
  }

  /// Whether a file is HTML by its name, or begins as HTML does.
  private static func isHTML(_ id: String, _ bytes: [UInt8]) -> Bool {
    if ["html", "htm", "xhtml"].contains(InputFile.suffix(of: id)) { return true }
    var start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while start < bytes.count, bytes[start] <= 0x20 { start += 1 }
    let head = String(decoding: bytes[start...].prefix(15), as: UTF8.self).lowercased()
    return head.hasPrefix("<!doctype html") || head.hasPrefix("<html>") || head.hasPrefix("<html ")
  }
}
