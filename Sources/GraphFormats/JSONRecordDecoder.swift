import GraphModel

/// Makes records of parsed JSON lines.
struct JSONRecordDecoder {
  /// What was passed over, by a key that tells one kind of it from another.
  private(set) var warnings: [(key: String, warning: JSONError)] = []

  private let vocabulary: Vocabulary

  init(vocabulary: Vocabulary) { self.vocabulary = vocabulary }

  /// The record of one line, or nil if the line holds something that this version does not keep.
  mutating func record(_ json: JSON) throws(JSONError) -> GraphRecord? {
    guard case .object(let members) = json.value else {
      throw JSONError(
        message: "an object {…} is expected here, not \(json.kind)", offset: json.offset)
    }
    func has(_ key: String) -> Bool { members.contains { $0.key == key } }
    var line = Fields(json, members, what: "line")
    if has("subject") || has("relation") || has("object") {
      return .statement(try statement(json, members))
    } else if let document = line.take("document") {
      warnAboutRest(of: line)
      return .document(try self.document(document))
    } else if let entity = line.take("entity") {
      warnAboutRest(of: line)
      return .entity(try self.entity(entity, "entity"))
    } else if let decision = line.take("decision") {
      warnAboutRest(of: line)
      if decision.has("verdict") { return .decision(try self.decision(decision)) }
      warn(
        "decision",
        "decisions are not applied by this version: this line and its like are left out",
        at: decision.offset)
      return nil
    } else if has("id"), has("text") {
      var document = try self.document(json)
      if document.sha256 == nil, let text = document.text {
        document.sha256 = SHA256.hexadecimal(of: text.utf8)
      }
      return .document(document)
    }
    throw JSONError(
      message: "expected a statement (subject, relation, object), a document or an entity",
      offset: json.offset)
  }

  // MARK: - The parts of a record

  private mutating func statement(
    _ json: JSON, _ members: [JSON.Member]
  ) throws(JSONError) -> StatementRecord {
    var fields = Fields(json, members, what: "statement")
    let subject = try end(try fields.required("subject"), "subject")
    let relation = try relation(try fields.required("relation"))
    let object = try end(try fields.required("object"), "object")
    let qualifiers = try qualifiers(&fields)
    let record = StatementRecord(
      subject: subject, relation: relation, object: object, qualifiers: qualifiers,
      confidence: try confidence(&fields),
      evidence: try fields.take("evidence").map { json throws(JSONError) in try evidence(json) }
        ?? [],
      note: try fields.text("note"))
    warnAboutRest(of: fields)
    return record
  }

  /// The qualifiers of a statement that has nothing else.
  mutating func plainQualifiers(_ json: JSON) throws(JSONError) -> Qualifiers {
    var fields = try Fields(json, what: "statement")
    let qualifiers = try self.qualifiers(&fields)
    warnAboutRest(of: fields)
    return qualifiers
  }

  private func qualifiers(_ fields: inout Fields) throws(JSONError) -> Qualifiers {
    Qualifiers(
      polarity: try fields.choice("polarity") ?? .asserted,
      mode: try fields.choice("mode") ?? .fact, attributedTo: try fields.text("attributedTo"),
      time: try time(&fields), place: try fields.text("place"))
  }

  /// A statement's end: an entity or just its name.
  mutating func end(_ json: JSON, _ role: String) throws(JSONError) -> EntityRecord {
    if case .string = json.value { return EntityRecord(name: try json.name(role)) }
    return try entity(json, role)
  }

  private mutating func entity(_ json: JSON, _ role: String) throws(JSONError) -> EntityRecord {
    var fields = try Fields(json, what: role)
    let name = try fields.required("name").name("name")
    let record = EntityRecord(
      name: name, type: try type(&fields), aliases: try fields.texts("aliases"),
      id: try fields.take("id").map { json throws(JSONError) in try json.name("id") },
      properties: try fields.table("properties"), identifiers: try fields.table("identifiers"),
      mentions: try fields.take("mentions").map { json throws(JSONError) in try mentions(json) }
        ?? [])
    warnAboutRest(of: fields)
    return record
  }

  /// What was decided of two names.
  private mutating func decision(_ json: JSON) throws(JSONError) -> DecisionRecord {
    var fields = try Fields(json, what: "decision")
    guard let verdict: IdentityDecision.Verdict = try fields.choice("verdict") else {
      throw JSONError(message: "a decision needs 'verdict'", offset: json.offset)
    }
    let score = try fields.take("score").map { json throws(JSONError) in try json.number("score") }
    let ground = try fields.text("ground") ?? ""
    let list = try fields.required("entities")
    var ends: [DecisionRecord.End] = []
    for json in try list.elements("entities") { ends.append(try decisionEnd(json)) }
    guard ends.count == 2 else {
      throw JSONError(
        message: "the 'entities' of a decision are two, not \(ends.count)", offset: list.offset)
    }
    warnAboutRest(of: fields)
    return DecisionRecord(verdict, ends[0], ends[1], score: score, ground: ground)
  }

  private mutating func decisionEnd(_ json: JSON) throws(JSONError) -> DecisionRecord.End {
    var fields = try Fields(json, what: "entity")
    let name = try fields.required("name").name("name")
    let entity = EntityRecord(
      name: name, type: try type(&fields),
      id: try fields.take("id").map { json throws(JSONError) in try json.name("id") },
      identifiers: try fields.table("identifiers"))
    let end = DecisionRecord.End(
      entity: entity, name: try fields.text("as") ?? name, document: try fields.text("document"))
    warnAboutRest(of: fields)
    return end
  }

  /// The documents of a list.
  mutating func documents(_ list: JSON) throws(JSONError) -> [Document] {
    var documents: [Document] = []
    for json in try list.elements("documents") { documents.append(try document(json)) }
    return documents
  }

  /// The texts of a list.
  func texts(_ list: JSON, _ key: String) throws(JSONError) -> [String] {
    try list.texts(key)
  }

  /// The texts of an object.
  func table(_ object: JSON, _ key: String) throws(JSONError) -> [String: String] {
    try object.table(key)
  }

  private mutating func document(_ json: JSON) throws(JSONError) -> Document {
    var fields = try Fields(json, what: "document")
    let document = Document(
      id: try fields.required("id").name("id"), text: try fields.text("text"),
      title: try fields.text("title"), date: try fields.text("date"), url: try fields.text("url"),
      outlet: try fields.text("outlet"), author: try fields.text("author"),
      language: try fields.text("language"),
      links: try fields.take("links").map { json throws(JSONError) in try links(json) } ?? [],
      sha256: try fields.text("sha256"))
    warnAboutRest(of: fields)
    return document
  }

  private mutating func links(_ list: JSON) throws(JSONError) -> [Document.Link] {
    var links: [Document.Link] = []
    for json in try list.elements("links") {
      var fields = try Fields(json, what: "link")
      let start = try fields.required("start").count("start")
      let end = try fields.required("end")
      let upper = try end.count("end")
      guard start <= upper else {
        throw JSONError(message: "'end' is before 'start'", offset: end.offset)
      }
      links.append(
        Document.Link(
          span: start..<upper, target: try fields.required("target").text("target")))
      warnAboutRest(of: fields)
    }
    return links
  }

  /// The pieces of a list of evidence.
  mutating func evidence(_ list: JSON) throws(JSONError) -> [Evidence] {
    var result: [Evidence] = []
    for json in try list.elements("evidence") {
      var fields = try Fields(json, what: "evidence")
      let document = try fields.required("document").text("document")
      let span = try span(&fields)
      let quote = try fields.text("quote")
      guard quote != nil || span != nil else {
        throw JSONError(message: "evidence needs a 'quote'", offset: json.offset)
      }
      result.append(
        Evidence(
          document: document, span: span, quote: quote ?? "",
          parts: try parts(&fields, isPlaced: span != nil), extractor: try fields.text("extractor"),
          line: try fields.take("line").map { json throws(JSONError) in try json.count("line") }))
      warnAboutRest(of: fields)
    }
    return result
  }

  /// The spans of subject, trigger and object in a quote.
  private mutating func parts(
    _ fields: inout Fields, isPlaced: Bool
  ) throws(JSONError) -> Evidence.Parts {
    var parts = Evidence.Parts()
    for part in Evidence.Part.allCases {
      guard let json = fields.take(part.rawValue) else { continue }
      var place = try Fields(json, what: part.rawValue)
      guard let span = try span(&place) else {
        throw JSONError(
          message: "\(place.whatWithArticle) of evidence needs 'start' and 'end'",
          offset: json.offset)
      }
      guard isPlaced else {
        throw JSONError(
          message: "evidence with \(place.whatWithArticle) needs 'start' and 'end'",
          offset: json.offset)
      }
      parts[part] = span
      warnAboutRest(of: place)
    }
    return parts
  }

  /// The mentions of a list.
  private mutating func mentions(_ list: JSON) throws(JSONError) -> [EntityMention] {
    var result: [EntityMention] = []
    for json in try list.elements("mentions") {
      var fields = try Fields(json, what: "mention")
      let document = try fields.required("document").text("document")
      guard let span = try span(&fields) else {
        throw JSONError(message: "a mention needs 'start' and 'end'", offset: json.offset)
      }
      result.append(
        EntityMention(
          document: document, span: span, quote: try fields.text("quote") ?? "",
          reason: try fields.text("reason") ?? ""))
      warnAboutRest(of: fields)
    }
    return result
  }

  /// The range from `start` to `end`, where both are given.
  private func span(_ fields: inout Fields) throws(JSONError) -> Range<Int>? {
    switch (fields.take("start"), fields.take("end")) {
    case (let start?, let end?):
      let lower = try start.count("start")
      let upper = try end.count("end")
      guard lower <= upper else {
        throw JSONError(message: "'end' is before 'start'", offset: end.offset)
      }
      return lower..<upper
    case (let json?, nil), (nil, let json?):
      throw JSONError(message: "'start' and 'end' go together", offset: json.offset)
    case (nil, nil): return nil
    }
  }

  private mutating func type(_ fields: inout Fields) throws(JSONError) -> EntityType? {
    guard let json = fields.take("type") else { return nil }
    let name = try json.name("type")
    if let type = vocabulary.entityType(named: name) { return type }
    warn(
      "type \(name)", "entity type \(name.quoted) is not in the vocabulary: it is kept as it is",
      at: json.offset)
    return EntityType(rawValue: name)
  }

  private func relation(_ json: JSON) throws(JSONError) -> String {
    let name = try json.text("relation")
    do throws(Diagnostic) {
      _ = try vocabulary.requireRelation(named: name)
    } catch {
      throw JSONError(message: error.message, offset: json.offset)
    }
    return name
  }

  private func time(_ fields: inout Fields) throws(JSONError) -> String? {
    guard let json = fields.take("time") else { return nil }
    let text = try json.text("time")
    do {
      return try EDTF(text).text
    } catch {
      throw JSONError(message: error.description, offset: json.offset)
    }
  }

  private func confidence(_ fields: inout Fields) throws(JSONError) -> Double? {
    guard let json = fields.take("confidence") else { return nil }
    guard case .number(let digits) = json.value, let number = Float(digits),
      (0...1).contains(number)
    else {
      throw JSONError(
        message: "'confidence' is a number from 0 to 1", offset: json.offset)
    }
    return Double(number)
  }

  // MARK: - Warnings

  private mutating func warnAboutRest(of fields: Fields) {
    for member in fields.rest {
      warn(
        "\(fields.what).\(member.key)",
        "unknown key \(member.key.quoted) in \(fields.whatWithArticle): its values are left out",
        at: member.offset)
    }
  }

  private mutating func warn(_ key: String, _ message: String, at offset: Int) {
    warnings.append((key, JSONError(message: message, offset: offset)))
  }
}

/// The members of an object, and which of them have been looked at.
private struct Fields {
  /// What the object is, for messages.
  let what: String
  private let members: [JSON.Member]
  private var isTaken: [Bool]
  /// Where the search for a key begins: keys mostly stand in the order in which they are asked for.
  private var next = 0
  private let offset: Int

  init(_ json: JSON, what: String) throws(JSONError) {
    guard case .object(let members) = json.value else {
      throw JSONError(
        message: "'\(what)' is an object {…}, not \(json.kind)", offset: json.offset)
    }
    self.init(json, members, what: what)
  }

  init(_ json: JSON, _ members: [JSON.Member], what: String) {
    self.what = what
    self.members = members
    isTaken = [Bool](repeating: false, count: members.count)
    offset = json.offset
  }

  /// The members that have not been looked at.
  var rest: [JSON.Member] { zip(members, isTaken).filter { !$1 }.map(\.0) }

  var whatWithArticle: String {
    what == "evidence" ? what : "aeiou".contains(what.prefix(1)) ? "an \(what)" : "a \(what)"
  }

  /// The value of a key, if it has one other than null.
  mutating func take(_ key: String) -> JSON? {
    guard
      let index = members[next...].firstIndex(where: { $0.key == key })
        ?? members[..<next].firstIndex(where: { $0.key == key })
    else { return nil }
    isTaken[index] = true
    next = index + 1
    let json = members[index].value
    if case .null = json.value { return nil }
    return json
  }

  mutating func required(_ key: String) throws(JSONError) -> JSON {
    guard let json = take(key) else {
      throw JSONError(message: "\(whatWithArticle) needs '\(key)'", offset: offset)
    }
    return json
  }

  mutating func text(_ key: String) throws(JSONError) -> String? {
    guard let json = take(key) else { return nil }
    return try json.text(key)
  }

  mutating func texts(_ key: String) throws(JSONError) -> [String] {
    guard let json = take(key) else { return [] }
    return try json.texts(key)
  }

  mutating func table(_ key: String) throws(JSONError) -> [String: String] {
    guard let json = take(key) else { return [:] }
    return try json.table(key)
  }

  mutating func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ key: String
  ) throws(JSONError) -> Choice? {
    guard let json = take(key) else { return nil }
    let text = try json.text(key)
    guard let choice = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue).asAlternatives
      throw JSONError(message: "'\(key)' is \(known), not \(text.quoted)", offset: json.offset)
    }
    return choice
  }
}

extension JSON {
  /// Whether it is an object with a key.
  fileprivate func has(_ key: String) -> Bool {
    guard case .object(let members) = value else { return false }
    return members.contains { $0.key == key }
  }

  fileprivate func number(_ key: String) throws(JSONError) -> Double {
    guard case .number(let digits) = value, let number = Double(digits), number.isFinite else {
      throw JSONError(message: "\(key.quoted) is a number", offset: offset)
    }
    return number
  }

  fileprivate func text(_ key: String) throws(JSONError) -> String {
    guard case .string(let text) = value else {
      throw JSONError(message: "\(key.quoted) is a text, not \(kind)", offset: offset)
    }
    return text
  }

  /// A text that is not empty.
  fileprivate func name(_ key: String) throws(JSONError) -> String {
    let name = try text(key)
    if name.isEmpty { throw JSONError(message: "\(key.quoted) is empty", offset: offset) }
    return name
  }

  fileprivate func elements(_ key: String) throws(JSONError) -> [JSON] {
    guard case .array(let elements) = value else {
      throw JSONError(message: "\(key.quoted) is a list […], not \(kind)", offset: offset)
    }
    return elements
  }

  fileprivate func texts(_ key: String) throws(JSONError) -> [String] {
    var texts: [String] = []
    for element in try elements(key) { texts.append(try element.text(key)) }
    return texts
  }

  fileprivate func table(_ key: String) throws(JSONError) -> [String: String] {
    guard case .object(let members) = value else {
      throw JSONError(message: "'\(key)' is an object {…}, not \(kind)", offset: offset)
    }
    var table: [String: String] = [:]
    for member in members { table[member.key] = try member.value.text(member.key) }
    return table
  }

  fileprivate func count(_ key: String) throws(JSONError) -> Int {
    guard case .number(let digits) = value, let count = Int(digits), count >= 0 else {
      throw JSONError(message: "\(key.quoted) is a whole number from 0", offset: offset)
    }
    return count
  }
}
