import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { readPreferences } from "../../accounts/profile";
import { toApiKeyAnswer } from "../../api-keys/describe-api-key";
import { listApiKeys } from "../../api-keys/read-api-keys";
import { readBillingStatus as readStatus } from "../../billing/billing-status";
import { checkPayments } from "../../billing/stripe/check-payments";
import type { Balance, Capabilities } from "../../contract/answers";
import type { BillingStatus } from "../../contract/billing";
import type { Maintenance } from "../../contract/maintenance";
import { readBalance } from "../../credits/read-balance";
import { listSwitchedOff } from "../../webhooks/endpoints/read-endpoints";
import { describeCapabilities } from "../jobs/describe-capabilities";
import { readMaintenance } from "../public/handle-maintenance";
import { checkServiceOpen } from "../route/check-service-open";
import { requestOrigin } from "../studio/request-origin";
import { studio } from "../studio/studio";

/** What pages show, read on the server. */
export const readBalanceOf = (userId: string): Promise<Balance> => readBalance(studio().db, userId);

/** Header, console and billing page need it in one request: it is read once. */
export const readBillingStatus = cache(
  (userId: string): Promise<BillingStatus> => readStatus(studio().billing, userId),
);

/** How the user likes the studio. */
export const readPreferencesOf = (userId: string) => readPreferences(studio().db, userId);

/** Webhook endpoints that the studio gave up. */
export const readSwitchedOffWebhooks = (userId: string) => listSwitchedOff(studio().db, userId);

/** What the page of prices shows to everybody. */
export function readOffer(): Pick<BillingStatus, "enabled" | "packs"> {
  const { billing } = studio();
  return { enabled: checkPayments(billing).enabled, packs: billing.packs.map(({ stripePriceId, ...pack }) => pack) };
}

/** Numbers of this installation that the documentation names. A route passes its request's headers, a page has none to pass. */
export async function readDocsFacts(requestHeaders?: Headers) {
  // First, for it makes the page one that is written per request: there is no studio while the app is built.
  const origin = requestHeaders ? requestOrigin(requestHeaders) : await readRequestOrigin();
  const chosen = studio().settings;
  return {
    origin,
    signupCredits: chosen.SIGNUP_CREDITS,
    keyRequestsPerMinute: chosen.KEY_REQUESTS_PER_MINUTE,
    accountRequestsPerMinute: chosen.ACCOUNT_REQUESTS_PER_MINUTE,
    retentionHours: chosen.RETENTION_HOURS,
    testJobsPerDay: chosen.TEST_JOBS_PER_DAY,
    maxWaitingJobs: chosen.MAX_WAITING_JOBS,
    maxMegapixels: chosen.MAX_IMAGE_MEGAPIXELS,
    webhookRetrySeconds: chosen.WEBHOOK_RETRY_SECONDS,
    securityContact: chosen.SECURITY_CONTACT ?? null,
  };
}

/** Why the public API would refuse every call now; null when it is open. */
export const readApiClosed = (): Promise<string | null> =>
  checkServiceOpen({ studio: studio(), caller: { source: "api" } }).then(
    () => null,
    (error: Error) => error.message,
  );

/** The user's newest key that works, as lists show it; null when there is none. */
export async function readNewestKey(userId: string): Promise<string | null> {
  const { db, clock } = studio();
  const keys = (await listApiKeys(db, userId)).map((row) => toApiKeyAnswer(row, clock.now()));
  return keys.find(({ status }) => status === "active")?.masked ?? null;
}

export const readCapabilities = (): Promise<Capabilities> => describeCapabilities(studio());

/** Whether guests may have the sample photos colored now. */
export async function readCanColorSamples(): Promise<boolean> {
  const { settings, samples } = studio();
  return !settings.MAINTENANCE && (await samples.isOffered());
}

/** For the notices on every page. First the headers, for there is no studio while the app is built. */
export async function readNotices(): Promise<{ publicUrl: string | null; maintenance: Maintenance }> {
  await headers();
  return { publicUrl: studio().settings.PUBLIC_URL ?? null, maintenance: readMaintenance(studio()) };
}

/** The day it is, UTC: `2027-01-31`. */
export const readToday = (): string => studio().clock.now().toISOString().slice(0, 10);

export const readRequestOrigin = async (): Promise<string> => requestOrigin(await headers());

export function readSignUpTerms(): { open: boolean; credits: number } {
  const { SIGN_UP, SIGNUP_CREDITS, SIGNUP_CREDITS_PER_RANGE_PER_DAY, SIGNUP_CREDITS_PER_DAY } = studio().settings;
  const isGiven = SIGNUP_CREDITS_PER_RANGE_PER_DAY !== 0 && SIGNUP_CREDITS_PER_DAY !== 0;
  return { open: SIGN_UP === "open", credits: isGiven ? SIGNUP_CREDITS : 0 };
}

/** Whether people may keep photos beyond their time. */
export const readCanKeep = (): boolean => studio().settings.KEEP_PHOTOS;

/** What a script or style of this page must carry for the Content-Security-Policy to allow it; server/ makes it. */
export const readNonce = async (): Promise<string | undefined> => (await headers()).get("x-nonce") ?? undefined;
