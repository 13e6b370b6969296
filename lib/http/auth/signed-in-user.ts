import "server-only";
import { cookies, headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { decode } from "next-auth/jwt";
import { z } from "zod";
import { findPendingSession, findSession, revokeSession } from "../../accounts/sessions";
import { requestOrigin } from "../studio/request-origin";
import { studio } from "../studio/studio";

export type SessionUser = {
  id: string;
  email: string;
  role: "customer" | "operator";
  deleteRequestedAt: Date | null;
};
type Cookies = { get(name: string): { value: string } | undefined };
const tokenSchema = z.object({ sessionId: z.string() });

/** Browsers accept the __Secure- prefix over https only. */
export const sessionCookieName = (secure: boolean) => `${secure ? "__Secure-" : ""}next-auth.session-token`;

/** The id of the session that the cookie names; null without a cookie, and for a forged one. */
export async function readSessionId(cookieJar: Cookies, requestHeaders: Headers): Promise<string | null> {
  const { settings } = studio();
  const secure = requestOrigin(requestHeaders).startsWith("https:");
  const token = cookieJar.get(sessionCookieName(secure))?.value;
  if (!token) return null;
  const claims = await decode({ token, secret: settings.AUTH_SECRET }).catch(() => null);
  const parsed = tokenSchema.safeParse(claims);
  return parsed.success ? parsed.data.sessionId : null;
}

/** The user of the session that the cookie names, or null: no cookie, forged, expired or revoked on the server. */
export async function readSessionUser(cookieJar: Cookies, requestHeaders: Headers): Promise<SessionUser | null> {
  const { db, clock } = studio();
  const id = await readSessionId(cookieJar, requestHeaders);
  return id ? findSession(db, id, clock.now()) : null;
}

/** Revokes the session that this browser came with: once it has signed in again, a copy of the old cookie opens nothing. */
export async function revokePresentSession(request: { cookies: Cookies; headers: Headers }): Promise<void> {
  const { db, clock } = studio();
  const id = await readSessionId(request.cookies, request.headers);
  if (id) await revokeSession(db, id, clock.now());
}

/** For pages: who is signed in, or null. */
export async function signedInUser(): Promise<SessionUser | null> {
  return readSessionUser(await cookies(), await headers());
}

/** For pages: whether this browser's session waits for the second factor. */
export async function awaitsSecondFactor(): Promise<boolean> {
  const id = await readSessionId(await cookies(), await headers());
  return id !== null && (await findPendingSession(studio().db, id, studio().clock.now())) !== null;
}

/** For the pages of /admin: sends everyone but operators to the 404 page. Each page calls it; a layout's check alone protects nothing. */
export async function requireOperator(path: string): Promise<SessionUser> {
  const user = await requireUser(path);
  return user.role === "operator" ? user : notFound();
}

/** For pages that need a person: sends everyone else to sign in and back to `path`. */
export async function requireUser(path: string): Promise<SessionUser> {
  return (await signedInUser()) ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}
