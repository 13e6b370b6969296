import "server-only";
import type { changeShareSchema, createShareSchema } from "../../contract/photos/shares";
import type { Share } from "../../generated/prisma/client";
import { changeShare, revokeShare } from "../../shares/change-share";
import { createShare } from "../../shares/create-share";
import { listShares } from "../../shares/find-shares";
import { toShareAnswer } from "../../shares/to-share-answer";
import { findCallersJob } from "../jobs/handle-jobs";
import type { BodyOf, CallerContext, IdParams } from "../route/endpoint";
import { requestOrigin } from "../studio/request-origin";

/** The job's shares that work now, newest first. @throws {AppError} not_found */
export async function handleListShares(context: CallerContext & IdParams): Promise<Response> {
  const { db, clock } = context.studio;
  const { id } = await findCallersJob(context);
  const shares = await listShares(db, id, clock.now());
  return Response.json({ shares: shares.map((share) => show(context, share)) });
}

/** @throws {AppError} not_found, job_not_finished, job_deleted, share_limit */
export async function handleCreateShare(
  context: CallerContext & IdParams & BodyOf<typeof createShareSchema>,
): Promise<Response> {
  const { db, clock } = context.studio;
  const share = await createShare(db, await findCallersJob(context), context.body, clock.now());
  return Response.json(show(context, share), { status: 201 });
}

/** @throws {AppError} not_found, link_revoked, link_expired */
export async function handleChangeShare(
  context: CallerContext & IdParams & BodyOf<typeof changeShareSchema>,
): Promise<Response> {
  return Response.json(show(context, await changeShare(context.studio.db, named(context), context.body)));
}

/** The link and its pictures stop working at once. @throws {AppError} not_found */
export async function handleRevokeShare(context: CallerContext & IdParams): Promise<Response> {
  await revokeShare(context.studio.db, named(context));
  return new Response(null, { status: 204 });
}

const named = ({ caller, params, studio }: CallerContext & IdParams) => ({
  userId: caller.userId,
  id: params.id,
  now: studio.clock.now(),
});

const show = ({ request, studio }: CallerContext, share: Share) =>
  toShareAnswer(share, { origin: requestOrigin(request.headers), secret: studio.settings.LINK_SECRET });
