import "server-only";
import { createHash } from "node:crypto";
import { type ConsentTerms, type LegalLink, legalPageNames } from "../contract/accounts/legal";
import { AppError } from "../errors/app-error";
import { type LegalDeps, type LegalPage, readLegalPage } from "./read-legal-page";

const link = ({ name, title }: LegalPage): LegalLink => ({ name, title });

/** The pages that there are now, for links to them. */
export async function listLegalPages(deps: LegalDeps): Promise<LegalLink[]> {
  const pages = await Promise.all(legalPageNames.map((name) => readLegalPage(deps, name)));
  return pages.flatMap((page) => (page ? [link(page)] : []));
}

/** What accounts agree to: the terms and the privacy page as they are now; null where there is neither. */
export async function readConsentTerms(deps: LegalDeps): Promise<ConsentTerms | null> {
  const pages = await Promise.all([readLegalPage(deps, "terms"), readLegalPage(deps, "privacy")]);
  const there = pages.filter((page) => page !== null);
  if (there.length === 0) return null;
  const sources = pages.map((page) => page?.source ?? null);
  return { version: createHash("sha256").update(JSON.stringify(sources)).digest("hex"), pages: there.map(link) };
}

/** What an account agrees to now, for those that are made without a form of ours; null where there is nothing to agree to. */
export const currentConsentVersion = async (deps: LegalDeps): Promise<string | null> =>
  (await readConsentTerms(deps))?.version ?? null;

/**
 * The version that was agreed to, null where there is nothing to agree to.
 * @throws {AppError} invalid_request unless `given` is the version of the pages as they are now
 */
export async function checkConsent(deps: LegalDeps, given: string | undefined): Promise<string | null> {
  const version = await currentConsentVersion(deps);
  if (version === null || version === given) return version;
  const detail = given
    ? "The pages you agree to were changed a moment ago. Reload this page, read them and try again."
    : "Agree to the pages named below the form to go on.";
  throw new AppError("invalid_request", { detail, param: "consent" });
}
