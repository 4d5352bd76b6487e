/// A person, organization, place, event, document, group or thing of the graph.
public struct Entity: Hashable, Sendable, Identifiable {
  /// Stable across rebuilds: by default made of type and name, as `person/qasem-soleimani`.
  public let id: String
  /// The name to show.
  public var name: String
  /// What sort of thing it is.
  public var type: EntityType
  /// Other names, sorted and without `name`.
  public var aliases: [String]
  /// Free properties.
  public var properties: [String: String]
  /// External identifiers by scheme.
  public var identifiers: [String: String]

  /// Makes an entity.
  public init(
    id: String, name: String, type: EntityType, aliases: [String] = [],
    properties: [String: String] = [:], identifiers: [String: String] = [:]
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.aliases = Array(Set(aliases).subtracting([name])).sorted()
    self.properties = properties
    self.identifiers = identifiers
  }

  /// The id that an entity of that type and name gets: lower case, words joined by hyphens.
  ///
  /// Letters of every script are kept, so names that differ in more than case, spacing and
  /// punctuation get different ids.
  public static func id(type: EntityType, name: String) -> String {
    "\(type.rawValue.lowercased())/\(NameKey.slug(name))"
  }
}

extension Entity {
  /// One entity out of two of the same id: commutative, associative and idempotent.
  ///
  /// The name that sorts first is kept and the other becomes an alias; of two values for one property
  /// or identifier the greater is kept.
  public func merged(with other: Entity) -> Entity {
    precondition(id == other.id, "only entities of one id merge")
    return Entity(
      id: id, name: min(name, other.name), type: max(type, other.type),
      aliases: aliases + other.aliases + [name, other.name],
      properties: properties.merging(other.properties, uniquingKeysWith: max),
      identifiers: identifiers.merging(other.identifiers, uniquingKeysWith: max))
  }

  /// The name and all aliases.
  public var allNames: [String] { [name] + aliases }
}
