import GraphModel

/// The ids of what a document has two of by one name.
///
///     Mr. Okonjo … Mrs. Okonjo                        the second is numbered
///     A man … Another man …                           so is who is brought in as another
///     the police in Lima … the police in Quito        and what is elsewhere, or another's
///     the police in Lima … the police in Lima         these are one
struct EntityNumbers {
  private struct Place: Hashable {
    var id: String
    var whereabouts: String
  }

  /// By id, the last number.
  private var counts: [String: Int] = [:]
  private var numbers: [Place: Int] = [:]
  private var placed: Set<String> = []

  /// An id, with the number of who or what has it: `person/man@d`, `person/man-2@d`.
  mutating func numbered(_ id: String, of entity: DocumentEntity) -> String {
    let number = number(of: id, entity)
    guard number > 1, let at = id.firstIndex(of: "@") else { return id }
    return "\(id[..<at])-\(number)\(id[at...])"
  }

  private mutating func number(of id: String, _ entity: DocumentEntity) -> Int {
    let place = entity.whereabouts.map { Place(id: id, whereabouts: $0) }
    if let known = place.flatMap({ numbers[$0] }), !entity.isBroughtIn { return known }
    let isElsewhere = place != nil && placed.contains(id)
    let isAnother = entity.isNamed || entity.isBroughtIn || isElsewhere
    let number = max(counts[id, default: 0] + (isAnother ? 1 : 0), 1)
    counts[id] = number
    if let place {
      numbers[place] = number
      placed.insert(id)
    }
    return number
  }
}
