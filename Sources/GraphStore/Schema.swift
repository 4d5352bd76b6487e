/// What a graph file holds: tables, indices and views.
///
/// The comments inside the statements are kept by SQLite: `sqlite3 x.kg .schema` explains itself.
enum Schema {
  /// What tells a graph file from other SQLite files: `grkg`.
  static let applicationID = 0x6772_6B67
  /// The version of the format that this graphgen writes.
  static let version = 2

  /// - Throws: `StoreError` if a file is of a version that is not known.
  static func check(version: Int, of path: String) throws(StoreError) {
    let reason: StoreError.Reason
    switch version {
    case 1...Self.version: return
    case ..<1: reason = .damaged
    default: reason = .newer(version)
    }
    throw StoreError(reason, path: path, action: "open")
  }

  /// The tables, in an order in which each refers to earlier ones.
  static let tables = [
    """
    CREATE TABLE relation (  -- the vocabulary's relations
      id INTEGER PRIMARY KEY,  -- its place in the vocabulary
      name TEXT NOT NULL UNIQUE,
      inverse TEXT,
      is_symmetric INTEGER NOT NULL,
      family TEXT NOT NULL,
      subject_types TEXT NOT NULL,  -- names joined by |; empty is any
      object_types TEXT NOT NULL,
      plover TEXT,
      wikidata TEXT,
      definition TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE entity_type (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      is_actor INTEGER NOT NULL,
      definition TEXT  -- NULL where the vocabulary does not declare it
    )
    """,
    """
    CREATE TABLE document (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,  -- what evidence calls it
      title TEXT,
      date TEXT,
      url TEXT,
      outlet TEXT,
      author TEXT,
      language TEXT,
      sha256 TEXT,
      text TEXT  -- positions in it are UTF-8 bytes, from 0
    )
    """,
    """
    CREATE TABLE document_link (  -- words of a document that lead somewhere
      document INTEGER NOT NULL REFERENCES document (id),
      ordinal INTEGER NOT NULL,
      start INTEGER NOT NULL,
      stop INTEGER NOT NULL,
      target TEXT NOT NULL,
      PRIMARY KEY (document, ordinal)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE source (  -- what evidence and mentions cite: documents, and tables that cite none
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      document INTEGER REFERENCES document (id)  -- NULL where the graph does not hold it
    )
    """,
    """
    CREATE TABLE label (  -- texts that recur: extractors, and reasons of mentions
      id INTEGER PRIMARY KEY,
      text TEXT NOT NULL UNIQUE
    )
    """,
    """
    CREATE TABLE entity (
      id INTEGER PRIMARY KEY,
      key TEXT NOT NULL UNIQUE,  -- the id that lasts, for example person/qasem-soleimani
      name TEXT NOT NULL,
      type INTEGER NOT NULL REFERENCES entity_type (id)
    )
    """,
    """
    CREATE TABLE alias (
      entity INTEGER NOT NULL REFERENCES entity (id),
      name TEXT NOT NULL,
      PRIMARY KEY (entity, name)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE property (
      entity INTEGER NOT NULL REFERENCES entity (id),
      name TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (entity, name)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE identifier (  -- what others call it, for example its Wikidata number
      entity INTEGER NOT NULL REFERENCES entity (id),
      scheme TEXT NOT NULL,
      value TEXT NOT NULL,
      PRIMARY KEY (entity, scheme)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE mention (  -- where documents refer to an entity
      entity INTEGER NOT NULL REFERENCES entity (id),
      ordinal INTEGER NOT NULL,
      source INTEGER NOT NULL REFERENCES source (id),
      start INTEGER NOT NULL,
      stop INTEGER NOT NULL,
      quote TEXT,  -- NULL where it is the document's text from start to stop
      reason INTEGER NOT NULL REFERENCES label (id),
      PRIMARY KEY (entity, ordinal)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE qualifiers (  -- when, where, whether and how a statement holds; most share a few
      id INTEGER PRIMARY KEY,
      polarity TEXT NOT NULL,
      mode TEXT NOT NULL,
      attributed_to TEXT,
      time TEXT,  -- EDTF
      place TEXT
    )
    """,
    statement,
    """
    CREATE TABLE evidence (  -- the words that say a statement
      subject INTEGER NOT NULL,
      relation INTEGER NOT NULL,
      object INTEGER NOT NULL,
      qualifiers INTEGER NOT NULL,
      ordinal INTEGER NOT NULL,
      source INTEGER NOT NULL REFERENCES source (id),
      start INTEGER,
      stop INTEGER,
      line INTEGER,  -- of a table, where no document is cited
      quote TEXT,  -- NULL where it is the document's text from start to stop
      extractor INTEGER REFERENCES label (id),
      subject_start INTEGER,
      subject_stop INTEGER,
      trigger_start INTEGER,
      trigger_stop INTEGER,
      object_start INTEGER,
      object_stop INTEGER,
      PRIMARY KEY (subject, relation, object, qualifiers, ordinal),
      FOREIGN KEY (subject, relation, object, qualifiers)
        REFERENCES statement (subject, relation, object, qualifiers)
    ) WITHOUT ROWID
    """,
    """
    CREATE TABLE name (  -- every name and alias in lower case, without accents and punctuation
      folded TEXT NOT NULL,
      entity INTEGER NOT NULL REFERENCES entity (id),
      PRIMARY KEY (folded, entity)
    ) WITHOUT ROWID
    """,
    """
    CREATE VIRTUAL TABLE name_search USING fts5(  -- rowid is the entity's
      words, sounds, content = '', columnsize = 0, detail = column, tokenize = 'ascii'
    )
    """,
    "CREATE VIRTUAL TABLE name_word USING fts5vocab(name_search, col)",
    """
    CREATE VIRTUAL TABLE document_search USING fts5(
      title, text, content = 'document', content_rowid = 'id',
      tokenize = "unicode61 remove_diacritics 2"
    )
    """,
    decision,
  ]

  static let statement = """
    CREATE TABLE statement (
      subject INTEGER NOT NULL REFERENCES entity (id),
      relation INTEGER NOT NULL REFERENCES relation (id),
      object INTEGER NOT NULL REFERENCES entity (id),
      qualifiers INTEGER NOT NULL REFERENCES qualifiers (id),
      confidence REAL,  -- NULL for a curator's
      note TEXT,
      PRIMARY KEY (subject, relation, object, qualifiers)
    ) WITHOUT ROWID
    """

  private static let decision = """
    CREATE TABLE decision (  -- which two names were taken for one entity's, and which were kept apart
      entity INTEGER NOT NULL REFERENCES entity (id),
      name TEXT NOT NULL,  -- as a document has it
      source INTEGER REFERENCES source (id),  -- a document that has it
      other INTEGER NOT NULL REFERENCES entity (id),
      other_name TEXT NOT NULL,
      other_source INTEGER REFERENCES source (id),
      verdict TEXT NOT NULL,  -- joined or apart
      score REAL,  -- log-odds that they are one
      ground INTEGER NOT NULL REFERENCES label (id),
      PRIMARY KEY (entity, name, other, other_name, verdict)
    ) WITHOUT ROWID
    """

  /// What is cheaper to make once the tables are filled.
  static let indices = [
    "CREATE INDEX statement_by_object ON statement (object, subject)",
    "CREATE INDEX evidence_by_source ON evidence (source)",
    "CREATE INDEX identifier_by_value ON identifier (scheme, value)",
    "CREATE INDEX mention_by_source ON mention (source)", decisionByOther,
  ]

  private static let decisionByOther = "CREATE INDEX decision_by_other ON decision (other)"

  /// What people ask.
  static let views = [
    """
    CREATE VIEW entity_view AS
    SELECT entity.key, entity.name, entity_type.name AS type,
      (SELECT group_concat(alias.name, '; ') FROM alias WHERE alias.entity = entity.id) AS aliases,
      (SELECT count(*) FROM statement WHERE subject = entity.id)
        + (SELECT count(*) FROM statement WHERE object = entity.id) AS statements
    FROM entity JOIN entity_type ON entity_type.id = entity.type
    """,
    """
    CREATE VIEW statement_view AS
    SELECT subject.name AS subject, relation.name AS relation, object.name AS object,
      qualifiers.polarity, qualifiers.mode, qualifiers.attributed_to, qualifiers.time,
      qualifiers.place, statement.confidence, statement.note,
      (SELECT count(*) FROM evidence
        WHERE evidence.subject = statement.subject AND evidence.relation = statement.relation
          AND evidence.object = statement.object AND evidence.qualifiers = statement.qualifiers
      ) AS evidence,
      relation.family, subject.key AS subject_key, object.key AS object_key
    FROM statement
    JOIN entity AS subject ON subject.id = statement.subject
    JOIN relation ON relation.id = statement.relation
    JOIN entity AS object ON object.id = statement.object
    JOIN qualifiers ON qualifiers.id = statement.qualifiers
    """,
    """
    CREATE VIEW evidence_view AS
    SELECT subject.name AS subject, relation.name AS relation, object.name AS object,
      qualifiers.polarity, qualifiers.mode, source.name AS document, evidence.start, evidence.stop,
      evidence.line,
      coalesce(evidence.quote, CAST(substr(CAST(document.text AS BLOB), evidence.start + 1,
        evidence.stop - evidence.start) AS TEXT), '') AS quote,
      label.text AS extractor
    FROM evidence
    JOIN entity AS subject ON subject.id = evidence.subject
    JOIN relation ON relation.id = evidence.relation
    JOIN entity AS object ON object.id = evidence.object
    JOIN qualifiers ON qualifiers.id = evidence.qualifiers
    JOIN source ON source.id = evidence.source
    LEFT JOIN document ON document.id = source.document
    LEFT JOIN label ON label.id = evidence.extractor
    """,
    decisionView,
  ]

  /// What a decision's row refers to.
  private static let decisionParts = """
    FROM decision
    JOIN entity ON entity.id = decision.entity
    JOIN entity AS other ON other.id = decision.other
    JOIN label ON label.id = decision.ground
    LEFT JOIN source ON source.id = decision.source
    LEFT JOIN source AS other_source ON other_source.id = decision.other_source
    """

  private static let decisionView = """
    CREATE VIEW decision_view AS  -- why mentions are an entity's, and what was decided of its names
    SELECT entity.name AS entity, source.name AS document, mention.start, mention.stop,
      coalesce(mention.quote, CAST(substr(CAST(document.text AS BLOB), mention.start + 1,
        mention.stop - mention.start) AS TEXT), '') AS quote,
      label.text AS reason, entity.key AS entity_key,
      'mentioned' AS verdict, NULL AS score, NULL AS other, NULL AS other_quote,
      NULL AS other_document, NULL AS other_key
    FROM mention
    JOIN entity ON entity.id = mention.entity
    JOIN source ON source.id = mention.source
    JOIN label ON label.id = mention.reason
    LEFT JOIN document ON document.id = source.document
    UNION ALL
    SELECT entity.name, source.name, NULL, NULL, decision.name, label.text, entity.key, verdict,
      score, other.name, other_name, other_source.name, other.key
    \(decisionParts)
    UNION ALL
    SELECT other.name, other_source.name, NULL, NULL, other_name, label.text, other.key, verdict,
      score, entity.name, decision.name, source.name, entity.key
    \(decisionParts)
    """

  /// What makes a file of version *i* + 1 one of version *i* + 2.
  ///
  /// What a step says stays as it is when a later version changes the same table.
  static let steps = [
    [decision, decisionByOther, "DROP VIEW decision_view", decisionView]
  ]
}
