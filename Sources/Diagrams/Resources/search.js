// Search by name or alias, accents and case aside.

const folded = (() => {
  const alike = {
    ø: "o", đ: "d", ð: "d", ł: "l", ħ: "h", ı: "i", ŋ: "n", ß: "ss", æ: "ae", œ: "oe", þ: "th",
    "’": "'", "ʼ": "'", "‘": "'", "–": "-", "‐": "-",
  };
  return (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase()
    .replace(/[øđðłħıŋßæœþ’ʼ‘–‐]/g, (letter) => alike[letter]).replace(/\s+/g, " ").trim();
})();

const search = (() => {
  const most = 8;
  const query = byId("query");
  const list = byId("suggestions");
  const names = graph.entities.flatMap((entity) =>
    [entity.name, ...entity.aliases].map((name, position) => ({
      entity, name, isAlias: position > 0, key: folded(name),
    })));
  let found = [];
  let chosen = -1;

  /** How well a name answers, the less the better; nothing where it does not. */
  function rank({ key, isAlias }, wanted) {
    const at = key.indexOf(wanted);
    if (at < 0) return null;
    const place = key === wanted ? 0 : at === 0 ? 1 : /[\s\-'(.]/.test(key[at - 1]) ? 2 : 4;
    return place + (isAlias ? 1.5 : 0);
  }

  /** The entities whose names answer, each by its best name; those with more statements first. */
  function matches(text) {
    const wanted = folded(text);
    if (wanted === "") return [];
    const best = new Map();
    for (const name of names) {
      const value = rank(name, wanted);
      if (value === null) continue;
      if (!(best.get(name.entity)?.value <= value)) best.set(name.entity, { ...name, value });
    }
    return [...best.values()].sort((a, b) => a.value - b.value
      || b.entity.statements.length - a.entity.statements.length
      || a.entity.name.localeCompare(b.entity.name, "en"));
  }

  function suggest() {
    const all = matches(query.value);
    found = all.slice(0, most);
    chosen = found.length > 0 ? 0 : -1;
    const options = found.map((match, index) => option(match, index));
    const rest = all.length - found.length;
    if (query.value.trim() !== "" && found.length === 0) {
      options.push(element("li", { class: "remark" }, "No such name here"));
    } else if (rest > 0) {
      options.push(element("li", { class: "remark" }, `and ${rest.toLocaleString("en")} more`));
    }
    list.replaceChildren(...options);
    open(options.length > 0);
    mark();
  }

  function option({ entity, name, isAlias }, index) {
    const made = element("li", {
      id: `suggestion-${index}`, role: "option", class: entity.type.className,
    }, element("span", { class: "glyph", "aria-hidden": "true" }, entity.type.glyph),
    element("span", { class: "name" }, words(entity.name),
      isAlias ? element("small", {}, " also ", words(name)) : null),
    element("span", { class: "count" }, entity.statements.length.toLocaleString("en")));
    // The field keeps the focus.
    made.addEventListener("pointerdown", (event) => event.preventDefault());
    made.addEventListener("click", () => take(index));
    return made;
  }

  function open(isOpen) {
    list.hidden = !isOpen;
    query.setAttribute("aria-expanded", isOpen);
    if (!isOpen) query.removeAttribute("aria-activedescendant");
  }

  function mark() {
    [...list.querySelectorAll("[role=option]")].forEach((item, index) => {
      item.setAttribute("aria-selected", index === chosen);
      if (index === chosen) item.scrollIntoView({ block: "nearest" });
    });
    if (chosen >= 0) query.setAttribute("aria-activedescendant", `suggestion-${chosen}`);
  }

  function take(index) {
    const match = found[index];
    if (!match) return;
    open(false);
    query.value = "";
    goTo(entityAddress(match.entity), { isFocused: true });
  }

  const keys = {
    ArrowDown: () => (list.hidden ? suggest() : move(1)),
    ArrowUp: () => move(-1),
    Enter: () => take(chosen),
    Escape: () => {
      if (list.hidden && query.value === "") return query.blur();
      query.value = "";
      open(false);
    },
  };

  function move(step) {
    if (found.length === 0) return;
    chosen = (chosen + step + found.length) % found.length;
    mark();
  }

  query.addEventListener("input", suggest);
  query.addEventListener("focus", () => query.value !== "" && suggest());
  query.addEventListener("blur", () => open(false));
  query.addEventListener("keydown", (event) => {
    const action = keys[event.key];
    if (!action || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    action();
  });

  return {
    start: () => {
      query.focus();
      query.select();
    },
  };
})();
