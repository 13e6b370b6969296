import { jobExample } from "@/lib/contract/openapi/examples";
import type { JobResource } from "@/lib/contract/v1/jobs";
import { formatCount } from "@/lib/format/format-numbers";
import type { DocsBlock, DocsFacts, DocsSection, Fact } from "./docs-block";
import { writeExampleJob } from "./jobs-section";

const events: Fact[] = [
  { name: "job.succeeded", text: "A job ended well. `data` is the job, with a link that works now." },
  { name: "job.failed", text: "A job failed and was not charged. `data` is the job with its `error`." },
  { name: "credits.low", text: "The credits fell to your threshold. `data` holds `available` and `threshold`." },
];

const sentHeaders: Fact[] = [
  { name: "webhook-id", text: "The event's own id, the same on every retry. Use it to handle each event once." },
  {
    name: "webhook-timestamp",
    text: "When this try was sent, in seconds since 1970. Refuse what is older than 5 minutes.",
  },
  {
    name: "webhook-signature",
    text: "`v1,` and the base64 of an HMAC-SHA-256 over `id.timestamp.body`. Several, with spaces between, for a day after you rotated the secret.",
  },
];

/** Needs `npm install standardwebhooks`. `body` must be the very text that came in. */
export const verifyInJavaScript = `import { Webhook } from "standardwebhooks";

/** @throws when the signature does not fit or the event is too old */
export function readEvent(body, headers) {
  const webhook = new Webhook(process.env.PIXOMAX_WEBHOOK_SECRET);
  return webhook.verify(body, headers);
}`;

/** `body` are the very bytes that came in, `headers` have lower-case names. */
export const verifyInPython = `import base64, hashlib, hmac, json, os, time


def read_event(body, headers):
    secret = os.environ["PIXOMAX_WEBHOOK_SECRET"].removeprefix("whsec_")
    sent_at = headers["webhook-timestamp"]
    signed = f"{headers['webhook-id']}.{sent_at}.".encode() + body
    digest = hmac.new(base64.b64decode(secret), signed, hashlib.sha256).digest()
    expected = "v1," + base64.b64encode(digest).decode()
    signatures = headers["webhook-signature"].split()
    if not any(hmac.compare_digest(expected, each) for each in signatures):
        raise ValueError("the signature does not fit")
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
  // The rest of the job is left out for the eye; it stands under Jobs.
  const code = JSON.stringify(event, null, 2).replace(/("outputUrl": .*)\n/, "$1,\n    …\n");
  return { kind: "code", label: "A body", language: "json", code, canCopy: false };
}

export function webhooksSection({ origin, webhookRetrySeconds }: DocsFacts): DocsSection {
  const waits = webhookRetrySeconds.map(inWords).join(", ");
  return {
    id: "webhooks",
    title: "Webhooks",
    blocks: [
      {
        kind: "text",
        text: "Instead of asking for a job again and again, let the studio call you. Add an address in the [Console](/console/webhooks), choose its events, and keep the secret: it is shown once. Everything follows [Standard Webhooks](https://www.standardwebhooks.com).",
      },
      { kind: "facts", caption: "Events", head: ["Event", "Sent when"], facts: events },
      writeExample(origin),
      { kind: "facts", caption: "Headers of a delivery", head: ["Header", "Description"], facts: sentHeaders },
      { kind: "heading", text: "Verify before you believe" },
      { kind: "code", label: "JavaScript, with standardwebhooks", language: "javascript", code: verifyInJavaScript },
      { kind: "code", label: "Python, nothing to install", language: "python", code: verifyInPython },
      { kind: "heading", text: "Retries and switching off" },
      {
        kind: "text",
        text: `Answer 2xx within 15 seconds, then do the work. Everything else, a redirect too, counts as failed and is tried again${waits ? ` after ${waits}` : ""}. Events come at least once and in no promised order. 410 switches the address off at once; an address where nothing arrived for 3 days is switched off too, and the Console says so. There you also find every delivery with its answer, and can send it again.`,
      },
      {
        kind: "text",
        text: "Addresses on private networks are refused unless the person who runs the studio allows them. Canceled jobs send nothing.",
      },
    ],
  };
}
