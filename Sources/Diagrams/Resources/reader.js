// Quotes, and the texts in which they stand. Positions are of UTF-8 bytes.

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const parts = ["subject", "trigger", "object"];

/** The quote with its parts marked. */
function quotation(piece) {
  const { quote, span } = piece;
  return element("blockquote", { dir: "auto" },
    "“", ...marked(encoder.encode(quote), span?.[0] ?? 0, span ? piece : {}), "”");
}

/** Text in which a quote's parts are marked; where parts overlap, the first to begin is. */
function marked(bytes, start, piece) {
  const end = start + bytes.length;
  const spans = parts.filter((part) => piece[part]).map((part) => ({ part, span: piece[part] }))
    .filter(({ span: [from, until] }) => start <= from && from < until && until <= end)
    .sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
  const pieces = [];
  let position = start;
  const cut = (from, until) => decoder.decode(bytes.subarray(from - start, until - start));
  for (const { part, span: [from, until] } of spans) {
    if (from < position) continue;
    pieces.push(cut(position, from));
    pieces.push(element("span", { class: `part ${part}`, title: part }, cut(from, until)));
    position = until;
  }
  pieces.push(cut(position, end));
  return pieces;
}

/** Where a quote stands in the text that the page carries; nothing if it does not stand there. */
function placed({ document, span, quote }) {
  if (!span) return null;
  for (const passage of document.passages ?? []) {
    passage.bytes ??= encoder.encode(passage.text);
    const [from, until] = [span[0] - passage.start, span[1] - passage.start];
    if (from < 0 || until > passage.bytes.length) continue;
    const isThere = decoder.decode(passage.bytes.subarray(from, until)) === quote;
    return isThere ? { passage, from, until } : null;
  }
  return null;
}

/** The document's text around a quote, which is marked and scrolled to. */
function reader(piece) {
  const { passage, from, until } = placed(piece);
  const cut = (start, end) => decoder.decode(passage.bytes.subarray(start, end));
  const isCut = passage.start > 0 || passage.bytes.length < (piece.document.size ?? 0);
  const quote = element("mark", { class: "quote" },
    ...marked(passage.bytes.subarray(from, until), piece.span[0], piece));
  const text = element("div", {
    class: "text", dir: "auto", tabindex: 0, role: "region",
    "aria-label": `The text of ${sourceName(piece.document)}`,
    lang: piece.document.language ?? null,
  }, isCut ? "[…] " : null, cut(0, from), quote, cut(until), isCut ? " […]" : null);
  // Once it has a place in the page.
  requestAnimationFrame(() => {
    text.scrollTop = quote.offsetTop - text.clientHeight / 3;
  });
  return text;
}

/** One piece of evidence: its words, its source, and the way into the text. */
function evidenceFigure(piece, isOpen) {
  const figure = element("figure", { class: "evidence" });
  const isReadable = placed(piece) !== null;
  const toggle = isReadable ? button({ class: "plain" }, () => show(!toggle.isOpen)) : null;
  const caption = element("figcaption", {}, sourceLine(piece), remarkOn(piece, isReadable),
    element("div", { class: "actions" }, toggle, citationButton(piece)));

  function show(isOpen) {
    if (toggle) {
      toggle.isOpen = isOpen;
      toggle.textContent = isOpen ? "Show the quote only" : "Read in the document";
      toggle.setAttribute("aria-expanded", isOpen);
    }
    const body = isOpen && isReadable ? reader(piece) : piece.quote ? quotation(piece) : null;
    // What is not moved keeps the focus.
    if (figure.firstChild !== caption) figure.firstChild?.remove();
    if (body) figure.prepend(body);
    if (!caption.isConnected) figure.append(caption);
  }

  show(isOpen);
  return figure;
}

function sourceLine({ document, span, line }) {
  const { title, id, author, outlet, when, url } = document;
  const rest = [author, outlet, when].filter(Boolean);
  const place = span ? `bytes ${span[0]}–${span[1]}` : line ? `line ${line}` : null;
  return element("p", { class: "source" },
    element("cite", {}, link(title ?? id, url)),
    ...rest.flatMap((fact) => [", ", words(fact)]),
    place ? element("span", { class: "place" }, title ? ` ${id}, ` : " ", place) : null);
}

function remarkOn({ document, span, quote, extractor }, isReadable) {
  const remarks = [];
  if (document.passages && span && !isReadable) {
    remarks.push("The text that this graph carries does not have these words at that place.");
  }
  if (!quote && !span) remarks.push("Set down in a table, without words quoted.");
  if (extractor) {
    remarks.push(extractor === "curated" ? "Set down by a curator." : `Found by ${extractor}.`);
  }
  return remarks.length > 0 ? element("p", { class: "remark" }, remarks.join(" ")) : null;
}
