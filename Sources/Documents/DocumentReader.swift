import GraphModel

/// Reads plain text files as documents.
public enum DocumentReader {
  /// Reads a UTF-8 text file.
  ///
  /// The text is kept byte for byte, a byte order mark and carriage returns included, because
  /// evidence counts bytes.
  ///
  /// - Parameter path: The file, which becomes the document's id as it stands, or `-` for standard input.
  /// - Throws: A `Diagnostic` if the file can't be read, is empty, or is not UTF-8 text.
  /// - Complexity: O(*n*) in the file's size, however long its lines.
  public static func read(_ path: String) throws(Diagnostic) -> Document {
    try document(id: InputBytes.name(of: path), bytes: try InputBytes.all(of: path))
  }

  /// Makes a document of bytes.
  ///
  /// - Throws: A `Diagnostic` if there are none or they are not UTF-8 text; `id` is the file it names.
  public static func document(id: String, bytes: [UInt8]) throws(Diagnostic) -> Document {
    if bytes.isEmpty {
      throw Diagnostic(.error, "the document is empty", at: SourceLocation(file: id))
    }
    let text = try UTF8Text.decode(bytes, file: id)
    let head = DocumentHead(of: text)
    return Document(
      id: id, text: text, title: head.title, date: head.date, sha256: SHA256.hexadecimal(of: bytes))
  }
}
