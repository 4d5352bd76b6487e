import Language

/// The line at the start of a report that says where and when it was written: `BEIRUT, Aug. 11 (Agency) —`,
/// `Tuesday, March 18, 2014 —`.
///
/// Nothing in it is part of what the sentence behind it says.
enum Dateline {
  private static let dashes: Set = ["—", "–", "--", "-"]
  /// How many words may stand before the dash.
  private static let reach = 18

  /// The words of all datelines.
  static func tokens(of annotation: Annotation) -> Set<Int> {
    var found = Set<Int>()
    let times = Set(annotation.times.lazy.map(\.tokens.lowerBound))
    for sentence in annotation.sentences where sentence.startsParagraph {
      let words = sentence.tokens.prefix(reach)
      guard let first = words.first, times.contains(first) || isInCapitals(annotation.form(first)),
        let dash = words.first(where: { dashes.contains(annotation.form($0)) }),
        annotation.tokens[first..<dash].allSatisfy({ $0.tag != .verb })
      else { continue }
      found.formUnion(first..<dash)
    }
    return found
  }

  private static func isInCapitals(_ form: String) -> Bool {
    form.count > 1 && form.allSatisfy { !$0.isLowercase }
  }
}
