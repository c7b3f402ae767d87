// Formulas and charts. Pages are complete without it: a formula shows its TeX, a chart its description.
(() => {
  "use strict";
  const root = document.documentElement;

  for (const element of document.querySelectorAll(".math")) {
    if (!window.katex) break;
    katex.render(element.textContent.trim(), element, {
      displayMode: element.classList.contains("display"), throwOnError: false, strict: "ignore",
    });
  }

  // The contents are open beside the text and closed above it.
  const contents = document.querySelector("#contents details");
  const beside = matchMedia("(min-width: 68rem)");
  const place = () => { if (contents) contents.open = beside.matches; };
  beside.addEventListener("change", place);
  place();

  const dark = matchMedia("(prefers-color-scheme: dark)");
  const plots = [...document.querySelectorAll("figure.chart .plot")];
  const drawn = new Set();
  const report = () => { root.dataset.charts = drawn.size === plots.length ? "drawn" : `${drawn.size} of ${plots.length}`; };

  if (plots.length && !window.Plotly) {
    for (const plot of plots) plot.textContent = plot.getAttribute("aria-label");
    root.dataset.charts = "no plotly.js";
    return;
  }

  // Paper is light.
  let printing = false;
  const ink = () => {
    const style = getComputedStyle(root);
    const colour = (name, onPaper) => (printing ? onPaper : style.getPropertyValue(name).trim());
    return { text: colour("--text", "#1c2024"), grid: colour("--rule", "#d9dde2"), axis: colour("--muted", "#59636e"), panel: colour("--panel", "#f5f6f8") };
  };

  const isObject = (value) => value && typeof value === "object" && !Array.isArray(value);
  const merge = (below, above) => {
    const result = { ...below };
    for (const [key, value] of Object.entries(above)) result[key] = isObject(value) && isObject(result[key]) ? merge(result[key], value) : value;
    return result;
  };

  const layoutFor = (figure, width) => {
    const { text, grid, axis, panel } = ink();
    const line = { gridcolor: grid, zerolinecolor: grid, linecolor: axis, tickcolor: axis, automargin: true };
    const wall = { gridcolor: grid, zerolinecolor: grid, linecolor: axis, backgroundcolor: "rgba(0,0,0,0)", showbackground: false };
    const clear = "rgba(0,0,0,0)";
    const template = {
      layout: {
        font: { color: text, family: getComputedStyle(document.body).fontFamily, size: 13 },
        paper_bgcolor: clear, plot_bgcolor: clear, xaxis: line, yaxis: line,
        scene: { xaxis: wall, yaxis: wall, zaxis: wall, bgcolor: clear },
        polar: { bgcolor: clear, angularaxis: line, radialaxis: line },
        legend: { bgcolor: clear }, modebar: { bgcolor: clear, color: axis, activecolor: text },
        hoverlabel: { bgcolor: panel, bordercolor: axis, font: { color: text } },
        coloraxis: { colorbar: { outlinewidth: 0 } },
      },
    };
    const authored = figure.layout ?? {};
    const narrow = width < 560;
    const legend = authored.showlegend ?? figure.data.filter((trace) => trace.showlegend !== false).length > 1;
    const height = authored.width && authored.height ? Math.min(authored.height, Math.max(280, (width * authored.height) / authored.width)) : authored.height ?? (narrow ? 340 : 420);
    const layout = merge(authored, {
      template: merge(authored.template ?? {}, template),
      paper_bgcolor: clear, plot_bgcolor: clear, autosize: false, width, height, uirevision: "kept",
      margin: { ...(narrow ? { l: 48, r: 12, b: legend ? 76 : 44 } : { l: 64, r: 24, b: 52 }), ...(authored.margin ?? {}), t: 28 },
    });
    delete layout.title; // The caption says it.
    if (narrow && legend) layout.legend = merge(authored.legend ?? {}, { orientation: "h", x: 0, xanchor: "left", yref: "container", y: 0, yanchor: "bottom" });
    return layout;
  };

  const figures = new Map();
  const draw = (plot) => {
    if (!figures.has(plot)) {
      const figure = JSON.parse(plot.parentElement.querySelector("script").textContent);
      figures.set(plot, figure);
      if (figure.layout?.width) plot.style.maxWidth = `${figure.layout.width}px`;
    }
    const figure = figures.get(plot);
    const width = printing ? Math.min(640, figure.layout?.width ?? 640) : plot.clientWidth;
    if (!width) return; // Inside closed details: drawn when they open.
    const config = {
      displaylogo: false, displayModeBar: width < 560 ? false : "hover", responsive: false, modeBarButtonsToRemove: ["select2d", "lasso2d"], ...(figure.config ?? {}),
    };
    plot.dataset.width = width;
    Plotly.react(plot, figure.data, layoutFor(figure, width), config).then(() => {
      if (figure.frames && !drawn.has(plot)) Plotly.addFrames(plot, figure.frames);
      drawn.add(plot);
      report();
    });
  };

  report();
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && !drawn.has(target)) draw(target);
    }
  }, { rootMargin: "800px 0px" });
  const sized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      if (!printing && drawn.has(target) && target.clientWidth && Math.abs(target.clientWidth - target.dataset.width) > 1) draw(target);
    }
  });
  for (const plot of plots) {
    near.observe(plot);
    sized.observe(plot);
  }

  const redraw = () => { for (const plot of plots) if (printing || drawn.has(plot)) draw(plot); };
  dark.addEventListener("change", redraw);
  const folded = [];
  addEventListener("beforeprint", () => {
    for (const details of document.querySelectorAll("main details:not([open])")) folded.push(details), details.open = true;
    printing = true;
    redraw();
  });
  addEventListener("afterprint", () => {
    while (folded.length) folded.pop().open = false;
    printing = false;
    redraw();
  });
})();
