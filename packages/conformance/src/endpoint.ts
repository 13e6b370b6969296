import { setTimeout as sleep } from "node:timers/promises";

/** The endpoint on trial, and what it is tried with. */
export type Endpoint = {
  /** Origin, without a trailing slash. */
  url: string;
  key: string;
  photo: Photo;
  /** A public address of a photo; null when there is none to try. */
  imageUrl: string | null;
  /** A key of an account without credits, for 403. */
  poorKey: string | null;
};
export type Photo = { bytes: Uint8Array<ArrayBuffer>; width: number; height: number };
export type Answer = { status: number; headers: Headers; text: string };
type Part = string | Uint8Array<ArrayBuffer>;
export type Form = Record<string, Part | Part[]>;

/** Longer than any provider's own deadline should be. */
const timeoutMs = 180_000;
const maxTries = 3;

/** One call with this form. `headers` replace what goes along, an empty one leaves it out. */
export async function callEndpoint(
  { url, key }: Pick<Endpoint, "url" | "key">,
  form: Form,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return sendBody({ url, key }, writeForm(form), headers);
}

/** One POST of this very body. */
export async function sendBody(
  { url, key }: Pick<Endpoint, "url" | "key">,
  body: BodyInit,
  more: Record<string, string> = {},
): Promise<Answer> {
  const headers = Object.entries({ "X-Api-Key": key, ...more }).filter(([, value]) => value !== "");
  for (let tries = 1; ; tries += 1) {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${url}/api/v1/colorize`, { method: "POST", headers, body, signal });
    const text = await response.text();
    const waitSeconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    // The cases come faster than some limits allow; no case of them is about that.
    const isHeldUp = response.status === 429 && waitSeconds > 0 && waitSeconds <= 60 && tries < maxTries;
    if (!isHeldUp) return { status: response.status, headers: response.headers, text };
    await sleep(waitSeconds * 1000);
  }
}

function writeForm(form: Form): FormData {
  const written = new FormData();
  for (const [name, parts] of Object.entries(form)) {
    for (const part of [parts].flat()) {
      if (typeof part === "string") written.append(name, part);
      else written.append(name, new Blob([part], { type: "image/jpeg" }), "photo.jpg");
    }
  }
  return written;
}

/** The body as JSON, or null. */
export function readJson({ text }: Answer): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
