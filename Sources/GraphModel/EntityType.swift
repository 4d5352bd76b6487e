/// What sort of thing an entity is.
///
/// The types that graphgen ships are the seven of `Resources/entity-types.tsv`; a vocabulary file may
/// declare more, so this is an open set rather than an enumeration.
public struct EntityType: RawRepresentable, Hashable, Sendable, Comparable, CustomStringConvertible
{
  /// The name as the vocabulary spells it, for example `Person`.
  public let rawValue: String

  /// Makes the type of that name, whether or not a vocabulary declares it.
  public init(rawValue: String) { self.rawValue = rawValue }

  /// The name.
  public var description: String { rawValue }

  /// Orders types by name.
  public static func < (left: EntityType, right: EntityType) -> Bool {
    TextOrder.precedes(left.rawValue, right.rawValue)
  }

  /// A human being.
  public static let person = EntityType(rawValue: "Person")
  /// A body with a name and members.
  public static let organization = EntityType(rawValue: "Organization")
  /// Somewhere on a map.
  public static let place = EntityType(rawValue: "Place")
  /// People counted or described together.
  public static let group = EntityType(rawValue: "Group")
  /// Something that happened or is to happen.
  public static let event = EntityType(rawValue: "Event")
  /// A text or record.
  public static let document = EntityType(rawValue: "Document")
  /// Any other object.
  public static let thing = EntityType(rawValue: "Thing")
}
