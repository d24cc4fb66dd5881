// What stands of an essay, as the service has it: records by their id, each with its places in the text.
import { whole } from "./api.js";

// In the order in which they are made, since later ones name earlier ones.
export const RESOURCES = ["sections", "sources", "statistics", "claims", "evidence", "relationships"];
export const SINGULAR = {
  claims: "claim",
  statistics: "statistic",
  sources: "source",
  evidence: "evidence",
  relationships: "relationship",
  sections: "section",
};
export const PLURAL = Object.fromEntries(Object.entries(SINGULAR).map(([plural, one]) => [one, plural]));

export class EssayRecords {
  constructor(essay) {
    this.essay = essay;
    this.byId = new Map();
    this.passages = new Map();
    this.atPlace = new Map();
    this.state = 0; // changes as they do
  }

  // Reads all of it, as it is now; places are in code units where the text is here.
  async read(points) {
    const asked = { essay_id: this.essay.id };
    this.state += 1;
    this.byId.clear();
    this.passages.clear();
    this.atPlace.clear();
    for (const passage of await whole("passages", asked)) {
      const start = points ? points.toUnits(passage.start) : passage.start;
      const end = points ? points.toUnits(passage.end) : passage.end;
      this.passages.set(passage.id, { ...passage, span: [start, end] });
      this.atPlace.set(`${start}-${end}`, passage.id);
    }
    for (const resource of RESOURCES) {
      for (const record of await whole(resource, asked)) this.byId.set(record.id, this.placed(resource, record));
    }
    this.state += 1;
  }

  placed(resource, record) {
    const places = (record.passages ?? []).map((id) => this.passages.get(id)?.span).filter(Boolean);
    return { ...record, resource, places };
  }

  // Takes in a record that stands elsewhere, such as a source of another essay.
  adopt(resource, record) {
    this.byId.set(record.id, this.placed(resource, record));
    this.state += 1;
  }

  // The innermost section that holds a place, where there is one.
  sectionOf([start, end]) {
    let found = null;
    for (const record of this.byId.values()) {
      if (record.resource !== "sections") continue;
      const [span] = record.places;
      if (span && span[0] <= start && end <= span[1] && (!found || record.level >= found.level)) found = record;
    }
    return found;
  }
}
