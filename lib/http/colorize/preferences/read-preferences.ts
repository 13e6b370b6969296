import "server-only";
import { headers as names } from "../../../contract/headers";
import type { OutputFormat } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";
import type { Caller } from "../../auth/caller";
import { choosePicture } from "./choose-picture";
import { prefersAsync } from "./prefers-async";

/** What a caller of the public API may ask for in headers, beyond the contract's fields. */
export type Wishes = {
  /** Answer 202 now and colour later. */
  later: boolean;
  /** Answer with the picture, in this format unless the form names one. */
  picture: OutputFormat | null;
  idempotencyKey: string | null;
};

/**
 * The workbench has no wishes: its answers are fixed.
 * @throws {AppError} idempotency_key_invalid
 */
export function readWishes(headers: Headers, { source }: Caller): Wishes {
  if (source !== "api") return { later: false, picture: null, idempotencyKey: null };
  const later = prefersAsync(headers.get(names.prefer));
  const picture = later ? null : choosePicture(headers.get("accept"));
  return { later, picture, idempotencyKey: readIdempotencyKey(headers) };
}

function readIdempotencyKey(headers: Headers): string | null {
  const key = headers.get(names.idempotencyKey);
  if (key === null || /^[\x21-\x7e]{1,255}$/.test(key)) return key;
  throw new AppError("idempotency_key_invalid", {
    detail: `The Idempotency-Key has ${key.length} characters; it must be one to 255 visible ASCII characters.`,
    param: names.idempotencyKey,
  });
}
