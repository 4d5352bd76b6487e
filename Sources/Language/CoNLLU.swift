/// Annotations as CoNLL-U, the columns of Universal Dependencies, with mentions as GUM writes them.
///
/// Columns XPOS, FEATS and DEPS are `_`. In MISC, `Entity=(3-person` opens a mention of entity 3 and `Entity=3)` closes it, `Time=`
/// gives the EDTF value of a time expression on its first word (`XXXX` where only the document's date would tell it), and `SpaceAfter=No` says that the next token follows at once.
public enum CoNLLU {
  /// The document as CoNLL-U, ending with an empty line unless it has no sentence.
  ///
  /// - Complexity: linear in the size of the annotation.
  public static func write(_ annotation: Annotation, id: String) -> String {
    var output = "# newdoc id = \(oneLine(id))\n# global.Entity = GRP-etype\n"
    if let date = annotation.date { output += "# meta::dateCreated = \(oneLine(date))\n" }
    let entities = entityMarks(annotation)
    var times = [String?](repeating: nil, count: annotation.tokens.count)
    for time in annotation.times { times[time.tokens.lowerBound] = time.value }
    for (number, sentence) in annotation.sentences.enumerated() {
      if sentence.startsParagraph { output += "# newpar\n" }
      output += "# sent_id = \(oneLine(id))-\(number + 1)\n"
      output += "# text = \(oneLine(annotation.quote(annotation.span(sentence.tokens))))\n"
      for token in sentence.tokens {
        write(
          token, of: sentence, annotation, entity: entities[token], time: times[token],
          to: &output)
      }
      output += "\n"
    }
    return output
  }

  private static func write(
    _ index: Int, of sentence: Annotation.Sentence, _ annotation: Annotation, entity: String,
    time: String?, to output: inout String
  ) {
    let tokens = annotation.tokens
    let first = sentence.tokens.lowerBound
    let number = index - first + 1
    let continuesNext = { (token: Int) in
      token + 1 < sentence.tokens.upperBound && tokens[token + 1].continues
    }
    let touchesNext = { (token: Int) in
      token + 1 < tokens.count && tokens[token + 1].span.lowerBound == tokens[token].span.upperBound
    }
    if !tokens[index].continues, continuesNext(index) {
      var last = index
      while continuesNext(last) { last += 1 }
      let surface = annotation.quote(annotation.span(index..<last + 1))
      let space = touchesNext(last) ? "SpaceAfter=No" : "_"
      output += "\(number)-\(last - first + 1)\t\(surface)" + "\t_\t_\t_\t_\t_\t_\t_\t\(space)\n"
    }
    var misc: [String] = []
    if !entity.isEmpty { misc.append("Entity=\(entity)") }
    let isInside = tokens[index].continues || continuesNext(index)
    if !isInside, touchesNext(index) { misc.append("SpaceAfter=No") }
    if let time { misc.append("Time=\(time)") }
    let token = tokens[index]
    let head = token.head.map { String($0 - first + 1) } ?? "0"
    output += "\(number)\t\(annotation.form(index))\t\(token.lemma)\t\(token.tag.rawValue)\t_\t_\t"
    output += "\(head)\t\(token.label)\t_\t\(misc.isEmpty ? "_" : misc.joined(separator: "|"))\n"
  }

  /// For each token the brackets of the mentions that begin and end there, the outer ones outside.
  private static func entityMarks(_ annotation: Annotation) -> [String] {
    var cluster = [Int](repeating: 0, count: annotation.mentions.count)
    for (number, members) in annotation.clusters.enumerated() {
      for member in members { cluster[member] = number + 1 }
    }
    var opening = [String](repeating: "", count: annotation.tokens.count)
    var closing = opening
    // By first word and longer ones first: that is the order in which brackets open, and close reversed.
    for (index, mention) in annotation.mentions.enumerated() where mention.tokens.count > 1 {
      let type = mention.type.rawValue.lowercased()
      opening[mention.tokens.lowerBound] += "(\(cluster[index])-\(type)"
      let last = mention.tokens.upperBound - 1
      closing[last] = "\(cluster[index]))" + closing[last]
    }
    var single = [String](repeating: "", count: annotation.tokens.count)
    for (index, mention) in annotation.mentions.enumerated() where mention.tokens.count == 1 {
      single[mention.tokens.lowerBound] +=
        "(\(cluster[index])-\(mention.type.rawValue.lowercased()))"
    }
    return annotation.tokens.indices.map { opening[$0] + single[$0] + closing[$0] }
  }

  private static func oneLine(_ text: String) -> String {
    String(
      text.unicodeScalars.map { $0.properties.isWhitespace || $0.value < 32 ? " " : Character($0) })
  }
}
