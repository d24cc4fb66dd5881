// Writes a recording down: after a write, only what is other than before.

/** @import { Exchange, Recording } from "./recording.js" */

/**
 * Write a recording as a module, with one exchange in a line.
 * @param {boolean} typed whether the module is in TypeScript
 * @param {Pick<Recording, "of" | "base">} head
 * @param {{ states: Map<string, Exchange[]>, problems: Recording["problems"] }} recorded
 */
export function written(typed, head, { states, problems }) {
  const first = states.get("") ?? [];
  const every = [...states.values()].flat().map(({ headers }) => headers ?? {});
  const common = Object.fromEntries(
    Object.entries(every[0] ?? {}).filter(([name, value]) => every.every((headers) => headers[name] === value)),
  );
  const own = (/** @type {NonNullable<Exchange["headers"]>} */ headers) =>
    Object.fromEntries(Object.entries(headers).filter(([name, value]) => common[name] !== value));
  const whole = (/** @type {Exchange} */ { status, headers, body, ...asking }) =>
    JSON.stringify({ ...asking, status, headers: own(headers ?? {}), body: parsed(String(body)) });
  const listed = [...states].map(([state, exchanges]) => {
    const told = exchanges.map((exchange) => {
      const read = state && exchange.key === undefined;
      const before = read ? first.find(({ request }) => request === exchange.request) : undefined;
      return before ? JSON.stringify(changed(before, exchange)) : whole(exchange);
    });
    return `${JSON.stringify(state)}: [\n${told.join(",\n")}\n]`;
  });
  const kinds = Object.entries(problems).sort(([a], [b]) => (a < b ? -1 : 1));
  const shownKinds = kinds.map(([kind, answer]) => {
    return `${JSON.stringify(kind)}: ${JSON.stringify({ ...answer, headers: own(answer.headers) })}`;
  });
  const begin = typed
    ? 'import type { Recording } from "lunju-msw";\n\nconst recording: Recording ='
    : "const recording =";
  return `// Written by the recorder of lunju-msw from what a service answered; never by hand.
${begin} {
"of": ${JSON.stringify(head.of)},
"base": ${JSON.stringify(head.base)},
"headers": ${JSON.stringify(common)},
"states": {
${listed.join(",\n")}
},
"problems": {
${shownKinds.join(",\n")}
}
};

export default recording;
`;
}

/**
 * Return what is other in an answer than in the one before.
 * @param {Exchange} before
 * @param {Exchange} now
 * @returns {Exchange}
 */
function changed(before, now) {
  const headers = changes(before.headers ?? {}, now.headers ?? {});
  const again = JSON.stringify(before.unchanged) === JSON.stringify(now.unchanged);
  const [was, is] = [String(before.body), String(now.body)];
  let start = 0;
  while (start < was.length && was[start] === is[start]) start++;
  let end = 0;
  while (end < Math.min(was.length, is.length) - start && was.at(-1 - end) === is.at(-1 - end)) end++;
  return {
    request: now.request,
    ...(now.status === before.status ? {} : { status: now.status }),
    ...(Object.keys(headers).length ? { headers } : {}),
    ...(again ? {} : { unchanged: now.unchanged ?? {} }),
    ...(was === is ? {} : { splice: [start, end, is.slice(start, is.length - end)] }),
  };
}

/**
 * Return which headers are other than before; one that is gone is null.
 * @param {Record<string, string | null>} before
 * @param {Record<string, string | null>} now
 */
export function changes(before, now) {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
    (name) => before[name] !== now[name],
  );
  return Object.fromEntries(names.map((name) => [name, now[name] ?? null]));
}

/**
 * Return JSON as a value, where its bytes can be had of that again; else the text.
 * @param {string} body
 */
function parsed(body) {
  try {
    const value = JSON.parse(body);
    return typeof value === "object" && JSON.stringify(value) === body ? value : body;
  } catch {
    return body;
  }
}
