// The sliders and buttons of a chart as those of the page: reached by the keyboard, read aloud, as large as the text.
(() => {
  "use strict";
  const methods = { animate: "animate", restyle: "restyle", relayout: "relayout", update: "update" };
  const plain = (html) => new DOMParser().parseFromString(`${html ?? ""}`, "text/html").body.textContent;
  const nameOf = (frames) => { // Of the first of them, given by name or whole.
    const first = [frames].flat()[0];
    return first?.name ?? first;
  };
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  // Puts a figure's controls below its chart. Returns null if it has none, else what to do after the first drawing and after each
  // later one, which begins with the figure as it was written.
  window.chartControls = (plot, figure) => {
    const layout = figure.layout ?? {};
    const sliders = (layout.sliders ?? []).filter((slider) => slider.visible !== false && slider.steps?.length);
    const menus = (layout.updatemenus ?? []).filter((menu) => menu.visible !== false && menu.buttons?.length);
    if (!sliders.length && !menus.length) return null;

    const still = { mode: "immediate", transition: { duration: 0 }, frame: { duration: 0, redraw: true } };
    const run = (step, quiet) => {
      const method = methods[step.method ?? "restyle"];
      if (!method || step.execute === false) return undefined;
      const args = quiet && method === "animate" ? [step.args[0], still] : step.args ?? [];
      return Promise.resolve(Plotly[method](plot, ...args)).catch(() => {}) // An animation that another one interrupts is rejected.
        .then(() => plot.dispatchEvent(new Event("statechange")));
    };
    const name = plot.getAttribute("aria-label");
    const box = make("div", { className: "controls" });
    const chosen = []; // What is shown again after a redraw: the last choice of each slider and menu.
    const followers = [];

    for (const slider of sliders) {
      const labels = slider.steps.map((step, i) => plain(step.label ?? step.value ?? i));
      const prefix = plain(slider.currentvalue?.prefix).replace(/[\s:=]+$/, "");
      const suffix = plain(slider.currentvalue?.suffix);
      const shown = make("output");
      const range = make("input", { type: "range", min: 0, max: slider.steps.length - 1, step: 1 });
      range.value = Math.min(slider.active ?? 0, slider.steps.length - 1);
      const say = () => {
        const value = `${labels[range.value]}${suffix}`;
        shown.textContent = value;
        range.setAttribute("aria-valuetext", value);
      };
      range.setAttribute("aria-label", prefix || `Step of: ${name}`);
      range.addEventListener("input", () => {
        say();
        run(slider.steps[range.value], true);
      });
      say();
      chosen.push(() => slider.steps[range.value]);
      // An animation that plays moves the slider along.
      followers.push((frame) => {
        const at = slider.steps.findIndex((step) => step.method === "animate" && nameOf(step.args?.[0]) === frame);
        if (at < 0) return;
        range.value = at;
        say();
      });
      box.append(make("label", { className: "slider" }, make("span", {}, prefix ? `${prefix}: ` : "", shown), range));
    }

    for (const menu of menus) {
      const usable = menu.buttons.filter((button) => button.visible !== false);
      if (menu.type === "buttons") {
        for (const button of usable) {
          const label = plain(button.label);
          const element = make("button", { type: "button", textContent: label });
          const pauses = Array.isArray(button.args?.[0]) && button.args[0][0] === null;
          if (!/\p{L}/u.test(label)) element.setAttribute("aria-label", `${pauses ? "Pause" : "Play"}: ${name}`); // A sign, such as ▶.
          element.addEventListener("click", () => run(button, false));
          box.append(element);
        }
      } else {
        const select = make("select", {}, ...usable.map((button, i) => make("option", { value: i, textContent: plain(button.label) })));
        select.selectedIndex = menu.active ?? 0;
        select.setAttribute("aria-label", `Choice for: ${name}`);
        select.addEventListener("change", () => run(usable[select.selectedIndex], true));
        chosen.push(() => usable[select.selectedIndex]);
        box.append(select);
      }
    }

    plot.after(box);
    return {
      begin() { plot.on("plotly_animatingframe", ({ name: frame }) => followers.forEach((follow) => follow(frame))); },
      async again() { for (const step of chosen) await run(step(), true); },
    };
  };
})();
