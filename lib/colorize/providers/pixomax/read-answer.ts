import type { Dispatcher } from "undici";
import { z } from "zod";
import { headers } from "../../../contract/headers";
import { type AddOn, type Order, writeLaterFields } from "../../../contract/order";
import { type AddOnChanges, unknownChanges } from "../../../contract/prices";
import { problems } from "../../../contract/problems";
import { AppError } from "../../../errors/app-error";
import type { ErrorCode } from "../../../errors/error-codes";

const maxAnswerBytes = 1024 * 1024;
/** Used when the endpoint is busy and sends no Retry-After. */
const defaultWaitSeconds = 5;
const answerSchema = z.object({ outputUrl: z.string().min(1) });
/** Codes about the photo itself, which are passed on. Any other 400 of the endpoint is this studio's mistake, not the caller's. */
const photoFaults = [
  "image_corrupt",
  "image_unsupported",
  "image_too_large",
  "image_too_many_pixels",
  "page_not_found",
  "nothing_to_color",
] as const;
const problemSchema = z.object({ code: z.enum(photoFaults) });
/** What an endpoint with an earlier version of the contract answers to `auto`, before it charges anything. */
const refusesAutoSchema = z.object({ code: z.literal("invalid_boolean") });

export type Answer = { outputUrl: string; modelTag: string; changes: AddOnChanges };
type Context = { order: Order; url: string; apiKey: string; signal: AbortSignal };

/**
 * Reads the endpoint's response. Only known error codes, the model tag and idle add-ons are passed on; the rest goes into `cause`.
 * Null when the endpoint refused `auto` as a value, which it hasn't charged.
 * @throws {AppError} upstream_error, upstream_invalid_output, over_capacity, not_configured, a code about the photo
 */
export async function readAnswer(
  response: Dispatcher.ResponseData,
  { order, url, apiKey, signal }: Context,
): Promise<Answer | null> {
  // Causes are logged, and an endpoint that echoes the request would bring the key into the log.
  const text = (await readText(response.body, signal)).replaceAll(apiKey, "[key]");
  if (order.autoAddOns.length > 0 && refusesAuto(response, text)) return null;
  if (response.statusCode !== 200) throw toError(response, text);
  refuseIgnored(order, response.headers[headers.ignoredFields.toLowerCase()]);
  const answer = answerSchema.safeParse(parseJson(text));
  if (!answer.success) throw invalidOutput(new Error(`no outputUrl in: ${excerpt(text)}`));
  const tag = response.headers[headers.model.toLowerCase()];
  const modelTag = typeof tag === "string" && /^[\x21-\x7e]{1,120}$/.test(tag) ? tag : `${order.model}@upstream`;
  const changes = readChanges(response.headers[headers.idleAddOns.toLowerCase()]);
  return { outputUrl: resolveAddress(answer.data.outputUrl, url), modelTag, changes };
}

/**
 * An endpoint with an earlier version of the contract colors the whole photo as it lies. That is not what was ordered, so nobody
 * is charged for it here.
 * @throws {AppError} not_configured when the endpoint says that it ignored one of the later options
 */
function refuseIgnored(order: Order, given: string | string[] | undefined): void {
  const ignored = String(given ?? "")
    .split(",")
    .map((field) => field.trim().split(" ")[0]);
  const unknown = writeLaterFields(order).flatMap(([name]) => (ignored.includes(name) ? [`\`${name}\``] : []));
  if (unknown.length === 0) return;
  const detail = `The provider does not know ${unknown.join(", ")}. Nothing was charged. Send the photo without it, or prepared.`;
  throw new AppError("not_configured", { detail });
}

/**
 * Add-ons that the endpoint reports as idle are not charged here either. The credits it charged are no help, because its prices may
 * differ.
 */
function readChanges(given: string | string[] | undefined): AddOnChanges {
  const idle = String(given ?? "").split(/\s*,\s*/);
  const readOne = (addOn: AddOn) => (idle.includes(addOn) ? 0 : unknownChanges[addOn]);
  return { cleanScratches: readOne("cleanScratches"), faceRemaster: readOne("faceRemaster") };
}

const refusesAuto = ({ statusCode }: Dispatcher.ResponseData, text: string): boolean =>
  statusCode === 400 && refusesAutoSchema.safeParse(parseJson(text)).success;

function toError({ statusCode, headers: given }: Dispatcher.ResponseData, text: string): AppError {
  const cause = new Error(`the upstream answered ${statusCode}: ${excerpt(text)}`);
  const problem = problemSchema.safeParse(parseJson(text));
  if (statusCode === 400 && problem.success) {
    const { code } = problem.data;
    return new AppError(code, {
      detail: `The provider refused the photo: ${problems[code].title}. Nothing was charged.`,
      param: "image",
      cause,
    });
  }
  if (statusCode === 429) {
    const retryAfterSeconds = readSeconds(given["retry-after"]) ?? defaultWaitSeconds;
    return fail("over_capacity", "The provider is busy. Nothing was charged.", { cause, retryAfterSeconds });
  }
  if (statusCode === 503) {
    const retryAfterSeconds = readSeconds(given["retry-after"]);
    return fail(
      "not_configured",
      "The provider does not offer these options, or is switched off. Nothing was charged.",
      {
        cause,
        retryAfterSeconds,
      },
    );
  }
  return fail("upstream_error", `The provider answered with status ${statusCode}. Nothing was charged.`, { cause });
}

function fail(code: ErrorCode, detail: string, rest: { cause: unknown; retryAfterSeconds?: number }): AppError {
  return new AppError(code, { detail, ...rest });
}

function invalidOutput(cause: unknown): AppError {
  return fail("upstream_invalid_output", "The provider's response contains no output. Nothing was charged.", { cause });
}

async function readText(body: Dispatcher.ResponseData["body"], signal: AbortSignal): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxAnswerBytes) throw invalidOutput(new Error(`more than ${maxAnswerBytes} bytes of answer`));
      chunks.push(chunk);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) throw error;
    throw fail("upstream_error", "The connection to the provider broke. Nothing was charged.", { cause: error });
  }
  return Buffer.concat(chunks).toString("utf8");
}

function resolveAddress(address: string, base: string): string {
  try {
    return new URL(address, base).href;
  } catch (error) {
    throw invalidOutput(error);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Seconds of a Retry-After header; its date form is not supported. */
function readSeconds(value: string | string[] | undefined): number | undefined {
  return typeof value === "string" && /^\d{1,5}$/.test(value) ? Math.max(1, Number(value)) : undefined;
}

const excerpt = (text: string) => JSON.stringify(text.slice(0, 500));
