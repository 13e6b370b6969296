import type { Dispatcher } from "undici";
import { AppError } from "../../../../errors/app-error";

/**
 * A body as bytes.
 * @throws {AppError} upstream_invalid_output when it is longer than `maxBytes`, upstream_error when it breaks off; the signal's
 *   reason when it aborts
 */
export async function readBody(
  body: Dispatcher.ResponseData["body"],
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) {
        const detail = "The provider's answer is too long. Nothing was charged.";
        throw new AppError("upstream_invalid_output", { detail, cause: new Error(`more than ${maxBytes} bytes`) });
      }
      chunks.push(chunk);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof AppError) throw error;
    const detail = "The connection to the provider broke. Nothing was charged.";
    throw new AppError("upstream_error", { detail, cause: error });
  }
  return Buffer.concat(chunks);
}

/** Ends a body that nobody reads. Without a listener the error that this causes would end the process. */
export function dropBody(body: Dispatcher.ResponseData["body"]): void {
  body.on("error", () => {}).destroy();
}
