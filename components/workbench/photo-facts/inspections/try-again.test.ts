import { expect, it } from "vitest";
import { ApiProblem } from "@/lib/client/api-problem";
import { tryAgain, waitUnless } from "./try-again";

const problem = (code: ApiProblem["code"], retryAfterSeconds?: number) =>
  new ApiProblem({ code, status: 429, detail: `It was ${code}.`, fix: "", retryAfterSeconds });

/** What came of asking a studio that says no in these ways first, and how long was waited before each further try. */
async function ask(...refusals: Error[]) {
  const waits: number[] = [];
  const outcome = await tryAgain(
    async () => {
      const refusal = refusals.shift();
      if (refusal) throw refusal;
      return "seen";
    },
    async (ms) => void waits.push(ms),
  ).catch((error: Error) => error.message);
  return { outcome, waits };
}

it("a busy studio is asked again after the time that it names", async () => {
  expect(await ask(problem("rate_limited", 7), problem("over_capacity"))).toEqual({
    outcome: "seen",
    waits: [7_000, 5_000],
  });
});

it("a studio that stays busy is asked three more times, and one that is so for long is left alone", async () => {
  const busy = Array.from({ length: 9 }, () => problem("over_capacity", 1));
  expect(await ask(...busy)).toEqual({ outcome: "It was over_capacity.", waits: [1_000, 1_000, 1_000] });
  expect(await ask(problem("rate_limited", 3_600))).toEqual({ outcome: "It was rate_limited.", waits: [] });
});

it("what trying again does not help is not tried again", async () => {
  expect(await ask(problem("image_corrupt"))).toEqual({ outcome: "It was image_corrupt.", waits: [] });
});

it("waiting ends at once for a photo that was sent or removed", async () => {
  const stop = new AbortController();
  const waiting = waitUnless(stop.signal, 3_600_000);
  stop.abort(new Error("removed"));
  await expect(waiting).rejects.toThrow("removed");
});
