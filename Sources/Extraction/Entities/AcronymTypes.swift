import GraphModel
import Language

/// A name of capitals alone is no person: of 713 in the annotated texts one is.
///
/// The model, which reads words without their case, takes one for a person now and then (*CJTF-OIR will be
/// repositioning forces*).
enum AcronymTypes {
  /// Makes organizations of persons whose names are acronyms.
  static func correct(_ annotation: inout Annotation) {
    // Where everything is in capitals, they say nothing.
    guard annotation.text.utf8.contains(where: isSmallLetter) else { return }
    for index in annotation.mentions.indices where annotation.mentions[index].type == .person {
      let name = annotation.phrase(annotation.mentions[index].tokens)
      if isAcronym(name) { annotation.mentions[index].type = .organization }
    }
  }

  /// Whether a name is three capitals or more, in parts of two or more: `IRGC`, `CJTF-OIR`.
  private static func isAcronym(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "-"), omittingEmptySubsequences: false)
    return name.utf8.count >= 3
      && parts.allSatisfy { $0.count >= 2 && $0.allSatisfy { (0x41...0x5A).contains($0) } }
  }

  private static func isSmallLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
}
