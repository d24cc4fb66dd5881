// What a wording denotes: read by the service, shown with its interval and the rule, or said by hand.
import { ask } from "./api.js";
import { element, refill } from "./elements.js";
import { selectField, textField } from "./fields.js";
import { intervalText, ruleOf } from "./figure-words.js";
import { intervalDrawing } from "./interval.js";
import { namesOf, say, told } from "./told.js";

const READ = ["quantity", "comparator", "value", "reading", "lower", "lower_closed", "upper", "upper_closed"];

export const readingLanguage = (language) => (/^(en|zh)\b/.test(language) ? { language } : {});

// The interval on an axis, and the rule that led to it.
export function readingShown(parsed) {
  const says = intervalText(parsed);
  return element(
    "div",
    { class: "reading-of" },
    element("p", { class: "means-this" }, says),
    intervalDrawing(parsed, says, told.language),
    element("p", { class: "rule" }, ruleOf(parsed)),
  );
}

export class FigureReading {
  // `parsed` is what is known of it; `tell` hears of each reading.
  constructor(bench, parsed, tell) {
    Object.assign(this, { bench, parsed, tell });
    this.shown = element("div", { class: "read-as", "aria-live": "polite" });
    const none = [["", "—"]];
    const { quantity, comparator, reading } = parsed ?? {};
    this.fields = {
      quantity: selectField(say("quantity"), namesOf("quantity"), { value: quantity, onchange: () => this.#corrected() }),
      comparator: selectField(say("comparator"), namesOf("comparator"), { value: comparator }),
      value: textField(say("value"), { value: parsed?.value ?? "" }),
      reading: selectField(say("vague"), [...none, ...namesOf("reading")], { value: reading ?? "" }),
      lower: textField(say("lower"), { value: "", hint: say("ends_hint") }),
      upper: textField(say("upper"), { value: "" }),
    };
    this.correct = element(
      "details",
      { class: "correct", ontoggle: () => this.#corrected() },
      element("summary", {}, say("correct_it")),
      Object.values(this.fields).map((field) => field.node),
    );
    this.node = element("div", { class: "field" }, this.shown, this.correct);
    this.#show();
  }

  get quantity() {
    return this.byHand ? this.fields.quantity.value : (this.parsed?.quantity ?? "count");
  }

  get byHand() {
    return this.correct.open;
  }

  // Reads a wording, once nothing was typed for a while.
  read(text) {
    clearTimeout(this.waiting);
    this.last = text;
    this.waiting = setTimeout(() => (this.asked = this.#read(text)), 300);
  }

  // What was typed last is read before it is kept.
  async settled() {
    clearTimeout(this.waiting);
    if (this.last !== undefined && this.last !== this.done) this.asked = this.#read(this.last);
    await this.asked;
  }

  async #read(text) {
    if (!text) return;
    const body = { text, ...readingLanguage(this.bench.essay.language), ...this.bench.written };
    const refused = (problem) => ({ because: problem.message });
    const { parsed, because, left_over } = await ask("figures/parse", { method: "POST", body }).catch(refused);
    if (text !== this.last) return;
    this.done = text;
    this.parsed = parsed ?? null;
    this.why = parsed ? "" : say("not_read", left_over?.join(", ") || because);
    if (!parsed) this.correct.open = true;
    this.#show();
    this.tell(this.parsed);
  }

  #corrected() {
    this.#show();
    this.tell(null);
  }

  #show() {
    if (this.byHand) refill(this.shown, element("p", { class: "hint" }, this.why || say("by_hand")));
    else refill(this.shown, this.parsed ? readingShown(this.parsed) : element("p", { class: "hint" }, say("reading")));
  }

  // The fields of a figure that say what it denotes.
  get value() {
    if (!this.byHand) {
      if (!this.parsed) throw new Error(say("say_what_it_denotes"));
      return Object.fromEntries(READ.filter((name) => name in this.parsed).map((name) => [name, this.parsed[name]]));
    }
    const { quantity, comparator, value, reading, lower, upper } = Object.fromEntries(
      Object.entries(this.fields).map(([name, field]) => [name, field.value]),
    );
    if (quantity === "date") return { quantity, comparator, value: null, reading: null };
    const ends = { ...this.#end("lower", lower), ...this.#end("upper", upper) };
    return { quantity, comparator, value: comparator === "range" ? null : value || null, reading: reading || null, ...ends };
  }

  // An end as mathematicians write it: a bracket includes it, a parenthesis or nothing said does as the wording does.
  #end(name, typed) {
    const number = typed.replace(/[[\]()\s]/g, "");
    if (!number) return {};
    return { [name]: number, [`${name}_closed`]: !/[()]/.test(typed) };
  }
}
