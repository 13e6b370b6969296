import sharp from "sharp";
import { type ContractCase, judge, type Outcome } from "./contract-case";
import { type Answer, callEndpoint, type Endpoint, type Form, readJson } from "./endpoint";

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 60)}…` : text).replaceAll(/\s+/g, " ");

/** The status, and of an error its code, of a success what is wrong with it. */
export function describeAnswer(answer: Answer): string {
  const body = readJson(answer);
  const code = body && typeof body.code === "string" ? ` ${body.code}` : "";
  return `${answer.status}${code || (answer.status === 200 ? "" : ` ${shorten(answer.text)}`)}`;
}

/** An add-on that changed nothing is not charged, and the answer names it; the photo itself is charged always. */
function isRightCharge(charged: string, credits: number, { headers }: Answer): boolean {
  if (!headers.has("x-idle-add-ons")) return charged === String(credits);
  return /^\d+$/.test(charged) && Number(charged) >= 1 && Number(charged) < credits;
}

/** 200, JSON in UTF-8, exactly `outputUrl`, and the right charge where the headers name one. */
export function judgeSuccess(answer: Answer, credits: number): Outcome {
  if (answer.status !== 200) return judge(false, describeAnswer(answer));
  const contentType = answer.headers.get("content-type") ?? "none";
  if (!/^application\/json;\s*charset=utf-8$/i.test(contentType)) return judge(false, `Content-Type ${contentType}`);
  const body = readJson(answer);
  if (Object.keys(body ?? {}).join() !== "outputUrl" || !isWebAddress(body?.outputUrl)) {
    return judge(false, `200 ${shorten(answer.text)}`);
  }
  const charged = answer.headers.get("x-credits-charged");
  if (charged !== null && !isRightCharge(charged, credits, answer)) {
    return judge(false, `200, ${charged} credits charged`);
  }
  return judge(true, charged === null ? "200" : `200, ${charged} charged`);
}

export function isWebAddress(value: unknown): value is string {
  return typeof value === "string" && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}

/** A call that has to succeed and cost this much. */
export function expectSuccess(name: string, credits: number, form: (endpoint: Endpoint) => Form): ContractCase {
  return {
    name,
    expected: "200 { outputUrl }",
    credits,
    run: async (endpoint) => judgeSuccess(await callEndpoint(endpoint, form(endpoint)), credits),
  };
}

/** A call that has to be refused with this status, and charges nothing. */
export function expectStatus(
  name: string,
  status: number,
  send: (endpoint: Endpoint) => Promise<Answer>,
): ContractCase {
  return {
    name,
    expected: String(status),
    credits: 0,
    run: async (endpoint) => {
      const answer = await send(endpoint);
      return judge(answer.status === status, describeAnswer(answer));
    },
  };
}

/** Fetches the picture as anybody would, without the key. */
export async function judgeOutput(outputUrl: string, { photo }: Endpoint): Promise<Outcome> {
  const response = await fetch(outputUrl, { signal: AbortSignal.timeout(60_000) });
  if (!response.ok) return judge(false, `${response.status} for ${shorten(outputUrl)}`);
  const size = await sharp(await response.arrayBuffer())
    .metadata()
    .catch(() => null);
  if (!size) return judge(false, "not a picture");
  return judge(
    size.width === photo.width && size.height === photo.height,
    `${size.format}, ${size.width} × ${size.height}`,
  );
}
