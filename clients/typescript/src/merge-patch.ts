/** What a form changed of a record, as a merge patch (RFC 7396). */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What a merge patch must say for a record to have the values of a form; undefined where it has them.
 *
 * A value that the form does not have stays as it is, one that is null goes; arrays are replaced whole. An empty text is
 * what a form makes of an input that was emptied: nothing in a record is an empty text, so it goes, too.
 */
export function difference(before: unknown, after: unknown): Json | undefined {
  if (!isObject(after)) {
    const wanted = after === "" ? null : (after as Json);
    return JSON.stringify(wanted) === JSON.stringify(before ?? null) ? undefined : wanted;
  }
  const patch: { [name: string]: Json | undefined } = {};
  for (const [name, value] of Object.entries(after)) {
    const changed = value === undefined ? undefined : difference(isObject(before) ? before[name] : null, value);
    if (changed !== undefined) patch[name] = changed;
  }
  return Object.keys(patch).length ? patch : undefined;
}
