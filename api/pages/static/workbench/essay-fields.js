// What is asked of a new essay.
import { element } from "./elements.js";
import { radioField, selectField, textField } from "./fields.js";
import { authorYear, freeId } from "./term-field.js";
import { readFile } from "./text-source.js";
import { say, told } from "./told.js";

export class EssayFields {
  constructor() {
    this.file = element("input", { type: "file", accept: "text/plain,.txt,.md", id: "new-file" });
    this.pasted = textField(say("paste_text"), { lines: 10, hint: say("paste_hint"), oninput: () => this.#guess() });
    const known = Object.entries(told.languages);
    this.language = selectField(say("language_of_text"), [...known, ["", say("another_language")]], { value: told.language, onchange: () => this.#fit() });
    this.tag = textField(say("language_tag"), { hint: say("language_tag_hint"), pattern: "[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*" });
    this.title = textField(say("title"), { required: true });
    this.who = radioField(say("written_by"), [["person", say("a_person")], ["organisation", say("an_organisation")]], { value: "person", onchange: () => this.#fit() });
    this.family = textField(say("family"), { oninput: () => this.#propose() });
    this.given = textField(say("given"));
    this.organisation = textField(say("organisation"), { oninput: () => this.#propose() });
    this.issued = textField(say("published"), { hint: say("issued_hint"), oninput: () => this.#propose() });
    this.license = textField(say("licence"), { hint: say("licence_hint") });
    this.id = textField(say("essay_id"), { required: true, pattern: "[a-z]+([0-9]{4}|nd)[a-z]?", hint: say("essay_id_hint"), oninput: () => (this.typedId = true) });
    this.node = element(
      "div",
      { class: "essay-fields" },
      this.pasted.node,
      element("div", { class: "field" }, element("label", { for: "new-file" }, say("or_file")), this.file),
      element("div", { class: "pair-fields" }, this.title.node, this.language.node, this.tag.node),
      this.who.node,
      element("div", { class: "pair-fields" }, this.family.node, this.given.node, this.organisation.node),
      element("div", { class: "pair-fields" }, this.issued.node, this.license.node, this.id.node),
    );
    this.#fit();
  }

  #fit() {
    const isPerson = this.who.value === "person";
    this.family.control.required = isPerson;
    this.organisation.control.required = !isPerson;
    this.family.node.hidden = this.given.node.hidden = !isPerson;
    this.organisation.node.hidden = isPerson;
    this.tag.node.hidden = this.language.value !== "";
    this.#propose();
  }

  // The language of what is pasted, and its title, where its first line looks like one.
  #guess() {
    const text = this.pasted.control.value;
    const first = text.trimStart().split("\n", 1)[0].replace(/^#+\s+/, "").trim();
    if (!this.title.control.value && first && [...first].length <= 120) this.title.control.value = first;
    const letters = text.slice(0, 2000).match(/\p{L}/gu) ?? [];
    const share = (script) => letters.filter((letter) => script.test(letter)).length / letters.length;
    if (share(/\p{Script=Han}/u) > 0.5) this.language.control.value = "zh-Hans";
    else if (share(/\p{Script=Latin}/u) > 0.5) this.language.control.value = "en";
    this.#fit();
  }

  #propose() {
    if (this.typedId) return;
    const proposed = authorYear(this.who.value === "person" ? this.family.value : this.organisation.value, this.issued.value);
    this.id.control.value = proposed;
    if (!proposed) return;
    clearTimeout(this.waiting);
    this.waiting = setTimeout(async () => {
      const free = await freeId("essays", proposed).catch(() => proposed);
      if (!this.typedId && this.id.control.value === proposed) this.id.control.value = free;
    }, 300);
  }

  // The text, as it will be kept: with line feeds, and without a mark of the byte order.
  async text() {
    const given = this.file.files[0] ? await readFile(this.file.files[0]) : this.pasted.control.value;
    const text = given.replace(/^\ufeff/, "").replaceAll("\r\n", "\n").replace(/\s+$/u, "");
    if (text.includes("\0") || !text.isWellFormed()) throw new Error(say("no_text"));
    return text;
  }

  get language_of() {
    return this.language.value || this.tag.value;
  }

  get body() {
    const { family, given, organisation } = this;
    const person = Object.fromEntries([["family", family.value], ["given", given.value]].filter(([, name]) => name));
    const author = this.who.value === "person" ? person : { literal: organisation.value };
    if (!Object.values(author).some(Boolean)) throw new Error(say("say_the_author"));
    if (!this.language_of) throw new Error(say("say_the_language"));
    return {
      ...{ id: this.id.value, title: { [this.language_of]: this.title.value }, author: [author], csl_type: "article" },
      ...{ issued: this.issued.value || null, language: this.language_of, license: this.license.value || null },
    };
  }
}
