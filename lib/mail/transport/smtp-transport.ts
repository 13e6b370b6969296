import "server-only";
import nodemailer from "nodemailer";
import { MailFailure, type MailTransport, type OutgoingMail } from "./mail-transport";

export type SmtpSettings = { SMTP_URL: string; MAIL_FROM: string };

/** Within the minute that a message of the queue has. */
const timeouts = { dnsTimeout: 10_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };
const maxFailureLength = 300;

/**
 * Mail through the server at SMTP_URL: TLS from the start with smtps:, else STARTTLS where the server offers it. Connections stay
 * open for the next mails. What nodemailer knows may follow in the address: `?requireTLS=true`, `?tls.rejectUnauthorized=false`.
 */
export function createSmtpTransport({ SMTP_URL, MAIL_FROM }: SmtpSettings): MailTransport {
  // A mail whose connection is lost is the queue's to send again: the pool would do it at once, without an end.
  const pool = { pool: true, maxConnections: 2, maxRequeues: 0 } as const;
  const guards = { disableFileAccess: true, disableUrlAccess: true };
  const transporter = nodemailer.createTransport({ url: SMTP_URL, ...pool, ...timeouts, ...guards });
  // Of a connection that was lost while it waited. The next mail makes another one.
  transporter.on("error", () => {});
  const from = readSender(MAIL_FROM);
  return {
    async send(mail, signal) {
      const sent = transporter.sendMail(toMessage(mail, from));
      await withinSignal(sent, signal).catch((error: unknown) => {
        throw toFailure(error, SMTP_URL);
      });
    },
    close: () => transporter.close(),
  };
}

type Sender = { name: string; address: string };

/** Taken apart here: a name with a comma in it would be read as two addresses. */
function readSender(text: string): Sender {
  const [, name = "", address = text] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  return { name: name.replace(/^"(.*)"$/, "$1"), address };
}

function toMessage({ id, to, subject, text, html, unsubscribeUrl }: OutgoingMail, from: Sender) {
  const domain = from.address.split("@").at(-1);
  const oneClick = { "List-Unsubscribe": `<${unsubscribeUrl}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" };
  return {
    from,
    // As an object, so that whatever the address holds it stays one address.
    to: { name: "", address: to },
    messageId: `<${id}@${domain}>`,
    subject,
    text,
    html,
    // Asks machines that answer letters to leave this one alone.
    headers: { "Auto-Submitted": "auto-generated", ...(unsubscribeUrl ? oneClick : {}) },
  };
}

async function withinSignal(sent: Promise<unknown>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  let end = () => {};
  const over = new Promise<never>((_, reject) => {
    end = () => reject(new Error("the mail server took too long"));
    signal.addEventListener("abort", end, { once: true });
  });
  try {
    await Promise.race([sent, over]);
  } finally {
    signal.removeEventListener("abort", end);
  }
}

type SmtpError = Error & { code?: string; responseCode?: number; command?: string };

/**
 * Final is what the server says about this recipient or this text for good. A refused sign-in, sender or connection is about the
 * studio's settings: those mails go out once they are right.
 */
function toFailure(error: unknown, smtpUrl: string): MailFailure {
  const known: SmtpError = error instanceof Error ? error : new Error("the mail server could not be used");
  const isAboutMail = known.command === "RCPT TO" || known.command === "DATA";
  const isImpossible = known.command === "API" && known.code === "EENVELOPE";
  return new MailFailure(
    hideLogin(known.message, smtpUrl),
    isImpossible || (isAboutMail && (known.responseCode ?? 0) >= 500),
  );
}

function hideLogin(text: string, smtpUrl: string): string {
  const { username, password } = new URL(smtpUrl);
  const secrets = [password, username].filter(Boolean).flatMap((secret) => [secret, decodeURIComponent(secret)]);
  const hidden = secrets.reduce((rest, secret) => rest.replaceAll(secret, "…"), text);
  return hidden.replace(/\p{Cc}+/gu, " ").slice(0, maxFailureLength);
}
