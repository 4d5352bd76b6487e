// Elements, made so that no text becomes markup: children that are text become text nodes.

const byId = (id) => document.getElementById(id);

/** An element with attributes and children; a value that is null or false sets no attribute. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) {
      made.setAttribute(key, value === true ? "" : value);
    }
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button that does something. */
function button(attributes, action, ...children) {
  const made = element("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", action);
  return made;
}

/** Words from data, kept apart from the direction of the words around them. */
function words(text, attributes = {}) {
  return element("bdi", attributes, text);
}

/** An address of the web, or null for any other. */
function webAddress(text) {
  if (!text || !URL.canParse(text)) return null;
  const url = new URL(text);
  return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
}

/** A link to an address of the web; words alone for any other. */
function link(text, address) {
  const href = webAddress(address);
  if (!href) return words(text);
  return element("a", { href, rel: "noopener noreferrer", target: "_blank" }, words(text));
}

/** Tells those who do not see the page. */
function announce(text) {
  byId("announcement").textContent = text;
}

/** Once a frame at most, however often it is asked for. */
function perFrame(action) {
  let isWaiting = false;
  return () => {
    if (isWaiting) return;
    isWaiting = true;
    requestAnimationFrame(() => {
      isWaiting = false;
      action();
    });
  };
}
