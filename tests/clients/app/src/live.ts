/** What is shown is asked for again whenever anything changes. */

import { LunjuError } from "lunju";
import { lunjuKey, refreshOnChanges } from "lunju/tanstack";
import { useEffect, useState } from "react";
import { lunju, queryClient } from "./service";

/** Whether changes are followed: what is read while they are misses none. */
export type Live = "connecting" | "live" | "lost";

/** Follow the changes for as long as the component is shown. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>("connecting");
  useEffect(() => {
    const left = new AbortController();
    const readAgain = () => void queryClient.invalidateQueries({ queryKey: lunjuKey });
    const follow = async (): Promise<void> => {
      let missed = false;
      const onOpen = () => {
        if (missed) readAgain();
        missed = false;
        setLive("live");
      };
      const onLost = () => {
        missed = true;
        setLive("lost");
      };
      try {
        await refreshOnChanges(lunju, queryClient, { signal: left.signal, onOpen, onLost });
      } catch (error) {
        if (left.signal.aborted) return;
        onLost();
        if (!(error instanceof LunjuError && error.kind === "feed-restarted")) return;
        readAgain(); // of the dataset as it was restored, whose changes begin anew
        return follow();
      }
    };
    void follow();
    return () => left.abort();
  }, []);
  return live;
}
