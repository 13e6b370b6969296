import { formatMoment, utcForm } from "../../format/format-dates";
import type { MailContent } from "../mail-content";

/** From where and when something was done to an account, for its owner to recognize or not. */
export type Occasion = { at: Date; addressRange?: string | null; timeZone?: string | null };

/** The small facts below a mail about safety. */
export function describeOccasion({ at, addressRange, timeZone }: Occasion): NonNullable<MailContent["facts"]> {
  const when = formatMoment(at, timeZone ? { ...utcForm, timeZone } : utcForm);
  return [
    { label: "When", value: timeZone && timeZone !== "UTC" ? `${when} (${timeZone})` : when },
    ...(addressRange ? [{ label: "Network", value: addressRange }] : []),
  ];
}

/** The link to a new password. */
export const resetPasswordMail = ({ url, ...occasion }: { url: string } & Occasion): MailContent => ({
  kind: "reset_password",
  subject: "Reset your password",
  paragraphs: ["Somebody, hopefully you, asked for a new password for your account."],
  action: { label: "Choose a new password", url },
  facts: describeOccasion(occasion),
  notes: [
    "The link works once, within an hour. All browsers that are signed in now are signed out by it.",
    "If you did not ask for it, you need not do anything: your password stays as it is.",
  ],
});

type Change = Occasion & {
  /** `password`: by somebody who knew the old one. `link`: for a forgotten one. `owner`: by the first link to the address. */
  by: "password" | "link" | "owner";
  /** The page that asks for another link. */
  forgotUrl: string;
};

const everyBrowser = "Every browser was signed out.";
const keysWork = "Your API keys keep working.";
const changes = {
  password: ["Your account has a new password. Every other browser was signed out.", keysWork],
  link: [`Your account has a new password, set by a link for a forgotten one. ${everyBrowser}`, keysWork],
  owner: [
    `Your account has a new password, set by the first link that was used at this address. ${everyBrowser}`,
    "All else that opened the account ended too: API keys, webhooks, connected sign-ins and the second factor.",
  ],
} satisfies Record<Change["by"], string[]>;

/** The account has another password. */
export const passwordChangedMail = ({ by, forgotUrl, ...occasion }: Change): MailContent => ({
  kind: "password_changed",
  subject: by === "password" ? "Your password was changed" : "Your password was reset",
  paragraphs: changes[by],
  facts: describeOccasion(occasion),
  notes: [`If this was not you, reset the password at once: ${forgotUrl}`],
});
