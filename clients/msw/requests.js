// What makes two requests the same one: the recorder and the handlers ask this alike.

/** Parameters whose names may be joined by commas as well as repeated. */
const JOINED = new Set(["embed", "facet", "fields", "sort"]);

/** The tag that the recorder sends where an old one is meant; in answers, the one that was sent takes its place. */
export const OUTDATED = "of-another-state";

/**
 * Return a path with its query in one way of writing: parameters in the order of their names.
 * @param {string} path
 * @param {URLSearchParams} parameters
 */
export function asked(path, parameters) {
  const pairs = [];
  for (const name of [...new Set(parameters.keys())].sort()) {
    const values = parameters.getAll(name);
    for (const value of JOINED.has(name) ? [values.join(",")] : values) pairs.push(`${name}=${value}`);
  }
  const decoded = decodeURIComponent(path);
  return pairs.length ? `${decoded}?${pairs.join("&")}` : decoded;
}

/**
 * Return a JSON text in one way of writing: members in the order of their names; null where it is not JSON.
 * @param {string} text
 */
export function canonical(text) {
  try {
    return JSON.stringify(JSON.parse(text), (_name, value) =>
      value && typeof value === "object" && !Array.isArray(value)
        ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
        : value,
    );
  } catch {
    return null;
  }
}

/**
 * Return whether a list of tags, as If-Match and If-None-Match have it, names a tag (RFC 9110).
 * @param {string} list
 * @param {string} tag
 */
export function names(list, tag) {
  return list.trim() === "*" || list.split(",").some((one) => one.trim().replace(/^W\//, "") === tag);
}
