import { type WebhookEventType, webhookEventTypes } from "@/lib/contract/v1/webhooks";

/** What each event tells, in the order they are offered. */
export const eventWords: Record<WebhookEventType, string> = {
  "job.succeeded": "A photo came out in color",
  "job.failed": "A photo failed; nothing was charged",
  "credits.low": "Credits fell to your notice threshold",
};

export const readEvents = (form: FormData): WebhookEventType[] =>
  webhookEventTypes.filter((type) => form.getAll("events").includes(type));
