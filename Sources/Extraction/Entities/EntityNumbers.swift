import GraphModel

/// The ids of what a document has two of by one name.
///
///     Mr. Okonjo … Mrs. Okonjo                        the second is numbered
///     A man … Another man …                           so is who is brought in as another
///     the police in Lima … the police in Quito        and what is elsewhere, or another's
///     the police in Lima … the police in Lima         these are one
struct EntityNumbers {
  /// By id, the last number.
  private var counts: [String: Int] = [:]
  /// By id and whereabouts.
  private var numbers: [String: [String: Int]] = [:]

  /// An id, with the number of who or what has it: `person/man@d`, `person/man-2@d`.
  mutating func numbered(_ id: String, of entity: DocumentEntity) -> String {
    let number = number(of: id, entity)
    guard number > 1, let at = id.firstIndex(of: "@") else { return id }
    return "\(id[..<at])-\(number)\(id[at...])"
  }

  private mutating func number(of id: String, _ entity: DocumentEntity) -> Int {
    let whereabouts = entity.whereabouts
    if let known = whereabouts.flatMap({ numbers[id]?[$0] }), !entity.isBroughtIn { return known }
    let isElsewhere = whereabouts != nil && numbers[id] != nil
    let isAnother = entity.isNamed || entity.isBroughtIn || isElsewhere
    let number = max(counts[id, default: 0] + (isAnother ? 1 : 0), 1)
    counts[id] = number
    if let whereabouts { numbers[id, default: [:]][whereabouts] = number }
    return number
  }
}
