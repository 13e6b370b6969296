import "server-only";
import { headers as names } from "../../contract/headers";
import { readBalance } from "../../credits/read-balance";
import { AppError } from "../../errors/app-error";
import { formatCount } from "../../format/format-numbers";
import {
  authenticateKey,
  authenticateOperator,
  authenticateSession,
  type Caller,
  refuseForeignOrigin,
} from "../auth/callers";
import { remoteAddress } from "../studio/request-origin";
import { checkRate } from "./check-rate";
import { checkApiEnabled } from "./check-service-open";
import type { Endpoint, RequestContext } from "./endpoint";
import { readJson, readParams, readQuery, refuseUnstorableAddress } from "./read-input";

/**
 * Does what the endpoint declares, then calls its handler. The order is the contract's, each step before the next costs
 * anything: origin, authentication, rate limit, service open, then the input is parsed.
 * @throws {AppError} foreign_origin, sign_in_required, operator_required, what findApiKey throws, rate_limited, provider_disabled, invalid_request,
 *   and what `open` and the handler throw
 */
export async function serveEndpoint(endpoint: Endpoint, context: RequestContext): Promise<Response> {
  const { auth, sameOrigin, rateLimited, showsCredits } = endpoint;
  const { request, headers } = context;
  if (auth === "session" || auth === "operator" || sameOrigin) refuseForeignOrigin(request);
  if (auth === "public")
    return endpoint.body ? receiveFromAddress(endpoint, context) : openAndHandle(endpoint, context);
  const caller = await authenticate(endpoint, context);
  if (auth === "key" || rateLimited) await checkRate(context, caller);
  if (auth === "key") headers.set(names.creditsCharged, "0");
  const answer = openAndHandle(endpoint, { ...context, caller });
  return auth === "key" || showsCredits ? withCreditsLeft(context, caller, answer) : answer;
}

function authenticate({ auth, scope }: Endpoint, { request, studio }: RequestContext): Promise<Caller> {
  if (auth === "key") return authenticateKey(request, studio, scope);
  return auth === "operator" ? authenticateOperator(request) : authenticateSession(request);
}

/** A burst of Stripe's events comes from one address, and what is refused comes again after an hour: they wait this long first. */
const publicWaitMs = 5000;

/** Before an account is known its address stands for it. @throws {AppError} over_capacity */
async function receiveFromAddress(endpoint: Endpoint, context: RequestContext): Promise<Response> {
  const { publicBodies } = context.studio;
  const holder = { account: remoteAddress(context.request.headers), isTest: false };
  const freeSlot = await publicBodies.takeWithin(publicWaitMs, holder);
  if (!freeSlot) {
    const { isOwnShare, held, retryAfterSeconds } = publicBodies.refusal(holder);
    const whose = isOwnShare ? "from this address" : "without an account";
    const detail = `${held} requests ${whose} are being received already. Try again in ${formatCount(retryAfterSeconds, "second")}.`;
    throw new AppError("over_capacity", { detail, retryAfterSeconds });
  }
  return openAndHandle(endpoint, context).finally(freeSlot);
}

async function openAndHandle(endpoint: Endpoint, context: RequestContext & { caller?: Caller }): Promise<Response> {
  const { auth, body, query, params } = endpoint;
  if (endpoint.open) await endpoint.open(context);
  else if (auth === "key") checkApiEnabled(context);
  refuseUnstorableAddress(context);
  return endpoint.handler({
    ...context,
    params: params ? readParams(context, params) : context.params,
    query: query && readQuery(context, query),
    body: body === undefined || typeof body === "string" ? undefined : await readJson(context, body),
  });
}

/**
 * Puts X-Credits-Remaining into the answer, unless its handler knew it and did: also into a refusal, but not where the studio
 * itself failed.
 */
async function withCreditsLeft(
  { studio, headers, log }: RequestContext,
  { userId }: Caller,
  answer: Promise<Response>,
): Promise<Response> {
  const failed = await answer.then(
    () => false,
    (error: unknown) => error instanceof AppError && error.code === "internal_error",
  );
  if (headers.has(names.creditsRemaining)) return answer;
  // A balance that cannot be read must not turn an answer into an error.
  const balance = failed
    ? null
    : await readBalance(studio.db, userId).catch((error: unknown) => {
        log.warn({ err: error }, "could not read the balance for a header");
        return null;
      });
  if (balance) headers.set(names.creditsRemaining, String(balance.available));
  return answer;
}
