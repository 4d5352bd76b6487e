/// Numbers types of entities as they come, each as its vocabulary declares it.
package struct TypeNumbers: Sendable {
  /// The types, by their numbers.
  package private(set) var all: [EntityType] = []
  private var numbers: [EntityType: Int32] = [:]
  private var latest: (type: EntityType, number: Int32)?
  private let vocabulary: Vocabulary

  package init(_ vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The number of a type, which is its place in `all` from now on.
  package mutating func number(of type: EntityType) -> Int32 {
    // Records of one type mostly follow each other.
    if let latest, latest.type == type { return latest.number }
    if let number = numbers[type] {
      latest = (type, number)
      return number
    }
    let declared = vocabulary.entityType(named: type.rawValue) ?? type
    let number = numbers[declared] ?? Int32(all.count)
    if number == all.count { all.append(declared) }
    numbers[declared] = number
    numbers[type] = number
    return number
  }

  package subscript(number: Int) -> EntityType { all[number] }

  /// The number of a type if it has one.
  package func known(_ type: EntityType) -> Int32? { numbers[type] }
}

extension EntityType {
  /// The type of what no record gives one: the only type that its place allows, else a thing.
  package static func inferred(allowed: Set<EntityType>) -> EntityType {
    allowed.count == 1 ? allowed.first ?? .thing : .thing
  }
}
