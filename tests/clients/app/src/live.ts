/** What is shown is asked for again whenever anything changes. */

import { LunjuError } from "lunju";
import { lunjuKey, refreshOnChanges } from "lunju/tanstack";
import { useEffect, useState } from "react";
import { lunju, queryClient } from "./service";

export interface Live {
  /** Whether changes are followed: what is read from then on misses none. */
  open: boolean;
  /** Why they are no longer. */
  error: unknown;
}

/** Follow the changes for as long as the component is shown. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ open: false, error: null });
  useEffect(() => {
    const left = new AbortController();
    const follow = async (): Promise<void> => {
      try {
        await refreshOnChanges(lunju, queryClient, {
          signal: left.signal,
          onOpen: () => setLive({ open: true, error: null }),
        });
      } catch (error) {
        if (left.signal.aborted) return;
        const restored = error instanceof LunjuError && error.kind === "feed-restarted";
        if (!restored) return setLive({ open: true, error });
        const followed = follow(); // from now on, of the dataset as it was restored
        await queryClient.invalidateQueries({ queryKey: lunjuKey });
        await followed;
      }
    };
    void follow();
    return () => left.abort();
  }, []);
  return live;
}
