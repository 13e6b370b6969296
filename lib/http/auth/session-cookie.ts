import "server-only";
import { NextResponse } from "next/server";
import { encode } from "next-auth/jwt";
import { sessionSeconds } from "../../accounts/sign-in/start-session";
import type { Studio } from "../studio/studio";
import type { Exchange } from "./device-cookie";
import { sessionCookieName } from "./signed-in-user";

/** Gives the browser the cookie of a session, as next-auth does at sign-in. */
export async function setSessionCookie(
  { settings }: Pick<Studio, "settings">,
  sessionId: string,
  { headers, secure }: Pick<Exchange, "headers" | "secure">,
): Promise<void> {
  const token = await encode({ token: { sessionId }, secret: settings.AUTH_SECRET, maxAge: sessionSeconds });
  const { cookies } = new NextResponse();
  const options = { httpOnly: true, sameSite: "lax", path: "/", secure, maxAge: sessionSeconds } as const;
  cookies.set(sessionCookieName(secure), token, options);
  headers.append("Set-Cookie", cookies.toString());
}
