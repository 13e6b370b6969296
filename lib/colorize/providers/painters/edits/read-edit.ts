import sharp from "sharp";
import type { Dispatcher } from "undici";
import { z } from "zod";
import { AppError } from "../../../../errors/app-error";
import { pictureLimits } from "../../../photo-file/open-picture";
import { explainStatus } from "../http/explain-status";
import { maxPictureBytes } from "../http/fetch-picture";

/** A picture as base64, and what is around it. */
export const maxAnswerBytes = maxPictureBytes * 1.4 + 1024 * 1024;

const editSchema = z.object({
  data: z.array(z.object({ b64_json: z.string().min(1).nullish(), url: z.string().min(1).nullish() })).min(1),
});
const problemSchema = z.object({
  error: z.object({ code: z.string().nullish(), type: z.string().nullish() }),
});

/** What an engine calls a photo that its rules forbid. */
const forbidden = ["moderation_blocked", "content_policy_violation"];
/** A status of 429 that no waiting helps. */
const unpaid = ["insufficient_quota", "billing_hard_limit_reached"];

type Edit = { bytes: Uint8Array; address?: never } | { bytes?: never; address: string };

/** The picture of an answer, or where it is. @throws {AppError} upstream_invalid_output */
export function readEdit(text: string): Edit {
  const [first] = editSchema.safeParse(parseJson(text)).data?.data ?? [];
  if (first?.b64_json) return { bytes: Buffer.from(first.b64_json, "base64") };
  if (first?.url) return { address: first.url };
  throw invalid(
    "The editor's answer has no picture",
    new Error(`no picture in: ${JSON.stringify(text.slice(0, 200))}`),
  );
}

/** @throws {AppError} upstream_invalid_output unless the bytes are a whole PNG, JPEG or WebP */
export async function checkPicture(bytes: Uint8Array): Promise<void> {
  try {
    const picture = sharp(bytes, pictureLimits());
    const { format } = await picture.metadata();
    if (format !== "png" && format !== "jpeg" && format !== "webp") throw new Error(`format ${format}`);
    await picture.resize(8, 8, { fit: "fill" }).raw().toBuffer();
  } catch (error) {
    throw invalid("The editor's answer is not a usable picture", error);
  }
}

/**
 * What a status other than 200 means. The engine's own words go into the cause, which is logged and never sent to a caller.
 * @param text of the answer, without the key
 */
export function explainRefusal(
  response: Pick<Dispatcher.ResponseData, "statusCode" | "headers">,
  text: string,
): AppError {
  const { error } = problemSchema.safeParse(parseJson(text)).data ?? {};
  const code = error?.code ?? error?.type ?? "";
  if (response.statusCode === 429 && unpaid.includes(code))
    return explainStatus({ ...response, statusCode: 402 }, text);
  if (response.statusCode === 400 && forbidden.includes(code)) {
    const cause = new Error(`the editor answered 400: ${JSON.stringify(text.slice(0, 500))}`);
    const detail =
      "The editor refused the photo: its rules forbid what it takes it to show. Nothing was charged. Sending it again won't help.";
    return new AppError("upstream_error", { detail, cause });
  }
  return explainStatus(response, text);
}

const invalid = (what: string, cause: unknown): AppError =>
  new AppError("upstream_invalid_output", { detail: `${what}. Nothing was charged.`, cause });

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
