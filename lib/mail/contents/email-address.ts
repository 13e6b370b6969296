import type { MailContent } from "../mail-content";
import { describeOccasion, type Occasion } from "./lost-access";

const ignore = "If you have no account here, ignore this mail: without the link nothing happens.";

/** Asks a new account's owner to show that the address is theirs. */
export const confirmEmailMail = ({ url }: { url: string }): MailContent => ({
  kind: "confirm_email",
  subject: "Confirm your email address",
  paragraphs: ["An account was made with this address. Confirm it, so that you can always get back into the account."],
  action: { label: "Confirm this address", url },
  notes: ["The link works once, within seven days.", ignore],
});

/** To the new address: only its owner can make it the account's. */
export const changeEmailMail = ({ url, ...occasion }: { url: string } & Occasion): MailContent => ({
  kind: "change_email",
  subject: "Confirm your new email address",
  paragraphs: ["An account of this studio is to have this address from now on. Until you confirm it, nothing changes."],
  action: { label: "Use this address", url },
  facts: describeOccasion(occasion),
  notes: ["The link works once, within a day.", ignore],
});

/** To the old address and to the new one, once it counts. */
export const emailChangedMail = ({ isOld, contact, ...occasion }: Changed): MailContent => ({
  kind: "email_changed",
  subject: "Your email address was changed",
  paragraphs: [
    isOld
      ? "Your account has another email address now. This one no longer signs in to it, and this is the last mail to it."
      : "This is your account's email address now. Sign in with it from now on; your password stays the same.",
  ],
  facts: describeOccasion(occasion),
  notes: [`If this was not you, ${contact ? `write to ${contact}` : "tell the person who runs this studio"} at once.`],
});
type Changed = Occasion & { isOld: boolean; contact: string | null };
