import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { createDeviceId } from "../../accounts/known-device";
import { createSignedInSession, revokeSession } from "../../accounts/sessions";
import { signInSchema } from "../../contract/requests";
import { AppError } from "../../errors/app-error";
import { remoteAddress } from "../studio/request-origin";
import { studio } from "../studio/studio";
import { type Exchange, readKnownDevices, rememberDevice } from "./device-cookie";
import { checkSignIn } from "./sign-in";
import { revokePresentSession, sessionCookieName } from "./signed-in-user";

const sessionSeconds = 30 * 24 * 3600;

/**
 * next-auth keeps the cookie; the session itself is our row, so that it can be revoked on the server. The token in the
 * cookie carries nothing but that row's id.
 */
export function authOptions(exchange: Exchange): NextAuthOptions {
  const { secure } = exchange;
  return {
    secret: studio().settings.AUTH_SECRET,
    session: { strategy: "jwt", maxAge: sessionSeconds },
    useSecureCookies: secure,
    cookies: {
      sessionToken: {
        name: sessionCookieName(secure),
        options: { httpOnly: true, sameSite: "lax", path: "/", secure },
      },
    },
    pages: { signIn: "/sign-in", error: "/sign-in" },
    providers: [
      CredentialsProvider({
        credentials: { email: {}, password: {} },
        authorize: (given) => authorize(given, exchange),
      }),
    ],
    callbacks: {
      // `user.id` is the new session's id, see authorize().
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : { sessionId: token.sessionId }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signIn: revokePresentSession,
      signOut: async ({ token }) => {
        if (typeof token?.sessionId === "string")
          await revokeSession(studio().db, token.sessionId, studio().clock.now());
      },
    },
    logger: {
      error: (code, metadata) => studio().log.warn({ code, metadata: String(metadata) }, "sign-in error"),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** Null for every refusal, whatever its cause: an answer that differs would reveal which addresses have accounts. */
async function authorize(given: unknown, exchange: Exchange): Promise<{ id: string } | null> {
  const { db, clock, log } = studio();
  const { headers } = exchange.request;
  // A throw in here would put its message into the page's address.
  try {
    const parsed = signInSchema.safeParse(given);
    if (!parsed.success) return null;
    const devices = await readKnownDevices(studio(), exchange);
    const user = await checkSignIn(studio(), parsed.data, { address: remoteAddress(headers), devices });
    if (!user) return null;
    const known = devices.find(({ userId }) => userId === user.id);
    await rememberDevice(studio(), known ?? { userId: user.id, deviceId: createDeviceId() }, exchange);
    const userAgent = headers.get("user-agent");
    const session = await createSignedInSession(db, user, { userAgent, now: clock.now(), ttlSeconds: sessionSeconds });
    return session && { id: session.id };
  } catch (error) {
    if (error instanceof AppError && error.code === "over_capacity") log.debug("sign-in refused: too many at once");
    else log.error({ err: error }, "sign-in failed");
    return null;
  }
}
