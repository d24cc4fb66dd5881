// What a reading of a figure says, in words.
import { nameOf, say, told } from "./told.js";

const number = (value) => {
  const shown = Number(value);
  return Number.isFinite(shown) && String(value).length < 16 ? shown.toLocaleString(told.language) : value;
};

// `(100 000 000, ∞) user`, as mathematicians write it.
export function intervalText({ quantity, period, lower, upper, lower_closed, upper_closed, unit }) {
  if (quantity === "date") return period;
  const ends = lower !== null && lower === upper ? number(lower) : between(lower, upper, lower_closed, upper_closed);
  return unit && unit !== "1" ? `${ends} ${unit}` : ends;
}

function between(lower, upper, lowerClosed, upperClosed) {
  const left = lower === null || lower === undefined ? "(−∞" : `${lowerClosed ? "[" : "("}${number(lower)}`;
  const right = upper === null || upper === undefined ? "∞)" : `${number(upper)}${upperClosed ? "]" : ")"}`;
  return `${left}, ${right}`;
}

// The rule that led from the words to the interval.
export function ruleOf({ quantity, comparator, reading, rules }) {
  const parts = [nameOf("quantity", quantity)];
  if (quantity !== "date") parts.push(reading ? nameOf("reading", reading) : nameOf("comparator", comparator));
  for (const rule of rules ?? []) parts.push(say(`rule_${rule.replaceAll("-", "_")}`));
  return parts.join(" · ");
}
