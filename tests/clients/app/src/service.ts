/** The service, what was read of it, and the key of who writes. */

import { QueryClient } from "@tanstack/react-query";
import { createClient } from "lunju";

const baseUrl = new URLSearchParams(location.search).get("service") ?? "http://localhost:8000";

let key = "";

export const getKey = () => key;

/** Keep the key in memory alone: it is gone with the page. */
export function setKey(given: string): void {
  key = given;
}

export const lunju = createClient({ baseUrl, key: () => key || undefined });

/** What was read stays as good as new until the changes say otherwise: see `useLive`. */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { staleTime: Infinity, refetchOnReconnect: false } },
});
