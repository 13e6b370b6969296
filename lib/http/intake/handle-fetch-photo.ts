import "server-only";
import { createReadStream } from "node:fs";
import path from "node:path";
import { unsupportedError } from "../../colorize/image-input/image-errors";
import { readHead, sniffBytes, sniffFormat } from "../../colorize/image-input/sniff-format";
import type { FetchPhotoRequest } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import type { CallerContext } from "../route/endpoint";
import { bodyBytesHeader, streamResponse } from "../route/file-response";
import { openIntake } from "./with-intake";

/**
 * The photo at an address, as its bytes, for the workbench to keep like a chosen file: pages may not fetch from other sites. It
 * goes through the fetcher of the colorize path, with that one's guards and limits. Costs nothing and keeps nothing.
 * @throws {AppError} rate_limited, over_capacity, image_url_invalid, image_url_unreachable, image_too_large, image_empty,
 *   image_unsupported
 */
export async function handleFetchPhoto(context: CallerContext & { body: FetchPhotoRequest }): Promise<Response> {
  const { studio, request, body, log } = context;
  const { spool, end } = await openIntake(context);
  try {
    const file = path.join(spool.dir, "photo");
    const { bytes } = await studio.fetchImage(body.address, { path: file, signal: request.signal });
    if (bytes === 0) throw new AppError("image_empty", { detail: "The address gave an empty file (0 bytes)." });
    const format = sniffFormat(await readHead(file, sniffBytes));
    if (!format) throw unsupportedError("The address does not lead to an image in a supported format");
    const stream = createReadStream(file);
    // The place is held until the bytes are out, or until the reader is gone.
    stream.once("close", () => {
      end().catch((error: unknown) => log.warn({ err: error }, "could not remove a fetched photo"));
    });
    return streamResponse(stream, {
      signal: request.signal,
      headers: { "Content-Type": `image/${format}`, [bodyBytesHeader]: String(bytes) },
    });
  } catch (error) {
    await end();
    throw error;
  }
}
