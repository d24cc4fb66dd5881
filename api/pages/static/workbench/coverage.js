// What stands on the text, as marks, and which of its sentences lack anything.
const KINDS = { claims: "uc", statistics: "uf", sources: "us" };

export function marksOf(draft, proposals, picked) {
  const marks = [];
  for (const [resource, kind] of Object.entries(KINDS)) {
    for (const record of draft.all(resource)) {
      for (const [start, end] of record.places) marks.push({ start, end, kind, key: record.id });
    }
  }
  for (const { start, end, key } of proposals) marks.push({ start, end, kind: "found-figure", key });
  if (picked) marks.push({ start: picked[0], end: picked[1], kind: "picked-words" });
  return marks;
}

// The sentences that no claim, figure or source touches, nor a relationship is placed on; headings need none.
export function bareSentences(places, draft, headings) {
  const touched = new Set();
  const touch = (start, end) => {
    for (let number = places.sentenceAt(start); number <= places.sentenceAt(Math.max(start, end - 1)); number++) touched.add(number);
  };
  for (const resource of [...Object.keys(KINDS), "relationships"]) {
    for (const record of draft.all(resource)) for (const [start, end] of record.places) touch(start, end);
  }
  const bare = new Set();
  for (const { start } of places.sentences) {
    const number = places.sentenceAt(start);
    if (!touched.has(number) && !headings.has(start)) bare.add(number);
  }
  return bare;
}

// Where headings begin: the first line of a section, and that of the text, where they are short and end as no sentence does.
export function headingsOf(places, sections) {
  const found = new Set();
  const begins = new Set(sections.flatMap((section) => section.places.map(([start]) => start)));
  for (const [number, { start, end }] of places.paragraphs.entries()) {
    const said = places.words(start, end).trim();
    if ((number === 0 || begins.has(start)) && isHeading(said)) found.add(start);
  }
  return found;
}

export const isHeading = (said) => [...said].length <= 80 && !/[。！？!?….:：”"]$/u.test(said);
