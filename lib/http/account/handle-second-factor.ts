import "server-only";
import {
  confirmSecondFactor,
  type FactorChange,
  readSecondFactor,
  renewRecoveryCodes,
  startSecondFactor,
  switchOffSecondFactor,
} from "../../accounts/second-factor/manage-second-factor";
import type {
  ownerProofSchema,
  RecoveryCodes,
  SecondFactorSetup,
  SecondFactorState,
  secondFactorCodeSchema,
  startSecondFactorSchema,
} from "../../contract/accounts/sign-in";
import { AppError } from "../../errors/app-error";
import { auditOrigin } from "../auth/callers";
import { readVisit } from "../auth/visit";
import { countAttempt } from "../route/check-rate";
import type { BodyOf, CallerContext } from "../route/endpoint";
import { proveOwner } from "../route/prove-owner";

export async function handleReadSecondFactor({ studio, caller }: CallerContext): Promise<Response> {
  const user = await studio.db.user.findUniqueOrThrow({ where: { id: caller.userId } });
  return Response.json((await readSecondFactor(studio.db, user)) satisfies SecondFactorState);
}

/**
 * Starts setting it up. An account with a password is asked for it: who finds an open browser must not lock the owner out.
 * @throws {AppError} sign_in_failed, invalid_request, rate_limited, over_capacity
 */
export async function handleStartSecondFactor(
  context: CallerContext & BodyOf<typeof startSecondFactorSchema>,
): Promise<Response> {
  const { studio, caller, body } = context;
  const { db, settings } = studio;
  const user = await db.user.findUniqueOrThrow({ where: { id: caller.userId } });
  if (user.passwordHash) {
    if (!body.password)
      throw new AppError("sign_in_failed", { detail: "Enter your current password.", param: "password" });
    await proveOwner(context, { password: body.password });
  }
  return Response.json((await startSecondFactor(db, user, settings.AUTH_SECRET)) satisfies SecondFactorSetup);
}

/** @throws {AppError} second_factor_failed, invalid_request, rate_limited */
export async function handleConfirmSecondFactor(
  context: CallerContext & BodyOf<typeof secondFactorCodeSchema>,
): Promise<Response> {
  const { studio, caller, body } = context;
  const explain = (limit: number) => `At most ${limit} codes in 15 minutes.`;
  await countAttempt(studio.limits.signInDevice, `setup ${caller.userId}`, explain);
  const recoveryCodes = await confirmSecondFactor(studio.db, caller.userId, body.code, changeOf(context));
  return Response.json({ recoveryCodes } satisfies RecoveryCodes);
}

/** @throws {AppError} sign_in_failed, second_factor_failed, invalid_request, rate_limited, over_capacity */
export async function handleSwitchOffSecondFactor(
  context: CallerContext & BodyOf<typeof ownerProofSchema>,
): Promise<Response> {
  await proveOwner(context, context.body);
  await switchOffSecondFactor(context.studio.db, context.caller.userId, changeOf(context));
  return new Response(null, { status: 204 });
}

/** @throws {AppError} sign_in_failed, second_factor_failed, invalid_request, rate_limited, over_capacity */
export async function handleRenewRecoveryCodes(
  context: CallerContext & BodyOf<typeof ownerProofSchema>,
): Promise<Response> {
  await proveOwner(context, context.body);
  const recoveryCodes = await renewRecoveryCodes(context.studio.db, context.caller.userId, changeOf(context));
  return Response.json({ recoveryCodes } satisfies RecoveryCodes);
}

function changeOf({ studio, request, caller }: CallerContext): FactorChange {
  const { mail, now } = readVisit(studio, request.headers);
  return { secret: studio.settings.AUTH_SECRET, now, mail, origin: auditOrigin(caller, request.headers) };
}
