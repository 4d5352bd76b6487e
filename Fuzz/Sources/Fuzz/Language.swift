import Foundation
import GraphModel

@testable import Language

/// Words and sentences are in order, cut no scalar and lose nothing but white space; times are ranges of words.
func fuzzSegmentation(_ bytes: [UInt8]) {
  let text = String(decoding: bytes, as: UTF8.self)
  let own = Array(text.utf8)
  let read = Segmentation(text)
  var position = 0
  for word in read.words {
    require(word.start >= position && word.end > word.start, "words are in order")
    require(own[word.start] & 0xC0 != 0x80, "a word begins with a scalar")
    require(word.end == own.count || own[word.end] & 0xC0 != 0x80, "a word ends with a scalar")
    let between = String(decoding: own[position..<word.start], as: UTF8.self)
    require(
      between.unicodeScalars.allSatisfy { ScalarClass($0.value) == .space },
      "only space lies between words, not '\(between)'")
    position = word.end
  }
  require(
    read.sentences.flatMap { Array($0) } == Array(read.words.indices), "every word has a sentence")
  require(read.sentences.allSatisfy { !$0.isEmpty }, "every sentence has a word")
  require(read.startsBlock.count == read.sentences.count, "every sentence knows its place")
  var annotation = Annotation(text: text)
  annotation.sentences = zip(read.sentences, read.startsBlock).map {
    Annotation.Sentence(tokens: $0, startsParagraph: $1)
  }
  annotation.tokens = read.words.map {
    Annotation.Token(
      span: $0.start..<$0.end, lemma: "", tag: $0.kind == .capitalised ? .properNoun : .noun,
      head: nil, label: "")
  }
  TimeReader.read(&annotation, metadata: bytes.count % 2 == 0 ? nil : "2020-01-06")
  for time in annotation.times {
    require(annotation.span(time.tokens) == time.span, "a time is a range of words")
    require((try? EDTF(time.value)) != nil, "'\(time.value)' is a time")
  }
}

/// Keeps what was read from being left out as useless.
nonisolated(unsafe) private var lastTouched: Float = 0

/// A file of weights is opened or refused, and what is read of it lies inside it.
func fuzzWeights(_ bytes: [UInt8]) {
  let path = "/dev/shm/graphgen-fuzz-\(getpid())"
  require(
    FileManager.default.createFile(atPath: path, contents: Data(bytes)), "memory takes a file")
  do {
    let file = try WeightsFile(path: path)
    var touched: Float = 0
    defer { lastTouched = touched }
    for name in ["a", "list.upos", "vocab", "project.ranges"] where file.has(name) {
      let sides = try file.shape(name).map { Optional($0) }
      let count = sides.reduce(1) { $0 * ($1 ?? 1) }
      if count > 0, let floats = try? file.floats(name, sides) { touched += floats[count - 1] }
      _ = try? file.lines(name)
    }
    try file.verifyChecksum()
    _ = try LanguageModel(path: path)
  } catch {
    let words = "\(error)"
    require(words.hasPrefix(path) && !words.contains("\n"), "one line that names the file")
  }
}

private let model: LanguageModel = {
  do { return try LanguageModel() } catch { fatalError("\(error)") }
}()

/// Any text has an annotation whose parts fit together, and the same one each time.
func fuzzAnnotate(_ bytes: [UInt8]) {
  let document = Document(id: "d", text: String(decoding: bytes, as: UTF8.self))
  let annotation = model.annotate(document)
  for sentence in annotation.sentences {
    for token in sentence.tokens {
      let head = annotation.tokens[token].head
      require(head.map { sentence.tokens.contains($0) } ?? true, "heads stay in their sentence")
      require((head == nil) == (annotation.tokens[token].label == "root"), "a root is a root")
    }
  }
  for mention in annotation.mentions {
    require(annotation.span(mention.tokens) == mention.span, "a mention is a range of words")
    require((0...1).contains(mention.probability), "a probability is from 0 to 1")
  }
  require(
    annotation.clusters.flatMap { $0 }.sorted() == Array(annotation.mentions.indices),
    "every mention is in one cluster")
  for relation in annotation.relations {
    require(
      annotation.mentions.indices.contains(relation.subject)
        && annotation.mentions.indices.contains(relation.object)
        && relation.subject != relation.object, "a relation is between two mentions")
    require((0...1).contains(relation.probability), "a probability is from 0 to 1")
  }
  require(model.annotate(document) == annotation, "the same text has the same annotation")
}
