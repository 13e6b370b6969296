import "server-only";
import { type Dispatcher, request } from "undici";
import { checkAddress } from "../safe-fetch/check-address";
import type { Attempt } from "../webhooks/delivery/settle-attempt";
import type { DeliveryDeps } from "./delivery-deps";

const maxAnswerBytes = 8 * 1024;
// One text for blocked, refused, unknown and slow hosts: it must not reveal which ports are open in the operator's network.
const noAnswer = "No answer. The address could not be reached, refused the connection, or took longer than 15 seconds.";

type Message = { url: string; headers: Record<string, string>; body: string };

/**
 * Posts a message once and returns the result. Only 2xx is a success, redirects are not followed, and the response body is
 * discarded. Never rejects: whatever goes wrong is a failed attempt.
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

/** Only the status counts. A body that is long, slow or broken does not change it. */
async function discard(body: Dispatcher.ResponseData["body"], signal: AbortSignal): Promise<void> {
  await body.dump({ limit: maxAnswerBytes, signal }).catch(() => {});
  body.on("error", () => {}).destroy();
}

function describeFailure(status: number | null): string | null {
  if (status === null) return noAnswer;
  if (status >= 200 && status <= 299) return null;
  if (status >= 300 && status <= 399) return `Answered ${status}. Redirects are not followed; use the final address.`;
  if (status === 410) return "Answered 410, which means that this address is gone permanently.";
  return `Answered ${status}. Only a 2xx status confirms that the event was received.`;
}
