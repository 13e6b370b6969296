import "server-only";
import { AppError } from "../../errors/app-error";
import type { RequestContext } from "./endpoint";
import { bodyBytesHeader, streamResponse } from "./file-response";
import { cutText } from "./storable-text";

type Stored = { key: string; name: string; isAttachment?: boolean; cacheControl: string };

/** A file of the storage, whole. Checks nothing: the handler knows who may have it. @throws {AppError} job_deleted */
export async function streamStored(
  { request, studio }: Pick<RequestContext, "request" | "studio">,
  { key, name, isAttachment = false, cacheControl }: Stored,
): Promise<Response> {
  const isHead = request.method === "HEAD";
  const opened = isHead ? null : await studio.storage.open(key);
  const found = isHead ? await studio.storage.stat(key) : opened;
  if (!found) throw gone();
  const headers = {
    "Content-Type": found.contentType,
    "Content-Disposition": writeDisposition(name, isAttachment),
    "Cache-Control": cacheControl,
    [bodyBytesHeader]: String(found.bytes),
  };
  if (!opened) return new Response(null, { headers });
  return streamResponse(opened.stream, { headers, signal: request.signal });
}

const gone = () => new AppError("job_deleted", { detail: "The files of this photo are deleted." });

/** Content-Disposition with a name to save the file as, whatever is in it: controls and slashes are left out. */
export function writeDisposition(name: string, isAttachment: boolean, otherwise = "photo"): string {
  const safe = cutText(name.replace(/[\p{Cc}/\\]/gu, ""), 120) || otherwise;
  const ascii = safe.replace(/[^\x20-\x7e]|["%]/g, "_");
  const kind = isAttachment ? "attachment" : "inline";
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(safe).replace(/['()*]/g, percent)}`;
}

const percent = (character: string) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
