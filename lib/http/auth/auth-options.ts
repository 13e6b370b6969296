import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { checkPassword } from "../../accounts/password";
import { createSession, revokeSession } from "../../accounts/sessions";
import { signUpSchema } from "../../contract/requests";
import { remoteAddress } from "../studio/request-origin";
import { studio } from "../studio/studio";
import { revokePresentSession, sessionCookieName } from "./signed-in-user";

const sessionSeconds = 30 * 24 * 3600;

/**
 * next-auth keeps the cookie; the session itself is our row, so that it can be revoked on the server. The token in the
 * cookie carries nothing but that row's id.
 */
export function authOptions({ secure }: { secure: boolean }): NextAuthOptions {
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
        authorize: (given, request) => authorize(given, new Headers(request.headers as Record<string, string>)),
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
async function authorize(given: unknown, headers: Headers): Promise<{ id: string } | null> {
  const { db, clock, limits, log } = studio();
  // A throw in here would put its message into the page's address.
  try {
    const parsed = signUpSchema.safeParse(given);
    if (!parsed.success) return null;
    const { email, password } = parsed.data;
    const attempts = await Promise.all([
      limits.signInAccount.take(email),
      limits.signInAddress.take(remoteAddress(headers)),
    ]);
    if (attempts.some((attempt) => !attempt.allowed)) return null;
    const user = await checkPassword(db, email, password);
    if (!user) return null;
    await limits.signInAccount.reset(email);
    const userAgent = headers.get("user-agent");
    const session = await createSession(db, {
      userId: user.id,
      userAgent,
      now: clock.now(),
      ttlSeconds: sessionSeconds,
    });
    return { id: session.id };
  } catch (error) {
    log.error({ err: error }, "sign-in failed");
    return null;
  }
}
