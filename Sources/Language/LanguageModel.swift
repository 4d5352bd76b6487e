import COneDNN
import GraphModel

/// The trained model that reads English, ready to use from any thread.
///
/// Loading maps the weights file and checks its structure; it takes a few milliseconds. The same text gives the same
/// annotation, bit for bit, whatever else is read with it and by however many threads.
public final class LanguageModel: Sendable {
  /// What the weights file says of itself: date, seed, licence.
  public let about: String
  /// Where the weights were found.
  public var path: String { file.path }

  let file: WeightsFile
  let memory: ModelMemory
  let pieces: WordPiece
  let encoder: Encoder
  let project: Matrix
  let ranges: Ranges
  let tags: [UniversalTag]
  let lemmatiser: Lemmatiser
  let parser: DependencyParser
  let finder: MentionFinder
  let roles: MentionRoles
  let coreference: CoreferenceResolver
  let relations: RelationReader
  let readers = ReaderPool()

  /// Loads the weights at a path, or those that come with graphgen.
  ///
  /// - Throws: `ModelError`, worded for the person who installed the program.
  public convenience init(path: String? = nil) throws(ModelError) {
    let found: String
    if let path { found = path } else { found = try WeightsFile.locate() }
    try self.init(path: found, arithmetic: .quantised)
  }

  /// Loads the weights for a kind of arithmetic; `forcingFloats` takes the path of processors without 8-bit products.
  package init(
    path: String, arithmetic: Arithmetic, forcingFloats: Bool = false
  ) throws(ModelError) {
    omp_set_num_threads(1)
    let file = try WeightsFile(path: path)
    let memory = ModelMemory()
    self.file = file
    self.memory = memory
    about = try file.lines("about").joined(separator: "\n")
    pieces = try WordPiece(file, memory: memory)
    encoder = try Encoder(
      file, arithmetic: arithmetic, memory: memory, forcingFloats: forcingFloats)
    func matrix(_ name: String, _ outputs: Int?, _ inputs: Int) throws(ModelError) -> Matrix {
      try Matrix(
        name, of: file, outputs: outputs, inputs: inputs, arithmetic: arithmetic, memory: memory,
        forcingFloats: forcingFloats)
    }
    project = try matrix("project", nil, Encoder.width)
    ranges = try Ranges(file)
    guard ranges.total == project.outputs else {
      throw .damaged(
        path: path, what: "its ranges cover \(ranges.total) of \(project.outputs) rows")
    }
    var tags: [UniversalTag] = []
    for name in try file.lines("list.upos") {
      guard let tag = UniversalTag(rawValue: name) else {
        throw .damaged(path: path, what: "it knows a part of speech \(name)")
      }
      tags.append(tag)
    }
    self.tags = tags
    lemmatiser = try Lemmatiser(file)
    guard ranges.upos.count == tags.count, ranges.lemma.count == lemmatiser.count else {
      throw .damaged(path: path, what: "its lists and its layers differ in length")
    }
    parser = try DependencyParser(
      file, arithmetic: arithmetic, memory: memory, forcingFloats: forcingFloats)
    finder = try MentionFinder(file, memory: memory)
    roles = try MentionRoles(file, role: try matrix("role", MentionRoles.width, 256))
    coreference = try CoreferenceResolver(file)
    relations = try RelationReader(
      file, query: try matrix("query", 128, 256), hidden: try matrix("pair.hidden", 256, 512),
      out: try matrix("pair.out", nil, 256))
  }

  /// What tells these weights from others.
  public var checksum: UInt64 { file.checksum }

  /// The checksum of the weights that come with graphgen, without loading them.
  ///
  /// - Throws: `ModelError` if they are missing or their file is damaged.
  public static func fingerprint() throws(ModelError) -> UInt64 {
    try WeightsFile(path: try WeightsFile.locate()).checksum
  }

  /// Compares the whole file with its checksum.
  public func verify() throws(ModelError) { try file.verifyChecksum() }

  /// The columns of a word's projection, by what they are for.
  struct Ranges {
    let arcDependent, arcHead, labelDependent, labelHead, spanStart, spanEnd: Range<Int>
    let phraseStart, phraseEnd: Range<Int>
    let mentionStart, mentionEnd, mentionBody, mentionFocus: Range<Int>
    let key, value, upos, lemma: Range<Int>
    /// The number of columns.
    let total: Int
    /// How many columns, from the first, are passed through ReLU.
    var rectified: Int { phraseEnd.upperBound }

    private static let expected = [
      256, 256, 96, 96, 128, 128, 64, 64, 256, 256, 256, 1, 128, 256, nil, nil,
    ]

    init(_ file: WeightsFile) throws(ModelError) {
      let counts = try file.int32("project.ranges", [16])
      var ranges: [Range<Int>] = []
      var start = 0
      for index in 0..<16 {
        let count = Int(counts[index])
        guard count > 0, Self.expected[index] == nil || Self.expected[index] == count else {
          throw .damaged(path: file.path, what: "its projection has other parts than expected")
        }
        ranges.append(start..<start + count)
        start += count
      }
      (arcDependent, arcHead, labelDependent, labelHead) = (
        ranges[0], ranges[1], ranges[2], ranges[3]
      )
      (spanStart, spanEnd, phraseStart, phraseEnd) = (ranges[4], ranges[5], ranges[6], ranges[7])
      (mentionStart, mentionEnd, mentionBody, mentionFocus) = (
        ranges[8], ranges[9], ranges[10], ranges[11]
      )
      (key, value, upos, lemma) = (ranges[12], ranges[13], ranges[14], ranges[15])
      total = start
    }
  }
}
