// node in_node.js URL KEY URL-of-another-origin: prints what a program found.
import { tell } from "./scenario.ts";

const [, , baseUrl, key, elsewhere] = process.argv as string[];
console.log(JSON.stringify(await tell(baseUrl!, key!, elsewhere!)));
