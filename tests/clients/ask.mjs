// Asks a service through the data providers of admin grids, and prints the answers.
// node ask.mjs BASE < questions: each a line of JSON, [provider, method, argument, …]; so is each answer.
import refine from "@refinedev/simple-rest";
import reactAdmin from "ra-data-json-server";
import { createInterface } from "node:readline";

const [, , base] = process.argv;
const providers = { refine: refine(base), reactAdmin: reactAdmin(base) };
for await (const line of createInterface({ input: process.stdin })) {
  const [name, method, ...given] = JSON.parse(line);
  const answer = await providers[name][method](...given).catch((error) => (
    { error: String(error.message), status: error.status ?? error.statusCode }
  ));
  console.log(JSON.stringify(answer));
}
