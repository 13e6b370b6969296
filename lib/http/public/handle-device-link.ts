import "server-only";
import { z } from "zod";
import { readDevice } from "../../accounts/known-device";
import { AppError } from "../../errors/app-error";
import { rememberDevice } from "../auth/device-cookie";
import type { QueryOf, RequestContext } from "../route/endpoint";
import { requestOrigin } from "../studio/request-origin";

export const deviceLinkQuery = z.object({ token: z.string().max(1000) });

/**
 * Makes the browser a known one for the account that the operator made the link for, and leads to sign-in: the password is
 * still needed. All browsers that open one link share their guesses.
 * @throws {AppError} link_invalid
 */
export async function handleDeviceLink({
  request,
  studio,
  headers,
  query,
}: RequestContext & QueryOf<typeof deviceLinkQuery>): Promise<Response> {
  const { settings, clock } = studio;
  const device = await readDevice(query.token, "device-link", { secret: settings.AUTH_SECRET, now: clock.now() });
  if (!device) {
    const detail =
      "This link is incomplete, or older than 15 minutes. Ask the person who runs the studio for a new one.";
    throw new AppError("link_invalid", { detail });
  }
  const secure = requestOrigin(request.headers).startsWith("https:");
  await rememberDevice(studio, device, { request, headers, secure });
  return new Response(null, { status: 303, headers: { Location: "/sign-in" } });
}
