import "server-only";
import { changeProfile, readProfile } from "../../accounts/profile";
import type { changeProfileSchema } from "../../contract/accounts/profile";
import { auditOrigin } from "../auth/callers";
import type { BodyOf, CallerContext } from "../route/endpoint";
import type { Studio } from "../studio/studio";

const studioOf = ({ clock, settings }: Studio) => ({ now: clock.now(), retentionHours: settings.RETENTION_HOURS });

export async function handleProfile({ studio, caller }: CallerContext): Promise<Response> {
  return Response.json(await readProfile(studio.db, caller.userId, studioOf(studio)));
}

/** Answers with the whole profile. @throws {AppError} invalid_request */
export async function handleChangeProfile(
  context: CallerContext & BodyOf<typeof changeProfileSchema>,
): Promise<Response> {
  const { studio, request, caller, body } = context;
  const change = { userId: caller.userId, changes: body, by: auditOrigin(caller, request.headers) };
  await changeProfile(studio.db, change, studioOf(studio));
  return handleProfile(context);
}
