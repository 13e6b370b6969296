import { colorizePath } from "@/lib/contract/code-samples/write-code-sample";
import { headers } from "@/lib/contract/headers";
import { maxImageSize } from "@/lib/contract/limits";
import { defaultOrder, formFields, metadataPolicies, outputFormats } from "@/lib/contract/order";
import { prices } from "@/lib/contract/prices";
import { formatCredits } from "@/lib/format/format-numbers";
import type { DocsFacts, DocsSection, Fact } from "./docs-block";

export function endpointSection({ origin }: DocsFacts): DocsSection {
  return {
    id: "endpoint",
    title: "Endpoint",
    blocks: [
      { kind: "code", label: "Every call goes here", language: "http", code: `POST ${origin}${colorizePath}` },
      {
        kind: "text",
        text: "The body is `multipart/form-data`. Calls from browsers are allowed from any origin; cookies are never read. Fields and headers that are not listed here are ignored; `X-Ignored-Fields` in the response names the fields.",
      },
    ],
  };
}

const list = (names: readonly string[]) => names.map((name) => `\`${name}\``).join(", ");
const field = "Form field";

const fields: Fact[] = [
  {
    name: formFields.image,
    where: `${field}, required`,
    text: `Exactly one: a file, or text that is an http(s) URL, base64 or a data URL. The studio detects which, also base64 in quotation marks or in a file. A form without it may name one part \`image[]\`, \`images\` or \`file\` instead. At most ${maxImageSize} once decoded.`,
  },
  { name: formFields.model, where: field, text: "`large` (default, best color) or `tiny` (fastest)." },
  {
    name: formFields.cleanScratches,
    where: field,
    text: `Smart Damage Repair: \`true\`, \`auto\` (only where the photo is damaged) or \`false\` (default). Adds ${formatCredits(prices.cleanScratches)}, unless it changes nothing.`,
  },
  {
    name: formFields.faceRemaster,
    where: field,
    text: `AI Clarity Boost: \`true\`, \`auto\` (only where it makes the photo clearer) or \`false\` (default). Adds ${formatCredits(prices.faceRemaster)}, unless it changes nothing.`,
  },
  {
    name: formFields.outputFormat,
    where: field,
    text: `One of ${list(outputFormats)}; \`${defaultOrder.outputFormat}\` by default.`,
  },
  {
    name: formFields.strength,
    where: field,
    text: "How much color, from `0` (gray) to `1` (default), for example `0.8`. Light and shade stay the same.",
  },
  {
    name: formFields.metadata,
    where: field,
    text: `What happens to the photo's EXIF and XMP: ${list(metadataPolicies)}. \`keep\` is the default; \`strip_gps\` removes only the location. The mark that the color was made by AI always stays.`,
  },
];

const requestHeaders: Fact[] = [
  {
    name: headers.apiKey,
    where: "Header, required",
    text: "Your key from the Console. Credits come from its account.",
  },
  {
    name: headers.idempotencyKey,
    where: "Header",
    text: "Your own id for this request, so that sending it again does not colorize the photo twice. See [Idempotency](#idempotency).",
  },
  {
    name: headers.prefer,
    where: "Header",
    text: "`respond-async` returns at once and colorizes as an async job. See [Async jobs](#async).",
  },
  {
    name: "Accept",
    where: "Header",
    text: "`image/*`, `image/png`, `image/jpeg` or `image/webp` returns the image itself instead of its URL.",
  },
];

export function requestSection(): DocsSection {
  return {
    id: "request",
    title: "Request",
    blocks: [
      { kind: "facts", caption: "Form fields", head: ["Field", "Description"], facts: fields },
      { kind: "facts", caption: "Request headers", head: ["Header", "Description"], facts: requestHeaders },
    ],
  };
}
