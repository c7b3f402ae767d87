// Search over headings and texts of all lessons. The index is a script, which works without a server, and comes when first asked for.
(() => {
  "use strict";
  const most = 30;
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const field = make("input", { type: "search", autocomplete: "off", spellcheck: false, placeholder: "Words of a heading or a text" });
  field.setAttribute("aria-label", "Search the course");
  const status = make("p", { className: "status" });
  status.setAttribute("role", "status");
  const results = make("ol", {});
  const close = make("button", { type: "button", textContent: "Close" });
  const dialog = make("dialog", { className: "search" }, make("div", { className: "field" }, field, close), status, results);
  dialog.setAttribute("aria-label", "Search");
  const button = make("button", { type: "button", textContent: "Search", title: "Key: /" });
  document.querySelector(".top nav").append(button);
  document.body.append(dialog);

  // Letter by letter, so that a place in the plain text is the same place in the text: é is found as e.
  const plain = (text) => Array.from({ length: text.length }, (_, i) => text[i].normalize("NFD")[0].toLowerCase()[0]).join("");
  const isWord = (letter) => letter !== undefined && /[\p{L}\p{N}]/u.test(letter);
  const places = (text, word) => {
    const found = [];
    for (let i = text.indexOf(word); i >= 0; i = text.indexOf(word, i + 1)) if (!isWord(text[i - 1])) found.push(i);
    return found;
  };

  let sections = null;
  const load = () => {
    if (sections || document.getElementById("search-index")) return;
    const script = make("script", { id: "search-index", src: "assets/search-index.js" });
    script.addEventListener("load", () => {
      sections = window.searchIndex.flatMap(([page, lesson, parts]) => parts.map(([id, heading, text]) => (
        { address: `${page}#${id}`, lesson, heading, text, plainLesson: plain(lesson), plainHeading: plain(heading), plainText: plain(text) })));
      find();
    });
    script.addEventListener("error", () => { status.textContent = "The index of the course did not load."; script.remove(); });
    document.head.append(script);
  };

  // A heading counts more than a text, and every word must be somewhere.
  const worth = (section, words) => {
    let sum = 0;
    for (const word of words) {
      const inHeading = places(section.plainHeading, word).length;
      const value = (inHeading ? 20 : 0) + (section.plainHeading === word ? 20 : 0) + (places(section.plainLesson, word).length ? 4 : 0)
        + Math.min(8, places(section.plainText, word).length);
      if (!value) return 0;
      sum += value;
    }
    return sum;
  };

  const marked = (text, plainText, words, from, to) => {
    const spans = words.flatMap((word) => places(plainText, word).map((i) => [i, i + word.length])).filter(([i, j]) => i >= from && j <= to).sort((a, b) => a[0] - b[0]);
    const nodes = [];
    let end = from;
    for (const [i, j] of spans) {
      if (i < end) continue;
      nodes.push(text.slice(end, i), make("mark", { textContent: text.slice(i, j) }));
      end = j;
    }
    return [...nodes, text.slice(end, to)];
  };

  const excerpt = (section, words) => {
    const first = Math.min(...words.flatMap((word) => places(section.plainText, word)), Infinity);
    let from = Number.isFinite(first) ? Math.max(0, first - 60) : 0;
    if (from > 0) from = section.text.indexOf(" ", from) + 1;
    const to = section.text.length - from <= 180 ? section.text.length : section.text.lastIndexOf(" ", from + 170);
    return [from > 0 ? "… " : "", ...marked(section.text, section.plainText, words, from, to), to < section.text.length ? " …" : ""];
  };

  const find = () => {
    const words = plain(field.value).split(/[^\p{L}\p{N}]+/u).filter((word) => word);
    results.replaceChildren();
    status.textContent = "";
    if (!words.length) return;
    if (!sections) {
      status.textContent = "Loading …";
      return;
    }
    const found = sections.map((section) => [worth(section, words), section]).filter(([value]) => value > 0).sort((a, b) => b[0] - a[0]);
    status.textContent = found.length === 0 ? "Nothing found." : found.length === 1 ? "1 section" : found.length > most ? `${found.length} sections; the first ${most}:` : `${found.length} sections`;
    for (const [, section] of found.slice(0, most)) {
      const title = section.heading === section.lesson ? [] : [make("span", { className: "lesson", textContent: section.lesson })];
      results.append(make("li", {}, make("a", { href: section.address }, ...title,
        make("strong", {}, ...marked(section.heading, section.plainHeading, words, 0, section.heading.length)),
        make("span", { className: "excerpt" }, ...excerpt(section, words)))));
    }
  };

  const open = () => {
    load();
    if (!dialog.open) dialog.showModal();
    field.select();
  };
  button.addEventListener("click", open);
  close.addEventListener("click", () => dialog.close());
  field.addEventListener("input", find);
  results.addEventListener("click", (event) => { if (event.target.closest("a")) dialog.close(); });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    if (event.key === "Escape") dialog.close(); // At once: a search field would be emptied first.
    else if (event.key === "Enter" && event.target === field && links.length) links[0].click();
    else if (event.key === "ArrowDown" && links.length && (at >= 0 || event.target === field)) links[Math.min(at + 1, links.length - 1)].focus();
    else if (event.key === "ArrowUp" && at >= 0) (at ? links[at - 1] : field).focus();
    else return;
    event.preventDefault();
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || document.querySelector("dialog[open]") || event.target.matches?.("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    open();
  });
})();
