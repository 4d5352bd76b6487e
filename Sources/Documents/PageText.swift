import GraphModel

/// Collects the blocks of a page's text, and what its markup says of it, while the page is parsed.
final class PageText: HTMLHandler {
  /// A block and where it stands.
  struct Block {
    var text: FlowingText.Block
    /// The innermost container's place in `containers`.
    var container: Int
    /// 1 to 6 for a heading.
    var headingLevel: Int?
    /// Whether an element around it is called what surrounds of articles are called.
    var isBoilerplate: Bool
  }

  /// An element that holds paragraphs.
  struct Container {
    /// What it is said to hold, the strongest claim last.
    enum Role: Int, Comparable {
      case any, main, article, articleBody
      static func < (left: Role, right: Role) -> Bool { left.rawValue < right.rawValue }
    }
    /// The place of the container around it; its own for the outermost.
    var parent: Int
    var role: Role
  }

  private struct Element {
    var name: String
    var container: Int
    var isSkipped = false
    var isBoilerplate = false
  }

  private(set) var flow = FlowingText()
  private(set) var blocks: [Block] = []
  private(set) var containers = [Container(parent: 0, role: .any)]
  private(set) var facts = PageFacts()
  private var elements: [Element] = []
  private var container = 0
  private var skipDepth = 0
  private var boilerplateDepth = 0
  private var regionDepth = 0
  private var preformattedDepth = 0
  private var headingLevel: Int?
  /// What text there is goes to: the page's text, or a fact.
  private var sink = Sink.flow
  private var buffer: [UInt8] = []

  private enum Sink {
    case flow, title, linkedData
  }

  func start(_ name: String, _ attributes: HTMLAttributes) {
    var element = Element(name: name, container: container)
    defer { elements.append(element) }
    facts.take(name, attributes)
    let isBlock = PageElements.blocks.contains(name)
    if isBlock { endBlock() }
    switch name {
    case "title" where skipDepth == 0: begin(.title)
    case "script": begin(attributes["type"]?.contains("ld+json") == true ? .linkedData : .flow)
    case "br":
      // Two of them part paragraphs in pages that have no <p>.
      if flow.isAtLineBreak { endBlock() } else { flow.breakLine() }
    case "a": flow.beginLink(facts.absolute(attributes["href"] ?? ""))
    case "q" where skipDepth == 0: flow.append("“")
    case "pre": preformattedDepth += 1
    case "h1", "h2", "h3", "h4", "h5", "h6":
      headingLevel = name.utf8.last.map { Int($0) - 0x30 }
    default: break
    }
    element.isSkipped = isSkipped(name, attributes, isBlock: isBlock)
    element.isBoilerplate = isBlock && isBoilerplate(name, attributes)
    if element.isSkipped { skipDepth += 1 }
    if element.isBoilerplate { boilerplateDepth += 1 }
    guard isBlock, PageElements.containers.contains(name) || name == "p" else { return }
    let role = role(name, attributes)
    if role > .any { regionDepth += 1 }
    guard PageElements.containers.contains(name) || role > .any else { return }
    containers.append(Container(parent: container, role: role))
    container = containers.count - 1
  }

  func end(_ name: String) {
    guard let element = elements.popLast() else { return }
    if PageElements.blocks.contains(name) { endBlock() }
    switch name {
    case "title", "script": finishSink()
    case "a": flow.endLink()
    case "q" where skipDepth == 0: flow.append("”")
    case "pre": preformattedDepth -= 1
    case "h1", "h2", "h3", "h4", "h5", "h6": headingLevel = nil
    default: break
    }
    if element.isSkipped { skipDepth -= 1 }
    if element.isBoilerplate { boilerplateDepth -= 1 }
    if container != element.container {
      if containers[container].role > .any { regionDepth -= 1 }
      container = element.container
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    switch sink {
    case .flow where skipDepth == 0: flow.append(bytes, keepsLines: preformattedDepth > 0)
    case .flow: break
    case .title, .linkedData: buffer.append(contentsOf: bytes)
    }
  }

  /// To be called once the page is over.
  func finish() {
    endBlock()
    finishSink()
  }

  private func begin(_ sink: Sink) {
    buffer.removeAll(keepingCapacity: true)
    self.sink = sink
  }

  private func finishSink() {
    let text = String(decoding: buffer, as: UTF8.self)
    switch sink {
    case .flow: break
    case .title: facts.take(title: text)
    case .linkedData: facts.take(linkedData: text)
    }
    begin(.flow)
  }

  private func endBlock() {
    guard let text = flow.endBlock() else { return }
    blocks.append(
      Block(
        text: text, container: container, headingLevel: headingLevel,
        isBoilerplate: boilerplateDepth > 0))
  }

  private func isSkipped(_ name: String, _ attributes: HTMLAttributes, isBlock: Bool) -> Bool {
    if name == "html" || name == "body" { return false }
    if PageElements.skipped.contains(name) || name == "script" || name == "title" { return true }
    // The header of a page, rather than of an article.
    if name == "header" || attributes["role"] == "banner", regionDepth == 0 { return true }
    if let role = attributes["role"], PageElements.skippedRoles.contains(role) { return true }
    if attributes["hidden"] != nil { return true }
    if let style = attributes["style"], PageElements.hides(style) { return true }
    // A listing; code in a sentence is part of it.
    if name == "code", preformattedDepth > 0 { return true }
    return !isBlock && attributes["class"].map(PageElements.isHidden) == true
  }

  private func isBoilerplate(_ name: String, _ attributes: HTMLAttributes) -> Bool {
    // A heading's id is made of its words, which may be any.
    if ["html", "body", "article", "main"].contains(name) || headingLevel != nil { return false }
    return attributes["class"].map(PageElements.isBoilerplate) == true
      || attributes["id"].map(PageElements.isBoilerplate) == true
      || attributes["aria-hidden"] == "true"
  }

  private func role(_ name: String, _ attributes: HTMLAttributes) -> Container.Role {
    if attributes["itemprop"]?.split(separator: " ").contains("articleBody") == true {
      return .articleBody
    }
    if name == "article" || attributes["role"] == "article" { return .article }
    return name == "main" || attributes["role"] == "main" ? .main : .any
  }
}
