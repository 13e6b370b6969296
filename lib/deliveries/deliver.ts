import "server-only";
import { metrics } from "../telemetry/metrics";
import type { ClaimedDelivery } from "../webhooks/delivery/claim-deliveries";
import { type Attempt, nextAttempt, settleAttempt } from "../webhooks/delivery/settle-attempt";
import { currentSigningSecrets, signWebhook } from "../webhooks/endpoints/signing-secret";
import type { DeliveryDeps } from "./delivery-deps";
import { sendWebhook } from "./send-webhook";
import { writeBody } from "./write-body";

/** Makes one attempt at a delivery that this process has claimed, and records the result. */
export async function deliver(deps: DeliveryDeps, claimed: ClaimedDelivery): Promise<void> {
  const { db, clock, log, retrySeconds, random } = deps;
  const attempt = await attemptDelivery(deps, claimed);
  const now = clock.now();
  const tries = claimed.attempts + 1;
  const nextAttemptAt = attempt.sent ? nextAttempt({ attempts: tries, now, retrySeconds, random }) : null;
  const { settled, switchedOff } = await settleAttempt(db, { claimed, attempt, nextAttemptAt, now });
  const { id: deliveryId, endpointId } = claimed;
  const { status, durationMs } = attempt;
  const failed = nextAttemptAt ? "retried" : "failed";
  if (settled) metrics().deliveries.inc({ outcome: attempt.failure === null ? "delivered" : failed });
  log.info({ deliveryId, endpointId, status, durationMs, tries, settled }, "tried to deliver a webhook");
  if (switchedOff) log.warn({ endpointId, reason: switchedOff }, "switched a webhook endpoint off");
}

async function attemptDelivery(deps: DeliveryDeps, claimed: ClaimedDelivery): Promise<Attempt> {
  const at = deps.clock.now();
  const body = await writeBody(deps, claimed);
  if (body === null) {
    const failure = "Not sent: the job of this event has been deleted.";
    return { at, status: null, failure, durationMs: 0, gone: false, sent: false };
  }
  const { eventId, endpointId, secretVersion, rotatedAt, url } = claimed;
  const endpoint = { id: endpointId, secretVersion, rotatedAt };
  const secrets = currentSigningSecrets(deps.webhookSecret, endpoint, at);
  const headers = signWebhook({ id: eventId, body, at }, secrets);
  return sendWebhook(deps, { url, headers, body });
}
