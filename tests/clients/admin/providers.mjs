// Asks a service through the data providers, and prints the answers.
// node providers.mjs BASE KEY < questions: each a line of JSON, [provider, method, argument, …], and so is each answer:
// what the provider returned or threw, and which requests it made. The provider `lost` is refine's over a network that
// loses the answer of the first request.
import * as reactAdmin from "lunju/react-admin";
import * as refine from "lunju/refine";
import { createInterface } from "node:readline";

const [, , base, key] = process.argv;
let requests = [];
let losing = true;

async function watched(url, request) {
  requests.push(`${request?.method ?? "GET"} ${url.slice(base.length)}`);
  return fetch(url, request);
}

async function losingOne(url, request) {
  const answer = await watched(url, request);
  if (!losing) return answer;
  losing = false;
  throw new TypeError("the network failed");
}

const providers = {
  reactAdmin: reactAdmin.dataProvider(base, { key: () => key, fetch: watched }),
  refine: refine.dataProvider(base, { key: () => key, fetch: watched }),
  lost: refine.dataProvider(base, { key: () => key, fetch: losingOne }),
};

for await (const line of createInterface({ input: process.stdin })) {
  const [name, method, ...given] = JSON.parse(line);
  requests = [];
  const answer = await Promise.resolve()
    .then(() => providers[name][method](...given))
    .catch(({ message, status, kind }) => ({ error: message, status, kind }));
  console.log(JSON.stringify({ ...answer, requests }));
}
