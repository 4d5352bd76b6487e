import GraphModel

/// What a page's markup says of its article: title, date, outlet, address, language, author.
///
/// Of several sources the first is taken: linked data (schema.org), Open Graph and its kin, microdata,
/// Dublin Core and the names that publishers use, plain HTML.
struct PageFacts: Sendable {
  /// Values by where they come from, in lower case; the first of each source.
  private var values: [String: String] = [:]
  private var linkedData = LinkedData()

  /// Takes what an element's attributes say.
  mutating func take(_ name: String, _ attributes: HTMLAttributes) {
    switch name {
    case "html": set("html:lang", attributes["lang"] ?? attributes["xml:lang"])
    case "meta":
      let content = attributes["content"]
      for key in [attributes["property"], attributes["name"], attributes["itemprop"]] {
        if let key, key.utf8.count < 100 { set("meta:" + key.lowercased(), content) }
      }
      if attributes["http-equiv"]?.lowercased() == "content-language" {
        set("meta:content-language", content)
      }
    case "link":
      let relations = attributes["rel"]?.lowercased().split(separator: " ") ?? []
      if relations.contains("canonical") { set("link:canonical", attributes["href"]) }
    case "base": set("base", attributes["href"])
    case "time":
      let isPublication =
        attributes["pubdate"] != nil || attributes["itemprop"] == "datePublished"
      set(isPublication ? "time:published" : "time", attributes["datetime"])
    default: break
    }
  }

  /// Takes the text of the page's `<title>`.
  mutating func take(title: String) { set("title", title) }

  /// Takes a script of linked data.
  mutating func take(linkedData text: String) { linkedData.take(text) }

  /// The address in full; empty if it is none of the web.
  func absolute(_ address: String) -> String {
    let address = address.trimmed
    if address.hasPrefix("http://") || address.hasPrefix("https://") { return address }
    if address.hasPrefix("//") { return "https:" + address }
    guard address.hasPrefix("/"), let origin else { return "" }
    return origin + address
  }

  /// Scheme and host of the page.
  private var origin: String? {
    for key in ["base", "link:canonical", "meta:og:url"] {
      guard let address = values[key], let scheme = address.range(of: "://") else { continue }
      let host = address[scheme.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }
      if !host.isEmpty { return String(address[..<scheme.upperBound]) + host }
    }
    return nil
  }

  /// The headline.
  var title: String? {
    first(linkedData.headline, "meta:og:title", "meta:twitter:title", "meta:dc.title")
      ?? values["title"].map(withoutOutlet)
  }

  /// The day of publication in EDTF.
  var date: String? {
    let sources = [
      "meta:article:published_time", "meta:og:article:published_time", "meta:datepublished",
      "time:published", "meta:pubdate", "meta:publishdate", "meta:publish-date",
      "meta:publish_date", "meta:publication_date", "meta:parsely-pub-date", "meta:sailthru.date",
      "meta:dc.date.issued", "meta:dcterms.issued", "meta:dcterms.created", "meta:dc.date",
      "meta:dcterms.date", "meta:citation_publication_date", "meta:article.published",
      "meta:date", "time",
    ]
    let texts = [linkedData.date] + sources.map { values[$0] }
    return texts.lazy.compactMap { $0.flatMap(PublicationDate.edtf) }.first
  }

  /// Who published it.
  var outlet: String? {
    first(
      linkedData.outlet, "meta:og:site_name", "meta:dc.publisher", "meta:dcterms.publisher",
      "meta:citation_journal_title", "meta:application-name")
  }

  /// Its own address.
  var url: String? {
    let texts = [values["link:canonical"], values["meta:og:url"], linkedData.url]
    return texts.lazy.compactMap { $0.map(absolute) }.first { !$0.isEmpty }
  }

  /// The language that it claims.
  var language: String? {
    let text = first(
      values["html:lang"], "meta:content-language", "meta:og:locale", "meta:dc.language")
    return text?.replacing("_", with: "-") ?? linkedData.language
  }

  /// Who wrote it.
  var author: String? {
    first(
      linkedData.author, "meta:author", "meta:article:author", "meta:parsely-author",
      "meta:sailthru.author", "meta:dc.creator", "meta:dcterms.creator", "meta:byl")
  }

  private mutating func set(_ key: String, _ value: String?) {
    guard let value = value?.collapsed, !value.isEmpty, values[key] == nil else { return }
    values[key] = value
  }

  /// The value, or that of the first source that has one which is no address.
  private func first(_ value: String?, _ keys: String...) -> String? {
    if let value, !value.isEmpty { return value }
    return keys.lazy.compactMap { values[$0] }.first { !$0.hasPrefix("http") }
  }

  /// A window's title without the outlet's name at its end, as in `Headline | The Outlet`.
  private func withoutOutlet(_ title: String) -> String {
    guard let outlet else { return title }
    for mark in [" | ", " - ", " – ", " — ", " · ", " :: "] where title.hasSuffix(mark + outlet) {
      return String(title.dropLast(mark.count + outlet.count))
    }
    return title
  }
}

extension StringProtocol {
  /// The text without white space at its ends.
  var trimmed: String {
    let scalars = unicodeScalars
    guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
      let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
    else { return "" }
    return String(self[first...last])
  }

  /// The text with every run of white space one space, and none at its ends.
  var collapsed: String {
    var flow = FlowingText()
    flow.append(String(self))
    return flow.endBlock().map { flow.text(of: $0) } ?? ""
  }

  /// Where a text stands first.
  func range(of text: String) -> Range<Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) {
        return start..<index(start, offsetBy: text.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
