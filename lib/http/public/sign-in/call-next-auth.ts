import "server-only";
import type { NextApiRequest, NextApiResponse } from "next";
import NextAuth, { type NextAuthOptions } from "next-auth";
import type { RequestContext } from "../../route/endpoint";
import { requestOrigin } from "../../studio/request-origin";

/** What next-auth answered. `redirect` is where it sends a form; a script that asked for JSON gets it as `url`. */
export type NextAuthAnswer = { status: number; headers: Headers; redirect: string | null; body: unknown };
/** One call: `action` as in its addresses, such as `callback/credentials`; `body` are the fields of a form. */
export type NextAuthCall = { action: string; body?: Record<string, string> };

/**
 * Calls next-auth by its signature for API routes. The one for route handlers reads the body without a limit and cookies that
 * cannot be checked before; and next-auth answers 500 to an address to return to that is none, wherever it comes from. Here
 * it gets what was checked: a body of strings, and no such address.
 */
export async function callNextAuth(
  { request }: Pick<RequestContext, "request">,
  { action, body }: NextAuthCall,
  options: NextAuthOptions,
): Promise<NextAuthAnswer> {
  const origin = requestOrigin(request.headers);
  const keepUrl = (url: string | null | undefined) => (url && isReturnAddress(url, origin) ? { callbackUrl: url } : {});
  const { callbackUrl, ...fields } = body ?? {};
  const [name = "", provider] = action.split("/");
  const query = {
    nextauth: action.split("/"),
    // What is here when a sign-in is started goes on to the provider.
    ...(provider ? {} : { error: readError(request), ...keepUrl(readParam(request, "callbackUrl")) }),
    ...(name === "callback" ? readProviderParams(request) : {}),
  };
  const cookies = request.cookies.getAll().filter(({ name, value }) => {
    return !name.endsWith("next-auth.callback-url") || isReturnAddress(value, origin);
  });
  const { answer, response } = createRecorder();
  const sent = {
    method: request.method,
    headers: {
      ...Object.fromEntries(request.headers),
      "x-forwarded-host": new URL(origin).host,
      "x-forwarded-proto": new URL(origin).protocol.slice(0, -1),
    },
    cookies: Object.fromEntries(cookies.map(({ name, value }) => [name, value])),
    query,
    body: body && { ...fields, ...keepUrl(callbackUrl) },
  };
  // Its types ask for Node's whole request and response, of which it uses exactly these parts.
  await NextAuth(sent as unknown as NextApiRequest, response as unknown as NextApiResponse, options);
  if (answer.status >= 500) throw new Error(`next-auth answered ${answer.status} to ${action}`);
  return answer;
}

const readParam = ({ nextUrl }: RequestContext["request"], name: string) => nextUrl.searchParams.get(name);

/** Goes into an address as it is, so only names as next-auth's own. */
function readError(request: RequestContext["request"]): string {
  const error = readParam(request, "error") ?? "";
  return /^[A-Za-z]{1,40}$/.test(error) ? error : "Default";
}

/** What a provider's answer to a sign-in consists of; all else in its address is left out. */
const providerParams = ["code", "state", "iss", "error", "error_description", "session_state"];

function readProviderParams(request: RequestContext["request"]): Record<string, string> {
  return Object.fromEntries(
    providerParams.flatMap((name) => {
      const value = readParam(request, name);
      return value === null ? [] : [[name, value]];
    }),
  );
}

function isReturnAddress(url: string, origin: string): boolean {
  // To a browser these are other sites; next-auth would put them behind our own address.
  if (/^\/[/\\]/.test(url)) return false;
  const base = url.startsWith("/") ? origin : undefined;
  return URL.canParse(url, base) && /^https?:$/.test(new URL(url, base).protocol);
}

/** A response as next-auth writes one, and what was written. */
function createRecorder() {
  const answer: NextAuthAnswer = { status: 200, headers: new Headers(), redirect: null, body: null };
  const response = {
    getHeader: (name: string) => (name === "Set-Cookie" ? answer.headers.getSetCookie() : answer.headers.get(name)),
    setHeader(name: string, value: string | string[]) {
      if (name === "Location") answer.redirect = String(value);
      else answer.headers.delete(name);
      if (name !== "Location") for (const line of [value].flat()) answer.headers.append(name, line);
      return response;
    },
    status(status: number) {
      answer.status = status;
      return response;
    },
    json: (body: unknown) => {
      answer.body = body;
      if (typeof body === "object" && body !== null && "url" in body) answer.redirect = String(body.url);
    },
    send: (body: unknown) => {
      answer.body = body;
    },
    end: () => {},
  };
  return { answer, response };
}
