import "server-only";
import { AppError } from "../../errors/app-error";
import type { RequestContext } from "../route/request-context";
import { requestOrigin } from "../route/request-origin";
import type { Caller } from "./caller";
import { readSessionUser } from "./session-cookie";

/**
 * The signed-in person behind the session cookie. A write must come from one of our own pages.
 * @throws {AppError} foreign_origin, sign_in_required
 */
export async function sessionCaller({ request }: RequestContext): Promise<Caller> {
  if (request.method !== "GET" && request.method !== "HEAD") refuseForeignOrigin(request.headers);
  const user = await readSessionUser(request.cookies, request.headers);
  if (!user) throw new AppError("sign_in_required", { detail: "This needs a signed-in account." });
  return { userId: user.id, apiKeyId: null, source: "workbench", mode: "live" };
}

/** Browsers name the origin on every cross-origin write; a sandboxed page sends "null", which is foreign too. */
export function refuseForeignOrigin(headers: Headers): void {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const foreign = origin !== null ? origin !== requestOrigin(headers) : site !== null && site !== "same-origin";
  if (foreign) throw new AppError("foreign_origin", { detail: "This request came from a page of another origin." });
}
