// The outline of a new text: lines that look like headings, and the sections that begin with them.
import { isHeading } from "./coverage.js";

const MARKED = /^(#{1,6})\s+(.*)$/u;

// Every paragraph, and whether it looks like a heading: the first one is the title where it does.
export function linesOf(places) {
  return places.paragraphs.map(({ start, end }, number) => {
    const said = places.words(start, end).trim();
    const [, marks, words] = MARKED.exec(said) ?? [];
    const next = places.paragraphs[number + 1];
    const heads = Boolean(marks) || (isHeading(said) && next !== undefined && !isHeading(places.words(next.start, next.end).trim()));
    return { start, says: words ?? said, level: marks ? marks.length : 1, heads };
  });
}

// The title of a text, if its first line is one.
export const titleOf = (lines) => (lines[0]?.heads ? lines[0].says : "");

// The sections that begin with some lines, each with its range and the number of the one that it stands in.
export function sectionsOf(places, begins) {
  const last = places.paragraphs.at(-1).end;
  return begins.map(({ start, level }, number) => {
    const next = begins.slice(number + 1).find((other) => other.level <= level)?.start ?? Infinity;
    const end = Math.max(...places.paragraphs.filter((one) => one.start < next).map((one) => one.end));
    const parent = begins.slice(0, number).findLastIndex((other) => other.level < level);
    return { range: places.meant(start, Math.min(end, last)), parent };
  });
}
