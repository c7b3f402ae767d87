// Colours of charts were chosen for white paper. On a dark page those that are too dark to be seen are lightened: 3 to 1 is what WCAG 2.2
// asks of graphics (1.4.11). Black becomes the colour of the text, so that it stays apart from grey. Colour scales and the letters on them stay as they are.
(() => {
  "use strict";
  const parse = (colour) => {
    const hex = /^#([0-9a-f]{6})$/i.exec(colour === "black" ? "#000000" : colour.replace(/^#(.)(.)(.)$/, "#$1$1$2$2$3$3"))?.[1];
    if (hex) return [0, 2, 4].map((i) => Number.parseInt(hex.slice(i, i + 2), 16));
    const opaque = /^rgba?\(\s*(\d+),\s*(\d+),\s*(\d+)(?:,\s*1(?:\.0*)?)?\s*\)$/.exec(colour);
    return opaque ? opaque.slice(1).map(Number) : null;
  };
  const luminance = (rgb) => rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const lightened = (colour, paper, ink) => {
    const rgb = parse(colour);
    if (!rgb) return colour;
    if (Math.max(...rgb) === 0) return `rgb(${ink.join(", ")})`;
    for (let share = 0; share <= 1; share += 0.05) {
      const mixed = rgb.map((v, i) => Math.round(v + share * (ink[i] - v)));
      if ((luminance(mixed) + 0.05) / (luminance(paper) + 0.05) >= 3) return `rgb(${mixed.join(", ")})`;
    }
    return `rgb(${ink.join(", ")})`;
  };

  // Where in a figure a colour of lines or areas stands.
  const places = (value, found) => {
    if (Array.isArray(value)) {
      if (typeof value[0] === "object") for (const item of value) places(item, found);
    } else if (value && typeof value === "object") {
      for (const [key, inner] of Object.entries(value)) {
        if (/^(color|fillcolor|arrowcolor)$/.test(key) && (typeof inner === "string" || typeof inner?.[0] === "string")) found.push([value, key, inner]);
        else if (!/font$|^colorscale$|^template$/.test(key)) places(inner, found);
      }
    }
    return found;
  };

  // Returns what gives a figure its colours for a page: dark with the colours of its paper and ink in hexadecimal, or as they were written.
  window.chartColours = (figure) => {
    const parts = [figure, ...(figure.frames ?? [])]; // What a frame moves comes with its colours.
    const found = places(parts.flatMap(({ data, layout }) => [data ?? [], layout?.shapes ?? [], layout?.annotations ?? []].flat()), []);
    return (dark, paper, ink) => {
      for (const [owner, key, written] of found) {
        if (!dark) owner[key] = written;
        else owner[key] = Array.isArray(written) ? written.map((c) => lightened(c, parse(paper), parse(ink))) : lightened(written, parse(paper), parse(ink));
      }
    };
  };
})();
