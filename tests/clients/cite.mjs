// Formats each item for itself with citeproc-js, and prints the citations by id.
// node cite.mjs STYLE LOCALE < items: CSL-JSON; the locales stand beside the style.
import CSL from "citeproc";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const [, , style, locale] = process.argv;
const items = new Map(JSON.parse(readFileSync(0, "utf-8")).map((item) => [item.id, item]));
const retrieveLocale = (name) => readFileSync(join(dirname(style), `locales-${name}.xml`), "utf-8");
const system = { retrieveLocale, retrieveItem: (id) => items.get(id) };
const engine = new CSL.Engine(system, readFileSync(style, "utf-8"), locale, true);
engine.setOutputFormat("text");
engine.opt.development_extensions.wrap_url_and_doi = false; // makes links, in whatever format
const citations = {};
for (const id of items.keys()) {
  engine.updateItems([id]);
  citations[id] = engine.makeBibliography()[1].join("").trim();
}
console.log(JSON.stringify(citations));
