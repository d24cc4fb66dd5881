// A term of a register that all essays share: found as it is typed, or a new one.
import { ask } from "./api.js";
import { element, freshId } from "./elements.js";
import { labelled, selectField, textField } from "./fields.js";
import { say, told, wordsIn } from "./told.js";

// What of a name can stand in an id: letters without their accents, words joined by hyphens.
export const slugOf = (text) =>
  text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");

// The id of author and year that nobody has yet: with a letter, where the year alone is taken.
export async function freeId(resource, base, pending = []) {
  const able = ["", ..."abcdefghijklmnopqrstuvwxyz"].map((letter) => base + letter);
  const asked = [...able.map((id) => ["id", id]), ["fields", "id"], ["limit", "27"], ["status", "published"], ["status", "withdrawn"]];
  const taken = new Set([...pending, ...(await ask(`${resource}?${new URLSearchParams(asked)}`)).map((record) => record.id)]);
  return able.find((id) => !taken.has(id)) ?? base;
}

// Author and year, as an id; `nd` is without a year.
export const authorYear = (name, issued) => {
  const letters = slugOf(name).replace(/[^a-z]/g, "");
  return letters ? letters + (/^\d{4}/.exec(issued)?.[0] ?? "nd") : "";
};

export class TermField {
  // `kinds` are those that a new one may be of; `taken` are those that are yet to be saved, as records.
  constructor(label, resource, { value, kinds, taken = [], hint, language }) {
    Object.assign(this, { resource, language });
    this.terms = new Map(taken.map((term) => [term.id, wordsIn(term.label)]));
    this.list = element("datalist", { id: freshId("terms") });
    this.control = element("input", {
      ...{ type: "text", required: true, list: this.list.id, value: value && (this.terms.get(value) ?? value), autocomplete: "off" },
      oninput: () => this.#typed(),
    });
    this.id = textField(say("its_id"), { hint: say("its_id_hint"), pattern: "[a-z0-9]+(-[a-z0-9]+)*" });
    this.kind = kinds && selectField(say("what_it_is"), kinds, { value: kinds.at(-1)[0] });
    this.fresh = element("div", { class: "fresh", hidden: true }, element("p", { class: "hint" }, say("is_new")), this.kind?.node, this.id.node);
    this.node = labelled(label, this.control, hint);
    this.node.append(this.list, this.fresh);
    this.#offer();
    this.#begin(value).catch(() => {});
  }

  // What it is so far is called by its id until its name is known.
  async #begin(value) {
    if (!value) return this.#look("");
    if (this.terms.has(value)) return;
    this.terms.set(value, value);
    const term = await ask(`${this.resource}/${encodeURIComponent(value)}`);
    this.terms.set(value, wordsIn(term.label));
    if (this.control.value === value) this.control.value = this.terms.get(value);
    this.#offer();
  }

  #offer() {
    this.list.replaceChildren(...[...this.terms.values()].map((value) => element("option", { value })));
  }

  #typed() {
    clearTimeout(this.waiting);
    const says = this.control.value.trim();
    this.#tell(says);
    this.waiting = setTimeout(() => this.#look(says).catch(() => {}).then(() => this.#tell(says)), 250);
  }

  // Whether it is new is told once the service was asked.
  #tell(says) {
    const isNew = says !== "" && !this.known(says);
    this.fresh.hidden = !isNew;
    this.id.control.required = isNew;
    if (isNew) this.id.control.value = slugOf(says);
  }

  async #look(says) {
    const query = new URLSearchParams({ limit: 20, fields: "id,label", ...(says ? { q: says } : {}) });
    for (const term of await ask(`${this.resource}?${query}`)) this.terms.set(term.id, wordsIn(term.label));
    this.#offer();
  }

  // What was typed last is looked for before it is taken for new.
  async settled() {
    clearTimeout(this.waiting);
    const says = this.control.value.trim();
    if (!this.known(says)) await this.#look(says);
  }

  known(says) {
    return [...this.terms].find(([id, words]) => words === says || id === says)?.[0];
  }

  // The id of the term, and what makes it where it is new.
  get value() {
    const says = this.control.value.trim();
    const known = this.known(says);
    if (known) return { id: known, made: [] };
    const id = this.id.value;
    const body = { id, label: { [this.language]: says }, ...(this.kind ? { kind: this.kind.value } : {}) };
    return { id, made: [{ create: this.resource, body }] };
  }
}
