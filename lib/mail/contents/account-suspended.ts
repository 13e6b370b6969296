import type { MailContent } from "../mail-content";

/** To somebody whose account an operator has suspended. */
export const accountSuspendedMail = ({ reason }: { reason: string }): MailContent => ({
  kind: "account_suspended",
  subject: "Your account is suspended",
  paragraphs: [
    "The people who run this studio have suspended your account. You cannot sign in, and calls with your API keys are refused.",
    "Photos that were being colorized are finished. Photos that were waiting are canceled, and their credits are back in your account.",
  ],
  facts: [{ label: "Reason", value: reason }],
  notes: ["If you think that this is a mistake, answer this mail or write to the people who run the studio."],
});
