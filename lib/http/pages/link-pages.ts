import "server-only";
import { readResetLink } from "../../accounts/lost-access/reset-password";
import { readOneTimeLink } from "../../accounts/one-time-links";
import type { EmailLinkKind } from "../../contract/accounts/lost-access";
import { AppError } from "../../errors/app-error";
import type { ErrorCode } from "../../errors/error-codes";
import { mailDeps } from "../../mail/queue-mail";
import { signedInUser } from "../auth/signed-in-user";
import { studio } from "../studio/studio";

/** What a page can say of a link: whose address it is about, or why it does not work. Reading it does not use it. */
type LinkState = { email: string; problem: null } | { email: null; problem: ErrorCode };

/** Of a link for a forgotten password: the account's address. */
export const readResetLinkState = (token: string): Promise<LinkState> =>
  stateOf(async ({ db, mail, now }) => (await readResetLink({ db, mail }, token, now)).email);

/**
 * Of a link that confirms an address: that address, and whether the browser has to show first that the account is its visitor's
 * (see confirmEmail and confirmEmailChange).
 */
export async function readEmailLinkState(
  token: string,
  kind: EmailLinkKind,
): Promise<LinkState & { needsProof: boolean }> {
  const present = await signedInUser();
  let needsProof = false;
  const state = await stateOf(async ({ db, mail, now }) => {
    const signing = { secret: mail.secret, now };
    const { userId, email } = await readOneTimeLink(db, token, `${kind}_email`, signing);
    const confirmed =
      kind === "confirm" && (await db.user.count({ where: { id: userId, emailConfirmedAt: { not: null } } }));
    needsProof = present?.id !== userId && !confirmed;
    return email ?? "";
  });
  return { ...state, needsProof };
}

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
