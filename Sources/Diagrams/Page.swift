import GraphModel

/// A picture as a page to explore: one HTML file that needs nothing else and asks for nothing.
///
/// It carries the drawing, the graph that the drawing shows with the texts that it cites, and the
/// program that brings the two together. Data stands in a block that no browser runs, and the policy
/// in the page's head allows the page's own program and style, by their hashes, and nothing else: no
/// address is opened, no text of a document becomes markup.
package struct Page: Hashable, Sendable {
  /// The file's bytes, in UTF-8.
  package let bytes: [UInt8]

  /// Makes the page of a picture.
  ///
  /// - Parameters:
  ///   - diagram: A bare picture of the graph.
  ///   - drawing: The SVG that Graphviz made of it.
  ///   - theme: The one in which it was drawn, and in which the page begins unless that is the light
  ///     one; then it follows the reader's setting.
  /// - Complexity: O(*n*) in the drawing, and in what the picture shows and the texts that it cites.
  package init(of graph: KnowledgeGraph, diagram: Diagram, drawing: [UInt8], theme: Theme) {
    let palette = PagePalette(
      drawnIn: theme, types: diagram.headline.types, families: diagram.headline.families)
    let style = palette.styles + Self.text(PackageResources.page_css)
    let program = Self.program
    let slots: [String: [UInt8]] = [
      "policy": Array(Self.policy(program: program, style: style).utf8),
      "theme": Array(Markup.escape(theme == .light ? "auto" : theme.name).utf8),
      "title": Array(Self.escape(diagram.headline.title).utf8),
      "style": Array(style.utf8),
      "drawing": PageDrawing.markup(of: drawing, palette),
      "data": PageData.bytes(of: graph, diagram, palette),
      "program": Array(program.utf8),
    ]
    bytes = Self.filled(Self.text(PackageResources.page_html), slots)
  }

  /// The program, its parts in the order in which they rest on each other.
  private static let program = [
    PackageResources.graph_js, PackageResources.elements_js, PackageResources.drawing_js,
    PackageResources.camera_js, PackageResources.light_js, PackageResources.filters_js,
    PackageResources.search_js, PackageResources.citation_js, PackageResources.reader_js,
    PackageResources.dossier_js, PackageResources.page_js,
  ].map(text).joined(separator: "\n")

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  /// What the browser may do: run this program and use this style.
  private static func policy(program: String, style: String) -> String {
    func source(_ text: String) -> String {
      var hash = SHA256()
      hash.update(Array(text.utf8))
      return "'sha256-\(Base64.text(of: hash.digest()))'"
    }
    return [
      "default-src 'none'", "script-src \(source(program))", "style-src \(source(style))",
      "img-src data:", "base-uri 'none'", "form-action 'none'",
      "require-trusted-types-for 'script'", "trusted-types 'none'",
    ].joined(separator: "; ")
  }

  /// Text that stays text between tags.
  private static func escape(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }

  /// The template with each `{{name}}` replaced; what is put in is not looked at again.
  private static func filled(_ template: String, _ slots: [String: [UInt8]]) -> [UInt8] {
    var result: [UInt8] = []
    for (position, piece) in template.split(separator: "{{", omittingEmptySubsequences: false)
      .enumerated()
    {
      guard position > 0, let end = piece.firstRange(of: "}}") else {
        result += piece.utf8
        continue
      }
      result += slots[String(piece[..<end.lowerBound])] ?? []
      result += piece[end.upperBound...].utf8
    }
    return result
  }
}

/// Bytes in 64 printable characters (RFC 4648).
enum Base64 {
  static func text(of bytes: [UInt8]) -> String {
    let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(0) { $0 << 8 | Int($1) } << (8 * (3 - group.count))
      for position in 0..<4 {
        result.append(
          position <= group.count ? digits[bits >> (18 - 6 * position) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
