extension KnowledgeGraph {
  /// The union of two graphs: associative, commutative and idempotent.
  ///
  /// Vocabularies, documents, entities, statements and decisions are joined, those of one id (or of the same ends,
  /// relation and qualifiers) into one with the evidence of both. See `Vocabulary.union`,
  /// `Document.merged` and `Entity.merged` for what holds where the two disagree.
  ///
  /// - Complexity: O(*n* log *n*) in the statements of both.
  public func merging(_ other: KnowledgeGraph) -> KnowledgeGraph {
    if self == other { return self }
    let union = vocabulary.union(other.vocabulary)
    var rows: [Statement] = []
    rows.reserveCapacity(statementCount + other.statementCount)
    for (graph, offset) in [(self, 0), (other, entities.count)] {
      // The union has every relation of both.
      let relations = graph.vocabulary.relations.map { union.index(ofRelation: $0.name)! }
      for index in graph.statementIndices {
        var statement = graph[index]
        statement.subject = EntityIndex(statement.subject.value + offset)
        statement.object = EntityIndex(statement.object.value + offset)
        statement.relation = relations[statement.relation]
        rows.append(statement)
      }
    }
    return KnowledgeGraph(
      vocabulary: union, documents: documents + other.documents,
      entities: entities + other.entities, statements: rows, decisions: decisions + other.decisions)
  }
}

/// What it takes to undo the merging of two entities: who they were and which statements were whose.
public struct EntityMerge: Hashable, Sendable {
  /// The entity whose id and name stayed, as it was before.
  public let kept: Entity
  /// The entity that became part of it, as it was before.
  public let absorbed: Entity
  /// The two as one.
  public let merged: Entity
  /// The statements about either as they were before, in order.
  public let statements: [DetachedStatement]
  /// What was decided of the names of either, in order.
  public let decisions: [IdentityDecision]

  /// Says what merging the two would do.
  fileprivate init(
    kept: Entity, absorbed: Entity, statements: [DetachedStatement], decisions: [IdentityDecision]
  ) {
    self.kept = kept
    self.absorbed = absorbed
    self.statements = statements
    self.decisions = decisions
    merged = Entity(
      id: kept.id, name: kept.name, type: kept.type, aliases: kept.aliases + absorbed.allNames,
      properties: kept.properties.merging(absorbed.properties) { own, _ in own },
      identifiers: kept.identifiers.merging(absorbed.identifiers) { own, _ in own },
      mentions: kept.mentions + absorbed.mentions)
  }
}

extension KnowledgeGraph {
  /// The graph in which one entity has become part of another.
  ///
  /// The kept entity's id, name, type and values stay; it gains the names of the other and the values
  /// that it lacks. Every statement about the other becomes one about it, with all evidence; that the two were
  /// kept apart is forgotten.
  ///
  /// - Returns: The graph, and what `undoing(_:)` needs; nil if an id is unknown or both are the same.
  /// - Complexity: O(*n* log *n*) in the number of statements.
  public func merging(
    entity absorbed: EntityIndex, into kept: EntityIndex
  ) -> (graph: KnowledgeGraph, merge: EntityMerge)? {
    guard absorbed != kept else { return nil }
    var rows: [Statement] = []
    rows.reserveCapacity(statementCount)
    var affected: [DetachedStatement] = []
    for index in statementIndices {
      var statement = self[index]
      if [statement.subject, statement.object].contains(where: { $0 == kept || $0 == absorbed }) {
        affected.append(detached(index))
      }
      if statement.subject == absorbed { statement.subject = kept }
      if statement.object == absorbed { statement.object = kept }
      rows.append(statement)
    }
    let merge = EntityMerge(
      kept: self[kept], absorbed: self[absorbed], statements: affected.sorted(),
      decisions: decisions.filter { decision in
        [kept, absorbed].contains { decision.ends(from: self[$0].id) != nil }
      })
    var remaining = entities
    remaining[kept.value] = merge.merged
    remaining.remove(at: absorbed.value)
    func shifted(_ entity: EntityIndex) -> EntityIndex {
      entity > absorbed ? EntityIndex(entity.value - 1) : entity
    }
    for row in rows.indices {
      rows[row].subject = shifted(rows[row].subject)
      rows[row].object = shifted(rows[row].object)
    }
    let graph = KnowledgeGraph(
      vocabulary: vocabulary, documents: documents, entities: remaining, statements: rows,
      decisions: decisions.map(merge.decision))
    return (graph, merge)
  }

  /// The graph in which the two entities of a merge are apart again.
  ///
  /// Right after the merge this is the graph from before it. What was said since stays: statements and
  /// evidence that the merge does not know remain with the kept entity, as do names and values that it
  /// gained since; what was taken out since stays out.
  ///
  /// - Returns: Nil if the graph has no entity of the kept one's id.
  /// - Complexity: O(*n* log *n*) in the number of statements.
  public func undoing(_ merge: EntityMerge) -> KnowledgeGraph? {
    guard let kept = entityIndex(id: merge.kept.id) else { return nil }
    var remaining = entities
    remaining[kept.value] = merge.kept(in: self[kept])
    remaining.append(merge.absorbed)
    let absorbed = EntityIndex(remaining.count - 1)

    /// Statements that the merge made one.
    struct Key: Hashable {
      var subject: EntityIndex
      var relation: Int
      var object: EntityIndex
      var qualifiers: Qualifiers
    }
    /// A statement from before the merge, and whether the merge put its ends the other way round.
    typealias Original = (statement: Statement, isTurned: Bool)
    var originals: [Key: [Original]] = [:]
    for statement in merge.statements {
      guard let relation = vocabulary.index(ofRelation: statement.relation) else { continue }
      func place(_ id: String) -> EntityIndex? {
        id.hasSameBytes(as: merge.absorbed.id) ? absorbed : entityIndex(id: id)
      }
      guard let subject = place(statement.subject), let object = place(statement.object) else {
        continue
      }
      var ends = [subject, object].map { $0 == absorbed ? kept : $0 }
      let isTurned = vocabulary.relations[relation].isSymmetric && ends[1] < ends[0]
      if isTurned { ends.reverse() }
      let key = Key(
        subject: ends[0], relation: relation, object: ends[1], qualifiers: statement.qualifiers)
      let original = Statement(
        subject: subject, relation: relation, object: object, qualifiers: statement.qualifiers,
        confidence: statement.confidence, evidence: statement.evidence, note: statement.note)
      originals[key, default: []].append((original, isTurned))
    }

    var rows: [Statement] = []
    for index in statementIndices {
      var statement = self[index]
      let key = Key(
        subject: statement.subject, relation: statement.relation, object: statement.object,
        qualifiers: statement.qualifiers)
      guard let before = originals[key] else {
        rows.append(statement)
        continue
      }
      let present = Dictionary(
        uniqueKeysWithValues: statement.evidence.map { ($0.withoutParts, $0) })
      var known: [Evidence: Evidence.Parts] = [:]
      for (original, isTurned) in before {
        for piece in original.evidence {
          known[piece.withoutParts, default: Evidence.Parts()]
            .join(isTurned ? piece.turned.parts : piece.parts)
        }
      }
      for (original, isTurned) in before {
        var original = original
        original.evidence = original.evidence.compactMap { piece in
          guard let now = present[piece.withoutParts] else { return nil }
          var piece = piece
          // Parts that were found since belong to all whom the words are evidence of.
          if now.parts != known[piece.withoutParts] {
            piece.parts.join(isTurned ? now.turned.parts : now.parts)
          }
          return piece
        }
        rows.append(original)
      }
      statement.evidence.removeAll { known[$0.withoutParts] != nil }
      if !statement.evidence.isEmpty { rows.append(statement) }
    }
    // Decisions that the merge made one, or forgot, are as they were; of those taken out since, none are.
    let current = Set(decisions)
    let images = IdentityDecision.sortedUnique(merge.decisions.map(merge.decision))
    let present = images.filter(current.contains)
    let restored = merge.decisions.filter { decision in
      let image = merge.decision(decision)
      return image.isVoid || present.contains { $0.isSameCase(as: image) }
    }
    let known = Set(present)
    return KnowledgeGraph(
      vocabulary: vocabulary, documents: documents, entities: remaining, statements: rows,
      decisions: decisions.filter { !known.contains($0) } + restored)
  }
}

extension EntityMerge {
  /// What a decision is once the two are one.
  fileprivate func decision(_ decision: IdentityDecision) -> IdentityDecision {
    decision.mapped { $0.hasSameBytes(as: absorbed.id) ? kept.id : $0 }
  }

  /// The kept entity without what the merge gave it, and with what it gained since.
  fileprivate func kept(in current: Entity) -> Entity {
    func restored(
      _ now: [String: String], before: [String: String], merged: [String: String]
    ) -> [String: String] {
      var result = now
      for (key, value) in merged where before[key] == nil && result[key] == value {
        result[key] = nil
      }
      return result
    }
    let given = Set(merged.allNames.map(ExactText.init))
      .subtracting(kept.allNames.map(ExactText.init))
    let gained = Set(merged.mentions).subtracting(kept.mentions)
    return Entity(
      id: kept.id, name: given.contains(ExactText(current.name)) ? kept.name : current.name,
      type: current.type, aliases: current.aliases.filter { !given.contains(ExactText($0)) },
      properties: restored(
        current.properties, before: kept.properties, merged: merged.properties),
      identifiers: restored(
        current.identifiers, before: kept.identifiers, merged: merged.identifiers),
      mentions: current.mentions.filter { !gained.contains($0) })
  }
}
