// What of the drawing is seen: it is moved and scaled within the stage.

const camera = (() => {
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const [least, most] = [0.5, 4];
  /** How many pixels a unit of the drawing has where its words can be read. */
  const readable = 0.6;
  /** In pixels of the stage; at scale 1 all of the drawing is seen. */
  let view = { x: 0, y: 0, scale: 1 };
  let flight = 0;
  let rest = 0;
  let fit = null;
  const layers = [byId("base")];

  const draw = perFrame(() => {
    const { x, y, scale } = view;
    for (const layer of layers) layer.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
  });

  /** How many pixels a unit of the drawing has when all of it is seen. */
  function fitted() {
    const { width, height } = svg.viewBox.baseVal;
    fit ??= Math.min(svg.clientWidth / width, svg.clientHeight / height);
    return fit;
  }

  /** The scale, within bounds: a unit of the drawing has four pixels at most. */
  const bounded = (scale) => Math.min(Math.max(scale, least), Math.max(2, most / fitted()));

  function set(next) {
    view = next;
    // While it moves the drawing is a layer of its own, which need not be drawn anew, only moved;
    // at rest it is drawn as sharp as it can be.
    stage.classList.add("travelling");
    clearTimeout(rest);
    rest = setTimeout(() => stage.classList.remove("travelling"), 180);
    draw();
  }

  /** The view scaled by a factor so that a point of the window stays, or comes to another. */
  function scaled(factor, from, to = from) {
    const scale = bounded(view.scale * factor);
    const change = scale / view.scale;
    const { left, top } = stage.getBoundingClientRect();
    return {
      x: to.x - left - (from.x - left - view.x) * change,
      y: to.y - top - (from.y - top - view.y) * change, scale,
    };
  }

  /** Scales around a point of the window. */
  function zoom(factor, x, y) {
    cancelAnimationFrame(flight);
    set(scaled(factor, { x, y }));
  }

  /** Moves by pixels of the window. */
  function pan(dx, dy) {
    cancelAnimationFrame(flight);
    set({ ...view, x: view.x + dx, y: view.y + dy });
  }

  /** What the dossier leaves free of the stage. */
  function freeArea() {
    const { left, top, right, bottom } = stage.getBoundingClientRect();
    const free = { left, top, right, bottom };
    const panel = byId("dossier").hidden ? null : byId("dossier").getBoundingClientRect();
    if (!panel || panel.width === 0) return free;
    if (panel.width < (right - left) * 0.8) free.right = Math.min(right, panel.left);
    else free.bottom = Math.max(top + 80, Math.min(bottom, panel.top));
    return free;
  }

  const middleOf = ({ left, right, top, bottom }) =>
    ({ x: (left + right) / 2, y: (top + bottom) / 2 });

  /** Goes to another view in a third of a second, or at once where the reader wants no motion. */
  function fly(end) {
    cancelAnimationFrame(flight);
    if (calm.matches || document.hidden) return set(end);
    const start = view;
    const begun = performance.now();
    const step = (now) => {
      const time = Math.min(1, Math.max(0, (now - begun) / 320));
      const ease = 1 - (1 - time) ** 3;
      const scale = start.scale * (end.scale / start.scale) ** ease;
      // Scaled around the point that stays where it is, if there is one.
      const share = end.scale === start.scale
        ? ease : (scale - start.scale) / (end.scale - start.scale);
      set({
        x: start.x + (end.x - start.x) * share, y: start.y + (end.y - start.y) * share, scale,
      });
      if (time < 1) flight = requestAnimationFrame(step);
    };
    flight = requestAnimationFrame(step);
  }

  /**
   * Brings groups into the middle, near enough to be read; where they are too far apart for that, the
   * first of them.
   */
  function show(groups) {
    const free = freeArea();
    const pixels = fitted() * view.scale;
    const boxes = groups.filter(Boolean).map((group) => group.getBoundingClientRect());
    let box = around(boxes);
    if (pixels * roomFor(box, free) < readable) box = boxes[0];
    const factor = Math.min(roomFor(box, free), Math.max(1, 0.95 / pixels));
    const isSeen = box.left >= free.left && box.right <= free.right && box.top >= free.top
      && box.bottom <= free.bottom;
    if (isSeen && factor < 1.3 && pixels > readable) return;
    fly(scaled(factor, middleOf(box), middleOf(free)));
  }

  /** How much greater a box may become in an area. */
  function roomFor(box, area) {
    return 0.9 * Math.min(
      (area.right - area.left) / Math.max(1, box.right - box.left),
      (area.bottom - area.top) / Math.max(1, box.bottom - box.top));
  }

  function around(boxes) {
    return {
      left: Math.min(...boxes.map((box) => box.left)),
      right: Math.max(...boxes.map((box) => box.right)),
      top: Math.min(...boxes.map((box) => box.top)),
      bottom: Math.max(...boxes.map((box) => box.bottom)),
    };
  }

  new ResizeObserver(() => {
    fit = null;
    draw();
  }).observe(stage);

  return {
    zoom, pan, show,
    /** Scales around the middle. */
    approach: (factor) => fly(scaled(factor, middleOf(freeArea()))),
    /** Shows all of it. */
    whole: () => fly({ x: 0, y: 0, scale: 1 }),
    /** Moves a further layer along. */
    carry: (layer) => layers.push(layer),
  };
})();

// Wheel, mouse and touch.
(function steer() {
  const pointers = new Map();
  let travelled = 0;

  stage.addEventListener("wheel", (event) => {
    event.preventDefault();
    const step = event.deltaY * (event.deltaMode === 1 ? 16 : 1) * (event.ctrlKey ? 0.01 : 0.0015);
    camera.zoom(Math.exp(-Math.max(-0.5, Math.min(0.5, step))), event.clientX, event.clientY);
  }, { passive: false });

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button > 0) return;
    if (pointers.size === 0) travelled = 0;
    pointers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });

  addEventListener("pointermove", (event) => {
    const last = pointers.get(event.pointerId);
    if (!last) return;
    const next = { x: event.clientX, y: event.clientY };
    const before = [...pointers.values()];
    pointers.set(event.pointerId, next);
    travelled += Math.hypot(next.x - last.x, next.y - last.y);
    if (travelled < 4) return;
    if (!sheet.hasPointerCapture(event.pointerId)) sheet.setPointerCapture(event.pointerId);
    stage.classList.add("moving");
    const after = [...pointers.values()];
    const [from, to] = [centre(before), centre(after)];
    camera.pan(to.x - from.x, to.y - from.y);
    if (after.length === 2) camera.zoom(spread(after) / Math.max(1, spread(before)), to.x, to.y);
  });

  for (const name of ["pointerup", "pointercancel"]) {
    addEventListener(name, (event) => {
      pointers.delete(event.pointerId);
      if (pointers.size === 0) stage.classList.remove("moving");
    });
  }

  // What ends a movement is no click.
  sheet.addEventListener("click", (event) => {
    if (travelled >= 4) event.stopImmediatePropagation();
  }, { capture: true });
  sheet.addEventListener("dblclick", (event) => {
    if (!partAt(event)) camera.zoom(1.8, event.clientX, event.clientY);
  });

  const centre = (points) => ({
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  });
  const spread = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);
})();
