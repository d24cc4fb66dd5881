/** What a form changed of a record, as a merge patch (RFC 7396). */

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined };

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * What a merge patch must say for a record to have the values of a form; undefined where it has them.
 *
 * A value that the form does not have stays as it is, one that is null goes; arrays are replaced whole. An empty text is
 * what a form makes of an input that was emptied: nothing in a record is an empty text, so it goes, too, and with the
 * last one of several languages all that said them.
 */
export function difference(before: unknown, after: unknown): Json | undefined {
  if (!isObject(after)) {
    const wanted = after === "" ? null : (after as Json);
    return JSON.stringify(wanted) === JSON.stringify(before ?? null) ? undefined : wanted;
  }
  const known = isObject(before) ? before : {};
  const patch: { [name: string]: Json | undefined } = {};
  for (const [name, value] of Object.entries(after)) {
    const changed = value === undefined ? undefined : difference(known[name], value);
    if (changed !== undefined) patch[name] = changed;
  }
  if (!Object.keys(patch).length) return undefined;
  const left = Object.entries({ ...known, ...patch }).some(([, value]) => value !== null);
  return left ? patch : null;
}
