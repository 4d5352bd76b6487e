/// A person, organization, place, event, document, group or thing of the graph.
public struct Entity: Hashable, Sendable, Identifiable {
  /// Stable across rebuilds: by default made of type and name, as `person/qasem-soleimani`.
  ///
  /// Two ids are the same where their bytes are; those that are made of names have their letters composed (NFC).
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
  /// Where documents mention it and why that is taken to be so, in order; empty for curated input.
  public var mentions: [EntityMention]

  /// Makes an entity.
  public init(
    id: String, name: String, type: EntityType, aliases: [String] = [],
    properties: [String: String] = [:], identifiers: [String: String] = [:],
    mentions: [EntityMention] = []
  ) {
    self.id = id
    self.name = name
    self.type = type
    self.aliases =
      aliases.isEmpty
      ? [] : TextOrder.sortedUnique(aliases.lazy.filter { !$0.hasSameBytes(as: name) })
    self.properties = properties
    self.identifiers = identifiers
    self.mentions = EntityMention.sortedUnique(mentions)
  }

  /// The id that an entity of that type and name gets: lower case, words joined by hyphens.
  ///
  /// Letters of every script are kept, so names that differ in more than case, spacing and
  /// punctuation get different ids.
  public static func id(type: EntityType, name: String) -> String {
    id(type: type, slug: NameKey.slug(name))
  }

  static func id(type: EntityType, slug: String) -> String {
    "\(type.rawValue.lowercased())/\(slug)"
  }
}

extension Entity {
  /// One entity out of two of the same id: commutative, associative and idempotent.
  ///
  /// The name that reads better is kept (see `NameKey.isPreferred`) and the other becomes an alias; of
  /// two values for one property or identifier the greater is kept.
  public func merged(with other: Entity) -> Entity {
    precondition(id.hasSameBytes(as: other.id), "only entities of one id merge")
    return Entity(
      id: id,
      name: NameKey.isPreferred(other.name, to: name) ? other.name : name,
      type: max(type, other.type), aliases: aliases + other.aliases + [name, other.name],
      properties: TextOrder.union(properties, other.properties),
      identifiers: TextOrder.union(identifiers, other.identifiers),
      mentions: mentions + other.mentions)
  }

  /// Whether the two are alike byte for byte.
  public static func == (left: Entity, right: Entity) -> Bool {
    left.id.hasSameBytes(as: right.id) && left.name.hasSameBytes(as: right.name)
      && left.type.rawValue.hasSameBytes(as: right.type.rawValue)
      && TextOrder.areSame(left.aliases, right.aliases)
      && TextOrder.areSame(left.properties, right.properties)
      && TextOrder.areSame(left.identifiers, right.identifiers) && left.mentions == right.mentions
  }

  /// The name and all aliases.
  public var allNames: [String] { [name] + aliases }
}
