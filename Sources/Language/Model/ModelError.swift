import Glibc

/// Why the language model cannot be used, worded for the person who installed it.
public enum ModelError: Error, Hashable, Sendable, CustomStringConvertible {
  /// No file was found in any of the places.
  case notFound(searched: [String])
  /// The system refused the file.
  case unreadable(path: String, errno: Int32)
  /// It is something else.
  case notAModel(path: String)
  /// It was written for another release.
  case otherVersion(path: String, found: UInt32, expected: UInt32)
  /// It is shorter or longer than its header says.
  case truncated(path: String, size: Int, expected: Int?)
  /// Its content contradicts itself.
  case damaged(path: String, what: String)

  /// One line that says what is wrong and what to do.
  public var description: String {
    switch self {
    case .notFound(let searched):
      "the language model english.ggm was not found (looked at \(searched.joined(separator: ", "))); set GRAPHGEN_MODEL to its path"
    case .unreadable(let path, let errno):
      "\(path): the language model cannot be read: \(String(cString: strerror(errno)))"
    case .notAModel(let path):
      "\(path): not a graphgen language model; set GRAPHGEN_MODEL to the path of english.ggm"
    case .otherVersion(let path, let found, let expected):
      "\(path): a language model of version \(found), where this graphgen reads version \(expected); install the english.ggm that came with it"
    case .truncated(let path, let size, let expected):
      expected.map {
        "\(path): the language model is \(size) bytes where its header says \($0); copy it again"
      } ?? "\(path): the language model is empty; copy it again"
    case .damaged(let path, let what):
      "\(path): the language model is damaged: \(what); copy it again"
    }
  }
}
