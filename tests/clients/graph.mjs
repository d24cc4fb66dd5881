// Draws a graph with Cytoscape.js, without a screen, and prints what it finds in it.
// node graph.mjs < the answer of /essays/{id}/graph
import cytoscape from "cytoscape";
import { readFileSync } from "node:fs";

const drawn = cytoscape({ elements: JSON.parse(readFileSync(0, "utf-8")).elements, headless: true });
const support = drawn.nodes().union(drawn.edges('[relation = "supports"]'));
const beneath = (claim) => {
  const found = drawn.collection();
  for (let near = claim; near.nonempty(); found.merge(near)) {
    near = near.incomers().intersection(support).sources().difference(found);
  }
  return found.filter('[type != "evidence"]').map((node) => node.id()); // a link that is undercut is a node too
};
console.log(JSON.stringify({
  nodes: drawn.nodes().map((node) => node.id()),
  edges: drawn.edges().map((edge) => [edge.source().id(), edge.data("relation"), edge.target().id()]),
  beneath: Object.fromEntries(drawn.nodes('[kind = "thesis"]').map((claim) => [claim.id(), beneath(claim)])),
}));
