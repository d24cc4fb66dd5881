// The outline, to be confirmed: where sections begin, how deep they stand, what they are called and say.
import { element, refill, shortened } from "./elements.js";
import { linesOf, sectionsOf } from "./outline.js";
import { say } from "./told.js";

const LEVELS = [1, 2, 3];

export class OutlineFields {
  constructor(places, fields) {
    this.places = places;
    this.language = fields.language_of;
    const lines = linesOf(places);
    // The text before the first heading is a section too.
    const [first, ...rest] = lines;
    const title = first.heads ? fields.title.value || first.says : fields.title.value || shortened(first.says, 60);
    this.rows = [this.#row({ ...first, says: title, level: 1 }), ...rest.filter((line) => line.heads).map((line) => this.#row(line))];
    this.others = rest.filter((line) => !line.heads);
    this.list = element("ol", { class: "outline-rows" });
    this.add = element("select", { id: "begin-section", "data-focus": "begin-section", onchange: () => this.#begin() });
    this.node = element(
      "section",
      { "aria-labelledby": "outline-title" },
      element("h2", { id: "outline-title" }, say("outline_title")),
      element("p", { class: "hint" }, say("outline_hint")),
      this.list,
      element("div", { class: "field" }, element("label", { for: "begin-section" }, say("begin_section")), this.add),
    );
    this.#render();
  }

  get first() {
    return this.rows[0].title;
  }

  #row(line) {
    const named = (label) => ({ "aria-label": `${say(label)}: ${shortened(line.says, 50)}`, autocomplete: "off" });
    return {
      line,
      title: element("input", { type: "text", required: true, lang: this.language, value: line.says, ...named("section_title") }),
      summary: element("input", { type: "text", lang: this.language, placeholder: say("section_summary"), ...named("section_summary") }),
      level: element("select", named("section_level"), LEVELS.map((level) => element("option", { value: level, selected: level === Math.min(line.level, 3) }, say("level", level)))),
    };
  }

  #begin() {
    const line = this.others[Number(this.add.value)];
    this.others = this.others.filter((other) => other !== line);
    this.rows.push(this.#row({ ...line, level: 1, says: shortened(line.says, 60) }));
    this.rows.sort((one, two) => one.line.start - two.line.start);
    this.#render();
  }

  #leave(row) {
    this.rows = this.rows.filter((other) => other !== row);
    this.others = [...this.others, row.line].sort((one, two) => one.start - two.start);
    this.#render();
    this.first.focus();
  }

  #render() {
    this.rows[0].level.disabled = true;
    refill(this.list, this.rows.map((row, number) => element("li", {}, row.level, row.title, row.summary, number ? this.#away(row) : null)));
    const options = this.others.map((line, number) => element("option", { value: number }, shortened(line.says, 80)));
    refill(this.add, element("option", { value: "" }, say("pick_one")), options);
    this.add.parentElement.hidden = !options.length;
  }

  #away(row) {
    return element("button", { type: "button", class: "quiet", "aria-label": `${say("no_section")}: ${shortened(row.line.says, 50)}`, onclick: () => this.#leave(row) }, say("no_section"));
  }

  // The sections, each with its range; no level is passed over on the way down.
  get sections() {
    let depth = 0;
    const begins = this.rows.map((row, number) => {
      depth = Math.min(Number(row.level.value), number ? depth + 1 : 1);
      return { start: row.line.start, level: depth };
    });
    const ranges = sectionsOf(this.places, begins);
    return this.rows.map((row, number) => ({
      ...ranges[number],
      title: row.title.value.trim(),
      summary: row.summary.value.trim() || row.title.value.trim(),
    }));
  }
}
