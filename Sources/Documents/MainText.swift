/// Tells the text of an article from what stands around it on a page.
///
/// Where the page marks its article (`itemprop="articleBody"`, `<article>`, `<main>`, `role="main"`), that
/// element is taken. Elsewhere blocks are told apart by the number of their words and the share of these
/// that stand in links, with the decision tree of Kohlschütter, Fankhauser and Nejdl, “Boilerplate
/// Detection using Shallow Text Features” (WSDM 2010, algorithm 2), and of what passes the smallest
/// element that holds nearly all is taken. Blocks inside elements named as surrounds are named
/// (`related-links`, `cookieBanner`, …) count only where a page has little else.
struct MainText {
  /// From so many words on an element said to hold the article is believed to.
  private static let enoughWords = 40
  /// The share of the words that an element must hold to stand for the page.
  private static let nearlyAll = 0.7

  private let page: PageText

  /// The blocks of a page that are its article.
  ///
  /// - Complexity: O(*n*) in blocks and containers.
  static func of(_ page: PageText) -> [FlowingText.Block] {
    let main = MainText(page: page)
    let all = page.blocks.indices
    let strict = main.chosen(among: all.filter { !page.blocks[$0].isBoilerplate })
    let loose = main.chosen(among: Array(all))
    let isPoor = main.wordCount(strict) * 4 < main.wordCount(loose)
    return (isPoor ? loose : strict).map { page.blocks[$0].text }
  }

  private func chosen(among candidates: [Int]) -> [Int] {
    let words = containerWords(candidates) { $0.wordCount - $0.linkedWordCount }
    let chosen: [Int]
    if let root = markedRoot(words) {
      let parts = parts(of: root)
      chosen = candidates.filter { parts[page.blocks[$0].container] && !isLinkList($0) }
    } else {
      // The tree asks for paragraphs of some length; a page that has few is read whole.
      let plain = candidates.filter { !isConsentNotice($0) && linkDensity($0) <= 1.0 / 3 }
      var dense = dense(candidates)
      if wordCount(dense) * 4 < wordCount(plain) { dense = plain }
      let kept = containerWords(dense) { $0.wordCount }
      let parts = parts(of: narrowest(kept))
      chosen = dense.filter { parts[page.blocks[$0].container] }
    }
    return withoutLooseHeadings(chosen)
  }

  private func wordCount(_ blocks: [Int]) -> Int {
    blocks.reduce(0) { $0 + page.blocks[$1].text.wordCount }
  }

  /// The sum over the blocks that each container holds.
  private func containerWords(
    _ blocks: [Int], _ measure: (FlowingText.Block) -> Int
  ) -> [Int] {
    var sums = [Int](repeating: 0, count: page.containers.count)
    for block in blocks { sums[page.blocks[block].container] += measure(page.blocks[block].text) }
    // A container stands after the one around it.
    for index in page.containers.indices.reversed() where index > 0 {
      sums[page.containers[index].parent] += sums[index]
    }
    return sums
  }

  /// The element that the page says holds its article, where it holds enough.
  private func markedRoot(_ words: [Int]) -> Int? {
    func fullest(_ role: PageText.Container.Role) -> Int? {
      page.containers.indices.filter { page.containers[$0].role == role }
        .max { (words[$0], $1) < (words[$1], $0) }
    }
    func isEnough(_ container: Int) -> Bool {
      words[container] >= Self.enoughWords
        || words[container] * 2 > words[0] && words[container] > 0
    }
    if let body = fullest(.articleBody), isEnough(body) { return body }
    if let article = fullest(.article), isEnough(article) {
      // One among many alike is an item of a list.
      let all = page.containers.indices.filter { index in
        page.containers[index].role == .article && !isInside(index, .article)
      }.reduce(0) { $0 + words[$1] }
      if words[article] * 2 > all { return article }
    }
    return fullest(.main).flatMap { isEnough($0) ? $0 : nil }
  }

  private func isInside(_ container: Int, _ role: PageText.Container.Role) -> Bool {
    var index = container
    while index > 0 {
      index = page.containers[index].parent
      if page.containers[index].role == role { return true }
    }
    return false
  }

  /// Which containers belong to one: those in it, but for articles in an article (teasers, comments).
  private func parts(of root: Int) -> [Bool] {
    let isArticle = page.containers[root].role >= .article
    var result = [Bool](repeating: false, count: page.containers.count)
    for (index, container) in page.containers.enumerated() {
      result[index] =
        index == root
        || index > root && result[container.parent] && !(isArticle && container.role == .article)
    }
    return result
  }

  /// Whether a block consists of links, rather than of sentences with links in them.
  private func isLinkList(_ index: Int) -> Bool {
    let block = page.blocks[index]
    guard block.headingLevel == nil, block.text.linkedWordCount * 2 > block.text.wordCount else {
      return false
    }
    let last = page.flow.bytes[block.text.range].last
    return !(last.map { ".!?\"".utf8.contains($0) } ?? false) || block.text.wordCount < 4
  }

  /// The blocks that their words and links, and those of their neighbours, show to be text.
  private func dense(_ candidates: [Int]) -> [Int] {
    func words(_ place: Int) -> Int {
      candidates.indices.contains(place) ? page.blocks[candidates[place]].text.wordCount : 0
    }
    return candidates.indices.filter { place in
      if linkDensity(candidates[place]) > 1.0 / 3 || isConsentNotice(candidates[place]) {
        return false
      }
      if place > 0, linkDensity(candidates[place - 1]) > 5.0 / 9 {
        return words(place) > 40 || words(place + 1) > 17
      }
      return words(place) > 16 || words(place + 1) > 15 || words(place - 1) > 4
    }.map { candidates[$0] }
  }

  /// The share of a block's words that stand in links.
  private func linkDensity(_ index: Int) -> Double {
    let text = page.blocks[index].text
    return Double(text.linkedWordCount) / Double(max(1, text.wordCount))
  }

  /// Whether a block asks for leave to set cookies.
  private func isConsentNotice(_ index: Int) -> Bool {
    let block = page.blocks[index].text
    guard block.wordCount < 120 else { return false }
    let text = page.flow.text(of: block).lowercased()
    return text.contains("cookies")
      && ["we use", "uses cookies", "accept", "consent", "preferences"].contains {
        text.contains($0)
      }
  }

  /// The innermost container that holds nearly all words.
  private func narrowest(_ words: [Int]) -> Int {
    let needed = Int((Double(words[0]) * Self.nearlyAll).rounded(.up))
    // Of containers that hold more than half each is inside the other, and the inner stands after.
    return words.indices.last { words[$0] >= max(1, needed) } ?? 0
  }

  /// The blocks without headings under which nothing is left; the headline stays.
  private func withoutLooseHeadings(_ blocks: [Int]) -> [Int] {
    var kept: [Int] = []
    // The level that a heading must be below for what follows to be its own; 0 at the end.
    var next = 0
    for index in blocks.reversed() {
      guard let level = page.blocks[index].headingLevel else {
        next = Int.max
        kept.append(index)
        continue
      }
      if next > level || level == 1 && !blocks.isEmpty {
        kept.append(index)
        next = level
      }
    }
    return kept.reversed()
  }
}
