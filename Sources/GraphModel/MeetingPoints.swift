extension EntityRecord {
  /// Where this may meet records that mean the same entity, or that say what a name of its means.
  ///
  /// Records without identifiers that share no such point have nothing to do with each other: those of one point can be resolved
  /// by themselves, if all of them have only that one. A point is a slug: of a name, or the end of an id, as that may be the one
  /// that an entity gets by type and name.
  package var meetingPoints: [[UInt8]] {
    var points = [Self.meetingPoint(of: name)]
    func add(_ point: [UInt8]) { if !points.contains(point) { points.append(point) } }
    for alias in aliases { add(Self.meetingPoint(of: alias)) }
    if let id {
      let bytes = NameKey.canonicalBytes(id)
      add(Array(bytes[((bytes.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]))
    }
    return points
  }

  /// The point of a record that has nothing but a name, and perhaps a type.
  package static func meetingPoint(of name: String) -> [UInt8] {
    NameKey.canonicalBytes(NameKey.slug(name))
  }
}
