// Charts: drawn when they come near, in the colours of the page, and in ink on paper.
(() => {
  "use strict";
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const print = matchMedia("print");
  const plots = [...document.querySelectorAll("figure.chart .plot")];
  const begun = new Set();
  const drawn = new Set();
  const report = () => { root.dataset.charts = drawn.size === plots.length ? "drawn" : `${drawn.size} of ${plots.length}`; };

  if (!window.Plotly) {
    for (const plot of plots) plot.textContent = plot.getAttribute("aria-label");
    root.dataset.charts = "no plotly.js";
    return;
  }

  // Paper is light.
  let printing = false;
  const ink = (paper) => {
    const style = getComputedStyle(root);
    const colour = (name, onPaper) => (paper ? onPaper : style.getPropertyValue(name).trim());
    return { text: colour("--text", "#1c2024"), grid: colour("--rule", "#d9dde2"), axis: colour("--muted", "#59636e"), panel: colour("--panel", "#f5f6f8") };
  };

  const isObject = (value) => value && typeof value === "object" && !Array.isArray(value);
  const merge = (below, above) => {
    const result = { ...below };
    for (const [key, value] of Object.entries(above)) result[key] = isObject(value) && isObject(result[key]) ? merge(result[key], value) : value;
    return result;
  };

  // How wide and high a chart is drawn, in its own pixels, and by how much the class view enlarges it.
  const room = (plot, authored, paper) => {
    const inClass = !paper && root.classList.contains("class-view");
    const scale = inClass ? parseFloat(getComputedStyle(root).fontSize) / 16 : 1;
    const all = paper ? 640 : plot.parentElement.clientWidth / scale;
    let width = Math.min(all, authored.width ?? all);
    let height = authored.width && authored.height
      ? Math.min(authored.height, Math.max(280, (width * authored.height) / authored.width)) : authored.height ?? (width < 560 ? 340 : 420);
    const highest = (0.74 * innerHeight) / scale;
    if (inClass && height > highest) {
      if (authored.width) width *= highest / height;
      height = highest;
    }
    return { width, height, scale };
  };

  // The text with as many line breaks as keep each line within so many characters; tags hold no spaces.
  const wrapped = (text, most) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const line = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
      if (line.replace(/<[^>]*>/g, "").length <= most || !lines.at(-1)) lines[lines.length - 1] = line;
      else lines.push(word);
    }
    return lines.join("<br>");
  };

  const hasColourBar = (figure) => figure.data.some((trace) => trace.marker?.colorbar || trace.marker?.showscale || trace.showscale);

  // A window on space that is narrower than it is high is looked through from farther away.
  const stepBack = (layout, figure) => {
    const { width, height, margin } = layout;
    const factor = Math.min(2, Math.max(1.2, 1.2 * height / (width - margin.l - margin.r - (hasColourBar(figure) ? 80 : 0))));
    for (const [name, scene] of Object.entries(layout)) {
      const eye = /^scene\d*$/.test(name) && scene.camera?.eye;
      if (eye) layout[name] = merge(scene, { camera: { eye: { x: factor * eye.x, y: factor * eye.y, z: factor * eye.z } } });
    }
  };

  const layoutFor = (figure, { width, height }, paper) => {
    const { text, grid, axis, panel } = ink(paper);
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
    const authored = structuredClone(figure.layout ?? {}); // Plotly writes into what it is given.
    const narrow = width < 560;
    const legend = authored.showlegend ?? figure.data.filter((trace) => trace.showlegend !== false).length > 1;
    const layout = merge(authored, {
      template: merge(authored.template ?? {}, template),
      paper_bgcolor: clear, plot_bgcolor: clear, autosize: false, width, height, uirevision: "kept",
      margin: { ...(narrow ? { l: 48, r: 12, b: legend ? 76 : 44 } : { l: 64, r: 24, b: 52 }), ...(authored.margin ?? {}), t: 28 },
    });
    if (narrow) stepBack(layout, figure);
    delete layout.title; // The caption says it.
    delete layout.sliders; // Below the chart, where the keyboard reaches them.
    delete layout.updatemenus;
    if (narrow && legend) layout.legend = merge(authored.legend ?? {}, { orientation: "h", x: 0, xanchor: "left", yref: "container", y: 0, yanchor: "bottom" });
    return layout;
  };

  const colour = (figure, paper) => {
    const style = getComputedStyle(root);
    figure.colours(dark.matches && !paper && !print.matches, style.getPropertyValue("--paper").trim(), style.getPropertyValue("--text").trim());
  };

  // A chart made of lines and letters is drawn anew when the page is printed. One made of pixels would come too late: a browser prints at
  // once, and pixels take a moment. It has its picture on paper ready, made when there is nothing else to do.
  const pixels = /image|heatmap|histogram2d$|3d|gl$|surface|splom|cone|volume|streamtube/;
  const waiting = new Set();
  const pictured = () => { root.dataset.pictures = waiting.size ? `${waiting.size} to come` : "ready"; };
  const picture = (plot) => {
    const figure = read(plot);
    if (waiting.has(plot) || !(figure.layout?.images?.length || figure.data.some((trace) => pixels.test(trace.type ?? "")))) return;
    waiting.add(plot);
    pictured();
    (window.requestIdleCallback ?? setTimeout)(async () => {
      const size = room(plot, figure.layout ?? {}, true);
      const onPaper = plot.parentElement.querySelector(".on-paper") ?? Object.assign(new Image(), { className: "on-paper", alt: "" });
      try {
        colour(figure, true);
        const frame = { data: plot.data ?? figure.data, layout: layoutFor(figure, size, true), config: { staticPlot: true } };
        const image = Plotly.toImage(frame, { format: "png", scale: 2, width: size.width, height: size.height });
        colour(figure, printing);
        onPaper.src = await image;
        await onPaper.decode();
        plot.after(onPaper);
      } finally {
        waiting.delete(plot);
        pictured();
      }
    });
  };
  for (const plot of plots) plot.addEventListener("statechange", () => picture(plot));

  const figures = new Map();
  const read = (plot) => {
    if (!figures.has(plot)) {
      const figure = JSON.parse(plot.parentElement.querySelector("script").textContent);
      figures.set(plot, figure);
      for (const frame of figure.frames ?? []) delete frame.layout?.title;
      figure.controls = window.chartControls(plot, figure);
      figure.colours = window.chartColours(figure);
    }
    return figures.get(plot);
  };

  // Axes with equal units leave part of their room empty where the width is what limits them: it need not be there.
  const spare = ({ _fullLayout: layout }) => {
    const shares = Object.entries(layout).filter(([name]) => /^yaxis\d*$/.test(name)).map(([, { domain, _inputDomain: given }]) => (
      given ? 1 - (domain[1] - domain[0]) / (given[1] - given[0]) : 0));
    return shares.length ? Math.floor(Math.min(...shares) * layout._size.h) : 0;
  };

  // A title that is longer than its axis, broken into lines.
  const wrappedTitles = ({ _fullLayout: layout }) => {
    const changes = {};
    for (const [name, { title, _length: length }] of Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key))) {
      if (!title?.text || title.text === layout._dfltTitle[name[0]]) continue; // What stands in for a title is never shown.
      const lines = wrapped(title.text, Math.max(8, Math.floor(length / 8.5)));
      if (lines !== title.text) changes[`${name}.title.text`] = lines;
    }
    return changes;
  };

  const draw = (plot) => {
    const figure = read(plot);
    const size = room(plot, figure.layout ?? {}, printing);
    if (size.width < 1) return; // Inside closed details, or another section of the class view: drawn when shown.
    begun.add(plot);
    const { scale } = size;
    plot.dataset.width = plot.parentElement.clientWidth;
    plot.style.width = printing || scale !== 1 || size.width < plot.parentElement.clientWidth ? `${size.width}px` : "";
    plot.style.transform = scale === 1 ? "" : `scale(${scale})`;
    plot.style.marginLeft = scale === 1 ? "" : `${Math.max(0, (plot.parentElement.clientWidth - size.width * scale) / 2)}px`;
    const config = {
      modeBarButtonsToRemove: ["select2d", "lasso2d"], ...(figure.config ?? {}),
      displaylogo: false, displayModeBar: size.width < 560 || figure.config?.displayModeBar === false ? false : "hover", responsive: false,
    };
    colour(figure, printing);
    Plotly.react(plot, figure.data, layoutFor(figure, size, printing), config).then(async () => {
      const empty = Math.min(spare(plot), hasColourBar(figure) ? size.height - 230 : Infinity); // The numbers beside the bar need room.
      if (empty > 24) await Plotly.relayout(plot, { height: size.height - empty });
      const titles = wrappedTitles(plot);
      if (Object.keys(titles).length) await Plotly.relayout(plot, titles);
      plot.style.marginBottom = scale === 1 ? "" : `${plot._fullLayout.height * (scale - 1)}px`;
      if (drawn.has(plot)) {
        await figure.controls?.again();
      } else {
        if (figure.frames) await Plotly.addFrames(plot, figure.frames);
        figure.controls?.begin();
        drawn.add(plot);
      }
      report();
    });
  };

  report();
  addEventListener("load", () => {
    for (const plot of plots) picture(plot);
    pictured();
  });
  const near = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting && !begun.has(target)) draw(target);
    }
  }, { rootMargin: "800px 0px" });
  const sized = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const plot = target.querySelector(".plot");
      if (!printing && drawn.has(plot) && target.clientWidth && Math.abs(target.clientWidth - plot.dataset.width) > 1) draw(plot);
    }
  });
  for (const plot of plots) {
    near.observe(plot);
    sized.observe(plot.parentElement);
  }

  const redraw = () => {
    for (const plot of plots) if (printing ? !plot.parentElement.querySelector(".on-paper") : drawn.has(plot)) draw(plot);
  };
  dark.addEventListener("change", redraw);
  document.addEventListener("classview", redraw);
  addEventListener("resize", () => { if (root.classList.contains("class-view")) redraw(); });

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
