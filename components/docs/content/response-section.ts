import { headers } from "@/lib/contract/headers";
import { photoNotes } from "@/lib/contract/photos/photo-notes";
import type { DocsSection, Fact } from "./docs-block";

const bodyFacts: Fact[] = [
  {
    name: "outputUrl",
    where: "String",
    text: "The colorized photo at its original size. The URL is public, so it works in any browser or program, and is valid for a limited time.",
  },
];

const headerFacts: Fact[] = [
  { name: headers.requestId, text: "On every response. Quote it when you report a problem." },
  { name: headers.jobId, text: "The job, as in your Console and under `/api/v1/jobs`. Sent once there is one." },
  { name: headers.creditsCharged, text: "What this call cost. `0` on every error, replay and test." },
  {
    name: headers.idleAddOns,
    text: "Ordered add-ons that changed nothing and were not charged, as in a job's `idleAddOns`. Not sent if there are none.",
  },
  {
    name: headers.ignoredFields,
    text: "Form fields that were ignored because there are none of that name, with the name that was probably meant: `clean_scratchs (did you mean clean_scratches?)`. On success and on errors. Not sent if there are none.",
  },
  {
    name: headers.photoPages,
    text: "How many pages or frames the photo's file has. Not sent if there is one. The call colored one of them, `page`.",
  },
  {
    name: headers.photoNotes,
    text: `What was noticed in the file, as codes separated by commas: ${photoNotes.map((note) => `\`${note}\``).join(", ")}. Not sent if there is nothing. See [Jobs](#jobs).`,
  },
  { name: headers.creditsRemaining, text: "Credits the account can still spend." },
  { name: headers.rateLimitLimit, text: "Requests per minute for this key." },
  { name: headers.rateLimitRemaining, text: "How many of them are left." },
  { name: headers.rateLimitReset, text: "When the count restarts, in whole seconds since 1970 (UTC)." },
  {
    name: "RateLimit",
    text: "The same three values in the format of the IETF draft, together with `RateLimit-Policy`.",
  },
  { name: headers.model, text: "The model that ran, with a short hash of its weights." },
  { name: headers.provider, text: "Which provider did the work." },
  { name: headers.width, text: "Width of the output in pixels: the photo's, after `rotate` and `crop`." },
  { name: headers.height, text: "Height of the output in pixels." },
  { name: headers.processingMs, text: "How long the work took, in milliseconds." },
  { name: headers.outputExpiresAt, text: "Until when `outputUrl` works (RFC 3339)." },
  {
    name: headers.idempotencyReplayed,
    text: "`true` when this repeats the response to an earlier, identical request.",
  },
  { name: headers.preferenceApplied, text: "`respond-async` when the call continues as an async job." },
  { name: "Retry-After", text: "On 429 and 503: whole seconds to wait before you try again." },
];

export function responseSection(): DocsSection {
  return {
    id: "response",
    title: "Response",
    blocks: [
      {
        kind: "text",
        text: "Success is status 200 with `application/json; charset=utf-8` and exactly one field. With `Accept: image/*` the response is the image itself, with the same headers.",
      },
      { kind: "code", label: "200 OK", language: "json", code: '{ "outputUrl": "https://…/out.png" }', canCopy: false },
      { kind: "facts", caption: "Response body", head: ["Field", "Description"], facts: bodyFacts },
      { kind: "heading", text: "Response headers" },
      { kind: "facts", caption: "Response headers", head: ["Header", "Description"], facts: headerFacts },
    ],
  };
}
