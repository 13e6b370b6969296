import { headers } from "@/lib/contract/headers";
import type { DocsSection, Fact } from "./docs-block";

const bodyFacts: Fact[] = [
  {
    name: "outputUrl",
    where: "String",
    text: "The colored photo at its original size. Public, so it works in any browser or program, and good for a limited time.",
  },
];

const headerFacts: Fact[] = [
  { name: headers.requestId, text: "On every answer. Quote it when you report a problem." },
  { name: headers.jobId, text: "The job, in your Console and under `/api/v1/jobs`, once there is one." },
  { name: headers.creditsCharged, text: "What this call cost. `0` on every error, replay and test." },
  {
    name: headers.idleAddOns,
    text: "Ordered add-ons that changed nothing and were not charged, as in a job's `idleAddOns`. Left out when there is none.",
  },
  { name: headers.creditsRemaining, text: "What the account can still spend." },
  { name: headers.rateLimitLimit, text: "Requests a minute that the key may send." },
  { name: headers.rateLimitRemaining, text: "How many of them are left." },
  { name: headers.rateLimitReset, text: "When the count starts anew, in whole seconds since 1970 (UTC)." },
  { name: "RateLimit", text: "The same three in the spelling of the IETF draft, together with `RateLimit-Policy`." },
  { name: headers.model, text: "The model that ran, with a short hash of its weights." },
  { name: headers.provider, text: "Which provider did the work." },
  { name: headers.width, text: "Width of the result in pixels, the same as the photo's." },
  { name: headers.height, text: "Height of the result in pixels." },
  { name: headers.processingMs, text: "How long the work took, in milliseconds." },
  { name: headers.outputExpiresAt, text: "Until when `outputUrl` works (RFC 3339)." },
  { name: headers.idempotencyReplayed, text: "`true` when this is the answer to an earlier, equal request." },
  { name: headers.preferenceApplied, text: "`respond-async` when the call goes on in the background." },
  { name: "Retry-After", text: "On 429 and 503: whole seconds to wait before the next try." },
];

export function responseSection(): DocsSection {
  return {
    id: "response",
    title: "Response",
    blocks: [
      {
        kind: "text",
        text: "Success is status 200 with `application/json; charset=utf-8` and exactly one field. With `Accept: image/*` it is the picture's own bytes instead, with the same headers.",
      },
      { kind: "code", label: "200 OK", language: "json", code: '{ "outputUrl": "https://…/out.png" }', canCopy: false },
      { kind: "facts", caption: "Response body", head: ["Field", "Description"], facts: bodyFacts },
      { kind: "heading", text: "Response headers" },
      { kind: "facts", caption: "Response headers", head: ["Header", "Description"], facts: headerFacts },
    ],
  };
}
