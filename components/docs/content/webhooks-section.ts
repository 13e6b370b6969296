import { jobExample } from "@/lib/contract/openapi/examples";
import type { JobResource } from "@/lib/contract/v1/jobs";
import { formatCount } from "@/lib/format/format-numbers";
import type { DocsBlock, DocsFacts, DocsSection, Fact } from "./docs-block";
import { writeExampleJob } from "./jobs-section";

const events: Fact[] = [
  { name: "job.succeeded", text: "A job succeeded. `data` is the job, with a link that works now." },
  { name: "job.failed", text: "A job failed and was not charged. `data` is the job with its `error`." },
  { name: "credits.low", text: "The credits fell to your threshold. `data` contains `available` and `threshold`." },
];

const sentHeaders: Fact[] = [
  { name: "webhook-id", text: "The event's id, the same on every retry. Use it to handle each event only once." },
  {
    name: "webhook-timestamp",
    text: "When this attempt was sent, in seconds since 1970. Refuse anything older than 5 minutes.",
  },
  {
    name: "webhook-signature",
    text: "`v1,` and the base64 of an HMAC-SHA-256 over `id.timestamp.body`. Several, separated by spaces, for 24 hours after you rotated the secret.",
  },
];

/** Needs `npm install standardwebhooks`. `body` must be the text exactly as it came in. */
export const verifyInJavaScript = `import { Webhook } from "standardwebhooks";

/** @throws when the signature does not match or the event is too old */
export function readEvent(body, headers) {
  const webhook = new Webhook(process.env.PIXOMAX_WEBHOOK_SECRET);
  return webhook.verify(body, headers);
}`;

/** `body` must be the bytes exactly as they came in; header names are in lower case. */
export const verifyInPython = `import base64, hashlib, hmac, json, os, time


def read_event(body, headers):
    secret = os.environ["PIXOMAX_WEBHOOK_SECRET"].removeprefix("whsec_")
    sent_at = headers["webhook-timestamp"]
    signed = f"{headers['webhook-id']}.{sent_at}.".encode() + body
    digest = hmac.new(base64.b64decode(secret), signed, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    signatures = headers["webhook-signature"].split()
    if not any(hmac.compare_digest(expected, each) for each in signatures):
        raise ValueError("the signature does not match")
    if abs(time.time() - int(sent_at)) > 300:
        raise ValueError("the event is too old")
    return json.loads(body)`;

function inWords(seconds: number): string {
  if (seconds % 3600 === 0) return formatCount(seconds / 3600, "hour");
  return seconds % 60 === 0 ? formatCount(seconds / 60, "minute") : formatCount(seconds, "second");
}

function writeExample(origin: string): DocsBlock {
  const { jobId, status, outputUrl } = JSON.parse(writeExampleJob(origin)) as JobResource;
  const event = { type: "job.succeeded", timestamp: jobExample.finishedAt, data: { jobId, status, outputUrl } };
  // Shortened to be readable: the whole job is shown under Jobs.
  const code = JSON.stringify(event, null, 2).replace(/("outputUrl": .*)\n/, "$1,\n    …\n");
  return { kind: "code", label: "Example body", language: "json", code, canCopy: false };
}

export function webhooksSection({ origin, webhookRetrySeconds }: DocsFacts): DocsSection {
  const waits = webhookRetrySeconds.map(inWords).join(", ");
  return {
    id: "webhooks",
    title: "Webhooks",
    blocks: [
      {
        kind: "text",
        text: "Instead of polling for a job, let the studio call you. Add a URL and choose its events, in the [Console](/console/webhooks) or by sending `url` and `events` to `POST /api/v1/webhooks`. Save the secret: it is shown only once. `GET /api/v1/webhooks` lists the endpoints, `DELETE /api/v1/webhooks/{id}` removes one. Everything follows [Standard Webhooks](https://www.standardwebhooks.com).",
      },
      { kind: "facts", caption: "Events", head: ["Event", "Sent when"], facts: events },
      writeExample(origin),
      { kind: "facts", caption: "Headers of a delivery", head: ["Header", "Description"], facts: sentHeaders },
      { kind: "heading", text: "Verify the signature" },
      { kind: "code", label: "JavaScript, with standardwebhooks", language: "javascript", code: verifyInJavaScript },
      { kind: "code", label: "Python, nothing to install", language: "python", code: verifyInPython },
      { kind: "heading", text: "Retries and switching off" },
      {
        kind: "text",
        text: `Return 2xx within 15 seconds, then do the work. Anything else, including a redirect, counts as failed and is retried${waits ? ` after ${waits}` : ""}. Events are delivered at least once, in no guaranteed order. A 410 switches the endpoint off at once. An endpoint that no event reached for 3 days is switched off too, and the Console shows it. There you also find every delivery with its response, and can send it again.`,
      },
      {
        kind: "text",
        text: "URLs on private networks are refused unless the person who runs the studio allows them. Canceled jobs send no event.",
      },
    ],
  };
}
