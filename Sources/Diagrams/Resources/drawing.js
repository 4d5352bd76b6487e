// The drawing's groups and what they stand for.

const stage = byId("stage");
const sheet = byId("sheet");
const svg = byId("base").querySelector("svg");

/** Cards and arrows by the group that draws them. */
const drawn = new Map();

(function bind() {
  const groups = new Map();
  for (const group of svg.querySelectorAll("g.node, g.edge")) groups.set(group.id, group);
  for (const part of [...graph.cards, ...graph.arrows]) {
    part.group = groups.get(part.id);
    if (part.group) drawn.set(part.group, part);
  }
  graph.cards.forEach(bindCard);
  graph.arrows.forEach(widen);
  svg.setAttribute("role", "group");
  svg.setAttribute("aria-label", `${graph.title}: ${graph.counts}`);
})();

function bindCard(card, index) {
  const statements = new Set(card.arrows.flatMap((arrow) => arrow.statements)).size;
  const label =
    `${titleOf(card)}, ${card.entities[0].type.name}, ${counted(statements, "statement")}`;
  card.group?.setAttribute("role", "button");
  card.group?.setAttribute("aria-label", label);
  card.group?.setAttribute("tabindex", index === 0 ? 0 : -1);
}

/** A line is too thin to hit: what answers is broader than what is seen. */
function widen(arrow) {
  for (const line of arrow.group?.querySelectorAll("path") ?? []) {
    const reach = line.cloneNode();
    for (const name of ["stroke", "stroke-width", "stroke-dasharray"]) reach.removeAttribute(name);
    reach.setAttribute("class", "reach");
    line.after(reach);
  }
}

/** The name on a card. */
function titleOf(card) {
  return card.entities.length === 1
    ? card.entities[0].name : counted(card.entities.length, "other");
}

/** The card or arrow at an event, if any. */
function partAt(event) {
  const group = event.target.closest?.("g.node, g.edge");
  return group ? drawn.get(group) ?? null : null;
}

const isCard = (part) => part.entities !== undefined;
