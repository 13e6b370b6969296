import "server-only";
import type { Notifications, updateNotificationsSchema } from "../../contract/accounts/notifications";
import { AppError } from "../../errors/app-error";
import { setMutedMails } from "../../mail/muted-mails";
import { auditOrigin } from "../auth/callers";
import type { BodyOf, CallerContext } from "../route/endpoint";

export async function handleNotifications({ studio, caller }: CallerContext): Promise<Response> {
  const select = { email: true, mutedMails: true };
  const user = await studio.db.user.findUnique({ where: { id: caller.userId }, select });
  if (!user) throw new AppError("sign_in_required", { detail: "This account is gone." });
  return Response.json(user satisfies Notifications);
}

type UpdateContext = CallerContext & BodyOf<typeof updateNotificationsSchema>;

export async function handleUpdateNotifications(context: UpdateContext): Promise<Response> {
  const { studio, caller, request, body } = context;
  const origin = auditOrigin(caller, request.headers);
  await setMutedMails(studio.db, body.mutedMails, { userId: caller.userId, origin, now: studio.clock.now() });
  return handleNotifications(context);
}
