import Dispatch
import Documents
import Extraction
import FoundationEssentials
import GraphModel
import Language

/// Compares who is who across documents by their links with who is who by graphgen, which does not see the
/// links: B³ (Bagga and Baldwin 1998) over the mentions that are linked and found.
struct IdentityEvaluation {
  private struct Pair {
    /// The address of the link.
    var linked: String
    /// The entity's id.
    var found: String
  }

  private let documents: [Document]

  /// Reads every page of a folder.
  init(folder: String) throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    documents = try names.filter { $0.hasSuffix(".md") }.map {
      try DocumentReader.read(folder + "/" + $0)
    }
  }

  func report(showingErrors: Bool) throws {
    let model = try LanguageModel()
    let extractor = Extractor()
    var extractions = [Extraction?](repeating: nil, count: documents.count)
    extractions.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let buffer = buffer
      DispatchQueue.concurrentPerform(iterations: documents.count) { index in
        var document = documents[index]
        document.links = []
        buffer[index] = extractor.extract(
          from: model.annotate(document, mentions: .possible), document: document)
      }
    }
    let read = extractions.compactMap { $0 }
    for (title, result) in [
      ("by name and type", read), ("scored", CrossDocumentIdentity.resolved(read).extractions),
    ] {
      let (pairs, linkCount) = pairs(in: result)
      let (precision, recall) = Self.bCubed(pairs)
      print(
        "\(title): \(pairs.count) of \(linkCount) linked names found, B³ precision "
          + "\(Self.rounded(precision)) recall \(Self.rounded(recall)) F1 "
          + Self.rounded(2 * precision * recall / (precision + recall)))
      if showingErrors { Self.showErrors(pairs) }
    }
  }

  /// The links on names that are exactly a mention, and how many links on names there are.
  private func pairs(in extractions: [Extraction]) -> ([Pair], linkCount: Int) {
    struct Place: Hashable {
      var document: String
      var span: Range<Int>
    }
    var entities: [Place: String] = [:]
    for extraction in extractions {
      for entity in extraction.entities + extraction.bystanders {
        let id = entity.id ?? Entity.id(type: entity.type ?? .thing, name: entity.name)
        for mention in entity.mentions {
          entities[Place(document: mention.document, span: mention.span)] = id
        }
      }
    }
    var linkCount = 0
    var pairs: [Pair] = []
    for document in documents {
      for link in document.links {
        guard document.quote(at: link.span)?.first?.isUppercase ?? false else { continue }
        linkCount += 1
        if let id = entities[Place(document: document.id, span: link.span)] {
          pairs.append(Pair(linked: link.target, found: id))
        }
      }
    }
    return (pairs, linkCount)
  }

  private static func bCubed(_ pairs: [Pair]) -> (precision: Double, recall: Double) {
    var linked: [String: Double] = [:]
    var found: [String: Double] = [:]
    var both: [[String]: Double] = [:]
    for pair in pairs {
      linked[pair.linked, default: 0] += 1
      found[pair.found, default: 0] += 1
      both[[pair.linked, pair.found], default: 0] += 1
    }
    var (precision, recall) = (0.0, 0.0)
    for (key, count) in both {
      precision += count * count / (found[key[1]] ?? 1)
      recall += count * count / (linked[key[0]] ?? 1)
    }
    let total = Double(max(1, pairs.count))
    return (precision / total, recall / total)
  }

  /// The largest entities that are cut up, and those that hold several.
  private static func showErrors(_ pairs: [Pair]) {
    func show(_ what: String, _ whole: KeyPath<Pair, String>, _ part: KeyPath<Pair, String>) {
      var parts: [String: [String: Int]] = [:]
      for pair in pairs {
        parts[pair[keyPath: whole], default: [:]][pair[keyPath: part], default: 0] += 1
      }
      let mixed = parts.filter { $0.value.count > 1 }.sorted {
        let (left, right) = ($0.value.values.reduce(0, +), $1.value.values.reduce(0, +))
        return left != right ? left > right : $0.key < $1.key
      }
      for (name, counts) in mixed.prefix(60) {
        let list = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(6)
        print("  \(what) \(name): \(list.map { "\($0.key) \($0.value)" }.joined(separator: ", "))")
      }
    }
    show("cut up", \.linked, \.found)
    show("joined", \.found, \.linked)
  }

  private static func rounded(_ value: Double) -> String {
    let thousandths = Int((value * 1000).rounded())
    return "\(thousandths / 1000)." + String(String(1000 + thousandths % 1000).dropFirst())
  }
}
