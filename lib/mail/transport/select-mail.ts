import "server-only";
import type { Settings } from "../../env/settings-schema";
import type { MailTransport } from "./mail-transport";
import { createSmtpTransport } from "./smtp-transport";

type MailSettings = Pick<Settings, "SMTP_URL" | "MAIL_FROM">;

/** How mail leaves this studio; null without a mail server, where it waits for the operator in the mailbox. */
export function selectMail({ SMTP_URL, MAIL_FROM }: MailSettings): MailTransport | null {
  return SMTP_URL && MAIL_FROM ? createSmtpTransport({ SMTP_URL, MAIL_FROM }) : null;
}

/** The mail server without its user and password: "smtps://mail.example.org:465". Null without one. */
export function nameMailServer({ SMTP_URL }: MailSettings): string | null {
  if (!SMTP_URL) return null;
  const { protocol, host } = new URL(SMTP_URL);
  return `${protocol}//${host}`;
}
