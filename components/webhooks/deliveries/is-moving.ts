import type { WebhookDeliveryAnswer } from "@/lib/contract/webhooks";

const soonMs = 60_000;

/** Waiting for an attempt that comes within a minute, so it is worth watching. */
export const isMoving = ({ nextAttemptAt }: WebhookDeliveryAnswer): boolean =>
  nextAttemptAt !== null && new Date(nextAttemptAt).getTime() - Date.now() < soonMs;
