// Elements made of their parts, without markup in strings.
const SVG = "http://www.w3.org/2000/svg";

function fill(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name === "value") continue; // of what stands in it, once that does
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  if (attributes?.value !== undefined && attributes.value !== null) made.value = attributes.value;
  return made;
}

export const element = (name, attributes, ...children) => fill(document.createElement(name), attributes, children);
export const drawn = (name, attributes, ...children) => fill(document.createElementNS(SVG, name), attributes, children);

export const button = (says, onclick, attributes) =>
  element("button", { type: "button", onclick, ...attributes }, says);

let numbers = 0;
export const freshId = (name) => `${name}-${++numbers}`;

// Puts children in place of others, and the focus back on what had it: `data-focus` names it.
export function refill(parent, ...children) {
  const held = parent.contains(document.activeElement) ? document.activeElement.dataset.focus : null;
  parent.replaceChildren(...children.flat(Infinity).filter(Boolean));
  if (held) parent.querySelector(`[data-focus="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
}

export const shortened = (text, most = 90) => {
  const whole = [...text.replace(/\s+/gu, " ").trim()];
  return whole.length > most ? `${whole.slice(0, most - 1).join("")}…` : whole.join("");
};
