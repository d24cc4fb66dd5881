import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";

/** What a request was answered, or that it is under way, or what is wrong with it. */
export function Answer<Data>({ of, children }: { of: UseQueryResult<Data>; children: (data: Data) => ReactNode }) {
  if (of.data !== undefined) {
    return (
      <div className={of.isPlaceholderData ? "passing" : undefined}>
        {of.error && <p role="alert">{of.error.message}</p>}
        {children(of.data)}
      </div>
    );
  }
  return of.error ? <p role="alert">{of.error.message}</p> : <p className="quiet">Reading …</p>;
}
