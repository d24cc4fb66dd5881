// Asks the handlers and a real service alike, and prints where they differ: agrees.mjs BASE URL FIRST_WRITE
import { handlers, recording } from "lunju-msw";
import { setupServer } from "msw/node";

const [base, real, begins] = process.argv.slice(2);
const OF_THE_MOMENT = new Set(["connection", "date", "keep-alive", "server", "transfer-encoding"]);
const asked = [];
const differing = [];

const server = setupServer(...handlers(base));
server.listen({ onUnhandledFrame: "bypass" });

async function answer(url, { method, path, headers, body }) {
  const response = await fetch(url + path, { method, headers: { "Accept-Encoding": "identity", ...headers }, body });
  const told = [...response.headers].filter(([name]) => !OF_THE_MOMENT.has(name));
  return JSON.stringify([response.status, told, await response.text()]);
}

async function compare(request, shown = (text) => text) {
  const [mocked, served] = [await answer(base, request), await answer(real, request)];
  asked.push(request);
  if (shown(mocked) !== shown(served)) differing.push({ request, mocked, served });
  return JSON.parse(mocked);
}

const withoutLink = (text) =>
  JSON.stringify(JSON.parse(text, (_name, value) => (value?.[0] === "link" ? null : value)));

async function read({ request }) {
  const path = request.slice("GET ".length);
  const [, headers] = await compare({ method: "GET", path });
  await compare({ method: "HEAD", path });
  const tag = Object.fromEntries(headers).etag ?? '"any"';
  for (const seen of [tag, `"other", W/${tag}`, "*", '"other"']) {
    await compare({ method: "GET", path, headers: { "If-None-Match": seen } });
  }
  const [place, query] = path.split("?");
  if (query?.includes("&")) {
    await compare({ method: "GET", path: `${place}?${query.split("&").reverse().join("&")}` }, withoutLink);
  }
}

async function write({ request, key, tag, type, sent }) {
  const [method, path] = request.split(" ");
  const present = (await fetch(real + path)).headers.get("ETag");
  const headers = {
    ...(key ? { Authorization: `Bearer ${process.env.LUNJU_KEY}` } : {}),
    ...(tag === "none" ? {} : { "If-Match": tag === "old" ? '"0-of-the-client"' : (present ?? "*") }),
    ...(type ? { "Content-Type": type } : {}),
  };
  // Where any body is answered alike, another than was recorded.
  const body = sent === undefined ? '{"note": null}' : type ? JSON.stringify(sent) : undefined;
  await compare({ method, path, headers, body });
}

let state = "";
for (;;) {
  const exchanges = recording.states[state];
  for (const exchange of exchanges.filter(({ key }) => key === undefined)) await read(exchange);
  const writes = exchanges.filter(({ key }) => key !== undefined);
  for (const exchange of writes.filter(({ then }) => then === undefined)) await write(exchange);
  const next = writes.find(({ then, request }) => then !== undefined && (state || request === begins));
  if (!next) break;
  await write(next);
  state = next.then;
}
server.close();
console.log(JSON.stringify({ asked: asked.length, state, differing }));
