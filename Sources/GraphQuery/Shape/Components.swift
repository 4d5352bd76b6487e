import GraphModel

extension FactNetwork {
  /// The component of every entity, numbered from 0 by their first members: those that are connected by any
  /// number of arrows, whichever way these point.
  ///
  /// - Complexity: O(connections).
  package var components: [Int32] {
    var components = [Int32](repeating: -1, count: count)
    var number: Int32 = 0
    var open: [Int32] = []
    let (starts, others) = (neighbors.starts, neighbors.entries)
    for first in 0..<count where components[first] < 0 {
      components[first] = number
      open.append(Int32(first))
      while let entity = open.popLast() {
        for index in Int(starts[Int(entity)])..<Int(starts[Int(entity) + 1]) {
          let other = Int(others[index])
          guard components[other] < 0 else { continue }
          components[other] = number
          open.append(others[index])
        }
      }
      number += 1
    }
    return components
  }
}
