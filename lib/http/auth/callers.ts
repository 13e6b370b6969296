import "server-only";
import type { NextRequest } from "next/server";
import { findApiKey } from "../../api-keys/find-api-key";
import type { AuditOrigin } from "../../audit/write-audit";
import type { KeyScope } from "../../contract/accounts/api-keys";
import { headers as names } from "../../contract/headers";
import { AppError } from "../../errors/app-error";
import type { Holder } from "../../rate-limit/slots";
import { isPublicAddress } from "../../safe-fetch/is-public-address";
import { exactAddress, isAtWrongAddress, remoteRange, requestOrigin } from "../studio/request-origin";
import type { Studio } from "../studio/studio";
import { readSessionUser } from "./signed-in-user";

/** The account that a request acts for, and how it was authenticated. */
export type Caller = {
  userId: string;
  /** Null for a session. */
  apiKeyId: string | null;
  source: "api" | "workbench";
  /** `test`: a test key, whose results are watermarked and free. */
  mode: "live" | "test";
  /** What a session's account may do; an API key never acts as an operator. */
  role: "customer" | "operator";
  /** The account is about to be deleted: nothing new is begun for it. */
  isLeaving?: boolean;
  /** Credits that the account could spend when its key was looked up; unknown for a session. */
  spendable?: number;
};

/**
 * Whose share of the studio's places the caller's work takes. A private address is a proxy's or a neighbor's, and says nothing
 * about how many people there are.
 */
export function holderOf({ userId, mode }: Pick<Caller, "userId" | "mode">, headers: Headers): Holder {
  const range = remoteRange(headers);
  const isKnown = isPublicAddress(range.split("/")[0] ?? "");
  return { account: userId, isTest: mode === "test", ...(isKnown ? { range } : {}) };
}

/**
 * The caller behind X-Api-Key, whose key has the scope. Cookies are never read here.
 * @throws {AppError} what findApiKey throws
 */
export async function authenticateKey(
  request: Pick<NextRequest, "headers">,
  { db, settings, clock }: Studio,
  scope: KeyScope,
): Promise<Caller> {
  const secretText = request.headers.get(names.apiKey);
  const use = { secret: settings.API_KEY_SECRET, now: clock.now(), scope, address: exactAddress(request.headers) };
  const found = await findApiKey(db, secretText, use);
  const { userId, keyId: apiKeyId, mode, spendable } = found;
  return { userId, apiKeyId, source: "api", mode, role: "customer", spendable };
}

/** The person behind the session cookie. @throws {AppError} sign_in_required */
export async function authenticateSession(request: Pick<NextRequest, "headers" | "cookies">): Promise<Caller> {
  const user = await readSessionUser(request.cookies, request.headers);
  if (!user) throw new AppError("sign_in_required", { detail: "This needs a signed-in account." });
  const isLeaving = user.deleteRequestedAt !== null;
  return { userId: user.id, apiKeyId: null, source: "workbench", mode: "live", role: user.role, isLeaving };
}

/** The operator behind the session cookie. @throws {AppError} sign_in_required, operator_required */
export async function authenticateOperator(request: Pick<NextRequest, "headers" | "cookies">): Promise<Caller> {
  const caller = await authenticateSession(request);
  if (caller.role !== "operator")
    throw new AppError("operator_required", { detail: "This belongs to the people who run the studio." });
  return caller;
}

/**
 * Browsers name the origin on every cross-origin write; a sandboxed page sends "null", which is foreign too.
 * @throws {AppError} foreign_origin for a write that did not come from one of our own pages; wrong_address where the page is ours,
 *   opened at another address than PUBLIC_URL
 */
export function refuseForeignOrigin({ method, headers }: Pick<NextRequest, "method" | "headers">): void {
  if (method === "GET" || method === "HEAD") return;
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  const foreign = origin !== null ? origin !== requestOrigin(headers) : site !== null && site !== "same-origin";
  if (!foreign) return;
  if (isAtWrongAddress(headers)) {
    const at = requestOrigin(headers);
    throw new AppError("wrong_address", {
      detail: `This studio is at ${at}. Open it there: nothing can be done from ${origin}.`,
    });
  }
  throw new AppError("foreign_origin", { detail: "This request came from a page of another origin." });
}

/** Who a request acts for and from where, as the audit log has it. */
export function auditOrigin(
  { userId, apiKeyId, role }: Pick<Caller, "userId" | "apiKeyId" | "role">,
  headers: Headers,
): AuditOrigin {
  const from = { addressRange: remoteRange(headers), userAgent: headers.get("user-agent") };
  if (apiKeyId) return { actor: "api_key", actorId: apiKeyId, ...from };
  return { actor: role === "operator" ? "operator" : "owner", actorId: userId, ...from };
}
