import GraphModel

/// Labels that show nothing.
///
/// Graphviz 2.42 aborts when it places a label of an edge that has a height and no width, as one of empty
/// lines has.
enum BlankLabel {
  /// Whether nothing of a label can be seen.
  static func isBlank(_ value: AttributedGraph.Value) -> Bool {
    switch value {
    case .text(let text): text.unicodeScalars.allSatisfy(isInvisible)
    case .escaped(let text):
      text.replacing("\\n", with: "").replacing("\\l", with: "").replacing("\\r", with: "")
        .unicodeScalars.allSatisfy(isInvisible)
    case .html(let markup): !markup.uppercased().contains("<TABLE") && isBlank(markup: markup)
    }
  }

  private static func isBlank(markup: String) -> Bool {
    var isTag = false
    for scalar in markup.unicodeScalars {
      if scalar == "<" {
        isTag = true
      } else if scalar == ">" {
        isTag = false
      } else if !isTag, !isInvisible(scalar) {
        return false
      }
    }
    return true
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.isDefaultIgnorableCodePoint
      || scalar.value < 0x20
  }
}
