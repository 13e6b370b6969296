import { defaultOrder } from "../order";
import { unknownFacts } from "../photos/photo-facts";
import type { WebhookEventBody, WebhookEventType } from "./webhooks";

const jobId = "job_0000000000000000000000";

/** The sample event that "Send test event" sends. Its job has the mode `test` and does not exist. */
export function sampleWebhookEvent(type: WebhookEventType, origin: string, at: Date): WebhookEventBody {
  const timestamp = at.toISOString();
  if (type === "credits.low") return { type, timestamp, data: { available: 4, threshold: 5 } };
  const succeeded = type === "job.succeeded";
  const link = (end = "") => `${origin}/api/v1/jobs/${jobId}${end}`;
  const data = {
    jobId,
    status: succeeded ? ("succeeded" as const) : ("failed" as const),
    mode: "test" as const,
    source: "api" as const,
    keyName: "Sample",
    order: defaultOrder,
    priceCredits: 1,
    creditsCharged: 0,
    idleAddOns: [],
    stage: null,
    percent: succeeded ? 100 : 40,
    width: 1024,
    height: 768,
    model: succeeded ? "large@00000000" : null,
    facts: succeeded ? { ...unknownFacts, tone: "gray" as const } : null,
    photo: { pages: 1, notes: [] },
    recipe: null,
    provider: "embedded",
    createdAt: timestamp,
    startedAt: timestamp,
    finishedAt: timestamp,
    expiresAt: new Date(at.getTime() + 86_400_000).toISOString(),
    outputUrl: succeeded ? `${origin}/samples/march-pastoral.jpg` : null,
    error: succeeded
      ? null
      : {
          code: "upstream_error" as const,
          title: "The provider failed",
          detail: "This is a test event. No photo was sent.",
          fix: "Nothing to do.",
        },
    statusUrl: link(),
    cancelUrl: link("/cancel"),
    receiptUrl: link("/receipt"),
  };
  return { type, timestamp, data };
}
