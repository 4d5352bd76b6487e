import Documents
import GraphModel

/// The standard vocabulary with the user's tables added, each of which is read once.
struct ReadVocabulary {
  private(set) var vocabulary = Vocabulary.standard
  /// The tables' bytes, which tell this vocabulary from others.
  private(set) var tables: [[UInt8]] = []

  /// - Throws: `Failure` for a table that can't be read or is wrong.
  init(_ options: ReadingOptions) throws {
    for path in options.vocabulary {
      do {
        let bytes = try InputBytes.all(of: path)
        try vocabulary.add(table: try UTF8Text.decode(bytes, file: path), file: path)
        tables.append(bytes)
      } catch {
        throw Failure([error])
      }
    }
  }
}
