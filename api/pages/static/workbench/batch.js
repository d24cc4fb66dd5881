// The changes as one batch: passages first, then what stands on them, so that whatever is named was made before.
import { batch, Problem } from "./api.js";
import { digest } from "./text-places.js";

const ORDER = ["entities", "measures", "units", "sources", "statistics", "claims", "evidence", "relationships"];
const refOf = ([start, end]) => `p${start}-${end}`;

export class Saving {
  constructor(draft, records, text) {
    Object.assign(this, { draft, records, text });
  }

  // The operations, and for each the items that it is of.
  async operations() {
    const items = this.draft.items.toSorted((one, two) => ORDER.indexOf(one.resource) - ORDER.indexOf(two.resource));
    const operations = [];
    const owners = [];
    for (const [place, users] of this.#newPlaces(items)) {
      operations.push({ op: "create", resource: "passages", ref: refOf(place), body: await this.#passage(place) });
      owners.push(users);
    }
    for (const item of items) {
      operations.push(this.#operation(item));
      owners.push([item]);
    }
    return { operations, owners };
  }

  #newPlaces(items) {
    const found = new Map();
    for (const item of items) {
      for (const place of item.places ?? []) {
        const key = place.join("-");
        if (this.records.atPlace.has(key)) continue;
        if (!found.has(key)) found.set(key, [place, []]);
        found.get(key)[1].push(item);
      }
    }
    return [...found.values()].sort(([one], [two]) => one[0] - two[0] || two[1] - one[1]); // numbered as they stand
  }

  async #passage([start, end]) {
    const { points, places } = this.text;
    return {
      essay_id: this.records.essay.id,
      start: points.toPoints(start),
      end: points.toPoints(end),
      sha256: await digest(places.words(start, end)),
      section_id: this.records.sectionOf([start, end])?.id ?? null,
      paragraph: places.paragraphAt(start),
      sentence: places.sentenceAt(start),
    };
  }

  #operation({ op, resource, id, version, name, body, places, base }) {
    const whole = { ...body };
    if (places && ORDER.indexOf(resource) >= ORDER.indexOf("sources") && resource !== "evidence") {
      const named = places.map((place) => this.records.atPlace.get(place.join("-")) ?? `$${refOf(place)}`);
      whole.passages = [...this.#elsewhere(base), ...named];
    }
    if (op === "patch") return { op, resource, id, version, body: whole };
    const ofEssay = ["statistics", "claims", "evidence", "relationships"].includes(resource);
    if (ofEssay) whole.essay_id = this.records.essay.id;
    return body.id ? { op, resource, body: whole } : { op, resource, ref: name, body: whole };
  }

  // The passages of a record in other essays, which stay as they are.
  #elsewhere(base) {
    return (base?.passages ?? []).filter((id) => !this.records.passages.has(id));
  }

  // Asks whether all of it can be saved, and then saves it. Returns faults by item where it cannot.
  async save(reason) {
    const { operations, owners } = await this.operations();
    try {
      await batch(operations, reason, true);
      return { done: await batch(operations, reason, false) };
    } catch (problem) {
      if (!(problem instanceof Problem) || !problem.errors.some((fault) => fault.pointer)) throw problem;
      return { problem, faults: this.#faults(problem, owners) };
    }
  }

  // By item: what is wrong with it. What is of no operation is of all.
  #faults(problem, owners) {
    const found = new Map();
    for (const { detail, pointer } of problem.errors) {
      const [, place, field] = /^\/operations\/(\d+)(?:\/body)?\/?(.*)$/.exec(pointer ?? "") ?? [];
      for (const item of owners[place] ?? []) {
        found.set(item.name, [...(found.get(item.name) ?? []), { detail, field: field ?? "", changed: problem.status === 412 }]);
      }
    }
    return found;
  }
}
