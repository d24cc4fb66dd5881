import type { UseQueryResult } from "@tanstack/react-query";
import { LunjuError } from "lunju";
import type { ReactNode } from "react";

/** What a request was answered, or that it is under way, or what is wrong with it. */
export function Answer<Data>({ of, children }: { of: UseQueryResult<Data>; children: (data: Data) => ReactNode }) {
  return (
    <>
      {of.error && <Failure error={of.error} again={() => void of.refetch()} />}
      {of.isLoading && <p className="quiet">Reading …</p>}
      {of.data !== undefined && <div className={of.isPlaceholderData ? "passing" : undefined}>{children(of.data)}</div>}
    </>
  );
}

/** The service says in words what is wrong; where it says nothing, asking again may help. */
function Failure({ error, again }: { error: Error; again: () => void }) {
  if (error instanceof LunjuError) return <p role="alert">{error.message}</p>;
  return (
    <p role="alert">
      The service does not answer. <button onClick={again}>Try again</button>
    </p>
  );
}
