import "server-only";
import { headers } from "next/headers";
import { cache } from "react";
import { checkPayments } from "../billing/check-payments";
import { readBillingStatus as readStatus } from "../billing/read-billing-status";
import type { Balance, Capabilities } from "../contract/answers";
import type { BillingStatus } from "../contract/billing";
import { readBalance } from "../credits/read-balance";
import { listSwitchedOff } from "../webhooks/list-switched-off";
import { requestOrigin } from "./request-origin";
import { studio } from "./studio";

/** What pages show, read on the server. */
export const readBalanceOf = (userId: string): Promise<Balance> => readBalance(studio().db, userId);

/** Header, console and billing page ask for it in one request: read once. */
export const readBillingStatus = cache(
  (userId: string): Promise<BillingStatus> => readStatus(studio().billing, userId),
);

/** Webhook endpoints that the studio gave up. */
export const readSwitchedOffWebhooks = (userId: string) => listSwitchedOff(studio().db, userId);

/** What the page of prices shows to everybody. */
export function readOffer(): Pick<BillingStatus, "enabled" | "packs"> {
  const { billing } = studio();
  return { enabled: checkPayments(billing).enabled, packs: billing.packs.map(({ stripePriceId, ...pack }) => pack) };
}

export const readCapabilities = (): Promise<Capabilities> => studio().provider.capabilities();

/** The day it is, UTC: `2027-01-31`. */
export const readToday = (): string => studio().clock.now().toISOString().slice(0, 10);

export const readRequestOrigin = async (): Promise<string> => requestOrigin(await headers());

export function readSignUpTerms(): { open: boolean; credits: number } {
  const { SIGN_UP, SIGNUP_CREDITS } = studio().settings;
  return { open: SIGN_UP === "open", credits: SIGNUP_CREDITS };
}
