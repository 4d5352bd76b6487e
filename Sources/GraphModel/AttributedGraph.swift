/// A graph as Graphviz sees it: nodes, edges and clusters with text attributes.
///
/// It is the meeting point of what draws (`Diagrams`), what writes DOT (`GraphFormats`) and what lays
/// out (`Graphviz`), none of which knows the others' types.
public struct AttributedGraph: Hashable, Sendable {
  /// An attribute's value.
  ///
  /// Plain text and HTML-like markup are never confused: Graphviz tells them
  /// apart by their delimiters, this type by its cases.
  public enum Value: Hashable, Sendable {
    /// Text, shown as it stands.
    case text(String)
    /// Graphviz's HTML-like label markup, without the outer angle brackets, already escaped.
    case html(String)
    /// Text in which Graphviz's own escapes (`\l`, `\n`, `&lt;`) keep their meaning.
    case escaped(String)
  }

  /// One attribute.
  public struct Attribute: Hashable, Sendable {
    /// Graphviz's name of it, for example `penwidth`.
    public var name: String
    /// Its value.
    public var value: Value

    /// Makes an attribute.
    public init(_ name: String, _ value: Value) {
      self.name = name
      self.value = value
    }
  }

  /// A node.
  public struct Node: Hashable, Sendable {
    /// The name that edges use; unique in the graph.
    public var name: String
    /// Its attributes, in the order in which they are written.
    public var attributes: [Attribute]

    /// Makes a node.
    public init(name: String, attributes: [Attribute] = []) {
      self.name = name
      self.attributes = attributes
    }
  }

  /// An arrow between two nodes; several may join one pair.
  public struct Edge: Hashable, Sendable {
    /// The name of the node that it leaves.
    public var tail: String
    /// The name of the node that it enters.
    public var head: String
    /// Tells parallel edges apart; nil leaves that to Graphviz.
    public var key: String?
    /// Its attributes.
    public var attributes: [Attribute]

    /// Makes an edge.
    public init(tail: String, head: String, key: String? = nil, attributes: [Attribute] = []) {
      self.tail = tail
      self.head = head
      self.key = key
      self.attributes = attributes
    }
  }

  /// A subgraph: a cluster that is drawn as a box if its name begins with `cluster`.
  public struct Cluster: Hashable, Sendable {
    /// Its name.
    public var name: String
    /// Its attributes.
    public var attributes: [Attribute]
    /// The names of the nodes in it, those of its own clusters aside.
    public var nodes: [String]
    /// The clusters within it.
    public var clusters: [Cluster]

    /// Makes a cluster.
    public init(
      name: String, attributes: [Attribute] = [], nodes: [String], clusters: [Cluster] = []
    ) {
      self.name = name
      self.attributes = attributes
      self.nodes = nodes
      self.clusters = clusters
    }
  }

  /// The graph's name.
  public var name: String
  /// Whether its edges are arrows.
  public var isDirected: Bool
  /// The attributes of the graph itself.
  public var attributes: [Attribute]
  /// Attributes that every node has unless it says otherwise.
  public var nodeDefaults: [Attribute]
  /// Attributes that every edge has unless it says otherwise.
  public var edgeDefaults: [Attribute]
  /// The nodes, in drawing order.
  public var nodes: [Node]
  /// The edges, in drawing order.
  public var edges: [Edge]
  /// The clusters.
  public var clusters: [Cluster]

  /// Makes a graph.
  public init(
    name: String, isDirected: Bool = true, attributes: [Attribute] = [],
    nodeDefaults: [Attribute] = [], edgeDefaults: [Attribute] = [], nodes: [Node] = [],
    edges: [Edge] = [], clusters: [Cluster] = []
  ) {
    self.name = name
    self.isDirected = isDirected
    self.attributes = attributes
    self.nodeDefaults = nodeDefaults
    self.edgeDefaults = edgeDefaults
    self.nodes = nodes
    self.edges = edges
    self.clusters = clusters
  }
}
