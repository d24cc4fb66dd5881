// The unit of a figure: one that there is, or a new one with what it is in base units.
import { whole } from "./api.js";
import { element, freshId } from "./elements.js";
import { labelled, selectField, textField } from "./fields.js";
import { slugOf } from "./term-field.js";
import { say, wordsIn } from "./told.js";

// What UCUM has of what figures read from words may be in: dimension, factor.
const UCUM = {
  ...{ s: ["time", "1"], min: ["time", "60"], h: ["time", "3600"], d: ["time", "86400"], wk: ["time", "604800"] },
  ...{ mo: ["time", "2629800"], a: ["time", "31557600"], m: ["length", "1"], km: ["length", "1000"], cm: ["length", "0.01"] },
  ...{ g: ["mass", "1"], kg: ["mass", "1000"], t: ["mass", "1000000"], J: ["energy", "1"], "kW.h": ["energy", "3600000"] },
};

export class UnitField {
  constructor({ value, taken, language }) {
    this.language = language;
    this.units = new Map(taken.map((unit) => [unit.id, wordsIn(unit.label)]));
    this.list = element("datalist", { id: freshId("units") });
    this.control = element("input", { type: "text", list: this.list.id, autocomplete: "off", oninput: () => this.#tell() });
    this.system = selectField(say("unit_system"), [["count", say("unit_counted")], ["ISO 4217", say("unit_money")], ["UCUM", "UCUM"]]);
    this.dimension = textField(say("dimension"), { hint: say("dimension_hint") });
    this.factor = textField(say("factor"), { value: "1", hint: say("factor_hint") });
    this.fresh = element("div", { class: "fresh", hidden: true }, element("p", { class: "hint" }, say("unit_is_new")), this.system.node, this.dimension.node, this.factor.node);
    this.node = labelled(say("unit"), this.control, say("unit_hint"));
    this.node.append(this.list, this.fresh);
    this.read = this.#read(value);
  }

  async #read(value) {
    this.set(value);
    for (const unit of await whole("units", { fields: "id,label" })) this.units.set(unit.id, wordsIn(unit.label));
    this.list.replaceChildren(...[...this.units].map(([id, says]) => element("option", { value: id }, says)));
    this.isRead = true;
    this.#tell();
  }

  settled() {
    return this.read;
  }

  set(value) {
    this.control.value = value ?? "";
    this.#tell();
  }

  show(quantity) {
    this.quantity = quantity;
    this.node.hidden = ["rank", "ordinal", "date"].includes(quantity);
  }

  get code() {
    const says = this.control.value.trim();
    if (this.units.has(says)) return says;
    const known = [...this.units].find(([, words]) => words === says)?.[0];
    if (known) return known;
    return this.quantity === "count" ? slugOf(says) || says : says;
  }

  #tell() {
    const { code } = this;
    this.fresh.hidden = !this.isRead || !code || this.units.has(code);
    if (this.fresh.hidden) return;
    const [dimension, factor] = UCUM[code] ?? [code, "1"];
    const system = code in UCUM ? "UCUM" : this.quantity === "money" ? "ISO 4217" : "count";
    this.system.control.value = system;
    this.dimension.control.value = dimension;
    this.factor.control.value = factor;
  }

  get value() {
    if (this.node.hidden) return { id: null, made: [] };
    const id = this.code;
    if (!id) throw new Error(say("say_the_unit"));
    if (this.units.has(id)) return { id, made: [] };
    const label = { [this.language]: this.control.value.trim() };
    const body = { id, label, system: this.system.value, dimension: this.dimension.value, factor: this.factor.value };
    return { id, made: [{ create: "units", body }] };
  }
}
