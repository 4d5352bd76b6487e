// The graph that the page carries. Things that refer to each other by position come to hold each other.

const graph = linked(JSON.parse(document.getElementById("graph-data").textContent));

function linked(graph) {
  const { types, families, relations, documents, entities, statements, cards, arrows } = graph;
  types.forEach((type, index) => Object.assign(type, { className: `type-${index}`, count: 0 }));
  families.forEach((family, index) =>
    Object.assign(family, { className: `family-${index}`, count: 0 }));
  for (const relation of relations) relation.family = families[relation.family];
  for (const entity of entities) {
    entity.type = types[entity.type];
    entity.type.count += 1;
    entity.statements = [];
  }
  for (const source of documents) source.statements = new Set();
  for (const statement of statements) {
    statement.subject = entities[statement.subject];
    statement.object = entities[statement.object];
    statement.relation = relations[statement.relation];
    statement.relation.family.count += 1;
    for (const entity of new Set([statement.subject, statement.object])) {
      entity.statements.push(statement);
    }
    for (const piece of statement.evidence) {
      piece.document = documents[piece.document];
      piece.document.statements.add(statement);
    }
  }
  for (const card of cards) {
    card.entities = card.entities.map((position) => entities[position]);
    card.arrows = [];
    for (const entity of card.entities) entity.card = card;
  }
  for (const arrow of arrows) {
    arrow.tail = cards[arrow.tail];
    arrow.head = cards[arrow.head];
    arrow.statements = arrow.statements.map((position) => statements[position]);
    for (const statement of arrow.statements) statement.arrow = arrow;
    for (const card of new Set([arrow.tail, arrow.head])) card.arrows.push(arrow);
  }
  return graph;
}

/** What is next to a card, the card itself included. */
function surroundings(card) {
  const cards = new Set([card]);
  for (const { tail, head } of card.arrows) cards.add(tail).add(head);
  return { cards: [...cards], arrows: card.arrows };
}

/** `1 statement`, `2 statements`. */
function counted(count, noun) {
  const plural = noun.endsWith("y") ? `${noun.slice(0, -1)}ies` : `${noun}s`;
  return `${count.toLocaleString("en")} ${count === 1 ? noun : plural}`;
}
