// Asks a service through a data provider as an admin grid does, and prints the answers.
// node ask.mjs PROVIDER BASE < questions: a JSON array of [method, argument, …].
import refine from "@refinedev/simple-rest";
import reactAdmin from "ra-data-json-server";
import { readFileSync } from "node:fs";

const [, , name, base] = process.argv;
const provider = { refine, reactAdmin }[name](base);
const answers = [];
for (const [method, ...given] of JSON.parse(readFileSync(0, "utf-8"))) {
  try {
    answers.push(await provider[method](...given));
  } catch (error) {
    answers.push({ error: String(error.message), status: error.status ?? error.statusCode });
  }
}
console.log(JSON.stringify(answers));
