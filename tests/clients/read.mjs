// Reads bibliographies with citation-js, and prints the items of each as CSL-JSON.
// node read.mjs < bibliographies: a JSON array of texts, each in BibTeX or RIS.
import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-ris";
import { readFileSync } from "node:fs";

console.log(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map((text) => new Cite(text).data)));
