import "server-only";
import type { NextAuthOptions } from "next-auth";
import CredentialsProvider from "next-auth/providers/credentials";
import { isProvider } from "../../accounts/sign-in/list-sign-in-ways";
import { sessionSeconds, signOut } from "../../accounts/sign-in/start-session";
import { studio } from "../studio/studio";
import type { SignInOutcome } from "./admit";
import type { Exchange } from "./device-cookie";
import { enterWithLink } from "./enter-with-link";
import { enterWithPassword } from "./enter-with-password";
import { enterWithProvider } from "./enter-with-provider";
import { createProviders } from "./providers";
import { revokePresentSession, sessionCookieName } from "./signed-in-user";
import { readVisit } from "./visit";

/**
 * next-auth keeps the cookie and speaks with other services; the session itself is our row, so that it can be revoked on the
 * server. The token in the cookie carries nothing but that row's id.
 */
export function authOptions(exchange: Exchange, outcome: SignInOutcome): NextAuthOptions {
  const { secure, request } = exchange;
  const { settings, log } = studio();
  return {
    secret: settings.AUTH_SECRET,
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
        authorize: (given) => enterWithPassword(given, exchange, outcome),
      }),
      CredentialsProvider({
        id: "email-link",
        credentials: { token: {} },
        authorize: (given) => enterWithLink(given, exchange, outcome),
      }),
      ...createProviders(settings),
    ],
    callbacks: {
      async signIn({ user, account, profile }) {
        if (!account || !isProvider(account.provider)) return true;
        const entered = await enterWithProvider(account.provider, profile, exchange, outcome);
        if (entered) user.id = entered.id;
        return entered !== null;
      },
      // `user.id` is the new session's id, whichever way it was started.
      jwt: ({ token, user }) => (user ? { sessionId: user.id } : { sessionId: token.sessionId }),
      session: ({ session }) => ({ expires: session.expires }),
    },
    events: {
      signIn: () => revokePresentSession(request),
      signOut: async ({ token }) => {
        if (typeof token?.sessionId === "string")
          await signOut(studio().db, token.sessionId, readVisit(studio(), request.headers));
      },
    },
    logger: {
      error: (code, metadata) => log.warn({ code, metadata: readMessage(metadata) }, "sign-in error"),
      warn: () => {},
      debug: () => {},
    },
  };
}

/** Its message alone: what next-auth puts beside it may hold what the other service sent. */
function readMessage(metadata: unknown): string {
  const error = typeof metadata === "object" && metadata !== null && "error" in metadata ? metadata.error : metadata;
  return error instanceof Error ? error.message : String(error);
}
