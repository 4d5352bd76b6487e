// Light on a part of the drawing and on what is next to it. The lit parts are copied above a veil, so
// that the drawing itself, which may be great, is not drawn anew.

const light = (() => {
  const namespace = "http://www.w3.org/2000/svg";
  const layer = element("div", { class: "camera light", "aria-hidden": "true" });
  const picture = document.createElementNS(namespace, "svg");
  const frame = document.createElementNS(namespace, "g");
  const origin = svg.querySelector("g.graph")?.getAttribute("transform");
  picture.setAttribute("viewBox", svg.getAttribute("viewBox"));
  if (origin) frame.setAttribute("transform", origin);
  picture.append(frame);
  layer.append(picture);
  sheet.append(element("div", { class: "veil" }), layer);
  camera.carry(layer);

  let pinned = null;
  let shown = null;

  function copy(part, isCentre) {
    const group = part.group.cloneNode(true);
    for (const name of ["id", "tabindex", "role", "aria-label"]) group.removeAttribute(name);
    group.classList.toggle("centre", isCentre);
    return group;
  }

  function draw(part) {
    if (part === shown) return;
    shown = part;
    stage.classList.toggle("lit", part !== null);
    frame.replaceChildren();
    if (!part) return;
    const lit = isCard(part)
      ? surroundings(part) : { cards: [part.tail, part.head], arrows: [part] };
    const isSeen = ({ group, isAway }) => group && !isAway;
    frame.append(
      ...lit.arrows.filter(isSeen).map((arrow) => copy(arrow, arrow === part)),
      ...lit.cards.filter(isSeen).map((card) => copy(card, card === part)));
  }

  return {
    /** Lights a part while it is pointed at; null goes back to what stays lit. */
    over: (part) => draw(part ?? pinned),
    /** Keeps a part lit; null lets all be seen alike. */
    pin: (part) => {
      pinned = part;
      draw(part);
    },
    /** Draws again, after parts have come or gone. */
    renew: () => {
      const part = shown;
      shown = undefined;
      draw(part);
    },
  };
})();

(function follow() {
  let waiting = 0;
  sheet.addEventListener("pointerover", (event) => {
    clearTimeout(waiting);
    if (event.pointerType === "touch" || stage.classList.contains("moving")) return;
    const part = partAt(event);
    // A pointer on its way elsewhere lights nothing.
    waiting = setTimeout(() => light.over(part), part ? 40 : 120);
  });
  sheet.addEventListener("pointerleave", () => {
    clearTimeout(waiting);
    light.over(null);
  });
})();
