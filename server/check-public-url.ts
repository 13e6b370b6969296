import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { isStudio } from "../lib/instances/prove-studio";

type Check = {
  publicUrl: string;
  /** LINK_SECRET, which all processes of the studio have. */
  secret: string;
  /** For tests. */
  fetch?: typeof fetch;
  wait?: (ms: number) => Promise<unknown>;
};

/** A load balancer sends nothing before it has seen that this process is ready. */
const tries = 4;
const betweenMs = 5_000;
const answerWithinMs = 10_000;
const answerSchema = z.object({ proof: z.string() });

/**
 * Whether PUBLIC_URL leads to this studio: asks it as the world would, and looks whether whoever answers has the studio's secret.
 * @returns what is wrong, in words for the person who started it; null when it leads here
 */
export async function checkPublicUrl({
  publicUrl,
  secret,
  fetch: ask = fetch,
  wait = pause,
}: Check): Promise<string | null> {
  for (let left = tries; ; left -= 1) {
    const fault = await askOnce(publicUrl, secret, ask);
    if (fault === null || left <= 1) return fault && explain(publicUrl, fault);
    await wait(betweenMs);
  }
}

async function askOnce(publicUrl: string, secret: string, ask: typeof fetch): Promise<string | null> {
  const question = randomBytes(16).toString("hex");
  const url = `${publicUrl}/api/health/live?question=${question}`;
  try {
    const answer = await ask(url, { redirect: "manual", signal: AbortSignal.timeout(answerWithinMs) });
    const location = answer.headers.get("location");
    if (location) return `it sends on to ${new URL(location, url).origin}, so that is what PUBLIC_URL should say`;
    const body = answerSchema.safeParse(await answer.json().catch(() => null));
    const isHere = body.success && isStudio(secret, question, body.data.proof);
    return isHere ? null : `what answers there (with status ${answer.status}) is not this studio`;
  } catch (error) {
    return `nothing answers there (${nameFailure(error)})`;
  }
}

/** The innermost cause has the reason: fetch itself only says that it failed. */
function nameFailure(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return nameFailure(error.cause);
  return error.name === "TimeoutError" ? `no answer within ${answerWithinMs / 1000} s` : error.message || error.name;
}

const explain = (publicUrl: string, fault: string): string =>
  `PUBLIC_URL ${publicUrl} does not lead to this studio: ${fault}. ` +
  "Links in mails and answers start with it, and only there can people sign in. Correct it, or the proxy or name that should lead here. " +
  "(A machine that cannot reach its own public address gets this line too, though all is well.)";
