// Which statements count, and so which cards and arrows are seen.

const filters = (() => {
  const form = byId("filters");
  const off = { types: new Set(), families: new Set(), modes: new Set(), polarities: new Set() };
  const times = span();
  let source = null;
  let turning = 0;
  const mostTurned = 300;
  const listeners = [];

  const modes = [
    { key: "fact", glyph: "━━━", name: "fact" },
    { key: "planned", glyph: "• • •", name: "planned" },
    { key: "claimed", glyph: "╍╍╍", name: "claimed by someone" },
  ];
  const polarities = [
    { key: "asserted", glyph: "──▶", name: "it is so" },
    { key: "negated", glyph: "──┤┤", name: "✗ it is not so" },
  ];

  // MARK: What passes

  function passes(statement) {
    return !off.families.has(statement.relation.family)
      && !off.modes.has(statement.mode) && !off.polarities.has(statement.polarity)
      && !off.types.has(statement.subject.type) && !off.types.has(statement.object.type)
      && (source === null || source.statements.has(statement))
      && isInTime(statement);
  }

  function isInTime({ when, from, until }) {
    if (!times || (times.from === times.first && times.until === times.last && times.undated)) {
      return true;
    }
    if (when === undefined || (from === undefined && until === undefined)) return times.undated;
    return (from ?? -Infinity) <= times.until && (until ?? Infinity) >= times.from;
  }

  const isNarrow = () => source !== null || Object.values(off).some((set) => set.size > 0)
    || (times && (times.from > times.first || times.until < times.last || !times.undated));

  /** Shows what passes and nothing else. */
  const apply = perFrame(() => {
    const isWide = !isNarrow();
    const passing = new Set(graph.statements.filter(passes));
    const arrows = graph.arrows.filter(({ statements }) =>
      statements.some((statement) => passing.has(statement)));
    const touched = new Set(arrows.flatMap(({ tail, head }) => [tail, head]));
    const cards = graph.cards.filter((card) => isWide || touched.has(card));
    tell(passing.size, cards.length, isWide);
    turn(new Set([...arrows, ...cards]));
  });

  /** Shows those parts and hides all others, so many a frame that each is drawn without a wait. */
  function turn(seen) {
    const changing = [...drawn.values()].filter((part) => (part.isAway ?? false) === seen.has(part));
    const next = () => {
      for (const part of changing.splice(0, mostTurned)) {
        part.isAway = !seen.has(part);
        part.group.classList.toggle("away", part.isAway);
      }
      if (changing.length > 0) return (turning = requestAnimationFrame(next));
      stage.setAttribute("aria-busy", false);
      for (const listener of listeners) listener();
    };
    cancelAnimationFrame(turning);
    stage.setAttribute("aria-busy", true);
    turning = requestAnimationFrame(next);
  }

  function tell(statements, cards, isWide) {
    byId("tally").textContent = isWide
      ? `All ${counted(graph.statements.length, "statement")} shown`
      : `${statements.toLocaleString("en")} of ${counted(graph.statements.length, "statement")} shown`;
    byId("reset").hidden = isWide;
    byId("nothing").hidden = cards > 0 || graph.cards.length === 0;
  }

  // MARK: Controls

  function choices(legend, items, set, key) {
    if (items.length === 0) return null;
    const rows = items.map((item) => row(item, set, key(item), items.map(key)));
    return element("fieldset", {}, element("legend", {}, legend), ...rows);
  }

  function row({ className, glyph, name, count }, set, value, all) {
    const box = element("input", { type: "checkbox", checked: true });
    box.addEventListener("change", () => {
      if (box.checked) set.delete(value);
      else set.add(value);
      apply();
    });
    const only = button({ class: "only", "aria-label": `Only ${name}` }, () => {
      set.clear();
      for (const other of all) if (other !== value) set.add(other);
      for (const each of box.closest("fieldset").querySelectorAll("input")) {
        each.checked = each === box;
      }
      apply();
    }, "only");
    return element("div", { class: `choice ${className ?? ""}` },
      element("label", {}, box, element("span", { class: "glyph", "aria-hidden": "true" }, glyph),
        words(name, { class: "name" }),
        element("span", { class: "count" }, count.toLocaleString("en"))),
      all.length > 1 ? only : null);
  }

  function stances() {
    const count = (field, key) =>
      graph.statements.filter((statement) => statement[field] === key).length;
    const occurring = (items, field) =>
      items.map((item) => ({ ...item, count: count(field, item.key) }))
        .filter((item) => item.count > 0);
    const [found, signs] = [occurring(modes, "mode"), occurring(polarities, "polarity")];
    return [
      found.length > 1 ? choices("How it holds", found, off.modes, ({ key }) => key) : null,
      signs.length > 1 ? choices("Whether it is so", signs, off.polarities, ({ key }) => key) : null,
    ];
  }

  function sources() {
    if (graph.documents.length < 2) return null;
    const select = element("select", { id: "source" },
      element("option", { value: "" }, `All ${counted(graph.documents.length, "document")}`),
      ...graph.documents.map((document, index) =>
        element("option", { value: index }, sourceName(document))));
    select.addEventListener("change", () => {
      source = select.value === "" ? null : graph.documents[Number(select.value)];
      apply();
    });
    return element("fieldset", {},
      element("legend", {}, element("label", { for: "source" }, "Document")), select);
  }

  // MARK: Time

  function span() {
    const dated = graph.statements.filter(({ from, until }) => (from ?? until) !== undefined);
    const days = dated.flatMap(({ from, until }) => [from ?? until, until ?? from]);
    const first = days.reduce((a, b) => Math.min(a, b), Infinity);
    const last = days.reduce((a, b) => Math.max(a, b), -Infinity);
    if (!(first < last)) return null;
    return {
      first, last, from: first, until: last, dated, undated: true,
      undatedCount: graph.statements.length - dated.length,
    };
  }

  function timeline() {
    if (!times) return null;
    const output = element("output", { for: "from until" });
    const handle = (id, label) => element("input", {
      id, type: "range", min: times.first, max: times.last, step: 1, value: times[id],
      "aria-label": label,
    });
    const [from, until] = [handle("from", "From"), handle("until", "Until")];
    const bars = histogram();
    const draw = () => {
      output.textContent = `${dayWords(times.from)} – ${dayWords(times.until)}`;
      for (const input of [from, until]) {
        input.setAttribute("aria-valuetext", dayWords(Number(input.value)));
      }
      for (const bar of bars.children) {
        bar.classList.toggle("outside", bar.day + bar.width <= times.from || bar.day > times.until);
      }
    };
    const changed = (moved) => {
      // The handles push each other.
      if (Number(from.value) > Number(until.value)) {
        if (moved === from) until.value = from.value;
        else from.value = until.value;
      }
      [times.from, times.until] = [Number(from.value), Number(until.value)];
      draw();
      apply();
    };
    for (const input of [from, until]) input.addEventListener("input", () => changed(input));
    draw();
    return element("fieldset", { class: "time" }, element("legend", {}, "When"), output,
      element("div", { class: "range" }, bars, from, until), undated());
  }

  /** How many statements fall into each of some thirty stretches of time. */
  function histogram() {
    const width = Math.max(1, Math.ceil((times.last - times.first + 1) / 32));
    const counts = Array(Math.ceil((times.last - times.first + 1) / width)).fill(0);
    for (const { from, until } of times.dated) {
      counts[Math.floor(((from ?? until) - times.first) / width)] += 1;
    }
    const most = Math.max(...counts);
    return element("div", { class: "bars", "aria-hidden": "true" },
      ...counts.map((count, index) => {
        const bar = Object.assign(element("i"), { day: times.first + index * width, width });
        bar.style.height = `${count === 0 ? 0 : 8 + 92 * count / most}%`;
        return bar;
      }));
  }

  function undated() {
    if (times.undatedCount === 0) return null;
    const box = element("input", { type: "checkbox", checked: true, id: "undated" });
    box.addEventListener("change", () => {
      times.undated = box.checked;
      apply();
    });
    return element("div", { class: "choice" }, element("label", {}, box,
      element("span", { class: "name" }, "and what has no date"),
      element("span", { class: "count" }, times.undatedCount.toLocaleString("en"))));
  }

  function reset() {
    for (const set of Object.values(off)) set.clear();
    source = null;
    if (times) Object.assign(times, { from: times.first, until: times.last, undated: true });
    build();
    apply();
  }

  function build() {
    const parts = [
      choices("Cards", graph.types, off.types, (type) => type),
      choices("Arrows", graph.families, off.families, (family) => family),
      ...stances(), timeline(), sources(),
    ];
    form.replaceChildren(...parts.filter(Boolean));
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  byId("reset").addEventListener("click", () => {
    reset();
    announce("All is shown.");
    form.querySelector("input")?.focus();
  });
  build();
  apply();

  return { passes, changed: (listener) => listeners.push(listener) };
})();

/** A day's number as a reader of English would write it; day 0 is 1 January 1970. */
function dayWords(day) {
  const date = new Date(day * 86_400_000);
  if (Number.isNaN(date.getTime())) return String(day);
  return date.toLocaleDateString("en-GB", {
    day: "numeric", month: "short", year: "numeric", timeZone: "UTC",
    ...(date.getUTCFullYear() < 1 ? { era: "short" } : {}),
  });
}
