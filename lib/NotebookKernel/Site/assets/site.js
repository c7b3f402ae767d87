// Formulas, and the contents of the page. Pages are complete without any script: a formula shows its TeX, a chart its description.
(() => {
  "use strict";
  for (const element of document.querySelectorAll(".math")) {
    if (!window.katex) break;
    katex.render(element.textContent.trim(), element, {
      displayMode: element.classList.contains("display"), throwOnError: false, strict: "ignore",
    });
  }

  // What is too wide scrolls in its own box; the keyboard needs a way in.
  const wide = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (target.scrollWidth > target.clientWidth + 1) target.tabIndex = 0;
      else target.removeAttribute("tabindex");
    }
  });
  for (const box of document.querySelectorAll(".math.display, .scroll, .prose pre.code, .cell pre:not([tabindex])")) wide.observe(box);

  // The contents are open beside the text and closed above it.
  const contents = document.querySelector("#contents details");
  const beside = matchMedia("(min-width: 68rem)");
  const place = () => { if (contents) contents.open = beside.matches; };
  beside.addEventListener("change", place);
  place();
})();
