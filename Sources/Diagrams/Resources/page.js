// The page as a whole: its words, its addresses, its keys.

(function head() {
  const fill = (id, text) => {
    byId(id).textContent = text ?? "";
    byId(id).hidden = !text;
  };
  fill("subtitle", graph.subtitle);
  fill("counts", [graph.counts, graph.sources].filter(Boolean).join(" "));
  byId("notes").replaceChildren(...graph.notes.map((note) => element("p", { class: "remark" }, note)));
  if (graph.cards.length === 0) fill("nothing", "Nothing to draw.");
})();

// MARK: Addresses

function entityAddress(entity) {
  return `entity=${encodeURIComponent(entity.id)}`;
}

function arrowAddress(arrow) {
  return `arrow=${encodeURIComponent(arrow.id)}`;
}

function cardAddress(card) {
  return card.entities.length === 1
    ? entityAddress(card.entities[0]) : `card=${encodeURIComponent(card.id)}`;
}

/** What an address names, or null. */
function addressed(hash) {
  const [, kind, value] = /^#(entity|arrow|card)=(.*)$/s.exec(hash) ?? [];
  if (!kind) return null;
  const id = decoded(value);
  const all = { entity: graph.entities, arrow: graph.arrows, card: graph.cards }[kind];
  return all.find((one) => one.id === id) ?? null;
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether the next dossier to open takes the focus. */
let takesFocus = false;
/** What had the focus before. */
let origin = null;

function goTo(address, { isFocused = false } = {}) {
  takesFocus = isFocused;
  if (location.hash === `#${address}` || (address === "" && location.hash === "")) show();
  else location.hash = address;
}

/** Shows what the address names. */
function show() {
  const part = addressed(location.hash);
  if (!part) return close();
  const target = part.card ?? part;
  const isNew = byId("dossier").hidden;
  if (isNew) origin = document.activeElement;
  const wasInside = byId("dossier").contains(document.activeElement);
  document.body.classList.add("reading");
  dossier.show(part);
  light.pin(target);
  if (isCard(target)) makeCurrent(target);
  const near = isCard(target)
    ? surroundings(target).cards : [target, target.tail, target.head];
  camera.show(near.map(({ group }) => group));
  if (takesFocus || wasInside) dossier.focus();
  takesFocus = false;
  closeLegend();
}

function close() {
  const hadFocus = byId("dossier").contains(document.activeElement);
  dossier.hide();
  document.body.classList.remove("reading");
  light.pin(null);
  if (hadFocus) (origin?.isConnected && origin !== document.body ? origin : current?.group)?.focus();
}

addEventListener("hashchange", show);

// MARK: The drawing

/** The card that the keyboard is at. */
let current = graph.cards[0] ?? null;

function makeCurrent(card) {
  current?.group?.setAttribute("tabindex", -1);
  current = card;
  card.group?.setAttribute("tabindex", 0);
}

sheet.addEventListener("click", (event) => {
  const part = partAt(event);
  if (part) goTo(isCard(part) ? cardAddress(part) : arrowAddress(part));
  else goTo("");
});

sheet.addEventListener("focusin", (event) => {
  const part = partAt(event);
  if (part && isCard(part) && event.target.matches(":focus-visible")) {
    makeCurrent(part);
    camera.show([part.group]);
    light.over(part);
  }
});

sheet.addEventListener("focusout", () => light.over(null));

/** The nearest card in a direction: those straight ahead count as nearer. */
function cardToward(dx, dy) {
  const from = centreOf(current);
  let nearest = null;
  let least = Infinity;
  for (const card of graph.cards) {
    if (card === current || !card.group || card.isAway) continue;
    const to = centreOf(card);
    const along = (to.x - from.x) * dx + (to.y - from.y) * dy;
    const aside = Math.abs((to.x - from.x) * dy - (to.y - from.y) * dx);
    if (along <= 1) continue;
    const distance = along + 2.5 * aside;
    if (distance < least) [nearest, least] = [card, distance];
  }
  return nearest;
}

function centreOf(card) {
  if (!card.centre) {
    const { x, y, width, height } = card.group.getBBox();
    card.centre = { x: x + width / 2, y: y + height / 2 };
  }
  return card.centre;
}

const arrowKeys = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

sheet.addEventListener("keydown", (event) => {
  const direction = arrowKeys[event.key];
  if (direction) {
    event.preventDefault();
    const [dx, dy] = direction;
    if (event.shiftKey) return camera.pan(-80 * dx, -80 * dy);
    cardToward(dx, dy)?.group.focus();
  } else if ((event.key === "Enter" || event.key === " ") && partAt(event)) {
    event.preventDefault();
    goTo(cardAddress(partAt(event)), { isFocused: true });
  }
});

// MARK: Keys and buttons

const pageKeys = {
  "/": () => search.start(),
  "+": () => camera.approach(1.4), "=": () => camera.approach(1.4), "-": () => camera.approach(1 / 1.4),
  0: () => camera.whole(),
  Escape: () => (closeLegend() ? null : goTo("")),
};

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  const isTyping = event.target.closest?.("input:not([type=checkbox]), select, textarea");
  const action = pageKeys[event.key];
  if (!action || (isTyping && event.key !== "Escape")) return;
  event.preventDefault();
  action();
});

byId("nearer").addEventListener("click", () => camera.approach(1.4));
byId("farther").addEventListener("click", () => camera.approach(1 / 1.4));
byId("whole").addEventListener("click", () => camera.whole());
byId("skip").addEventListener("click", (event) => {
  event.preventDefault();
  current?.group?.focus();
});

byId("legend-button").addEventListener("click", () => setLegend(byId("legend-button").ariaExpanded !== "true"));

function setLegend(isOpen) {
  byId("legend-button").setAttribute("aria-expanded", isOpen);
  document.body.classList.toggle("choosing", isOpen);
}

/** Closes the legend where it lies over the drawing; says whether it did. */
function closeLegend() {
  const wasOpen = document.body.classList.contains("choosing");
  setLegend(false);
  return wasOpen;
}

(function chooseTheme() {
  const names = { auto: "as the system has it", light: "light", dark: "dark" };
  const root = document.documentElement;
  const tell = () => byId("theme").setAttribute("aria-label", `Light or dark: ${names[root.dataset.theme]}`);
  byId("theme").addEventListener("click", () => {
    const isDark = root.dataset.theme === "dark"
      || (root.dataset.theme === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
    root.dataset.theme = isDark ? "light" : "dark";
    tell();
    announce(`The page is ${root.dataset.theme}.`);
  });
  tell();
})();

filters.changed(() => light.renew());

// Printed, the drawing is whole and nothing lies over it.
addEventListener("beforeprint", () => light.over(null));

document.documentElement.classList.add("ready");
show();
