import { randomInt } from "node:crypto";
import type { BrowserContext } from "@playwright/test";
import type { Account } from "./run-admin";
import type { Studio } from "./start-studio";

export type SessionAnswer = { status: number; headers: Headers; body: unknown };
export type Session = {
  /** The Cookie header of this browser. */
  cookie: string;
  /** A JSON or form request as the studio's own pages send it; `headers` replace what they would say. */
  send(
    method: string,
    path: string,
    body?: object | FormData,
    headers?: Record<string, string>,
  ): Promise<SessionAnswer>;
};

/** Cookies as a browser keeps them: the last of a name counts, an empty one is gone. */
function mergeCookies(cookie: string, response: Response): string {
  const jar = new Map(
    cookie
      .split("; ")
      .filter(Boolean)
      .map((pair) => [pair.split("=")[0], pair]),
  );
  for (const line of response.headers.getSetCookie()) {
    const pair = line.split(";")[0] ?? "";
    jar.set(pair.split("=")[0], pair);
  }
  return [...jar.values()].filter((pair) => !pair.endsWith("=")).join("; ");
}

async function readBody(response: Response): Promise<unknown> {
  const text = await response.text();
  return response.headers.get("content-type")?.includes("json") ? JSON.parse(text) : text;
}

/**
 * Signs in over HTTP the way a browser would that has the cookies `earlier`. The session's cookie is missing when it is
 * refused.
 */
export async function signIn(
  studio: Pick<Studio, "url"> & Partial<Pick<Studio, "environment">>,
  { email, password }: Pick<Account, "email" | "password">,
  earlier = "",
) {
  // A studio takes 20 sign-ins a minute from one address. Where it believes its proxy, each of ours comes from another.
  const from: Record<string, string> =
    studio.environment?.TRUST_PROXY === "true"
      ? { "X-Forwarded-For": `198.18.${randomInt(256)}.${randomInt(256)}` }
      : {};
  const csrf = await fetch(`${studio.url}/api/auth/csrf`, { headers: { Cookie: earlier, ...from } });
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const before = mergeCookies(earlier, csrf);
  const response = await fetch(`${studio.url}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { Cookie: before, Origin: studio.url, ...from },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
    redirect: "manual",
  });
  return openSession(studio, mergeCookies(before, response));
}

/** What a browser sends that has these cookies already. */
export function openSession(studio: Pick<Studio, "url">, cookie: string): Session {
  return {
    cookie,
    async send(method, path, body, headers = {}) {
      const isForm = body instanceof FormData;
      const json: Record<string, string> = body && !isForm ? { "Content-Type": "application/json" } : {};
      const response = await fetch(`${studio.url}${path}`, {
        method,
        headers: { Cookie: cookie, Origin: studio.url, ...json, ...headers },
        body: isForm ? body : body && JSON.stringify(body),
        redirect: "manual",
      });
      return { status: response.status, headers: response.headers, body: await readBody(response) };
    },
  };
}

/**
 * Signs the browser in without its pages, for tests that are about something else: with a session that is there already, else
 * with a new one. A studio takes 20 sign-ins a minute from one address, so tests that follow each other quickly reuse theirs.
 */
export async function signInBrowser(context: BrowserContext, studio: Studio, who: Account | Session): Promise<void> {
  const { cookie } = "cookie" in who ? who : await signIn(studio, who);
  if (!cookie.includes("session-token=")) throw new Error("The sign-in was refused; more than 20 within a minute?");
  const cookies = cookie.split("; ").map((pair) => {
    const split = pair.indexOf("=");
    return { name: pair.slice(0, split), value: pair.slice(split + 1), url: studio.url };
  });
  await context.addCookies(cookies);
}
