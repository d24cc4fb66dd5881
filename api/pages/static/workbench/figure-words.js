// What a reading of a figure says, in words.
import { nameOf, say, told } from "./told.js";

const LONGEST = 16;

// What no double holds, and what has no end as a decimal, is told by its first digits.
const number = (value) => {
  const shown = Number(value);
  if (!Number.isFinite(shown)) return value;
  if (value.length < LONGEST) return shown.toLocaleString(told.language, { maximumFractionDigits: LONGEST });
  return `≈ ${shown.toLocaleString(told.language, { maximumSignificantDigits: 4 })}`;
};

// `(100 000 000, ∞) user`, as mathematicians write it.
export function intervalText({ quantity, period, lower, upper, lower_closed, upper_closed, unit, reading, ratio }) {
  if (quantity === "date") return period;
  const isOne = lower !== null && (lower === upper || reading === "fraction");
  const ends = isOne ? (ratio ?? number(lower)) : between(lower, upper, lower_closed, upper_closed);
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
