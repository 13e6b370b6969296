import "server-only";
import { maxCopySide, type PhotoFormat } from "../contract/limits";
import type { PhotoFacts } from "../contract/photo-facts";
import { AppError } from "../errors/app-error";
import { inspectImage } from "./image-input/inspect-image";
import { readHead, sniffBytes, sniffFormat } from "./image-input/sniff-format";
import type { ColorizeProvider } from "./providers/colorize-provider";

/** What browsers can make of a photo; the others take too long to open for a look that costs nothing. */
const copyFormats: readonly (PhotoFormat | null)[] = ["jpeg", "webp", "png"];

/**
 * Looks at a small copy of a photo and keeps nothing.
 * @throws {AppError} invalid_request, image_corrupt, and what the provider rejects with; the signal's reason on abort
 */
export async function inspectCopy(provider: ColorizeProvider, path: string, signal: AbortSignal): Promise<PhotoFacts> {
  const format = sniffFormat(await readHead(path, sniffBytes));
  if (!format || !copyFormats.includes(format)) throw refuse("must be JPEG, WebP or PNG");
  await inspectImage(path, format, checkCopySize);
  signal.throwIfAborted();
  return provider.inspect(path, signal);
}

function checkCopySize(width: number, height: number): void {
  if (Math.max(width, height) > maxCopySide)
    throw refuse(`may be ${maxCopySide} pixels long, not ${width} × ${height}`);
}

const refuse = (problem: string) => new AppError("invalid_request", { detail: `A copy to be looked at ${problem}.` });
