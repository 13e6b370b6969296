import "server-only";
import { z } from "zod";
import { AppError } from "../../../errors/app-error";
import { rawBodies } from "../../route/body-limits";
import type { RequestContext } from "../../route/endpoint";
import { collectBody } from "../../route/read-body";
import { findUnstorable } from "../../route/storable-text";

const formSchema = z.record(z.string(), z.string());

/**
 * The fields of a form, or of a JSON object whose values are texts; none for a body of another type.
 * @throws {AppError} invalid_request
 */
export async function readForm(context: RequestContext): Promise<Record<string, string>> {
  const { maxBytes } = rawBodies.credentials;
  const tooLarge = () => refuse(`The body may have ${maxBytes} bytes.`);
  const text = String(await collectBody(context, { maxBytes, tooLarge, refuse }));
  const form = formSchema.safeParse(parse(text, context.request.headers.get("content-type") ?? ""));
  if (!form.success) throw refuse("The body must be a form, or a JSON object whose values are texts.");
  const unstorable = findUnstorable(form.data);
  if (unstorable) throw refuse(`The body holds ${unstorable}, which no text here may hold.`);
  return form.data;
}

function parse(text: string, type: string): unknown {
  if (type.includes("application/x-www-form-urlencoded")) return Object.fromEntries(new URLSearchParams(text));
  if (!type.includes("application/json")) return {};
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const refuse = (detail: string, cause?: unknown) => new AppError("invalid_request", { detail, cause });
