import "server-only";
import { headers as names } from "../../contract/headers";
import { AppError } from "../../errors/app-error";
import type { RateDecision, RateLimit } from "../../rate-limit/rate-limit";
import type { Caller } from "../auth/callers";
import type { RequestContext } from "./endpoint";

/**
 * Counts the request against its key and its account and puts the tighter of the two into the answer's headers.
 * @throws {AppError} rate_limited
 */
export async function checkRate({ studio, headers }: RequestContext, caller: Caller): Promise<void> {
  const { limits, clock } = studio;
  const decisions = await Promise.all([
    limits.account.take(caller.userId),
    ...(caller.apiKeyId ? [limits.key.take(caller.apiKeyId)] : []),
  ]);
  const tightest = decisions.reduce((a, b) => (isTighter(b, a) ? b : a));
  const secondsLeft = Math.max(1, Math.ceil((tightest.resetAt.getTime() - clock.now().getTime()) / 1000));
  headers.set(names.rateLimitLimit, String(tightest.limit));
  headers.set(names.rateLimitRemaining, String(tightest.remaining));
  headers.set(names.rateLimitReset, String(Math.ceil(tightest.resetAt.getTime() / 1000)));
  headers.set("RateLimit-Policy", `"minute";q=${tightest.limit};w=60`);
  headers.set("RateLimit", `"minute";r=${tightest.remaining};t=${secondsLeft}`);
  if (tightest.allowed) return;
  throw new AppError("rate_limited", {
    detail: `The limit is ${tightest.limit} requests a minute.`,
    retryAfterSeconds: tightest.retryAfterSeconds,
  });
}

/**
 * Counts one attempt of `key` and refuses it beyond the limit, which `explain` puts into words.
 * @throws {AppError} rate_limited
 */
export async function countAttempt(limit: RateLimit, key: string, explain: (limit: number) => string): Promise<void> {
  const { allowed, retryAfterSeconds, ...decision } = await limit.take(key);
  if (allowed) return;
  throw new AppError("rate_limited", { detail: explain(decision.limit), retryAfterSeconds });
}

const isTighter = (a: RateDecision, b: RateDecision) =>
  a.allowed === b.allowed ? a.remaining < b.remaining : !a.allowed;
