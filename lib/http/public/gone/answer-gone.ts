import "server-only";
import { problems } from "../../../contract/problems";
import { AppError } from "../../../errors/app-error";
import { readSessionUser } from "../../auth/signed-in-user";
import type { RequestContext } from "../../route/endpoint";
import { isGone, writeGonePage } from "./gone-page";

/** The job behind the link, if it is this user's and still there. */
type FindJob = (userId: string) => Promise<string | null>;

/**
 * A page for the person whose browser followed a link that does not work: what happened and what to do; for the photo's owner,
 * the way to the job. Programs, and pictures inside pages, get the problem as ever.
 * @throws the same error, where it is not about a link or nobody asks for a page
 */
export async function answerGone(error: unknown, context: RequestContext, findJob: FindJob): Promise<Response> {
  const { request } = context;
  if (!(error instanceof AppError && isGone(error.code)) || !wantsPage(request.headers)) throw error;
  const user = await readSessionUser(request.cookies, request.headers);
  const jobId = user && (await findJob(user.id));
  const page = writeGonePage({ code: error.code, jobId, nonce: request.headers.get("x-nonce") });
  return new Response(request.method === "HEAD" ? null : page, {
    status: problems[error.code].status,
    headers: { "Content-Type": "text/html; charset=utf-8", "X-Robots-Tag": "noindex" },
  });
}

/** Browsers name HTML when a person follows a link, and pictures when a page shows one. */
const wantsPage = (headers: Headers): boolean => (headers.get("accept") ?? "").includes("text/html");
