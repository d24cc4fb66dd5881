// What there is already that says something like it, so that nothing is made twice.
import { ask } from "./api.js";
import { button, element, refill, shortened } from "./elements.js";
import { languageOf, say, told, wordsIn } from "./told.js";

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const HAN = /\p{Script=Han}/u;

// Words of a text that are long enough to tell anything; of Chinese, each two characters.
function wordsOf(text) {
  const found = new Set();
  for (const [word] of text.toLowerCase().matchAll(WORD)) {
    if (!HAN.test(word)) {
      if (word.length > 3) found.add(word);
    } else for (let at = 0; at + 1 < word.length; at++) found.add(word.slice(at, at + 2));
  }
  return found;
}

function alike(one, two) {
  const shared = [...one].filter((word) => two.has(word)).length;
  return shared ? (2 * shared) / (one.size + two.size) : 0;
}

export class Similar {
  // `use` is called with a record that is chosen instead; `field` is what names such records.
  constructor(bench, resource, field, use) {
    Object.assign(this, { bench, resource, field, use });
    this.list = element("ul", { class: "similar-list" });
    this.node = element("section", { class: "similar", hidden: true }, element("h3", {}, say("similar")), this.list);
  }

  // Looks, once nothing was typed for a while, for what says something like a text.
  about(text) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.#look(text).catch(() => this.#show([])), 400);
  }

  async #look(text) {
    const words = wordsOf(text);
    const telling = [...words].sort((one, two) => two.length - one.length);
    const fields = `id,${this.field}`;
    const asked = telling.slice(0, 4).map((word) =>
      ask(`search?${new URLSearchParams({ q: word, resource: this.resource, limit: 20, sort: "relevance", embed: "record", fields })}`),
    );
    const found = new Map(
      (await Promise.all(asked)).flat().map((hit) => [hit.id, { id: hit.id, words: hit._embedded.record[this.field] }]),
    );
    for (const record of this.bench.draft.all(this.resource)) found.set(record.id, { id: record.id, words: record[this.field] });
    const ranked = [...found.values()]
      .map((record) => ({ ...record, score: Math.max(...Object.values(record.words).map((said) => alike(words, wordsOf(said)))) }))
      .filter(({ id, score }) => score > (this.bench.draft.one(id) ? 0.25 : 0.4))
      .sort((one, two) => two.score - one.score);
    this.#show(ranked.slice(0, 4));
  }

  #show(records) {
    this.node.hidden = !records.length;
    refill(this.list, records.map(({ id, words }) => this.#row(id, words)));
  }

  #row(id, words) {
    const usable = this.resource === "sources" || this.bench.draft.one(id);
    const says = shortened(wordsIn(words), 140);
    return element(
      "li",
      {},
      element("span", { lang: languageOf(words) }, says),
      usable
        ? button(say("use_it"), () => this.use(id), { class: "quiet", "aria-label": `${say("use_it")}: ${says}` })
        : element("a", { href: `${told.root}${this.resource}/${id}`, target: "_blank", rel: "noopener" }, id),
    );
  }
}
