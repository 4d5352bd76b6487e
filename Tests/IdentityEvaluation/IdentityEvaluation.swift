import Extraction
import Foundation
import GraphModel
import Language

/// `identity-evaluation DOCUMENTS.jsonl`: reads texts without their links, then compares who is who by the
/// links with who is who by graphgen, as B³ over the mentions that are both linked and found.
@main
struct IdentityEvaluation {
  struct Page: Decodable {
    struct Link: Decodable {
      var start: Int
      var end: Int
      var text: String
      var wiki: String
    }
    var id: String
    var date: String
    var text: String
    var links: [Link]
  }

  static func main() throws {
    let path = CommandLine.arguments[1]
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let pages = try lines.map { try JSONDecoder().decode(Page.self, from: Data($0.utf8)) }
    let model = try LanguageModel()
    let extractor = Extractor()
    var extractions = [Extraction?](repeating: nil, count: pages.count)
    extractions.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let buffer = buffer
      DispatchQueue.concurrentPerform(iterations: pages.count) { index in
        let page = pages[index]
        let document = Document(id: page.id, text: page.text, date: page.date)
        buffer[index] = extractor.extract(from: model.annotate(document), document: document)
      }
    }
    let read = extractions.compactMap { $0 }
    for (title, result) in [
      ("names alone", read), ("scored", CrossDocumentIdentity.resolved(read)),
    ] {
      report(title, pages, result)
    }
  }

  static func report(_ title: String, _ pages: [Page], _ extractions: [Extraction]) {
    struct Place: Hashable {
      var document: String
      var start: Int
      var end: Int
    }
    var entityOf: [Place: String] = [:]
    for extraction in extractions {
      for entity in extraction.entities + extraction.bystanders {
        let id = entity.id ?? Entity.id(type: entity.type ?? .thing, name: entity.name)
        for mention in entity.mentions {
          entityOf[
            Place(
              document: mention.document, start: mention.span.lowerBound,
              end: mention.span.upperBound)] = id
        }
      }
    }
    var linkCount = 0
    var pairs: [(gold: String, found: String, text: String)] = []
    for page in pages {
      for link in page.links where link.text.first?.isUppercase ?? false {
        linkCount += 1
        let place = Place(document: page.id, start: link.start, end: link.end)
        if let found = entityOf[place] { pairs.append((link.wiki, found, link.text)) }
      }
    }
    let gold = Dictionary(grouping: pairs.indices) { pairs[$0].gold }
    let found = Dictionary(grouping: pairs.indices) { pairs[$0].found }
    var both: [[String]: Int] = [:]
    for pair in pairs { both[[pair.gold, pair.found], default: 0] += 1 }
    var (precision, recall) = (0.0, 0.0)
    for pair in pairs {
      let common = Double(both[[pair.gold, pair.found]] ?? 0)
      precision += common / Double(found[pair.found]?.count ?? 1)
      recall += common / Double(gold[pair.gold]?.count ?? 1)
    }
    precision /= Double(max(1, pairs.count))
    recall /= Double(max(1, pairs.count))
    let f = 2 * precision * recall / (precision + recall)
    print(
      "\(title): \(pairs.count) of \(linkCount) links found, B³ precision \(rounded(precision)) recall "
        + "\(rounded(recall)) F1 \(rounded(f))")
    guard CommandLine.arguments.contains("--errors") else { return }
    let split = gold.filter { Set($0.value.map { pairs[$0].found }).count > 1 }
      .sorted { $0.value.count > $1.value.count }.prefix(60)
    for (wiki, members) in split {
      let parts = Dictionary(grouping: members) { pairs[$0].found }.sorted {
        $0.value.count > $1.value.count
      }
      print("  split", wiki, parts.prefix(6).map { "\($0.key) \($0.value.count)" })
    }
    let joined = found.filter { Set($0.value.map { pairs[$0].gold }).count > 1 }
      .sorted { $0.value.count > $1.value.count }.prefix(60)
    for (id, members) in joined {
      let parts = Dictionary(grouping: members) { pairs[$0].gold }.sorted {
        $0.value.count > $1.value.count
      }
      print("  joined", id, parts.prefix(6).map { "\($0.key) \($0.value.count)" })
    }
  }

  static func rounded(_ value: Double) -> String {
    String(format: "%.3f", value)
  }
}
