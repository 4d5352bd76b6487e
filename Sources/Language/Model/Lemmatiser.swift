/// Lemmas by edit scripts: case, characters to drop, characters to add.
struct Lemmatiser: Sendable {
  private struct Script {
    let keepsCase: Bool
    let drops: Int
    let adds: [UInt8]
    /// The script in which the lemma is the lower-cased form itself.
    var isPlain: Bool { !keepsCase && drops == 0 && adds.isEmpty }
  }

  private let scripts: [Script]
  var count: Int { scripts.count }

  init(_ file: WeightsFile) throws(ModelError) {
    var scripts: [Script] = []
    for line in try file.lines("list.lemma") {
      let parts = line.split(separator: "|", maxSplits: 2, omittingEmptySubsequences: false)
      guard parts.count == 3, let drops = Int(parts[1]), drops >= 0 else {
        throw .damaged(path: file.path, what: "the lemma script \(line) makes no sense")
      }
      scripts.append(
        Script(keepsCase: parts[0] == "K", drops: drops, adds: Array(parts[2].utf8)))
    }
    self.scripts = scripts
  }

  /// The lemma of a form by the best-scored script that applies to it.
  func lemma(of form: UnsafeBufferPointer<UInt8>, scores: UnsafePointer<Float>) -> String {
    var length = 0
    var isASCII = true
    for byte in form {
      if byte & 0xC0 != 0x80 { length += 1 }
      if byte >= 0x80 { isASCII = false }
    }
    var best = -1
    for index in scripts.indices where scripts[index].drops <= length {
      if best < 0 || scores[index] > scores[best] { best = index }
    }
    guard best >= 0 else { return String(decoding: form, as: UTF8.self).lowercased() }
    let script = scripts[best]
    if isASCII {
      let kept = form.count - script.drops
      return String(unsafeUninitializedCapacity: kept + script.adds.count) { buffer in
        for index in 0..<kept {
          let byte = form[index]
          let isUpper = byte >= 0x41 && byte <= 0x5A && !script.keepsCase
          buffer[index] = isUpper ? byte | 0x20 : byte
        }
        for (index, byte) in script.adds.enumerated() { buffer[kept + index] = byte }
        return kept + script.adds.count
      }
    }
    var text = String(decoding: form, as: UTF8.self)
    if !script.keepsCase { text = text.lowercased() }
    var scalars = Array(text.unicodeScalars)
    for index in scalars.indices where scalars[index] == "\u{2019}" { scalars[index] = "'" }
    scalars.removeLast(min(script.drops, scalars.count))
    var result = String.UnicodeScalarView()
    result.append(contentsOf: scalars)
    return String(result) + String(decoding: script.adds, as: UTF8.self)
  }
}
