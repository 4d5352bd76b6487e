/// What each mention contributes to coreference and to relations, computed once a mention.
struct MentionRoles: @unchecked Sendable {
  // Safe to share: it points into the mapped file, read-only.

  static let width = 976
  static let subject = 0..<256
  static let object = 256..<512
  static let anaphor = 512..<640
  static let antecedent = 640..<768
  static let anaphorHidden = 768..<832
  static let antecedentHidden = 832..<896
  static let speaker = 896..<960
  static let new = 960

  private let role: Matrix
  private let types: UnsafePointer<Float>

  init(_ file: WeightsFile, role: Matrix) throws(ModelError) {
    self.role = role
    types = try file.floats("mention.type", [8, 256])
  }

  final class Scratch {
    fileprivate var vectors = GrowingBuffer<Float>()
    fileprivate var roles = GrowingBuffer<Float>()
  }

  /// The roles of mentions of one window, 976 floats a mention.
  ///
  /// - Parameter mentions: first and last word within `words`, and kind.
  func compute(
    _ mentions: [WindowMention], _ words: Projections, scratch: Scratch, product: ProductScratch
  ) -> UnsafePointer<Float> {
    let vectors = scratch.vectors.reserve(mentions.count * 256)
    let roles = scratch.roles.reserve(mentions.count * Self.width)
    let ranges = words.ranges
    for (index, mention) in mentions.enumerated() {
      let out = vectors + index * 256
      let start = words.column(ranges.mentionStart, mention.first)
      let end = words.column(ranges.mentionEnd, mention.last)
      let type = types + mention.kind * 256
      var column = 0
      while column < 256 {
        Vectors.store(
          Vectors.load(start, column) + Vectors.load(end, column) + Vectors.load(type, column), out,
          column)
        column &+= Vectors.width
      }
      var top = -Float.infinity
      for word in mention.first...mention.last {
        top = max(top, words.column(ranges.mentionFocus, word)[0])
      }
      var total: Float = 0
      for word in mention.first...mention.last {
        total += weight(words.column(ranges.mentionFocus, word)[0] - top)
      }
      for word in mention.first...mention.last {
        let share = weight(words.column(ranges.mentionFocus, word)[0] - top) / total
        let body = words.column(ranges.mentionBody, word)
        column = 0
        while column < 256 {
          Vectors.store(
            Vectors.load(out, column) + Vectors.load(body, column) * share, out, column)
          column &+= Vectors.width
        }
      }
      column = 0
      while column < 256 {
        Vectors.store(Vectors.max(Vectors.load(out, column), .zero), out, column)
        column &+= Vectors.width
      }
    }
    role.apply(vectors, rows: mentions.count, into: roles, scratch: product)
    return UnsafePointer(roles)
  }

  private func weight(_ x: Float) -> Float { Vectors.exp(Lanes(repeating: x))[0] }
}

/// A typed mention of one window.
struct WindowMention: Equatable {
  /// The first word, counted in the window.
  var first: Int
  /// The last word.
  var last: Int
  /// 1 + the index of the type.
  var kind: Int
  /// The segment, counted in the window.
  var segment: Int
}
