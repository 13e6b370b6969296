import { z } from "zod";

/** The operator's pages: each is at `/{name}` where LEGAL_DIR has `{name}.md`. */
export const legalPageNames = ["terms", "privacy", "imprint"] as const;
export type LegalPageName = (typeof legalPageNames)[number];

/** `title` is the file's first heading, in the operator's language. */
export type LegalLink = { name: LegalPageName; title: string };

/** What a new account agrees to. `version` changes with every change of the pages; `pages` are those that are agreed to. */
export type ConsentTerms = { version: string; pages: LegalLink[] };

/** SHA-256 in hex of the pages as the person was shown them. */
export const consentVersionSchema = z.string().regex(/^[0-9a-f]{64}$/, "must be the version of the pages agreed to");
export const giveConsentSchema = z.strictObject({ consent: consentVersionSchema });
