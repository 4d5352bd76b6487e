import Documents
import GraphModel

/// The standard vocabulary with the user's tables added, each of which is read once.
struct ReadVocabulary {
  private(set) var vocabulary = Vocabulary.standard
  /// The tables' bytes, which tell this vocabulary from others.
  private(set) var tables: [[UInt8]] = []
  private var files: [(name: String, text: String)] = []

  /// - Throws: `Failure` for a table that can't be read or is wrong.
  init(_ options: ReadingOptions) throws {
    for path in options.vocabulary {
      do {
        let bytes = try InputBytes.all(of: path)
        let text = try UTF8Text.decode(bytes, file: path)
        try vocabulary.add(table: text, file: path)
        tables.append(bytes)
        files.append((path, text))
      } catch {
        throw Failure([error])
      }
    }
  }

  /// A graph file's own vocabulary, with the user's tables added.
  ///
  /// - Throws: `Failure` for a table that does not go with it.
  func added(to stored: Vocabulary) throws -> Vocabulary {
    var vocabulary = stored
    do {
      for file in files { try vocabulary.add(table: file.text, file: file.name) }
    } catch {
      throw Failure([error])
    }
    return vocabulary
  }

  /// Takes in the relations and types that a graph file has and this has not.
  mutating func take(_ stored: Vocabulary) {
    for type in stored.entityTypes where vocabulary.entityType(named: type.type.rawValue) == nil {
      vocabulary.set(type)
    }
    for relation in stored.relations where vocabulary.relation(named: relation.name) == nil {
      vocabulary.set(relation)
    }
  }
}
