// The dossier: what is known of an entity or an arrow, and where it is said.

const dossier = (() => {
  const panel = byId("dossier");
  const most = 60;
  let subject = null;

  // MARK: Sentences

  function relationWords(statement) {
    const { relation, polarity } = statement;
    return element("span", { class: `relation ${relation.family.className}`,
      title: relation.definition ?? null },
    polarity === "negated" ? element("b", { class: "not" }, "✗ not ") : null, relation.label);
  }

  function remarks({ mode, attributedTo, when, place, confidence }) {
    const facts = [
      when ? words(when, { class: "when" }) : null,
      place ? ["in ", words(place)] : null,
      mode === "planned" ? "planned" : null,
      attributedTo ? ["says ", words(attributedTo)] : mode === "claimed" ? "claimed" : null,
      confidence !== undefined ? `confidence ${confidence.toFixed(2)}` : null,
    ].filter(Boolean);
    return facts.flatMap((fact, index) => [index > 0 ? " · " : null, fact].flat());
  }

  function entityLink(entity) {
    return element("a", { href: `#${entityAddress(entity)}`, class: entity.type.className },
      element("span", { class: "glyph", "aria-hidden": "true" }, entity.type.glyph),
      words(entity.name));
  }

  function quoteCount({ evidence }) {
    return counted(evidence.length, evidence.some(({ quote }) => quote) ? "quote" : "source");
  }

  // MARK: Entities

  function entityParts(entity) {
    const shown = entity.statements.filter(filters.passes);
    const hidden = entity.statements.length - shown.length;
    const groups = [
      ["From here", shown.filter((statement) => statement.subject === entity)],
      ["To here", shown.filter((statement) => statement.subject !== entity)],
    ];
    return [
      header(kicker(entity.type), words(entity.name)),
      entity.aliases.length > 0 ? aliases(entity) : null,
      facts(entity),
      ...groups.filter(([, statements]) => statements.length > 0).map(([title, statements]) =>
        statementList(title, statements, entity)),
      account(hidden, entity.elsewhere),
    ];
  }

  function aliases(entity) {
    return element("p", { class: "aliases" }, "Also ",
      ...entity.aliases.flatMap((name, index) => [index > 0 ? ", " : null, words(name)]));
  }

  function facts({ properties = [], identifiers = [] }) {
    const rows = [
      ...properties.map(([name, value]) => [name, link(value, value)]),
      ...identifiers.map(([name, value]) => [name, link(value, identifierAddress(name, value))]),
    ];
    if (rows.length === 0) return null;
    return element("dl", { class: "facts" }, ...rows.flatMap(([name, value]) =>
      [element("dt", {}, words(name)), element("dd", {}, value)]));
  }

  function identifierAddress(scheme, value) {
    if (scheme === "wikidata" && /^[QP]\d+$/.test(value)) return `https://www.wikidata.org/wiki/${value}`;
    return value;
  }

  function statementList(title, statements, entity) {
    const list = element("ul", { class: "statements" },
      ...statements.slice(0, most).map((statement) => statementItem(statement, entity)));
    const rest = statements.slice(most);
    const more = rest.length === 0 ? null : button({ class: "plain more" }, () => {
      list.append(...rest.map((statement) => statementItem(statement, entity)));
      list.children[most].querySelector("a").focus();
      more.remove();
    }, `Show ${rest.length.toLocaleString("en")} more`);
    return element("section", {},
      element("h3", {}, title, " ", element("span", { class: "count" }, statements.length)),
      list, more);
  }

  function statementItem(statement, entity) {
    const isFrom = statement.subject === entity;
    const other = isFrom ? statement.object : statement.subject;
    const line = remarks(statement);
    return element("li", {},
      element("a", { href: `#${arrowAddress(statement.arrow)}`, class: "statement" },
        isFrom ? null : [words(other.name, { class: "other" }), " "],
        relationWords(statement),
        isFrom ? [" ", words(other.name, { class: "other" })] : null,
        element("small", {}, ...line, line.length > 0 ? " · " : null, quoteCount(statement))));
  }

  function account(hidden, elsewhere) {
    const lines = [];
    if (hidden > 0) lines.push(`${counted(hidden, "statement")} hidden by the filters.`);
    if (elsewhere > 0) lines.push(`${counted(elsewhere, "statement")} of the graph not in this picture.`);
    return lines.length > 0 ? element("p", { class: "remark" }, lines.join(" ")) : null;
  }

  // MARK: Folds

  function foldParts(card) {
    return [
      header(kicker(card.entities[0].type), counted(card.entities.length, "other")),
      element("p", { class: "remark" },
        "They are connected with one card alike, and share this one."),
      element("ul", { class: "members" },
        ...card.entities.map((entity) => element("li", {}, entityLink(entity)))),
    ];
  }

  // MARK: Arrows

  function arrowParts(arrow) {
    const shown = arrow.statements.filter(filters.passes);
    const listed = shown.slice(0, most);
    let isFirst = true;
    const open = () => [isFirst, isFirst = false][0];
    return [
      header(element("p", { class: "kicker" }, counted(arrow.statements.length, "statement")),
        ...arrowTitle(arrow)),
      ...listed.map((statement) =>
        statementSection(statement, arrow.statements.length > 1, open)),
      shown.length > most
        ? element("p", { class: "remark" }, `and ${counted(shown.length - most, "statement")} more`) : null,
      partsKey(listed),
      account(arrow.statements.length - shown.length, 0),
    ];
  }

  function arrowTitle({ tail, head, statements }) {
    const names = [...new Set(statements.map(({ relation }) => relation))];
    const first = statements[0];
    return [
      cardLink(tail), " ",
      names.length === 1
        ? relationWords(first) : element("span", { class: "relation" }, counted(names.length, "relation")),
      " ", cardLink(head),
    ];
  }

  function cardLink(card) {
    return card.entities.length === 1
      ? element("a", { href: `#${entityAddress(card.entities[0])}` }, words(card.entities[0].name))
      : element("a", { href: `#${cardAddress(card)}` }, titleOf(card));
  }

  function statementSection(statement, isNamed, isOpen) {
    const line = remarks(statement);
    return element("section", { class: "claim" },
      isNamed ? sentence(statement) : null,
      line.length > 0 ? element("p", { class: "remarks" }, ...line) : null,
      statement.note ? element("p", { class: "note" }, "Note: ", words(statement.note)) : null,
      ...statement.evidence.map((piece) => evidenceFigure(piece, isOpen())));
  }

  function sentence(statement) {
    return element("h3", {}, entityLink(statement.subject), " ", relationWords(statement), " ",
      entityLink(statement.object));
  }

  function partsKey(statements) {
    const isMarked = statements.some(({ evidence }) =>
      evidence.some((piece) => piece.span && parts.some((part) => piece[part])));
    if (!isMarked) return null;
    return element("p", { class: "remark key" }, "Marked in the words: ",
      ...parts.flatMap((part, index) =>
        [index > 0 ? ", " : null, element("span", { class: `part ${part}` }, part)]), ".");
  }

  // MARK: The panel

  function kicker(type) {
    return element("p", { class: `kicker ${type.className}` },
      element("span", { class: "glyph", "aria-hidden": "true" }, type.glyph), " ", words(type.name));
  }

  function header(kicker, ...title) {
    return element("header", {}, kicker, element("h2", { id: "dossier-title", tabindex: -1 }, ...title),
      button({ class: "close", "aria-label": "Close the dossier", title: "Close (Esc)" }, () => goTo(""), "×"));
  }

  function fill() {
    const made = subject.statements && subject.tail ? arrowParts(subject)
      : isCard(subject) ? foldParts(subject) : entityParts(subject);
    panel.replaceChildren(...made.filter(Boolean));
    panel.setAttribute("aria-labelledby", "dossier-title");
  }

  filters.changed(() => {
    if (subject) fill();
  });

  return {
    /** Shows an entity, a fold's card or an arrow. */
    show: (next) => {
      subject = next;
      fill();
      panel.hidden = false;
      panel.scrollTop = 0;
    },
    focus: () => byId("dossier-title")?.focus({ preventScroll: true }),
    hide: () => {
      subject = null;
      panel.hidden = true;
      panel.replaceChildren();
    },
  };
})();
