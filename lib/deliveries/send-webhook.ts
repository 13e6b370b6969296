import "server-only";
import { type Dispatcher, request } from "undici";
import { checkAddress } from "../safe-fetch/check-address";
import type { Attempt } from "../webhooks/delivery/settle-attempt";
import type { DeliveryDeps } from "./delivery-deps";

const maxAnswerBytes = 8 * 1024;
// One text for "blocked", "refused", "no such name" and "too slow": its owner must not learn which ports are open inside.
const noAnswer = "No answer. The address could not be reached, refused the connection, or took longer than 15 seconds.";

type Message = { url: string; headers: Record<string, string>; body: string };

/**
 * Posts a message once and tells what came of it. Only 2xx counts; redirects are never followed; what the receiver writes back
 * is thrown away. Never rejects: whatever the far side does is an attempt that failed.
 */
export async function sendWebhook(deps: DeliveryDeps, { url, headers, body }: Message): Promise<Attempt> {
  const { agent, allowed, clock, log, timeoutMs } = deps;
  const at = clock.now();
  const signal = AbortSignal.timeout(timeoutMs);
  let status: number | null = null;
  try {
    const answer = await request(checkAddress(url, { allowed }), {
      method: "POST",
      dispatcher: agent,
      signal,
      headers: { "content-type": "application/json", "user-agent": "PixomaxStudio-Webhooks", ...headers },
      body,
      reset: true,
    });
    status = answer.statusCode;
    await discard(answer.body, signal);
  } catch (error) {
    log.debug({ err: error, url }, "a webhook got no answer");
  }
  const durationMs = clock.now().getTime() - at.getTime();
  return { at, status, failure: describeFailure(status), durationMs, gone: status === 410, sent: true };
}

/** The status is the answer; a body that is long, slow or broken changes nothing about it. */
async function discard(body: Dispatcher.ResponseData["body"], signal: AbortSignal): Promise<void> {
  await body.dump({ limit: maxAnswerBytes, signal }).catch(() => {});
  body.on("error", () => {}).destroy();
}

function describeFailure(status: number | null): string | null {
  if (status === null) return noAnswer;
  if (status >= 200 && status <= 299) return null;
  if (status >= 300 && status <= 399) return `Answered ${status}. Redirects are not followed; use the final address.`;
  if (status === 410) return "Answered 410, which says that this address is gone for good.";
  return `Answered ${status}. Only 2xx says that the event was received.`;
}
