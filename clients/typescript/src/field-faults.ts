/** What is wrong with each field of what was sent, as forms name them. */

interface Fault {
  detail: string;
  pointer?: string | null | undefined;
}

/**
 * The field that a JSON Pointer leads to: `/text/en` is `text.en`, and `/passages/0` `passages`; in a batch, that of any
 * operation.
 */
function field(pointer: string): string {
  const names = pointer.replace(/^\/operations\/\d+(\/body)?|(\/\d+)+$/g, "").slice(1);
  return names.replace(/\//g, ".").replace(/~1/g, "/").replace(/~0/g, "~");
}

/** Faults by the field that they are in; those of no field are left out. */
export function fieldFaults(faults: readonly Fault[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { pointer, detail } of faults) {
    const name = field(pointer ?? "");
    const said = found[name];
    if (name && !said?.split("; ").includes(detail)) found[name] = said ? `${said}; ${detail}` : detail;
  }
  return found;
}
