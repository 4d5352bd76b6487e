import Foundation
import FoundationXML

/// An SVG as a strict XML parser reads it.
final class SVGDocument: NSObject, XMLParserDelegate {
  /// An element.
  struct Element {
    var name: String
    var attributes: [String: String]
    /// The elements that it lies in, outermost first.
    var path: [String]
    var text = ""
  }

  /// The file is not well-formed.
  struct IllFormed: Error {
    var line: Int
    var reason: String
    var text: String
  }

  private(set) var elements: [Element] = []
  private var open: [Int] = []

  init(_ bytes: [UInt8]) throws {
    super.init()
    // The document type is looked up nowhere.
    let parser = XMLParser(data: Data(bytes))
    parser.shouldResolveExternalEntities = false
    parser.delegate = self
    guard parser.parse() else {
      let lines = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      let line = parser.lineNumber
      throw IllFormed(
        line: line, reason: "\(parser.parserError.map { "\($0)" } ?? "unknown")",
        text: lines.indices.contains(line - 1) ? String(lines[line - 1].prefix(500)) : "")
    }
  }

  /// The texts that are drawn within the group of an id.
  func lines(inGroup id: String) -> [String] {
    var depthOfGroup: Int?
    var lines: [String] = []
    for element in elements {
      if let depth = depthOfGroup, element.path.count <= depth { depthOfGroup = nil }
      if element.name == "g", element.attributes["id"] == id { depthOfGroup = element.path.count }
      if depthOfGroup != nil, element.name == "text" { lines.append(element.text) }
    }
    return lines
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(.init(name: name, attributes: attributes, path: open.map { elements[$0].name }))
    open.append(elements.count - 1)
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if let last = open.last { elements[last].text += text }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    open.removeLast()
  }
}
