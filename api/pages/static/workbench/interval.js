// An interval on an axis of its own: filled ends belong to it, hollow ones do not, an arrow goes on for ever.
import { drawn } from "./elements.js";

const percent = (share) => `${(100 * share).toFixed(2)}%`;

// Round numbers between two, about four of them.
function rounds(low, high) {
  const step = 10 ** Math.floor(Math.log10((high - low) / 3));
  const by = [1, 2, 5, 10].map((times) => times * step).find((size) => (high - low) / size <= 5);
  const found = [];
  for (let at = Math.ceil(low / by) * by; at <= high + by / 1e6; at += by) found.push(Number(at.toPrecision(12)));
  return found;
}

// What the axis spans: the ends and something beside them, and nought where that is near.
function span(ends) {
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const size = most - least || Math.abs(most) || 1;
  const low = least >= 0 && least < 1.5 * size ? 0 : least - size / 2;
  return [low, most + size / 2];
}

export function intervalDrawing({ lower, upper, lower_closed, upper_closed }, says, language) {
  const ends = [lower, upper].filter((end) => end !== null && end !== undefined).map(Number);
  if (!ends.length || ends.some((end) => !Number.isFinite(end))) return null;
  const [low, high] = span(ends);
  const at = (value) => percent(0.04 + (0.92 * (value - low)) / (high - low));
  const from = lower == null ? percent(0) : at(Number(lower));
  const to = upper == null ? percent(1) : at(Number(upper));
  const number = new Intl.NumberFormat(language, { notation: "compact", maximumSignificantDigits: 3 });
  const end = (x, closed) => drawn("circle", { class: closed ? "end" : "end open", cx: x, cy: 14, r: 5 });
  return drawn(
    "svg",
    { class: "axis own-axis", role: "img", "aria-label": says, width: "100%", height: 42 },
    rounds(low, high).map((value) => [
      drawn("line", { class: "tick", x1: at(value), x2: at(value), y1: 6, y2: 24 }),
      drawn("text", { class: "tick-label", x: at(value), y: 39, "text-anchor": "middle" }, number.format(value)),
    ]),
    drawn(
      "g",
      { class: "bar" },
      drawn("line", { x1: from, x2: to, y1: 14, y2: 14 }),
      lower != null && end(from, lower_closed),
      upper != null && end(to, upper_closed),
      upper == null && drawn("svg", { class: "arrow", x: "100%", y: 14, overflow: "visible" }, drawn("path", { d: "M-9 -6 L0 0 L-9 6" })),
      lower == null && drawn("svg", { class: "arrow", x: 0, y: 14, overflow: "visible" }, drawn("path", { d: "M9 -6 L0 0 L9 6" })),
    ),
  );
}
