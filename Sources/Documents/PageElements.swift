/// What HTML's elements mean for the text of a page.
enum PageElements {
  /// Elements that part the text before them from the text behind.
  static let blocks: Set<String> = [
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1",
    "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "html", "legend", "li", "main", "menu",
    "nav", "ol", "option", "p", "pre", "search", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
  ]

  /// Blocks that hold paragraphs rather than being one.
  static let containers: Set<String> = [
    "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "form", "html", "main",
    "ol", "section", "table", "tbody", "td", "tr", "ul",
  ]

  /// Elements whose text is never part of an article.
  static let skipped: Set<String> = [
    "applet", "aside", "audio", "button", "canvas", "datalist", "dialog", "embed", "fieldset",
    "figcaption", "footer", "frameset", "iframe", "input", "label", "map", "math", "menu", "nav",
    "noembed", "noframes", "noscript", "object", "optgroup", "option", "rp", "rt", "search",
    "select", "svg", "style", "template", "textarea", "video",
  ]

  /// The roles of such elements (WAI-ARIA).
  static let skippedRoles: Set<String> = [
    "alert", "alertdialog", "complementary", "contentinfo", "dialog", "menu", "menubar",
    "navigation", "search", "tablist", "toolbar", "tooltip",
  ]

  /// Words of class names and ids that mark inline matter which is no text.
  private static let hiddenWords: Set<String> = [
    "editsection", "hidden", "noprint", "reference",
  ]

  /// Words of class names and ids that mark what stands around an article.
  private static let boilerplateWords: Set<String> = [
    "ad", "ads", "advert", "advertisement", "advertising", "aside", "breadcrumb", "breadcrumbs",
    "catlinks", "comment", "comments", "consent", "cookie", "cookies", "disqus", "footer", "gdpr",
    "hatnote", "infobox", "menu", "modal", "nav", "navbar", "navbox", "navigation", "newsletter",
    "noprint", "outbrain",
    "overlay", "pager", "pagination", "popup", "printfooter", "promo", "promotion",
    "recirculation", "recommendations", "recommended", "reflist", "related", "share", "sharing",
    "sidebar", "signup", "skip", "social", "sponsor", "sponsored", "subscribe", "subscription",
    "taboola", "toc", "toolbar", "trending",
  ]

  /// Words that make a class name speak of the layout around what it marks.
  private static let layoutWords: Set<String> = [
    "has", "is", "layout", "no", "not", "with", "without",
  ]

  /// Whether a class list or id says that the element is boilerplate.
  static func isBoilerplate(_ names: String) -> Bool {
    names.utf8.count < 4096
      && names.split(whereSeparator: \.isWhitespace).contains { name in
        let words = words(of: name)
        return words.contains(where: boilerplateWords.contains)
          && !words.contains(where: layoutWords.contains)
      }
  }

  /// Whether a class list says that an inline element is not to be read.
  static func isHidden(_ names: String) -> Bool {
    names.utf8.count < 4096
      && names.split(whereSeparator: \.isWhitespace).contains { name in
        name == "sr-only" || name == "screen-reader-text"
          || words(of: name).contains(where: hiddenWords.contains)
      }
  }

  /// Whether a style sets the element out of sight.
  static func hides(_ style: String) -> Bool {
    guard style.utf8.count < 4096 else { return false }
    let style = style.lowercased().filter { !$0.isWhitespace }
    return style.contains("display:none") || style.contains("visibility:hidden")
  }

  /// The words of a name such as `cookieBanner`, `related_links` or `main-nav`, in lower case.
  private static func words(of name: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var isAfterLower = false
    for character in name.unicodeScalars {
      let isUpper = ("A"..."Z").contains(character)
      let isLetter = isUpper || ("a"..."z").contains(character)
      if !word.isEmpty, !isLetter || isUpper && isAfterLower {
        words.append(word)
        word = ""
      }
      if isLetter { word += character.properties.lowercaseMapping }
      isAfterLower = isLetter && !isUpper
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
