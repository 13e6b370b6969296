import "server-only";
import type { LegalLink } from "../contract/accounts/legal";
import { mailKinds } from "../contract/accounts/mail-kinds";
import type { Db, Tx } from "../db/client";
import { createPublicId } from "../db/public-id";
import type { Settings } from "../env/settings-schema";
import { listLegalPages } from "../legal/consent";
import { studioOrigin } from "../lifecycle/singleton";
import { log } from "../log/log";
import { addMessage } from "../queue/add-message";
import type { MailContent } from "./mail-content";
import { renderMail } from "./render-mail";

export type MailDeps = {
  /** Where links lead: PUBLIC_URL, or the origin of the request that causes the mail. Without a slash at the end. */
  origin: string;
  /** AUTH_SECRET: signs the link to unsubscribe. */
  secret: string;
  /** The operator's pages as they are now, for the end of the mail; left out where nothing is to stand there. */
  listLegalPages?: () => Promise<LegalLink[]>;
};
/** Of mails that no request causes, or nobody who is signed in: PUBLIC_URL, else this machine's own address. */
export const mailDeps = (settings: Settings): MailDeps => ({
  get origin() {
    return studioOrigin(settings);
  },
  secret: settings.AUTH_SECRET,
  listLegalPages: () => listLegalPages({ settings, log: log() }),
});

export type Recipient = {
  /** Null for an address that is no account's. */
  userId: string | null;
  email: string;
  /** Kinds that this person does not want. */
  mutedMails: string[];
};

/**
 * Writes the mail and lets the queue send it, with retries. In a transaction of inTransaction the mail exists exactly when that
 * commits. Nothing is sent here, so no request waits for a mail server.
 * @returns its id; null when the person does not want this kind
 */
export async function queueMail(
  to: Db | Tx,
  deps: MailDeps,
  { userId, email, mutedMails }: Recipient,
  content: MailContent,
): Promise<string | null> {
  if (!mailKinds[content.kind].isAboutSafety && mutedMails.includes(content.kind)) return null;
  const { kind } = content;
  const rendered = renderMail(content, { ...deps, userId, legalPages: await deps.listLegalPages?.() });
  const id = createPublicId("mai");
  await to.mail.create({ data: { id, userId, to: email, kind, ...rendered } });
  await addMessage(to, "mail", { mailId: id });
  return id;
}
