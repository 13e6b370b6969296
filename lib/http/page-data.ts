import "server-only";
import { headers } from "next/headers";
import type { Balance, Capabilities } from "../contract/answers";
import { readBalance } from "../credits/read-balance";
import { requestOrigin } from "./request-origin";
import { studio } from "./studio";

/** What pages show, read on the server. */
export const readBalanceOf = (userId: string): Promise<Balance> => readBalance(studio().db, userId);

export const readCapabilities = (): Promise<Capabilities> => studio().provider.capabilities();

export const readRequestOrigin = async (): Promise<string> => requestOrigin(await headers());

export function readSignUpTerms(): { open: boolean; credits: number } {
  const { SIGN_UP, SIGNUP_CREDITS } = studio().settings;
  return { open: SIGN_UP === "open", credits: SIGNUP_CREDITS };
}
