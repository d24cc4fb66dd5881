// Draws a part of a graph with Cytoscape.js, without a screen, at the positions that it has, and prints where all is.
// node part.mjs < the answer of /essays/{id}/graph?layout=layered&parent=section
import cytoscape from "cytoscape";
import { readFileSync } from "node:fs";

const warnings = [];
console.warn = (...said) => warnings.push(said.join(" "));
const drawn = cytoscape({
  elements: JSON.parse(readFileSync(0, "utf-8")).elements,
  headless: true,
  styleEnabled: true,
  layout: { name: "preset", fit: false },
  style: [{ selector: "node", style: { width: 160, height: 60 } }, { selector: ":parent", style: { padding: 10 } }],
});
console.log(JSON.stringify({
  warnings,
  nodes: Object.fromEntries(drawn.nodes().map((node) => [node.id(), node.position()])),
  parents: Object.fromEntries(drawn.nodes().map((node) => [node.id(), node.parent().map((each) => each.id())[0] ?? null])),
  boxes: Object.fromEntries(drawn.nodes(":parent").map((node) => [node.id(), node.boundingBox()])),
}));
drawn.destroy(); // it would animate for ever
