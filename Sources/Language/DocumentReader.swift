import COneDNN
import GraphModel

/// Reads documents one after another with one thread and one set of buffers.
final class DocumentReader {
  // The model holds its readers at rest; they must not hold it.
  private unowned let model: LanguageModel
  private let encoderScratch = Encoder.Scratch()
  private let parserScratch = DependencyParser.Scratch()
  private let finderScratch = MentionFinder.Scratch()
  private let rolesScratch = MentionRoles.Scratch()
  private let relationsScratch = RelationReader.Scratch()
  private var vectors = GrowingBuffer<Float>()
  private var projections = GrowingBuffer<Float>()
  private var ids: [Int32] = []
  private var features: [Int32] = []
  private var given: [GivenMention]?
  private var reach = MentionReach.likely

  init(_ model: LanguageModel) { self.model = model }

  /// What tests look at on the way.
  struct Watch {
    var state: ((String, UnsafeBufferPointer<Float>) -> Void)?
    var words: ((UnsafeBufferPointer<Float>) -> Void)?
    var project: ((UnsafeBufferPointer<Float>) -> Void)?
    var arcs: ((UnsafeBufferPointer<Float>) -> Void)?
    var antecedents: (([Int]) -> Void)?
    /// A pair's scores and the number of the window's first mention and first word.
    var pairs: ((RelationReader.Scores, Int, Int) -> Void)?
  }

  /// Reads tokenised text.
  ///
  /// - Parameters:
  ///   - text: the bytes that the words' spans cut.
  ///   - sentences: ranges of words, in order and without gaps.
  ///   - given: the mentions to use instead of the model's own.
  ///   - reach: which of the model's own mentions to use.
  func read(
    _ text: UnsafeBufferPointer<UInt8>, words: [Word], sentences: [Range<Int>],
    given: [GivenMention]? = nil, reach: MentionReach = .likely, into annotation: inout Annotation,
    watch: Watch = Watch()
  ) {
    self.given = given
    self.reach = reach
    omp_set_num_threads(1)
    var pieceScratch = WordPiece.Scratch()
    var counts: [UInt8] = []
    counts.reserveCapacity(words.count)
    var pieces: [Int32] = []
    for word in words {
      let form = UnsafeBufferPointer(rebasing: text[word.start..<word.end])
      counts.append(UInt8(model.pieces.encode(form, into: &pieces, scratch: &pieceScratch)))
    }
    let plan = WindowPlan(sentences: sentences, counts: counts)
    annotation.tokens.reserveCapacity(words.count)
    var coreference = CoreferenceResolver.Memory()
    var window = 0
    var piece = 0
    while window < plan.windows.count {
      ids.removeAll(keepingCapacity: true)
      features.removeAll(keepingCapacity: true)
      var lengths: [Int] = []
      let first = window
      while window < plan.windows.count {
        let segments = plan.segments[plan.windows[window]]
        let size = segments.reduce(2) { $0 + $1.subwords }
        if !lengths.isEmpty, ids.count + size > model.encoder.batch { break }
        append(segments, text, words, counts, pieces, &piece)
        lengths.append(size)
        window += 1
      }
      ids.withUnsafeBufferPointer { ids in
        features.withUnsafeBufferPointer { features in
          model.encoder.encode(
            ids: ids, features: features, windows: lengths, scratch: encoderScratch,
            watch: watch.state)
        }
      }
      var row = 0
      for index in first..<window {
        let segments = plan.segments[plan.windows[index]]
        readWindow(
          segments, firstSegment: plan.windows[index].lowerBound, text, words, counts,
          encoderScratch.vectors + row * Encoder.width, into: &annotation, &coreference, watch)
        row += lengths[index - first]
      }
    }
    resolve(coreference, &annotation, watch)
  }

  private func append(
    _ segments: ArraySlice<WindowPlan.Segment>, _ text: UnsafeBufferPointer<UInt8>, _ words: [Word],
    _ counts: [UInt8], _ pieces: [Int32], _ piece: inout Int
  ) {
    ids.append(WordPiece.start)
    features.append(WordPiece.specialFeature)
    for segment in segments {
      for word in segment.words {
        let form = UnsafeBufferPointer(rebasing: text[words[word].start..<words[word].end])
        let isFirst = segment.startsSentence && word == segment.words.lowerBound
        let feature = WordPiece.caseClass(form) + (isFirst ? 8 : 0)
        for _ in 0..<counts[word] {
          ids.append(pieces[piece])
          features.append(feature)
          piece += 1
        }
      }
    }
    ids.append(WordPiece.stop)
    features.append(WordPiece.specialFeature)
  }

  private func readWindow(
    _ segments: ArraySlice<WindowPlan.Segment>, firstSegment: Int,
    _ text: UnsafeBufferPointer<UInt8>, _ words: [Word], _ counts: [UInt8],
    _ states: UnsafePointer<Float>, into annotation: inout Annotation,
    _ coreference: inout CoreferenceResolver.Memory, _ watch: Watch
  ) {
    guard let firstWord = segments.first?.words.lowerBound,
      let endWord = segments.last?.words.upperBound
    else { return }
    let projected = project(states, words: firstWord..<endWord, counts, watch)
    var mentions: [WindowMention] = []
    var ranges: [Range<Int>] = []
    let firstMention = annotation.mentions.count
    appendTokens(segments, projected, text, words, &annotation, watch)
    for (number, segment) in segments.enumerated() {
      let local = segment.words.lowerBound - firstWord..<segment.words.upperBound - firstWord
      ranges.append(local)
      for found in spans(of: segment.words, projected.words(local)) {
        mentions.append(
          WindowMention(
            first: local.lowerBound + found.first, last: local.lowerBound + found.last,
            kind: found.kind, segment: number))
        let tokens =
          segment.words.lowerBound + found.first..<segment.words.lowerBound + found.last + 1
        annotation.mentions.append(
          Annotation.Mention(
            tokens: tokens, span: words[tokens.lowerBound].start..<words[tokens.upperBound - 1].end,
            type: model.finder.types[found.kind - 1],
            probability: model.finder.probability(found.margin),
            isLikely: model.finder.isLikely(found.margin)))
      }
    }
    guard !mentions.isEmpty else { return }
    let roles = model.roles.compute(
      mentions, projected, scratch: rolesScratch, product: encoderScratch.product)
    for (index, mention) in mentions.enumerated() {
      coreference.append(
        roles + index * MentionRoles.width, segment: firstSegment + mention.segment)
    }
    let candidates = model.relations.read(
      mentions, roles: roles, projected, segments: ranges, scratch: relationsScratch,
      product: encoderScratch.product,
      watch: watch.pairs.map { watch in { watch($0, firstMention, firstWord) } })
    for var candidate in candidates {
      candidate.subject += firstMention
      candidate.object += firstMention
      candidate.speaker = candidate.speaker.map { $0 + firstMention }
      candidate.trigger =
        candidate.trigger.lowerBound + firstWord..<candidate.trigger.upperBound + firstWord
      annotation.relations.append(candidate)
    }
  }

  private func spans(of words: Range<Int>, _ projected: Projections) -> [MentionFinder.Found] {
    guard let given else { return model.finder.find(projected, reach, scratch: finderScratch) }
    return given.filter {
      words.contains($0.words.lowerBound) && $0.words.upperBound <= words.upperBound
    }
    .map {
      MentionFinder.Found(
        first: $0.words.lowerBound - words.lowerBound,
        last: $0.words.upperBound - 1 - words.lowerBound,
        kind: (model.finder.types.firstIndex(of: $0.type) ?? -1) + 1,
        margin: .greatestFiniteMagnitude)
    }
    .sorted { ($0.first, $1.last) < ($1.first, $0.last) }
  }

  /// The mean of each word's subwords, projected for all heads.
  private func project(
    _ states: UnsafePointer<Float>, words: Range<Int>, _ counts: [UInt8], _ watch: Watch
  ) -> Projections {
    let width = Encoder.width
    let means = vectors.reserve(words.count * width)
    var row = 1  // after [CLS]
    for (index, word) in words.enumerated() {
      let out = means + index * width
      let count = Int(counts[word])
      out.update(from: states + row * width, count: width)
      for extra in 1..<max(1, count) {
        let other = states + (row + extra) * width
        var column = 0
        while column < width {
          Vectors.store(Vectors.load(out, column) + Vectors.load(other, column), out, column)
          column &+= Vectors.width
        }
      }
      if count > 1 {
        let divisor = Float(count)
        var column = 0
        while column < width {
          Vectors.store(Vectors.load(out, column) / divisor, out, column)
          column &+= Vectors.width
        }
      }
      row += count
    }
    watch.words?(UnsafeBufferPointer(start: means, count: words.count * width))
    let stride = model.project.alignedOutputs
    let projected = projections.reserve(words.count * stride)
    model.project.apply(
      means, rows: words.count, into: projected, stride: stride, scratch: encoderScratch.product)
    for index in 0..<words.count {
      let line = projected + index * stride
      for column in Swift.stride(from: 0, to: model.ranges.rectified, by: Vectors.width) {
        Vectors.store(Vectors.max(Vectors.load(line, column), .zero), line, column)
      }
    }
    if let look = watch.project {
      for index in 0..<words.count {
        look(UnsafeBufferPointer(start: projected + index * stride, count: model.project.outputs))
      }
    }
    return Projections(base: projected, stride: stride, count: words.count, ranges: model.ranges)
  }

  /// Parses and tags the words of a window.
  private func appendTokens(
    _ segments: ArraySlice<WindowPlan.Segment>, _ projected: Projections,
    _ text: UnsafeBufferPointer<UInt8>, _ words: [Word], _ annotation: inout Annotation,
    _ watch: Watch
  ) {
    let first = annotation.tokens.count
    var heads: [Int] = []
    heads.reserveCapacity(projected.count)
    for segment in segments {
      let start = heads.count
      for head in model.parser.heads(
        projected.words(start..<start + segment.words.count), scratch: parserScratch,
        watch: watch.arcs)
      { heads.append(head == 0 ? 0 : start + head) }
    }
    let labels = model.parser.labels(
      projected, heads: heads, scratch: parserScratch, product: encoderScratch.product)
    for index in 0..<projected.count {
      let word = words[first + index]
      let scores = projected.column(model.ranges.upos, index)
      var tag = 0
      for k in model.tags.indices where scores[k] > scores[tag] { tag = k }
      let form = UnsafeBufferPointer(rebasing: text[word.start..<word.end])
      let head = heads[index]
      annotation.tokens.append(
        Annotation.Token(
          span: word.start..<word.end,
          lemma: model.lemmatiser.lemma(
            of: form, scores: projected.column(model.ranges.lemma, index)),
          tag: model.tags[tag], head: head == 0 ? nil : first + head - 1,
          label: model.parser.labels[labels[index]], continues: word.continues))
    }
  }

  private func resolve(
    _ memory: CoreferenceResolver.Memory, _ annotation: inout Annotation, _ watch: Watch
  ) {
    var names = MentionNames()
    for mention in annotation.mentions {
      names.append(
        mention.tokens, forms: mention.tokens.map { annotation.form($0) },
        gender: annotation.gender(of: mention))
    }
    let antecedents = model.coreference.antecedents(memory, names: names)
    watch.antecedents?(antecedents)
    annotation.clusters = CoreferenceResolver.clusters(antecedents)
  }
}

/// A mention that somebody else found, in words of the document.
package struct GivenMention: Sendable {
  package var words: Range<Int>
  package var type: EntityType

  package init(words: Range<Int>, type: EntityType) {
    self.words = words
    self.type = type
  }
}
