import "server-only";
import { maxCopySide, type PhotoFormat } from "../contract/limits";
import type { Inspection } from "../contract/photos/scan-hints";
import { AppError } from "../errors/app-error";
import type { Holder } from "../rate-limit/slots";
import { inspectImage } from "./image-input/inspect-image";
import { readHead, sniffBytes, sniffFormat } from "./image-input/sniff-format";
import type { ColorizeProvider } from "./providers/colorize-provider";

/** Formats that browsers can produce. The others take too long to decode for a free preview inspection. */
const copyFormats: readonly (PhotoFormat | null)[] = ["jpeg", "webp", "png"];

/**
 * Inspects a small copy of a photo without storing it.
 * @throws {AppError} invalid_request, image_corrupt, and what the provider rejects with; the signal's reason on abort
 */
export async function inspectCopy(
  provider: ColorizeProvider,
  { path, holder, signal }: { path: string; holder: Holder; signal: AbortSignal },
): Promise<Inspection> {
  const format = sniffFormat(await readHead(path, sniffBytes));
  if (!format || !copyFormats.includes(format)) throw refuse("must be JPEG, WebP or PNG");
  await inspectImage(path, format, { checkSize: checkCopySize, holder, signal });
  signal.throwIfAborted();
  return provider.inspect(path, signal, holder);
}

function checkCopySize(width: number, height: number): void {
  if (Math.max(width, height) > maxCopySide)
    throw refuse(`may have at most ${maxCopySide} pixels on its longer side, not ${width} × ${height}`);
}

const refuse = (problem: string) => new AppError("invalid_request", { detail: `The copy to inspect ${problem}.` });
