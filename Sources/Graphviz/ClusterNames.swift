import CGraphviz
import GraphModel

/// The names of a graph's clusters, one after the other in memory.
///
/// libcgraph keeps subgraphs in the order of their IDs, and its ID of a name is the address at which it
/// happens to store it: the order of clusters, and with it the picture, would differ from run to run.
/// Names in one block have addresses in the order in which they are taken.
///
/// Before each stand zeros, where the library's own strings have what says whether they are markup.
struct ClusterNames {
  private let block: UnsafeMutablePointer<CChar>
  private var end = 0
  private static let header = 64

  /// Makes room for the names of all clusters.
  ///
  /// `free` must be called once the graph that uses them is closed.
  init(for clusters: [AttributedGraph.Cluster]) {
    let room = Self.room(for: clusters)
    block = .allocate(capacity: room)
    block.initialize(repeating: 0, count: room)
  }

  func free() { block.deallocate() }

  /// The ID by which a subgraph gets a name.
  mutating func takeID(for cluster: AttributedGraph.Cluster) -> IDTYPE {
    // Only even IDs are names.
    end = (end + Self.header + 1) & ~1
    let start = block + end
    for byte in GraphvizText.encode(name: cluster.name).utf8 {
      block[end] = CChar(bitPattern: byte)
      end += 1
    }
    end += 1
    return IDTYPE(UInt(bitPattern: start))
  }

  private static func room(for clusters: [AttributedGraph.Cluster]) -> Int {
    clusters.reduce(0) { sum, cluster in
      sum + header + GraphvizText.encode(name: cluster.name).utf8.count + 2
        + room(for: cluster.clusters)
    }
  }
}
