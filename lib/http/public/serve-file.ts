import "server-only";
import { fileBytesHeader } from "../../contract/headers";
import { AppError } from "../../errors/app-error";
import { findJob, isOfSuspendedAccount } from "../../jobs/find-jobs";
import { checkLink } from "../../storage/signed-link";
import type { RequestContext } from "../route/endpoint";
import { bodyBytesHeader, streamResponse } from "../route/file-response";
import { writeDisposition } from "../route/stored-file-response";
import { answerGone } from "./gone/answer-gone";

/** Smaller ones are sent at once: a redirect would take longer, and a browser could not keep the picture. */
const redirectedBytes = 64 * 1024;

/**
 * A file of the storage, for whoever has its signed link; answers Range and HEAD. Where the storage can send the file itself, a
 * large one is answered by a redirect to an address of the storage that works for less than a minute. A browser that was sent to a
 * link that does not work gets a page.
 * @throws {AppError} link_invalid, link_expired, not_found
 */
export function serveFile(context: RequestContext): Promise<Response> {
  const [jobId = "", ...rest] = [context.params.path ?? []].flat();
  const findJobOf = async (userId: string) => (await findJob(context.studio.db, userId, jobId))?.id ?? null;
  return sendFile(context, [jobId, ...rest].join("/")).catch((error) => answerGone(error, context, findJobOf));
}

async function sendFile({ request, studio }: RequestContext, key: string): Promise<Response> {
  const query = request.nextUrl.searchParams;
  const now = studio.clock.now();
  const link = checkLink(key, query, studio.settings.LINK_SECRET, now);
  if (link.state === "invalid")
    throw new AppError("link_invalid", { detail: "The signature of this link is not valid." });
  if (link.state === "expired")
    throw new AppError("link_expired", { detail: "This link was time-limited and has expired." });
  const [jobId = ""] = key.split("/");
  if (await isOfSuspendedAccount(studio.db, jobId)) throw deleted();
  const found = (await studio.storage.stat(key)) ?? (await findThumb(studio, key));
  if (!found) throw deleted();

  const secondsLeft = Math.floor((link.expiresAt.getTime() - now.getTime()) / 1000);
  const named = {
    disposition: disposition(key, query),
    cacheControl: `private, max-age=${Math.min(secondsLeft, 3600)}`,
  };
  const headers = new Headers({
    "Content-Type": found.contentType,
    "Accept-Ranges": "bytes",
    "Cache-Control": named.cacheControl,
    "Content-Disposition": named.disposition,
  });
  const range = readRange(request.headers.get("range"), found.bytes);
  if (range === "unsatisfiable") {
    headers.set("Content-Range", `bytes */${found.bytes}`);
    return new Response(null, { status: 416, headers });
  }
  const { start, end } = range ?? { start: 0, end: found.bytes - 1 };
  headers.set(bodyBytesHeader, String(end - start + 1));
  if (range) headers.set("Content-Range", `bytes ${start}-${end}/${found.bytes}`);
  const status = range ? 206 : 200;
  if (request.method === "HEAD") return new Response(null, { status, headers });
  const isSentHere = end - start < redirectedBytes || request.headers.has(fileBytesHeader);
  const elsewhere = isSentHere ? null : await studio.storage.createDirectLink(key, named);
  if (elsewhere)
    return new Response(null, { status: 302, headers: { Location: elsewhere, "Cache-Control": "no-store" } });
  const opened = await studio.storage.open(key, { start, end });
  if (!opened) throw deleted();
  return streamResponse(opened.stream, { status, headers, signal: request.signal });
}

/** Of a suspended account's file, too: that it is suspended is nobody's business but its owner's. */
const deleted = () => new AppError("not_found", { detail: "The file behind this link has been deleted." });

/** Lists link to a small picture of each output; it is made when one of them first shows it. */
async function findThumb({ pictures, storage }: RequestContext["studio"], key: string) {
  await pictures.prepareThumb(key);
  return storage.stat(key);
}

/** `n` is the name to save as, chosen by whoever shows the link; it is outside the signature because it only names. */
function disposition(key: string, query: URLSearchParams): string {
  const own = `pixomax-${key.replaceAll("/", "-")}`;
  return writeDisposition(query.get("n") ?? own, query.has("download"), own);
}

/** One range, as RFC 9110 has it; several or malformed ones are ignored, which the RFC allows. */
function readRange(header: string | null, bytes: number): { start: number; end: number } | "unsatisfiable" | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? "");
  if (!match || (!match[1] && !match[2])) return null;
  const start = match[1] ? Number(match[1]) : Math.max(0, bytes - Number(match[2]));
  const end = match[1] && match[2] ? Math.min(Number(match[2]), bytes - 1) : bytes - 1;
  if (match[1] && match[2] && Number(match[2]) < start) return null;
  return start >= bytes || end < start ? "unsatisfiable" : { start, end };
}
