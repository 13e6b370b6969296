import { formatDay, formatMoment } from "../../format/format-dates";
import { formatBytes } from "../../format/format-files";
import type { MailContent } from "../mail-content";

type Ready = { origin: string; bytes: number; expiresAt: Date };

/** The link leads to the page: the file itself is only for who is signed in. */
export const exportReadyMail = ({ origin, bytes, expiresAt }: Ready): MailContent => ({
  kind: "export_ready",
  subject: "Your data is ready to download",
  paragraphs: ["The export of your account that you asked for is ready. Sign in to download it."],
  action: { label: "Open your exports", url: `${origin}/console/account/data` },
  facts: [
    { label: "Size", value: formatBytes(bytes) },
    { label: "Deleted on", value: formatDay(expiresAt) },
  ],
  notes: ["If you did not ask for it, change your password: somebody else is signed in to your account."],
});

type Requested = { origin: string; token: string; deletedAt: Date };

export const deleteRequestedMail = ({ origin, token, deletedAt }: Requested): MailContent => ({
  kind: "delete_requested",
  subject: "Your account will be deleted",
  paragraphs: [
    `Your account and everything in it will be deleted on ${formatMoment(deletedAt)}: photos, results, API keys and credits. Until then nothing is lost.`,
    "Your API keys do not work meanwhile. If you change your mind, keep the account with the link below, or sign in.",
  ],
  action: { label: "Keep the account", url: `${origin}/keep-account?token=${token}` },
  notes: ["If you did not ask for it, keep the account and change your password."],
});

export const accountDeletedMail = ({ origin }: { origin: string }): MailContent => ({
  kind: "account_deleted",
  subject: "Your account is deleted",
  paragraphs: [
    `Your account at ${origin} is deleted: its photos, results, keys and sign-ins are gone.`,
    "What was paid and spent stays in the books, without your name or address. This mail is the last one, and your address is deleted with it.",
  ],
});
