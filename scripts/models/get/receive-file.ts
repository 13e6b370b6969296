import type { Dispatcher } from "undici";
import { formatBytes } from "../../../lib/format/format-files";
import { type CatalogueEntry, mostFileBytes } from "../../../lib/operator/upkeep/catalogue/read-catalogue";
import { CommandError } from "../../command-line";
import { AddressFault, explainBreak } from "./address-fault";
import type { Network } from "./network";
import type { PartFile } from "./part-file";
import { discard, requestRange } from "./request-range";

export type Progress = (bytes: number, total: number | null) => void;

/**
 * Asks one address once for the rest of a file and appends what it sends. Resolves when the address says that this is the end.
 * @throws {AddressFault}
 * @throws {CommandError} the disk
 */
export async function receiveFile(
  entry: CatalogueEntry,
  address: string,
  part: PartFile,
  network: Network,
  onProgress: Progress,
): Promise<void> {
  const answer = await requestRange(address, { from: part.bytes, etag: part.etagOf(address) }, network);
  const total = await placeAnswer(answer, part, entry).catch((error: unknown) => {
    discard(answer);
    throw error;
  });
  if (total === "complete") return;
  await part.beginFrom(address, readStrongEtag(answer));
  const limit = entry.bytes ?? mostFileBytes;
  try {
    for await (const piece of answer.body as AsyncIterable<Buffer>) {
      if (part.bytes + piece.length > limit) {
        await part.restart();
        throw new AddressFault(`sends more than ${formatBytes(limit)}, so it is another file; it was deleted`);
      }
      await part.append(piece);
      onProgress(part.bytes, total);
    }
  } catch (cause) {
    discard(answer);
    if (cause instanceof AddressFault || cause instanceof CommandError) throw cause;
    throw new AddressFault(explainBreak(cause), { isBreak: true, cause });
  }
}

/** Where the answer's bytes belong: appended, or, when it is the whole file, from the beginning. Answers the file's size, if it is said. */
async function placeAnswer(
  { statusCode, headers }: Dispatcher.ResponseData,
  part: PartFile,
  { bytes: wanted }: CatalogueEntry,
): Promise<number | null | "complete"> {
  const range = /^bytes (?:(\d+)-\d+|\*)\/(\d+|\*)$/.exec(String(headers["content-range"] ?? ""));
  const size = range?.[2] === undefined || range[2] === "*" ? null : Number(range[2]);
  if (statusCode === 416) {
    if (wanted === null && size === part.bytes) return "complete";
    await part.restart();
    throw new AddressFault("has no such part of the file", { isBreak: true });
  }
  if (statusCode !== 200 && statusCode !== 206) throw new AddressFault(`answers with ${statusCode}`);
  const encoding = headers["content-encoding"];
  if (encoding && encoding !== "identity")
    throw new AddressFault(`sends the file as ${encoding}, which was not asked for`);
  if (statusCode === 206 && Number(range?.[1]) !== part.bytes) {
    throw new AddressFault("sends another part of the file than the one asked for");
  }
  // Whoever answers a part with the whole has another file now, or knows no parts.
  if (statusCode === 200 && part.bytes > 0) await part.restart();
  const stated =
    statusCode === 206 ? size : headers["content-length"] === undefined ? null : Number(headers["content-length"]);
  if (wanted !== null && stated !== null && stated !== wanted) {
    throw new AddressFault(`has a file of ${stated} bytes where ${wanted} are right`);
  }
  return stated ?? wanted;
}

/** Only of a strong one equal bytes follow; If-Range takes no other. */
function readStrongEtag({ headers }: Dispatcher.ResponseData): string | null {
  const { etag } = headers;
  return typeof etag === "string" && etag.startsWith('"') ? etag : null;
}
