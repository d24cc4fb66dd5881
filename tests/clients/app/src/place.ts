/** Where the reader is, which the hash of the address tells: `#/claims?kind=thesis`. */

import { useSyncExternalStore } from "react";

export interface Place {
  path: string[];
  query: URLSearchParams;
}

type Asked = URLSearchParams | Record<string, string>;

function listen(told: () => void): () => void {
  addEventListener("hashchange", told);
  return () => removeEventListener("hashchange", told);
}

/** A part of the path as it was meant; who types an address by hand may leave a lone `%` in it, which stands for itself. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function usePlace(): Place {
  const hash = useSyncExternalStore(listen, () => location.hash);
  const [path = "", query] = hash.replace(/^#\/?/, "").split("?");
  return { path: path.split("/").map(decoded), query: new URLSearchParams(query) };
}

/** The address of a place, for a link. */
export function placeOf(path: readonly string[], query: Asked = {}): string {
  const asked = new URLSearchParams(query);
  return `#/${path.map(encodeURIComponent).join("/")}${asked.size ? `?${asked}` : ""}`;
}

export function go(path: readonly string[], query: Asked): void {
  location.hash = placeOf(path, query);
}
