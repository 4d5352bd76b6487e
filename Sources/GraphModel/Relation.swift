/// A type of arrow: what the vocabulary says of it.
public struct Relation: Hashable, Sendable {
  /// The name, for example `wrote-to`.
  public var name: String
  /// The label read from object to subject, for example `received-writing-from`; nil if symmetric.
  public var inverse: String?
  /// Whether it means the same either way round.
  public var isSymmetric: Bool
  /// The group that it is drawn with, for example `communication`.
  public var family: String
  /// What its subject may be; empty means anything.
  public var subjectTypes: Set<EntityType>
  /// What its object may be; empty means anything.
  public var objectTypes: Set<EntityType>
  /// The PLOVER event type, where there is one.
  public var plover: String?
  /// The Wikidata property, where there is one.
  public var wikidata: String?
  /// One line that says when to use it.
  public var definition: String

  /// Makes a relation.
  public init(
    name: String, inverse: String?, isSymmetric: Bool = false, family: String,
    subjectTypes: Set<EntityType> = [], objectTypes: Set<EntityType> = [], plover: String? = nil,
    wikidata: String? = nil, definition: String = ""
  ) {
    self.name = name
    self.inverse = inverse
    self.isSymmetric = isSymmetric
    self.family = family
    self.subjectTypes = subjectTypes
    self.objectTypes = objectTypes
    self.plover = plover
    self.wikidata = wikidata
    self.definition = definition
  }

  /// Whether an entity of that type may be its subject.
  public func accepts(subject type: EntityType) -> Bool {
    subjectTypes.isEmpty || subjectTypes.contains(type)
  }

  /// Whether an entity of that type may be its object.
  public func accepts(object type: EntityType) -> Bool {
    objectTypes.isEmpty || objectTypes.contains(type)
  }

  /// Whether entities of those types may be its ends; of a symmetric relation, either way round.
  public func accepts(_ subject: EntityType, _ object: EntityType) -> Bool {
    accepts(subject: subject) && accepts(object: object)
      || isSymmetric && accepts(subject: object) && accepts(object: subject)
  }

  /// The words on an arrow: the name with spaces for hyphens.
  public var label: String { Self.spaced(name) }

  /// The words read against the arrow.
  public var inverseLabel: String { Self.spaced(inverse ?? name) }

  private static func spaced(_ name: String) -> String {
    guard name.utf8.contains(UInt8(ascii: "-")) else { return name }
    return String(
      decoding: name.utf8.map { $0 == UInt8(ascii: "-") ? UInt8(ascii: " ") : $0 }, as: UTF8.self)
  }

  /// Everything that tells two relations of one name apart, as text with a total order.
  ///
  /// Symmetry comes first: of two definitions the later holds, and once the ends of a statement have been
  /// put in order, no union may take the symmetry away again.
  fileprivate var orderKey: [String] {
    [
      name, isSymmetric ? "yes" : "no", inverse ?? "", family,
      subjectTypes.sorted().map(\.rawValue).joined(separator: "|"),
      objectTypes.sorted().map(\.rawValue).joined(separator: "|"), plover ?? "", wikidata ?? "",
      definition,
    ]
  }
}

extension Relation: Comparable {
  /// Orders by name, then by what else the vocabulary says.
  public static func < (left: Relation, right: Relation) -> Bool {
    return left.orderKey.lexicographicallyPrecedes(right.orderKey, by: TextOrder.precedes)
  }
}

/// What the vocabulary says of an entity type.
public struct EntityTypeDefinition: Hashable, Sendable {
  /// The type.
  public var type: EntityType
  /// Whether it can act, and so belongs to `any actor`.
  public var isActor: Bool
  /// One line that says when to use it.
  public var definition: String

  /// Makes a definition.
  public init(type: EntityType, isActor: Bool, definition: String) {
    self.type = type
    self.isActor = isActor
    self.definition = definition
  }
}

extension EntityTypeDefinition: Comparable {
  /// Orders by type, then by what else is said.
  public static func < (left: EntityTypeDefinition, right: EntityTypeDefinition) -> Bool {
    if left.type != right.type { return left.type < right.type }
    if left.isActor != right.isActor { return right.isActor }
    return TextOrder.precedes(left.definition, right.definition)
  }
}
