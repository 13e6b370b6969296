import { setTimeout as wait } from "node:timers/promises";
import { headers as names } from "../../../lib/contract/headers";
import type { Problem } from "../../../lib/contract/problems";
import type { JobResource } from "../../../lib/contract/v1/jobs";
import { makeForm } from "../call-colorize";
import { smallPhoto } from "../photos";

/** What was sent and what became of it. */
export type Tally = {
  requests: number;
  /** Requests that were not answered as a caller expects, each in a few words. */
  failures: string[];
  /** Photos that came out, and credits that the answers said were charged for them. */
  photos: number;
  charged: number;
  /** Milliseconds of each call that waited for its photo. */
  syncMs: number[];
  /** Links of outputs. */
  links: string[];
};

/** How often a caller who waits for an async job asks, and for how long: with the limit of a key in mind, not as often as it can. */
const pollMs = 1000;
const pollTimes = 90;
const pages = ["/", "/docs", "/pricing", "/api/v1/models"];

/** What callers of the studio at `url` send; each call is written down in `tally` and never throws. */
export function makeCalls(url: string, tally: Tally) {
  const started = performance.now();
  const photo = smallPhoto();

  /** Undefined when it failed, which is written down. */
  async function send(what: string, at: string, expected: number, init?: RequestInit): Promise<Response | undefined> {
    tally.requests += 1;
    const second = ((performance.now() - started) / 1000).toFixed(1);
    const answer = await fetch(new URL(at, url), init).catch((error: Error) => error);
    if (answer instanceof Response && answer.status === expected) return answer;
    const how = answer instanceof Response ? `${answer.status} ${await answer.text()}` : String(answer.cause ?? answer);
    tally.failures.push(`${what} at ${second} s: ${how.slice(0, 300)}`);
  }
  async function sendPhoto(apiKey: string, expected: 200 | 202): Promise<Response | undefined> {
    const prefer: Record<string, string> = expected === 202 ? { [names.prefer]: "respond-async" } : {};
    const headers = { [names.apiKey]: apiKey, ...prefer };
    const body = makeForm({ image: await photo, model: "tiny" });
    return send(expected === 202 ? "async" : "sync", "/api/v1/colorize", expected, { method: "POST", headers, body });
  }
  const count = (charged: number) => {
    tally.photos += 1;
    tally.charged += charged;
  };
  async function read(what: string, at: string): Promise<void> {
    await (await send(what, at, 200))?.arrayBuffer();
  }

  return {
    /** A photo whose caller waits for it. */
    async colorize(apiKey: string): Promise<void> {
      const sent = performance.now();
      const answer = await sendPhoto(apiKey, 200);
      if (!answer) return;
      tally.syncMs.push(performance.now() - sent);
      count(Number(answer.headers.get(names.creditsCharged)));
      tally.links.push(((await answer.json()) as { outputUrl: string }).outputUrl);
    },
    /** A photo whose caller asks for it every second. */
    async colorizeLater(apiKey: string): Promise<void> {
      const accepted = await sendPhoto(apiKey, 202);
      await accepted?.arrayBuffer();
      const at = accepted?.headers.get("Location");
      for (let asked = 0; at && asked < pollTimes; asked += 1) {
        await wait(pollMs);
        const answer = await send("poll", at, 200, { headers: { [names.apiKey]: apiKey } });
        if (!answer) continue;
        const job = (await answer.json()) as JobResource & { error: Problem | null };
        if (job.status === "succeeded") return count(job.creditsCharged);
        if (job.status === "failed") return void tally.failures.push(`${at} failed: ${JSON.stringify(job.error)}`);
      }
      if (at) tally.failures.push(`${at} is not done after ${(pollMs * pollTimes) / 1000} s`);
    },
    /** The output of a photo that came out, some time after it did. */
    readLink: () => read("link", tally.links[Math.floor(tally.links.length / 2)] ?? "/"),
    readPage: (at: number) => read("page", pages[at % pages.length] ?? "/"),
  };
}
