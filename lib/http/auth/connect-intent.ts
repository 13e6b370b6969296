import "server-only";
import { jwtVerify, SignJWT } from "jose";
import { NextResponse } from "next/server";
import { z } from "zod";
import { findSession } from "../../accounts/sessions";
import { type ProviderName, providerNames } from "../../contract/accounts/sign-in";
import type { User } from "../../generated/prisma/client";
import type { Studio } from "../studio/studio";
import type { Exchange } from "./device-cookie";
import { readSessionId } from "./signed-in-user";

const audience = "connect-sign-in";
/** As long as next-auth waits for the other service. */
const intentSeconds = 15 * 60;
const claimsSchema = z.object({ sid: z.string(), provider: z.enum(providerNames) });
type Intent = z.infer<typeof claimsSchema>;
type Deps = Pick<Studio, "db" | "settings" | "clock">;

const keyOf = (secret: string) => new TextEncoder().encode(secret);
const cookieName = (secure: boolean) => `${secure ? "__Secure-" : ""}pixomax.connect`;

/** What makes the next sign-in at the provider a connection to the account of this session. Signed, good for 15 minutes. */
export function signConnectIntent({ settings, clock }: Deps, { sid, provider }: Intent): Promise<string> {
  const issuedAt = Math.floor(clock.now().getTime() / 1000);
  return new SignJWT({ sid, provider })
    .setProtectedHeader({ alg: "HS256" })
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + intentSeconds)
    .sign(keyOf(settings.AUTH_SECRET));
}

/**
 * Keeps the intent until the provider sends the browser back, or with none forgets an earlier one: what a sign-in is for is decided
 * when it starts, together with its state and nonce.
 */
export function keepConnectIntent(
  intent: string | null,
  { headers, secure }: Pick<Exchange, "headers" | "secure">,
): void {
  const { cookies } = new NextResponse();
  const maxAge = intent ? intentSeconds : 0;
  cookies.set(cookieName(secure), intent ?? "", { httpOnly: true, sameSite: "lax", secure, path: "/api/auth", maxAge });
  headers.append("Set-Cookie", cookies.toString());
}

/** Whether this sign-in was started as a connection, whatever has become of it. */
export const isConnecting = ({ request, secure }: Pick<Exchange, "request" | "secure">): boolean =>
  Boolean(request.cookies.get(cookieName(secure))?.value);

/**
 * The account to connect to: of the session that asked for it, in whose browser this is, and which is still open. Null for an
 * intent that is forged, too old, for another provider or of another session: else somebody could have a stranger's account
 * elsewhere connected to their own account here, or theirs to a stranger's.
 */
export async function readConnectIntent(
  deps: Deps,
  provider: ProviderName,
  { request, secure }: Pick<Exchange, "request" | "secure">,
): Promise<User | null> {
  const { db, settings, clock } = deps;
  const text = request.cookies.get(cookieName(secure))?.value ?? "";
  const now = clock.now();
  const options = { audience, algorithms: ["HS256"], currentDate: now };
  const verified = await jwtVerify(text, keyOf(settings.AUTH_SECRET), options).catch(() => null);
  const intent = claimsSchema.safeParse(verified?.payload).data;
  const sessionId = await readSessionId(request.cookies, request.headers);
  if (!intent || intent.provider !== provider || intent.sid !== sessionId) return null;
  return findSession(db, intent.sid, now);
}
