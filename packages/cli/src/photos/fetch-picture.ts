import { setTimeout as wait } from "node:timers/promises";

const maxAttempts = 3;
const pauseMs = 500;

/** The picture behind a result's link, whole or not at all. The link carries its own signature: no key is sent. */
export async function fetchPicture(outputUrl: string, signal: AbortSignal): Promise<Buffer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const response = await fetch(outputUrl, { signal });
      if (!response.ok) throw new Error(`The result cannot be fetched: ${response.status} ${response.statusText}`);
      return Buffer.from(await response.arrayBuffer());
    } catch (error) {
      if (signal.aborted || attempt === maxAttempts) throw error;
      await wait(attempt * pauseMs, undefined, { signal });
    }
  }
}
