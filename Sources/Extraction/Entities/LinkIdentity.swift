import GraphModel
import Language

/// What an address says that its link's words are: an identifier that somebody outside gives out once.
struct LinkIdentity: Hashable, Sendable {
  /// `wikipedia` or `wikidata`.
  let scheme: String
  /// The title of an article, behind `de:` and the like in other Wikipedias than the English; or `Q42`.
  let value: String

  /// Reads an address; nil if it is neither an article of Wikipedia nor an item of Wikidata.
  init?(address: String) {
    guard let (host, path) = Self.parts(of: address) else { return nil }
    if host == "www.wikidata.org" || host == "wikidata.org" || host == "m.wikidata.org" {
      let item = path.split(separator: "/").last ?? ""
      guard item.first == "Q", item.count > 1, item.dropFirst().allSatisfy(\.isNumber) else {
        return nil
      }
      (scheme, value) = ("wikidata", String(item))
      return
    }
    // A red link is to an article that nobody has written.
    guard host.hasSuffix(".wikipedia.org"), address.firstRange(of: "redlink=1") == nil,
      path.hasPrefix("wiki/"),
      let title = Self.title(path.dropFirst("wiki/".count))
    else { return nil }
    let language = host.prefix { $0 != "." }
    scheme = "wikipedia"
    value = language == "en" || language == "www" ? title : "\(language):\(title)"
  }

  /// Whether a description, rather than a name, may be of the very thing that the article is about.
  ///
  /// Titles are written as in a sentence: `Airstrike` is an article about all airstrikes, `2025 New Orleans
  /// truck attack` about one. A number or a capital behind the first word tells them apart.
  var isOfOne: Bool {
    value.contains(where: \.isNumber)
      || value.split(separator: " ").dropFirst().contains { $0.first?.isUppercase ?? false }
  }

  private static let forces: Set = [
    "army", "navy", "military", "force", "forces", "corps", "guard", "guards", "marines",
  ]

  /// Whether the article is about an army, a navy or the like.
  var isOfForces: Bool {
    value.lowercased().split { !$0.isLetter }.contains { Self.forces.contains(String($0)) }
  }

  private static func parts(of address: String) -> (host: String, path: Substring)? {
    for scheme in ["https://", "http://", "//"] where address.hasPrefix(scheme) {
      let rest = address.dropFirst(scheme.count)
      let host = rest.prefix { $0 != "/" }
      let path = rest.dropFirst(host.count + 1).prefix { $0 != "#" && $0 != "?" }
      return (host.lowercased(), path)
    }
    return nil
  }

  /// An article's title, made of the end of its address; nil for pages of other kinds.
  private static func title(_ path: Substring) -> String? {
    guard let text = percentDecoded(path) else { return nil }
    let title = String(text.map { $0 == "_" ? " " : $0 })
    let namespaces: Set = [
      "category", "draft", "file", "help", "image", "mediawiki", "module", "portal", "special",
      "talk", "template", "user", "wikipedia",
    ]
    if let colon = title.firstIndex(of: ":") {
      let namespace = title[..<colon].lowercased()
      if namespaces.contains(namespace) || namespace.hasSuffix(" talk") { return nil }
    }
    return title.isEmpty || title.allSatisfy(\.isWhitespace) ? nil : title
  }

  private static func percentDecoded(_ text: Substring) -> String? {
    var bytes: [UInt8] = []
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "%"), let digits = String(rest.prefix(2)),
        let value = UInt8(digits, radix: 16)
      else {
        bytes.append(byte)
        continue
      }
      bytes.append(value)
      rest = rest.dropFirst(2)
    }
    return String(validating: bytes, as: UTF8.self)
  }
}

/// Which mentions of a document its links say the identity of.
struct LinkedMentions: Sendable {
  /// For every mention, what its link says that it is.
  let identities: [LinkIdentity?]

  /// Goes through mentions and links side by side.
  ///
  /// A mention takes the identity of a link on its words, articles and possessives aside, and a person's
  /// that of a link on the last of them: `Prime Minister [Ann Lee]`. Descriptions take only that of an event
  /// of its own, a people not that of its country.
  ///
  /// - Parameter links: In order.
  /// - Complexity: O((*m* + *l*) log *l*) unless links overlap.
  init(of annotation: Annotation, names: [MentionName], links: [Document.Link]) {
    let targets = links.compactMap { link in
      LinkIdentity(address: link.target).map { (span: link.span, identity: $0) }
    }.sorted { ($0.span.lowerBound, $0.span.upperBound) < ($1.span.lowerBound, $1.span.upperBound) }
    identities = annotation.mentions.indices.map { index in
      let (mention, name) = (annotation.mentions[index], names[index])
      guard name.kind != .pronoun, !targets.isEmpty else { return nil }
      let core = annotation.span(name.tokens)
      // The last link that begins before the mention ends, and the one before it, in case it lies inside.
      var (low, high) = (0, targets.count)
      while low < high {
        let middle = (low + high) / 2
        if targets[middle].span.lowerBound < core.upperBound {
          low = middle + 1
        } else {
          high = middle
        }
      }
      guard low > 0 else { return nil }
      let (span, identity) = targets[low - 1]
      let covers =
        span.lowerBound <= core.lowerBound && span.upperBound >= core.upperBound
        && Self.isArticle(annotation, span.lowerBound..<core.lowerBound)
        && Self.isPossessive(annotation, core.upperBound..<span.upperBound)
      let endsIt = span.lowerBound > core.lowerBound && span.upperBound == core.upperBound
      if name.kind == .description {
        return covers && mention.type == .event && identity.isOfOne ? identity : nil
      }
      // `[American](United_States_Navy) strikes` names no navy.
      if identity.isOfForces, CountryNames.countryNamed(name.text) != nil { return nil }
      // A people named after its country is not the country.
      if mention.type == .group, CountryNames.isCountry(identity.value) { return nil }
      if covers { return identity }
      // Not `the president of [Ukraine]`.
      let before = name.tokens.filter { annotation.tokens[$0].span.upperBound <= span.lowerBound }
      let isTitle = !before.contains { annotation.tokens[$0].tag == .adposition }
      return endsIt && mention.type == .person && isTitle ? identity : nil
    }
  }
  private static func isArticle(_ annotation: Annotation, _ span: Range<Int>) -> Bool {
    ["", "the", "a", "an"].contains(letters(annotation, span))
  }

  private static func isPossessive(_ annotation: Annotation, _ span: Range<Int>) -> Bool {
    ["", "s"].contains(letters(annotation, span))
  }

  /// The letters and digits of a short stretch, in lower case.
  private static func letters(_ annotation: Annotation, _ span: Range<Int>) -> String {
    guard span.count < 16, span.upperBound <= annotation.text.utf8.count else { return "…" }
    return annotation.quote(span).lowercased().filter { $0.isLetter || $0.isNumber }
  }
}
