import "server-only";
import { headers as names } from "../../../contract/headers";
import type { OutputFormat } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";
import type { Caller } from "../../auth/callers";
import { choosePicture } from "./choose-picture";

/** What a caller of the public API may prefer, by headers, beyond the contract's fields. */
export type RequestPreferences = {
  /** Answer 202 now and color later. */
  isAsync: boolean;
  /** Answer with the picture, in this format unless the form names one. */
  picture: OutputFormat | null;
  idempotencyKey: string | null;
};

/**
 * The workbench's answers are fixed. It may name its request, since a page that ends during an upload sends the photo again; what
 * is no name is ignored.
 * @throws {AppError} idempotency_key_invalid
 */
export function readPreferences(headers: Headers, { source }: Caller): RequestPreferences {
  if (source !== "api") {
    const name = headers.get(names.idempotencyKey);
    return { isAsync: false, picture: null, idempotencyKey: name !== null && isKey(name) ? name : null };
  }
  const isAsync = prefersAsync(headers.get(names.prefer));
  const picture = isAsync ? null : choosePicture(headers.get("accept"));
  return { isAsync, picture, idempotencyKey: readIdempotencyKey(headers) };
}

/**
 * Whether a Prefer header (RFC 7240) names `respond-async`. Several headers arrive as one, with commas between; a comma
 * inside a quoted value is part of the value; names are spelled in any case; parameters behind a `;` change nothing here.
 */
function prefersAsync(header: string | null): boolean {
  const preferences = (header ?? "").replace(/"(?:[^"\\]|\\.)*"/g, '"quoted"').split(",");
  return preferences.some((preference) => preference.split(";")[0]?.trim().toLowerCase() === "respond-async");
}

function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get(names.idempotencyKey);
  if (key === null || isKey(key)) return key;
  throw new AppError("idempotency_key_invalid", {
    detail: `The Idempotency-Key has ${key.length} characters; it must be one to 255 visible ASCII characters.`,
    param: names.idempotencyKey,
  });
}

const isKey = (text: string) => /^[\x21-\x7e]{1,255}$/.test(text);
