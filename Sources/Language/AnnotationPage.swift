/// Annotations as a page to look at: the text with its mentions, what is said of them, and every sentence's words.
///
/// The page is one file that loads nothing, and no text of the document can become markup in it.
public enum AnnotationPage {
  /// The page.
  public static func html(_ annotation: Annotation, title: String) -> String {
    var cluster = [Int](repeating: 0, count: annotation.mentions.count)
    for (number, members) in annotation.clusters.enumerated() {
      for member in members { cluster[member] = number + 1 }
    }
    var page = """
      <!DOCTYPE html>
      <html lang="en"><head><meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(escaped(title))</title>
      <style>\(style)</style></head><body>
      <h1>\(escaped(title))</h1>
      <p class="facts">\(annotation.sentences.count) sentences, \(annotation.tokens.count) words, \
      \(annotation.mentions.count) mentions of \(annotation.clusters.count) entities, \
      \(annotation.relations.count(where: \.isStated)) statements\
      \(annotation.date.map { ", written \(escaped($0))" } ?? "")</p>
      <main>

      """
    page += text(annotation, cluster)
    page += "</main>\n<h2>What it says</h2>\n" + statements(annotation)
    page += "<h2>Words</h2>\n" + words(annotation)
    return page + "</body></html>\n"
  }

  /// The text, mentions and times marked where they stand.
  private static func text(_ annotation: Annotation, _ cluster: [Int]) -> String {
    var opens = [Int: [String]]()
    var closes = [Int: Int]()
    for (index, mention) in annotation.mentions.enumerated() {
      let type = mention.type.rawValue
      let share = Int((mention.probability * 100).rounded())
      opens[mention.tokens.lowerBound, default: []].append(
        "<mark class=\"\(escaped(type.lowercased()))\" title=\"\(escaped(type)) \(cluster[index]), \(share) %\">"
      )
      closes[mention.tokens.upperBound - 1, default: 0] += 1
    }
    var times = [Int: TimeExpression]()
    for time in annotation.times { times[time.tokens.upperBound - 1] = time }
    var result = ""
    for (number, sentence) in annotation.sentences.enumerated() {
      if sentence.startsParagraph { result += number == 0 ? "<p>" : "</p>\n<p>" }
      for token in sentence.tokens {
        if token > 0, !sentence.startsParagraph || token > sentence.tokens.lowerBound {
          let gap =
            annotation.tokens[token].span.lowerBound - annotation.tokens[token - 1].span.upperBound
          if gap > 0 { result += " " }
        }
        for open in opens[token] ?? [] { result += open }
        result += escaped(annotation.form(token))
        result += String(repeating: "</mark>", count: closes[token] ?? 0)
        if let time = times[token] { result += "<sup>\(escaped(time.value))</sup>" }
      }
    }
    return annotation.sentences.isEmpty ? "" : result + "</p>\n"
  }

  private static func statements(_ annotation: Annotation) -> String {
    let stated = annotation.relations.filter(\.isStated)
    guard !stated.isEmpty else { return "<p>Nothing that the vocabulary can express.</p>\n" }
    var rows = ""
    for relation in stated {
      var how: [String] = []
      if relation.polarity == .negated { how.append("not") }
      if relation.mode != .fact { how.append(relation.mode.rawValue) }
      if let speaker = relation.speaker {
        how.append("by \(annotation.quote(annotation.mentions[speaker].span))")
      }
      let cells = [
        annotation.quote(annotation.mentions[relation.subject].span), relation.relation,
        annotation.quote(annotation.mentions[relation.object].span),
        how.joined(separator: " "), annotation.quote(annotation.span(relation.trigger)),
        "\(Int((relation.probability * 100).rounded())) %",
      ]
      rows += "<tr>" + cells.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>\n"
    }
    return """
      <table><thead><tr><th>subject</th><th>relation</th><th>object</th><th>how</th><th>words</th><th>probability</th></tr></thead>
      <tbody>
      \(rows)</tbody></table>

      """
  }

  private static func words(_ annotation: Annotation) -> String {
    var result = ""
    for (number, sentence) in annotation.sentences.enumerated() {
      let summary = annotation.quote(annotation.span(sentence.tokens))
      result += "<details><summary>\(number + 1). \(escaped(summary))</summary><table>"
      result +=
        "<thead><tr><th></th><th>word</th><th>lemma</th><th>tag</th><th>head</th><th>label</th></tr></thead><tbody>\n"
      for index in sentence.tokens {
        let token = annotation.tokens[index]
        let head = token.head.map {
          "\($0 - sentence.tokens.lowerBound + 1) \(annotation.form($0))"
        }
        let cells = [
          String(index - sentence.tokens.lowerBound + 1), annotation.form(index), token.lemma,
          token.tag.rawValue, head ?? "–", token.label,
        ]
        result += "<tr>" + cells.map { "<td>\(escaped($0))</td>" }.joined() + "</tr>\n"
      }
      result += "</tbody></table></details>\n"
    }
    return result
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case _ where scalar.value < 32 || scalar.value == 127: result += " "
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let style = """
    :root{color-scheme:light dark}
    body{font:16px/1.6 "Liberation Sans","Helvetica Neue",Arial,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}
    h1{font-size:1.4rem}h2{font-size:1.1rem;margin-top:2rem}.facts,sup{color:#667}
    sup{font-size:.7em;margin-left:.15em}
    mark{color:inherit;padding:.05em .2em;border-radius:.25em;border-bottom:2px solid}
    mark mark{padding:0 .1em}
    .person{background:#dbeafe80;border-color:#2563eb}.organization{background:#ede9fe80;border-color:#7c3aed}
    .place{background:#dcfce780;border-color:#16a34a}.group{background:#fef3c780;border-color:#d97706}
    .event{background:#fee2e280;border-color:#dc2626}.document{background:#e0f2fe80;border-color:#0284c7}
    .thing{background:#f3f4f680;border-color:#6b7280}
    @media(prefers-color-scheme:dark){mark{background:#ffffff14}.facts,sup{color:#99a}}
    table{border-collapse:collapse;width:100%;font-size:.9rem}
    th,td{text-align:left;padding:.2rem .6rem .2rem 0;border-bottom:1px solid #8884;vertical-align:top}
    details{margin:.3rem 0}summary{cursor:pointer}
    """
}
