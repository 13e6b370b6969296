import "server-only";
import { readResetLink } from "../../accounts/lost-access/reset-password";
import { readOneTimeLink } from "../../accounts/one-time-links";
import type { EmailLinkKind } from "../../contract/accounts/lost-access";
import { AppError } from "../../errors/app-error";
import type { ErrorCode } from "../../errors/error-codes";
import { mailDeps } from "../../mail/queue-mail";
import { studio } from "../studio/studio";

/** What a page can say of a link: whose address it is about, or why it does not work. Reading it does not use it. */
export type LinkState = { email: string; problem: null } | { email: null; problem: ErrorCode };

/** Of a link for a forgotten password: the account's address. */
export const readResetLinkState = (token: string): Promise<LinkState> =>
  stateOf(async ({ db, mail, now }) => (await readResetLink({ db, mail }, token, now)).email);

/** Of a link that confirms an address: that address. */
export const readEmailLinkState = (token: string, kind: EmailLinkKind): Promise<LinkState> =>
  stateOf(async ({ db, mail, now }) => {
    const linkKind = kind === "change" ? "change_email" : "confirm_email";
    return (await readOneTimeLink(db, token, linkKind, { secret: mail.secret, now })).email ?? "";
  });

/** How people get back in on this studio: by a mail, or by asking somebody. */
export function readLostAccessTerms(): { sendsMail: boolean; contact: string | null } {
  const { SMTP_URL, OPERATOR_CONTACT } = studio().settings;
  return { sendsMail: SMTP_URL !== undefined, contact: OPERATOR_CONTACT ?? null };
}

type Reading = { db: ReturnType<typeof studio>["db"]; mail: ReturnType<typeof mailDeps>; now: Date };

async function stateOf(read: (deps: Reading) => Promise<string>): Promise<LinkState> {
  const { db, settings, clock } = studio();
  try {
    return { email: await read({ db, mail: mailDeps(settings), now: clock.now() }), problem: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { email: null, problem: error.code };
  }
}
