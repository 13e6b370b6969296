import { colorizePath } from "@/lib/contract/code-samples/write-code-sample";
import { headers } from "@/lib/contract/headers";
import { maxImageSize } from "@/lib/contract/limits";
import { defaultOrder, formFields, metadataPolicies, outputFormats } from "@/lib/contract/order";
import { maxHint } from "@/lib/contract/photos/color-hint";
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
    text: `What happens to what is written in the photo's file: ${list(metadataPolicies)}. \`keep\` is the default; \`strip_gps\` removes only the coordinates. The mark that the color was made by AI always stays. See [Metadata](#metadata).`,
  },
  {
    name: formFields.outputProfile,
    where: field,
    text: "`srgb` (default), which looks the same everywhere, or `keep`: the photo's own RGB profile, such as Display P3 or Adobe RGB.",
  },
  {
    name: formFields.bitDepth,
    where: field,
    text: "`auto` (default: 16 bits a channel where the photo has more than 8 and the format can hold them), `8` or `16`. Formats without 16 bits give 8.",
  },
  {
    name: formFields.page,
    where: field,
    text: `Which page or frame of a file with several, counted from \`1\` (default). \`${headers.photoPages}\` says how many there are; each page is a call of its own.`,
  },
  {
    name: formFields.rotate,
    where: field,
    text: "Turns the photo before it is colored: degrees clockwise, such as `90` or `-1.5`. The picture grows to the box around it, its corners white.",
  },
  {
    name: formFields.crop,
    where: field,
    text: "Colors only this part: `x,y,width,height` as shares of the turned photo, such as `0.1,0.05,0.8,0.9`.",
  },
  { name: formFields.invert, where: field, text: "`true` makes a positive of a negative; `false` is the default." },
  {
    name: formFields.hint,
    where: field,
    text: `What you know about the photo's colors, in words: \`the dress was dark green\`. One line of at most ${maxHint} characters. Only studios whose engine takes words accept it; others answer \`not_configured\` and charge nothing.`,
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
    text: `\`image/*\` or one of ${list(outputFormats.map((format) => `image/${format}`))} returns the image itself instead of its URL.`,
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
