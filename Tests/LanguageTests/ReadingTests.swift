import GraphModel
import Testing

@testable import Language

@Suite(.enabled(if: ModelFiles.hasModel, "the model's weights are not here"))
struct ReadingTests {
  private static let article = """
    January 6, 2020

    Marine Brig. Gen. William Seely wrote in a letter to Iraq's Ministry of Defense. He didn't say why.
    """

  @Test func sameTextSameAnnotationWhateverTheThreads() async throws {
    let model = try LanguageModel(path: ModelFiles.model)
    let texts = ["Iran attacked a base in Iraq.", "He went.", "", "Iran attacked a base in Iraq."]
    let alone = texts.map { model.annotate(Document(id: "d", text: $0)) }
    #expect(alone[0] == alone[3])
    let together = await withTaskGroup(of: (Int, Annotation).self) { group in
      for (index, text) in (texts + texts).enumerated() {
        group.addTask { (index, model.annotate(Document(id: "d", text: text))) }
      }
      return await group.reduce(into: [Int: Annotation]()) { $0[$1.0] = $1.1 }
    }
    for (index, annotation) in together { #expect(annotation == alone[index % texts.count]) }
  }

  @Test func processorsWithoutByteProductsComputeTheSameBits() throws {
    let document = Document(id: "d", text: Self.article)
    let bytes = try LanguageModel(path: ModelFiles.model, arithmetic: .quantised)
    let floats = try LanguageModel(
      path: ModelFiles.model, arithmetic: .quantised, forcingFloats: true)
    #expect(bytes.annotate(document) == floats.annotate(document))
  }

  @Test func annotationsAreConsistent() throws {
    let model = try LanguageModel(path: ModelFiles.model)
    let hostile = (Hostile.texts + Hostile.huge.map { String($0.prefix(40)) }).joined(
      separator: "\n\n")
    for text in ["", " ", hostile, Self.article] {
      let annotation = model.annotate(Document(id: "d", text: text))
      #expect(annotation.sentences.flatMap { Array($0.tokens) } == Array(annotation.tokens.indices))
      for sentence in annotation.sentences {
        for token in sentence.tokens {
          if let head = annotation.tokens[token].head { #expect(sentence.tokens.contains(head)) }
          #expect(
            (annotation.tokens[token].head == nil) == (annotation.tokens[token].label == "root"))
        }
      }
      for mention in annotation.mentions {
        #expect(annotation.span(mention.tokens) == mention.span)
        #expect(mention.probability >= 0 && mention.probability <= 1)
      }
      let members = annotation.clusters.flatMap { $0 }
      #expect(members.sorted() == Array(annotation.mentions.indices))
      for relation in annotation.relations {
        #expect(relation.subject != relation.object)
        #expect(annotation.mentions.indices.contains(relation.subject))
        #expect(annotation.mentions.indices.contains(relation.object))
        #expect(
          !relation.trigger.isEmpty
            && annotation.tokens.indices.contains(relation.trigger.upperBound - 1))
      }
      #expect(CoNLLU.write(annotation, id: "d").hasPrefix("# newdoc id = d\n"))
      #expect(AnnotationPage.html(annotation, title: "<d>").hasSuffix("</body></html>\n"))
    }
  }

  @Test func readsTheArticle() throws {
    let annotation = try LanguageModel(path: ModelFiles.model).annotate(
      Document(id: "d", text: Self.article))
    #expect(annotation.date == "2020-01-06")
    let seely = annotation.mentions.first { annotation.quote($0.span) == "William Seely" }
    #expect(seely?.type == .person)
    let text = CoNLLU.write(annotation, id: "d")
    #expect(
      text.contains("\n3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_\n") || text.contains("\n2-3\tdidn't\t_"))
    #expect(text.contains("wrote\twrite\tVERB\t"))
  }
}
