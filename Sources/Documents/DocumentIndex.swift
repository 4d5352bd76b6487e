import GraphModel

/// Finds the document that a person means by an id, a path, a file name or a stem.
struct DocumentIndex: Sendable {
  /// Why a name means no document, or not just one.
  struct Problem: Error {
    fileprivate var name: String
    /// The places of the documents that it may mean.
    fileprivate var candidates: [Int]
  }

  /// The ids under which different texts were given, in the order in which that was noticed.
  private(set) var contestedIDs: [String] = []

  private var documents: [Document] = []
  private var byID: [ExactText: Int] = [:]
  private var byFileName: [Substring: [Int]] = [:]
  private var byStem: [Substring: [Int]] = [:]
  /// What documents there are, as it is said of every name that means none.
  private lazy var given = Self.list(documents.map(\.id.quoted).sorted(), "and")

  init(_ documents: some Sequence<Document>) {
    for document in documents {
      if let position = byID[ExactText(document.id)] {
        let known = self.documents[position]
        if let text = document.text, let other = known.text, !text.utf8.elementsEqual(other.utf8) {
          contestedIDs.append(document.id)
        } else {
          self.documents[position] = known.merged(with: document)
        }
        continue
      }
      let position = self.documents.count
      byID[ExactText(document.id)] = position
      let name = Self.components(document.id).last ?? document.id[...]
      byFileName[name, default: []].append(position)
      byStem[Self.stem(name), default: []].append(position)
      self.documents.append(document)
    }
  }

  /// The document that `name` means in the input `file`.
  func look(up name: String, from file: String) -> Result<Document, Problem> {
    if let position = byID[ExactText(name)] { return .success(documents[position]) }
    let wanted = Self.components(name)
    let beside = Self.components(Self.folder(of: file) + name)
    if let neighbour = named(beside).first(where: { Self.components(documents[$0].id) == beside }) {
      return .success(documents[neighbour])
    }
    var candidates = named(wanted)
    if candidates.isEmpty, wanted.count == 1 { candidates = byStem[wanted[0]] ?? [] }
    if candidates.count == 1 { return .success(documents[candidates[0]]) }
    return .failure(Problem(name: name, candidates: candidates))
  }

  /// The documents whose paths end with those components.
  private func named(_ components: [Substring]) -> [Int] {
    guard let name = components.last else { return [] }
    return (byFileName[name] ?? []).filter {
      Self.components(documents[$0].id).suffix(components.count).elementsEqual(components)
    }
  }

  /// What is said of a problem with a name.
  mutating func message(of problem: Problem) -> String {
    let name = problem.name
    if !problem.candidates.isEmpty {
      let ids = problem.candidates.map { documents[$0].id.quoted }.sorted()
      return "\(name.quoted) may be \(Self.list(ids, "or")): write its path"
    }
    if documents.isEmpty {
      return "there is no document \(name.quoted): no document was given"
    }
    return "there is no document \(name.quoted): given are \(given)"
  }

  /// At most five of them.
  private static func list(_ names: [String], _ conjunction: String) -> String {
    if names.count > 5 {
      return names.prefix(5).joined(separator: ", ") + " \(conjunction) \(names.count - 5) more"
    }
    guard names.count > 1, let last = names.last else { return names.first ?? "" }
    return names.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
  }

  /// The parts of a path between slashes, `.` and `..` worked out where they can be.
  private static func components(_ path: String) -> [Substring] {
    var result: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = result.last, last != ".." {
        result.removeLast()
      } else {
        result.append(part)
      }
    }
    return result
  }

  /// The path of a file's folder, with the slash at its end.
  private static func folder(of file: String) -> Substring {
    file.lastIndex(of: "/").map { file[...$0] } ?? ""
  }

  /// A file name without its extension.
  private static func stem(_ name: Substring) -> Substring {
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return name[..<dot]
  }
}
