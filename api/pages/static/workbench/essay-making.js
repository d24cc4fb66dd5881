// An essay with its sections, as one batch. Sections and their places name each other: sections are made first, without.
import { ask, batch } from "./api.js";
import { CodePoints } from "./code-points.js";
import { digest } from "./text-places.js";

export async function makeEssay(fields, outline) {
  const { places, language, sections } = outline;
  const points = new CodePoints(places.text);
  const essay = { ...fields.body, length: points.toPoints(places.text.length), sha256: await digest(places.text) };
  const operations = [{ op: "create", resource: "essays", body: essay }];
  for (const [number, { parent, title, summary }] of sections.entries()) {
    const body = { essay_id: essay.id, parent_id: parent < 0 ? null : `$h${parent}`, title: { [language]: title }, summary: { [language]: summary }, passages: [] };
    operations.push({ op: "create", resource: "sections", ref: `h${number}`, body });
  }
  for (const [number, { range: [start, end] }] of sections.entries()) {
    const body = {
      ...{ essay_id: essay.id, start: points.toPoints(start), end: points.toPoints(end), sha256: await digest(places.words(start, end)) },
      ...{ section_id: `$h${number}`, paragraph: places.paragraphAt(start), sentence: places.sentenceAt(start) },
    };
    operations.push({ op: "create", resource: "passages", ref: `p${number}`, body });
    operations.push({ op: "patch", resource: "sections", id: `$h${number}`, body: { passages: [`$p${number}`] } });
  }
  await batch(operations, "", true);
  await batch(operations, "", false);
  return ask(`essays/${essay.id}`);
}
