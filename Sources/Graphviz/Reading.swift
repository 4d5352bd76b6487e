import CGraphviz
import GraphModel

/// Reads DOT with libcgraph's own parser.
enum Reading {
  /// The graph that a text holds.
  ///
  /// - Throws: `GraphvizError.syntax`.
  static func graph(in text: [UInt8], _ context: inout Library.Context) throws(GraphvizError)
    -> AttributedGraph
  {
    if let position = text.firstIndex(of: 0) {
      throw syntax(["a NUL byte"], line: line(of: position, in: text))
    }
    guard String(validating: text, as: UTF8.self) != nil else {
      throw syntax(["it is not UTF-8"], line: nil)
    }
    agsetfile(nil)
    agreadline(1)
    let root = (text + [0]).withUnsafeBytes {
      agmemread($0.baseAddress?.assumingMemoryBound(to: CChar.self))
    }
    defer { if let root { agclose(root) } }
    let messages = Messages.all()
    Messages.clear()
    let hasMore = drain()
    let after = Messages.all()
    guard let root, agerrors() == 0 || !messages.contains(where: \.isError) else {
      let words = messages.filter(\.isError).map(\.text)
      throw syntax(words.isEmpty ? ["there is no graph in it"] : words, line: lineNamed(in: words))
    }
    guard !hasMore, after.isEmpty else {
      throw syntax(["there is more after the end of the first graph"], line: nil)
    }
    return graph(of: root)
  }

  /// Empties the parser, which keeps what stands after a graph and would read it next time, and brings it
  /// back to the beginning of a text, should that have ended inside a string, a comment or markup.
  ///
  /// - Returns: Whether there was anything.
  private static func drain() -> Bool {
    var hasMore = false
    while let next = agmemread("") {
      hasMore = true
      agclose(next)
    }
    // Only at the beginning of a text is this a graph; the rest closes what is open until it is one.
    for closing in ["", "\";", "*/;", String(repeating: ">", count: 1 << 16) + ";"] {
      if !closing.isEmpty {
        hasMore = true
        while let next = agmemread(closing) { agclose(next) }
      }
      if let probe = agmemread("graph{}") {
        agclose(probe)
        break
      }
    }
    return hasMore
  }

  /// What a graph in the library's memory says.
  static func graph(of root: UnsafeMutablePointer<Agraph_t>) -> AttributedGraph {
    var anonymous = 0
    let graphSymbols = Symbols(root, AGRAPH)
    let nodeSymbols = Symbols(root, AGNODE)
    let edgeSymbols = Symbols(root, AGEDGE)
    var graph = AttributedGraph(
      name: isAnonymous(root) ? "" : name(of: root), isDirected: agisdirected(root) != 0,
      attributes: graphSymbols.values(of: root), nodeDefaults: nodeSymbols.defaults,
      edgeDefaults: edgeSymbols.defaults)
    var edges: [(sequence: UInt, edge: AttributedGraph.Edge)] = []
    var node = agfstnode(root)
    while let current = node {
      graph.nodes.append(
        .init(name: name(of: current), attributes: nodeSymbols.ownValues(of: current)))
      var edge = agfstout(root, current)
      while let out = edge {
        edges.append(
          (
            cgv_sequence(out),
            .init(
              tail: name(of: cgv_tail(out)), head: name(of: cgv_head(out)),
              key: agnameof(out).map { GraphvizText.decode(name: String(cString: $0)) },
              attributes: edgeSymbols.ownValues(of: out))
          ))
        edge = agnxtout(root, out)
      }
      node = agnxtnode(root, current)
    }
    edges.sort { $0.sequence < $1.sequence }
    graph.edges = edges.map(\.edge)
    graph.clusters = clusters(of: root, graphSymbols, &anonymous)
    return graph
  }

  private static func clusters(
    of graph: UnsafeMutablePointer<Agraph_t>, _ symbols: Symbols, _ anonymous: inout Int
  ) -> [AttributedGraph.Cluster] {
    var result: [AttributedGraph.Cluster] = []
    for subgraph in subgraphs(of: graph) {
      var ownName = name(of: subgraph)
      if isAnonymous(subgraph) {
        // The library counts through the life of the process; the same text must read the same.
        anonymous += 1
        ownName = "%\(anonymous)"
      }
      let inner = clusters(of: subgraph, symbols, &anonymous)
      var deeper = Set<UnsafeMutablePointer<Agnode_t>>()
      for child in subgraphs(of: subgraph) { deeper.formUnion(nodes(of: child)) }
      result.append(
        .init(
          name: ownName, attributes: symbols.values(of: subgraph, beyond: graph),
          nodes: nodes(of: subgraph).filter { !deeper.contains($0) }.map { name(of: $0) },
          clusters: inner))
    }
    return result
  }

  /// The subgraphs as they were made: the library itself keeps them by the addresses of their names.
  private static func subgraphs(
    of graph: UnsafeMutablePointer<Agraph_t>
  ) -> [UnsafeMutablePointer<Agraph_t>] {
    var result: [UnsafeMutablePointer<Agraph_t>] = []
    var next = agfstsubg(graph)
    while let subgraph = next {
      result.append(subgraph)
      next = agnxtsubg(subgraph)
    }
    return result.sorted { cgv_sequence($0) < cgv_sequence($1) }
  }

  private static func nodes(
    of graph: UnsafeMutablePointer<Agraph_t>
  ) -> [UnsafeMutablePointer<Agnode_t>] {
    var result: [UnsafeMutablePointer<Agnode_t>] = []
    var node = agfstnode(graph)
    while let current = node {
      result.append(current)
      node = agnxtnode(graph, current)
    }
    return result
  }

  private static func name(of object: UnsafeMutableRawPointer?) -> String {
    agnameof(object).map { GraphvizText.decode(name: String(cString: $0)) } ?? ""
  }

  /// Whether a graph has only a name that the library made up, which begins with `%`.
  private static func isAnonymous(_ graph: UnsafeMutablePointer<Agraph_t>) -> Bool {
    agnameof(graph).map { $0.pointee == CChar(UInt8(ascii: "%")) } ?? true
  }

  /// The attributes that are declared for one kind of object, in the order of their declaration.
  private struct Symbols {
    private let kind: Int32
    private let symbols: [UnsafeMutablePointer<Agsym_t>]

    init(_ root: UnsafeMutablePointer<Agraph_t>, _ kind: Int32) {
      self.kind = kind
      var symbols: [UnsafeMutablePointer<Agsym_t>] = []
      var symbol = agnxtattr(root, kind, nil)
      while let current = symbol {
        symbols.append(current)
        symbol = agnxtattr(root, kind, current)
      }
      self.symbols = symbols.sorted { $0.pointee.id < $1.pointee.id }
    }

    /// What holds where nothing else is said; a node's label is its name anyway.
    var defaults: [AttributedGraph.Attribute] {
      symbols.compactMap { symbol in
        let attribute = Self.attribute(symbol, symbol.pointee.defval)
        if attribute.value == .text("") { return nil }
        if kind == AGNODE, attribute == .init("label", .escaped("\\N")) { return nil }
        return attribute
      }
    }

    /// The values that are there.
    func values(of object: UnsafeMutableRawPointer) -> [AttributedGraph.Attribute] {
      symbols.map { Self.attribute($0, agxget(object, $0)) }.filter { $0.value != .text("") }
    }

    /// The values that are not the default.
    func ownValues(of object: UnsafeMutableRawPointer) -> [AttributedGraph.Attribute] {
      symbols.compactMap { symbol in
        let value = agxget(object, symbol)
        // The library keeps one copy of equal strings.
        if value == symbol.pointee.defval { return nil }
        return Self.attribute(symbol, value)
      }
    }

    /// The values of a subgraph that are not those of the graph that it lies in.
    func values(
      of subgraph: UnsafeMutablePointer<Agraph_t>, beyond parent: UnsafeMutablePointer<Agraph_t>
    ) -> [AttributedGraph.Attribute] {
      symbols.filter { agxget(subgraph, $0) != agxget(parent, $0) }.map {
        Self.attribute($0, agxget(subgraph, $0))
      }
    }

    private static func attribute(
      _ symbol: UnsafeMutablePointer<Agsym_t>, _ value: UnsafeMutablePointer<CChar>?
    ) -> AttributedGraph.Attribute {
      let characters = value.map { String(cString: $0) } ?? ""
      let isMarkup = value.map { aghtmlstr($0) != 0 } ?? false
      return .init(
        String(cString: symbol.pointee.name),
        GraphvizText(characters: characters, isMarkup: isMarkup).value)
    }
  }

  private static func syntax(_ messages: [String], line: Int?) -> GraphvizError {
    .syntax(line: line, messages: messages)
  }

  private static func line(of position: Int, in text: [UInt8]) -> Int {
    1 + text[..<position].count { $0 == UInt8(ascii: "\n") }
  }

  /// The line in libcgraph's `syntax error in line 3 near 'x'`.
  private static func lineNamed(in messages: [String]) -> Int? {
    for message in messages {
      let words = message.split(separator: " ")
      guard let index = words.firstIndex(of: "line"), index + 1 < words.count else { continue }
      if let line = Int(words[index + 1]) { return line }
    }
    return nil
  }
}
