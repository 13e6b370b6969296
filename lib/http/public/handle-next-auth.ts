import "server-only";
import NextAuth from "next-auth";
import { authOptions } from "../auth/auth-options";
import type { RequestContext } from "../route/endpoint";
import { requestOrigin } from "../studio/request-origin";

/** Sign-in, sign-out and the session's cookie, by next-auth (its own CSRF token guards the writes). */
export async function handleNextAuth({ request, params, headers }: RequestContext): Promise<Response> {
  const secure = requestOrigin(request.headers).startsWith("https:");
  return NextAuth(
    request,
    { params: Promise.resolve({ nextauth: [params.nextauth ?? []].flat() }) },
    authOptions({ request, headers, secure }),
  );
}
