import "server-only";
import { cache } from "react";
import type { ConsentTerms, LegalLink, LegalPageName } from "../../contract/accounts/legal";
import { listLegalPages, readConsentTerms } from "../../legal/consent";
import { readLegalPage } from "../../legal/read-legal-page";
import { studio } from "../studio/studio";

// A page, its layout and its head ask for the same in one request: each is read once.

export const readLegal = cache((name: LegalPageName) => readLegalPage(studio(), name));

/** The operator's legal pages that there are, as links. */
export const readLegalLinks = cache(
  async (): Promise<{ href: string; label: string }[]> =>
    (await listLegalPages(studio())).map(({ name, title }: LegalLink) => ({ href: `/${name}`, label: title })),
);

/** What somebody agrees to who opens an account now; null where there is nothing to agree to. */
export const readSignUpConsent = cache((): Promise<ConsentTerms | null> => readConsentTerms(studio()));

/** The same for an account that has not agreed to it yet; null for one that has. */
export async function readMissingConsent(userId: string): Promise<ConsentTerms | null> {
  const terms = await readSignUpConsent();
  if (!terms) return null;
  const user = await studio().db.user.findUnique({ where: { id: userId }, select: { consentVersion: true } });
  return user && user.consentVersion !== terms.version ? terms : null;
}

/** Where whoever runs the studio can be reached; null where they gave no address. */
export const readOperatorContact = (): string | null => studio().settings.OPERATOR_CONTACT ?? null;
