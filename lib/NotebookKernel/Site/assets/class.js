// The class view: a lesson section by section in large type, for the beamer. "#class=<heading>" in the address is the place.
(() => {
  "use strict";
  const root = document.documentElement;
  const article = document.querySelector("article");
  if (!article) return;
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // A section is a heading, down to the third level, with what follows up to the next one.
  const boxes = [...article.children];
  const blocks = boxes.flatMap((box) => (box.matches("section.prose") ? [...box.children] : [box]));
  const sections = [];
  for (const block of blocks) {
    if (!sections.length || block.matches("h1, h2, h3")) sections.push({ heading: block, blocks: [] });
    sections.at(-1).blocks.push(block);
  }
  if (!sections.length) return;

  const keys = [
    ["→ or N", "next section"], ["← or P", "previous section"], ["Space, ↓ or Page Down", "next screen, then next section"],
    ["↑ or Page Up", "previous screen"], ["Home, End", "first, last section"], ["F", "full screen, and back"], ["/", "search"],
    ["?", "these keys"], ["Escape", "from a slider or a box back to the text; leave the class view"],
  ];
  const before = make("button", { type: "button", textContent: "←" });
  const after = make("button", { type: "button", textContent: "→" });
  const help = make("button", { type: "button", textContent: "Keys" });
  const leave = make("button", { type: "button", textContent: "Leave" });
  before.setAttribute("aria-label", "Previous section");
  after.setAttribute("aria-label", "Next section");
  leave.setAttribute("aria-label", "Leave the class view");
  const place = make("span", { className: "place" });
  const bar = make("nav", { className: "class-bar", hidden: true }, before, place, after, help, leave);
  bar.setAttribute("aria-label", "Class view");
  const close = make("button", { type: "button", textContent: "Close" });
  const list = make("dl", {}, ...keys.map(([key, what]) => make("div", {}, make("dt", { textContent: key }), make("dd", { textContent: what }))));
  const dialog = make("dialog", { className: "keys" }, make("div", { className: "field" }, make("h2", { id: "class-keys", textContent: "Keys of the class view" }), close), list);
  dialog.setAttribute("aria-labelledby", "class-keys");
  const enterButton = make("button", { type: "button", textContent: "Class view" });
  document.querySelector(".top nav").append(enterButton);
  document.body.append(bar, dialog);

  let at = -1; // The section that is shown; -1 outside the class view.
  const address = (hash) => { if (location.hash !== hash) history.replaceState(null, "", hash); };

  const show = (index) => {
    const entering = at < 0;
    at = Math.max(0, Math.min(sections.length - 1, index));
    const shown = new Set(sections[at].blocks);
    for (const block of blocks) block.classList.toggle("off", !shown.has(block));
    for (const box of boxes) box.classList.toggle("off", !shown.has(box) && ![...box.children].some((child) => shown.has(child)));
    root.classList.add("class-view");
    bar.hidden = false;
    before.disabled = at === 0;
    after.disabled = at === sections.length - 1;
    place.textContent = `${at + 1} of ${sections.length}`;
    const { heading } = sections[at];
    address(`#class=${heading.id || at + 1}`);
    if (entering) document.dispatchEvent(new Event("classview"));
    scrollTo({ top: 0, behavior: "instant" });
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  };

  const end = () => {
    if (at < 0) return;
    const { heading } = sections[at];
    at = -1;
    root.classList.remove("class-view");
    for (const element of article.querySelectorAll(".off")) element.classList.remove("off");
    bar.hidden = true;
    address(heading.id ? `#${heading.id}` : location.pathname);
    document.dispatchEvent(new Event("classview"));
    heading.scrollIntoView({ behavior: "instant" });
    heading.focus({ preventScroll: true });
  };

  // Screens of a section end between blocks where they can, so that no chart is cut.
  const pieces = () => sections[at].blocks.flatMap((block) => {
    if (!block.matches(".cell")) return [block];
    return [...block.querySelectorAll(":scope > :not(details), :scope > details > *")];
  }).map((piece) => piece.getBoundingClientRect()).filter((piece) => piece.height > 0);
  const height = () => innerHeight - bar.offsetHeight;
  const scroll = (distance) => scrollBy({ top: distance, behavior: "instant" });
  const forward = () => {
    const cut = pieces().find((piece) => piece.bottom > height() + 4);
    if (!cut) return show(at + 1);
    return scroll(cut.top > 40 ? cut.top - 16 : height() * 0.85);
  };
  const back = () => {
    if (scrollY < 4) return show(at - 1);
    const first = pieces().find((piece) => piece.top >= 16 - height());
    return scroll(first && first.top < 0 ? first.top - 16 : -height() * 0.85);
  };

  const fullScreen = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.().catch(() => {}));
  const actions = {
    ArrowRight: () => show(at + 1), n: () => show(at + 1), ArrowLeft: () => show(at - 1), p: () => show(at - 1),
    ArrowDown: forward, PageDown: forward, " ": forward, ArrowUp: back, PageUp: back,
    Home: () => show(0), End: () => show(sections.length - 1), f: fullScreen, "?": () => dialog.showModal(), Escape: end,
  };
  addEventListener("keydown", (event) => {
    if (at < 0 || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    const { target, key } = event;
    const name = key.length === 1 ? key.toLowerCase() : key;
    // What has the focus keeps the keys that are its own.
    if (target.matches?.("input, select, textarea, [contenteditable], :is(pre, .scroll, .result, .math):focus-visible")) {
      if (name === "Escape") sections[at].heading.focus({ preventScroll: true });
      return;
    }
    if (name === " " && target.matches?.("button, summary, a")) return;
    const action = name === " " && event.shiftKey ? back : actions[name];
    if (!action) return;
    event.preventDefault();
    action();
  });

  // From where the reader is to the section that is there.
  const current = () => {
    const passed = sections.filter(({ heading }) => heading.getBoundingClientRect().top < 120).length;
    return Math.max(0, passed - 1);
  };
  const follow = () => {
    const hash = decodeURIComponent(location.hash.slice(1));
    const name = hash.startsWith("class=") ? hash.slice("class=".length) : at >= 0 ? hash : null;
    if (name === null) return;
    const target = document.getElementById(name);
    const index = sections.findIndex(({ heading, blocks }) => heading === target || blocks.some((block) => target && block.contains(target)));
    if (index >= 0) show(index);
    else if (hash.startsWith("class=")) show(Number.parseInt(name, 10) - 1 || 0);
    else end();
  };
  enterButton.addEventListener("click", () => show(current()));
  before.addEventListener("click", () => show(at - 1));
  after.addEventListener("click", () => show(at + 1));
  help.addEventListener("click", () => dialog.showModal());
  leave.addEventListener("click", end);
  close.addEventListener("click", () => dialog.close());
  addEventListener("hashchange", follow);
  follow();
})();
