import GraphModel

/// What a statement is worth to a reader: whether it is so or not, and whether the text vouches for it.
///
/// Statements of different stances never share an arrow, so nothing negated, planned or merely claimed is
/// taken for a plain fact.
struct Stance: Hashable, Comparable {
  var polarity: Polarity
  var mode: Mode

  init(_ qualifiers: Qualifiers) {
    polarity = qualifiers.polarity
    mode = qualifiers.mode
  }

  init(polarity: Polarity, mode: Mode) {
    self.polarity = polarity
    self.mode = mode
  }

  static func < (left: Stance, right: Stance) -> Bool {
    (left.polarity, left.mode) < (right.polarity, right.mode)
  }

  var isPlainFact: Bool { polarity == .asserted && mode == .fact }

  /// The line's pattern: solid for what the text vouches for.
  var lineStyle: String {
    switch mode {
    case .fact: "solid"
    case .planned: "dotted"
    case .claimed: "dashed"
    }
  }

  /// The classes that tell it in SVG, beside `statement` and the family.
  var classNames: [String] {
    (polarity == .negated ? ["negated"] : []) + (mode == .fact ? [] : [mode.rawValue])
      + (isPlainFact ? ["fact"] : [])
  }

  /// The name that ends an arrow's id, empty for a plain fact.
  var idParts: [String] { isPlainFact ? [] : classNames }
}
