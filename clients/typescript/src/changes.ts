/** Following what changes, live, as server-sent events (WHATWG HTML, section 9.2), across connections. */

import { LunjuError } from "./problem.ts";
import { isTemporary, wait, type CallOptions, type Transport } from "./transport.ts";
import type { ResourceName, Schemas } from "./types.ts";

export type Change = Schemas["Version"];

export interface ChangesOptions extends CallOptions {
  /** The `sequence` of the last change that is known; from now on, unless told. */
  since?: number | undefined;
  /** The epoch of the dataset that it is of. */
  epoch?: string | undefined;
  /** Only of this resource. */
  resource?: ResourceName | undefined;
  /** Only of this essay. */
  essay_id?: string | undefined;
  /** Is told where the feed begins, and each time that it is connected again. */
  onOpen?: ((mark: { sequence: number; epoch: string }) => void) | undefined;
  /** Is told each time that a connection ended or could not be made, and why, before the next is tried. */
  onLost?: ((error: unknown) => void) | undefined;
}

/** Yield each change once, in the order of commits, and go on where a connection ended, until the loop is left. */
export async function* follow(transport: Transport, options: ChangesOptions): AsyncGenerator<Change, void> {
  const { signal, onOpen, onLost, ...asked } = options;
  const left = new AbortController(); // leaving the loop ends the connection
  const either = signal ? AbortSignal.any([signal, left.signal]) : left.signal;
  try {
    for (let failed = 0; ; failed++) {
      let lost: unknown = new Error("The stream ended.");
      try {
        const url = transport.url("changes", asked);
        const response = await transport.send(url, { headers: { Accept: "text/event-stream" }, signal: either });
        for await (const { event, data } of events(response)) {
          const told = JSON.parse(data);
          if (event === "restarted") throw await restarted(transport, asked, either);
          asked.since = told.sequence;
          failed = 0;
          if (event === "start") {
            asked.epoch = told.epoch;
            onOpen?.(told);
          } else if (event === "change") yield told as Change;
        }
      } catch (error) {
        if (either.aborted || (error instanceof LunjuError && !isTemporary(error))) throw error;
        lost = error;
      }
      onLost?.(lost);
      await wait(Math.min(250 * 2 ** failed, 15_000), either);
    }
  } finally {
    left.abort();
  }
}

/** The error of a dataset that was restored, as the service tells it to who asks. */
async function restarted(transport: Transport, asked: object, signal: AbortSignal): Promise<unknown> {
  return transport.json("changes", { query: asked, signal }).then(() => new Error("The stream ended."), (error) => error);
}

async function* events(response: Response): AsyncGenerator<{ event: string; data: string }, void> {
  let rest = "";
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      const blocks = (rest + chunk.value).split("\n\n");
      rest = blocks.pop()!;
      for (const block of blocks) {
        const said = block.split("\n").map((line) => /^(\w+): ?(.*)$/.exec(line) ?? ["", "", ""]);
        const all = (name: string) => said.filter((each) => each[1] === name).map((each) => each[2]).join("\n");
        if (all("data")) yield { event: all("event") || "message", data: all("data") };
      }
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
