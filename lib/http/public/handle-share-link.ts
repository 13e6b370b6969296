import "server-only";
import { outputFormatFiles } from "../../colorize/output/containers/output-format-files";
import type { PictureKind } from "../../colorize/pictures/create-pictures";
import { AppError } from "../../errors/app-error";
import { findShare, type OwnedShare, openShare } from "../../shares/find-shares";
import { readToken } from "../../shares/share-token";
import { toSharedPhoto } from "../../shares/to-share-answer";
import { holderOf } from "../auth/callers";
import { sendPicture } from "../jobs/handle-recipe";
import type { RequestContext } from "../route/endpoint";
import { streamStored, writeDisposition } from "../route/stored-file-response";
import { answerGone } from "./gone/answer-gone";

/** What follows the token in the address of a picture. */
const pictures: Record<string, PictureKind> = { "before.webp": "before", "after.webp": "after", "card.jpg": "card" };

/**
 * The link of a shared photo, and below it its pictures: each asks anew whether the share still works. Browsers are led to the
 * page, programs that ask for JSON get what it shows, and a link that does not work says so with its status.
 * @throws {AppError} link_invalid, link_expired, link_revoked, not_found, job_deleted, over_capacity
 */
export function handleShareLink(context: RequestContext): Promise<Response> {
  const { params, studio } = context;
  const [token = "", ...rest] = [params.path ?? []].flat();
  const secret = studio.settings.LINK_SECRET;
  const findJobOf = async (userId: string) => {
    const id = readToken(token, secret);
    if (!id) return null;
    const share = await findShare(studio.db, userId, id).catch((error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    });
    return share?.jobId ?? null;
  };
  return serve(context, token, rest.join("/"))
    .catch((error) => answerGone(error, context, findJobOf))
    .then(keepOutOfIndexes);
}

async function serve(context: RequestContext, token: string, rest: string): Promise<Response> {
  const { studio, request } = context;
  const secret = studio.settings.LINK_SECRET;
  const share = await openShare(studio.db, token, { secret, now: studio.clock.now() });
  if (rest === "") {
    if (asksForJson(request.headers)) return Response.json(toSharedPhoto(share, secret));
    return new Response(null, { status: 307, headers: { Location: `/shared-photo/${token}` } });
  }
  const kind = pictures[rest];
  if (rest === "download" && share.withDownload) return sendOutput(context, share);
  if (!kind || (kind === "before" && !share.withOriginal)) {
    throw new AppError("not_found", { detail: "The owner of this photo does not show this here." });
  }
  const key = await studio.pictures.prepare(share.job, kind);
  // Short, so that a withdrawn picture is soon gone from where it was seen, too.
  return streamStored(context, { key, name: `photo-${rest}`, cacheControl: "private, max-age=300" });
}

/**
 * The whole output. Visitors of an account's photos share places of their own, so that none takes their owner's. Its name is not
 * the photo's: that may say who is in it.
 */
async function sendOutput(context: RequestContext, { job: row }: OwnedShare): Promise<Response> {
  const format = row.outputFormat;
  const { extension, contentType } = outputFormatFiles[format];
  const name = `photo-color.${extension}`;
  // Nobody would read the body, and its place would stay taken.
  if (context.request.method === "HEAD") {
    const headers = { "Content-Type": contentType, "Content-Disposition": writeDisposition(name, true) };
    return new Response(null, { headers });
  }
  const visitors = { userId: `visitors of ${row.userId}`, mode: row.isTest ? ("test" as const) : ("live" as const) };
  return sendPicture(context, { row, format, name, holder: holderOf(visitors, context.request.headers) });
}

/** Services that preview links send any type or none, and want the page. */
function asksForJson(headers: Headers): boolean {
  const accept = headers.get("accept") ?? "";
  return accept.includes("json") && !accept.includes("text/html");
}

function keepOutOfIndexes(response: Response): Response {
  response.headers.set("X-Robots-Tag", "noindex");
  return response;
}
