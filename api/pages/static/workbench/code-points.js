// JavaScript counts UTF-16 code units, Lunju counts code points: they differ after each character beyond U+FFFF.
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;

// How many numbers of an ascending list are below another.
export function below(sorted, value) {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class CodePoints {
  constructor(text) {
    this.units = Array.from(text.matchAll(ASTRAL), (match) => match.index);
    this.points = this.units.map((unit, before) => unit - before);
  }

  // The offset in code points of one in code units.
  toPoints(unit) {
    return unit - below(this.units, unit);
  }

  // The offset in code units of one in code points.
  toUnits(point) {
    return point + below(this.points, point);
  }
}

const characters = new Intl.Segmenter(undefined, { granularity: "grapheme" });

// A range of a line widened until it parts no character from its marks, nor half of one, then without white space at
// its ends. Null where nothing is left.
export function wholeCharacters(line, start, end) {
  const segments = characters.segment(line);
  const first = segments.containing(start);
  const last = segments.containing(end - 1);
  if (!first || !last || end <= start) return null;
  const words = line.slice(first.index, last.index + last.segment.length);
  const from = first.index + words.length - words.trimStart().length;
  const to = first.index + words.trimEnd().length;
  return to > from ? [from, to] : null;
}
