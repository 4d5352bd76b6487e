/// What a page's linked data (schema.org, as JSON-LD) says of the article on it.
struct LinkedData: Sendable {
  private(set) var headline: String?
  private(set) var date: String?
  private(set) var outlet: String?
  private(set) var url: String?
  private(set) var language: String?
  private(set) var author: String?

  /// Takes a script's text; one that can't be read says nothing.
  mutating func take(_ text: String) {
    guard let json = LooseJSON(text) else { return }
    if let article = Self.article(in: json) { take(article) }
  }

  private mutating func take(_ article: LooseJSON) {
    headline = headline ?? article["headline"]?.text ?? article["name"]?.text
    date = date ?? article["datePublished"]?.text ?? article["dateCreated"]?.text
    outlet = outlet ?? Self.names(article["publisher"])
    url =
      url ?? article["url"]?.text ?? article["mainEntityOfPage"]?.text
      ?? article["mainEntityOfPage"]?["@id"]?.text
    language = language ?? article["inLanguage"]?.text
    author = author ?? Self.names(article["author"])
  }

  /// The first object whose type is that of an article: `NewsArticle`, `BlogPosting`, `Report`, ….
  private static func article(in json: LooseJSON) -> LooseJSON? {
    switch json {
    case .object(let members):
      let types = json["@type"].map { $0.elements.compactMap(\.text) } ?? []
      if types.contains(where: {
        $0.hasSuffix("Article") || $0.hasSuffix("Posting") || $0 == "Report"
      }) {
        return json
      }
      for key in ["@graph", "mainEntity", "mainEntityOfPage"] {
        for (name, value) in members where name == key {
          if let found = article(in: value) { return found }
        }
      }
      return nil
    case .array(let elements): return elements.lazy.compactMap { article(in: $0) }.first
    default: return nil
    }
  }

  /// A name, that of an object, or those of a list.
  private static func names(_ json: LooseJSON?) -> String? {
    let names = json?.elements.compactMap { ($0.text ?? $0["name"]?.text)?.collapsed } ?? []
    let known = names.filter { !$0.isEmpty && !$0.hasPrefix("http") }
    return known.isEmpty ? nil : known.joined(separator: ", ")
  }
}
