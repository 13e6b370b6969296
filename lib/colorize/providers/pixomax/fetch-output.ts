import { rename, rm } from "node:fs/promises";
import type { Agent } from "undici";
import type { MetadataPolicy, Order } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";
import { FetchError } from "../../../safe-fetch/fetch-error";
import { download } from "../../image-input/download";
import { inspectImage } from "../../image-input/inspect-image";
import { readHead, sniffBytes, sniffFormat } from "../../image-input/sniff-format";
import { satisfiesMetadataPolicy } from "../../output/metadata/apply-metadata-policy";
import { openOutput } from "../../output/open-output";
import { convertOutput } from "../../output/write-output";
import { isForeign } from "../../photo-file/foreign/foreign-task";

const maxOutputBytes = 200 * 1024 * 1024;
/** Only a backstop: the run's signal normally aborts earlier. */
const downloadMs = 600_000;

type Target = {
  outputPath: string;
  order: Pick<Order, "outputFormat" | "metadata">;
  agent: Agent;
  allowed: ReadonlySet<string>;
  signal: AbortSignal;
};

/**
 * Downloads the output to `outputPath` in the ordered format and checks that it decodes. It is converted only when it differs from
 * the order: an endpoint that supports only the first version of the contract always returns PNG with all metadata. Returns its
 * size in pixels.
 * @throws {AppError} upstream_error when it cannot be fetched, upstream_invalid_output when it is not a usable image
 */
export async function fetchOutput(
  outputUrl: string,
  { outputPath, order: { outputFormat: format, metadata: policy }, agent, allowed, signal }: Target,
): Promise<{ width: number; height: number }> {
  const path = `${outputPath}.fetched`;
  try {
    await download(outputUrl, { path, agent, allowed, signal, maxBytes: maxOutputBytes, timeoutMs: downloadMs });
    const size = await checkImage(path);
    if (size.format === format && (await hasOnly(path, policy))) await rename(path, outputPath);
    else {
      await convertOutput(path, { path: outputPath, format, policy }).catch((error: unknown) => {
        throw notAnImage(error);
      });
    }
    signal.throwIfAborted();
    return { width: size.width, height: size.height };
  } catch (error) {
    throw error instanceof FetchError ? toAppError(error) : error;
  } finally {
    await rm(path, { force: true });
  }
}

async function hasOnly(path: string, policy: MetadataPolicy): Promise<boolean> {
  return policy === "keep" || satisfiesMetadataPolicy((await openOutput(path)).metadata, policy);
}

async function checkImage(path: string) {
  const format = sniffFormat(await readHead(path, sniffBytes));
  if (!format || isForeign(format)) throw notAnImage(new Error(`format ${format ?? "unknown"}`));
  const size = await inspectImage(path, format).catch((error: unknown) => {
    throw notAnImage(error);
  });
  return { ...size, format };
}

function toAppError(error: FetchError): AppError {
  if (error.fault !== "unreachable") return notAnImage(error);
  return new AppError("upstream_error", {
    detail: "The provider's output could not be downloaded. Nothing was charged.",
    cause: error,
  });
}

function notAnImage(cause: unknown): AppError {
  return new AppError("upstream_invalid_output", {
    detail: "The provider's output is not a usable image. Nothing was charged.",
    cause,
  });
}
