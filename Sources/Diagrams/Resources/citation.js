// A quote as it is cited.

/** What a document is called. */
function sourceName(document) {
  return [document.title ?? document.id, document.outlet, document.when].filter(Boolean).join(", ");
}

/** Quote, title, outlet, date, address, and where the quote stands. */
function citation({ quote, document, span, line }) {
  const { id, title, author, outlet, date, url } = document;
  const place = span ? `bytes ${span[0]}–${span[1]}` : line ? `line ${line}` : null;
  const facts = [author, title, outlet, date, webAddress(url), [id, place].filter(Boolean).join(", ")];
  const source = facts.filter(Boolean).map((fact) => fact.replace(/\s+/g, " ").trim());
  return `${quote ? `“${quote.trim()}”\n` : ""}${source.join(". ")}.`;
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copyBySelection(text);
  }
}

/** For pages that are not allowed the clipboard itself. */
function copyBySelection(text) {
  const focused = document.activeElement;
  const field = element("textarea", { class: "unseen", "aria-hidden": "true" });
  field.value = text;
  document.body.append(field);
  field.select();
  const isCopied = document.execCommand("copy");
  field.remove();
  focused?.focus();
  if (!isCopied) throw new Error("this browser lets no page copy");
}

/** A button that copies a piece of evidence as a citation and says so. */
function citationButton(piece) {
  const made = button({ class: "plain" }, async () => {
    try {
      await copy(citation(piece));
      made.textContent = "Copied";
      announce("Citation copied.");
    } catch {
      made.textContent = "Could not copy";
      announce("The citation could not be copied.");
    }
    setTimeout(() => (made.textContent = "Copy as citation"), 2000);
  }, "Copy as citation");
  return made;
}
