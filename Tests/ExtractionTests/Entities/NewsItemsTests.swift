import Language
import Testing

@testable import Extraction

@Suite struct NewsItemsTests {
  private func parts(_ paragraphs: [String], clusters: [[Int]]) -> [[Int]] {
    var annotation = Marked(paragraphs.joined(separator: " "), clusters: clusters).annotation
    annotation.sentences = []
    for paragraph in paragraphs {
      let start = annotation.sentences.last?.tokens.upperBound ?? 0
      let count = paragraph.split(separator: " ").count
      annotation.sentences.append(
        Annotation.Sentence(tokens: start..<start + count, startsParagraph: true))
    }
    let names = annotation.mentions.map { MentionName(of: $0, in: annotation) }
    let sentences = Sentences(annotation)
    return ClusterParts(names, Kin(names, in: sentences), in: sentences)
      .regrouped(annotation.clusters)
  }

  @Test func noItemDescribesWhomAnotherNames() {
    let list = [
      "Politics", "[Adam Kell|Person] left .", "Sports", "Oslo won .", "Crime",
      "Three people and the [gunman|Person] died .",
    ]
    #expect(parts(list, clusters: [[0, 1]]) == [[0], [1]])
    // What heads an item may be described in it.
    let topic = [
      "Politics", "Kell left .", "Sports", "Oslo won .", "[Goma offensive|Event]",
      "The [offensive|Event] goes on .",
    ]
    #expect(parts(topic, clusters: [[0, 1]]) == [[0, 1]])
    // Prose goes on.
    let prose = ["[Adam Kell|Person] left .", "Oslo won .", "The [gunman|Person] died ."]
    #expect(parts(prose, clusters: [[0, 1]]) == [[0, 1]])
  }
}
