import "server-only";
import type { listMailsSchema, Mailbox } from "../../../contract/accounts/mailbox";
import { listMails } from "../../../mail/mailbox/list-mails";
import { openMail, retryMail } from "../../../mail/mailbox/open-mail";
import { readMailService } from "../../../mail/mailbox/read-mail-service";
import { sendTestMail } from "../../../mail/mailbox/send-test-mail";
import { mailDeps } from "../../../mail/queue-mail";
import { auditOrigin } from "../../auth/callers";
import type { CallerContext, IdParams, QueryOf } from "../../route/endpoint";
import { requestOrigin } from "../../studio/request-origin";

type ListContext = CallerContext & QueryOf<typeof listMailsSchema>;

export async function handleMailbox({ studio, query }: ListContext): Promise<Response> {
  const { db, settings } = studio;
  const [service, page] = await Promise.all([readMailService(db, settings), listMails(db, query)]);
  return Response.json({ service, ...page } satisfies Mailbox);
}

/** A POST: it is written to the audit log, and nothing should open a mail ahead of its reader. */
export async function handleOpenMail(context: CallerContext & IdParams): Promise<Response> {
  return Response.json(await openMail(context.studio.db, actOf(context)));
}

export async function handleRetryMail(context: CallerContext & IdParams): Promise<Response> {
  await retryMail(context.studio.db, actOf(context));
  return new Response(null, { status: 204 });
}

export async function handleTestMail({ studio, caller, request }: CallerContext): Promise<Response> {
  const { db, settings, clock } = studio;
  const deps = { ...mailDeps(settings), origin: requestOrigin(request.headers) };
  await sendTestMail(db, deps, { userId: caller.userId, now: clock.now() });
  return new Response(null, { status: 204 });
}

const actOf = ({ studio, caller, params, request }: CallerContext & IdParams) => ({
  id: params.id,
  origin: auditOrigin(caller, request.headers),
  now: studio.clock.now(),
});
