import "server-only";
import type { LegalLink } from "../contract/accounts/legal";
import { mailKinds } from "../contract/accounts/mail-kinds";
import type { MailContent } from "./mail-content";
import { type MailPage, renderHtml } from "./render-html";
import { createUnsubscribeToken } from "./unsubscribe-links";

type Rendered = {
  subject: string;
  text: string;
  html: string;
  /** Where a mail program asks for no more mails of this kind; null for mails about safety. */
  unsubscribeUrl: string | null;
};
type Options = {
  origin: string;
  secret: string;
  userId: string | null;
  /** The studio's own; of them the imprint and the privacy page stand at the mail's end. */
  legalPages?: LegalLink[];
};

const maxSubjectLength = 200;

/** The mail as text and as HTML, with the same words. */
export function renderMail(content: MailContent, { origin, secret, userId, legalPages = [] }: Options): Rendered {
  const { label, isAboutSafety } = mailKinds[content.kind];
  const isOptional = !isAboutSafety && userId !== null;
  const token = isOptional ? createUnsubscribeToken({ userId, kind: content.kind }, secret) : null;
  const page: MailPage = {
    subject: oneLine(content.subject).slice(0, maxSubjectLength),
    paragraphs: content.paragraphs.map(oneLine),
    action: content.action
      ? { label: oneLine(content.action.label), url: absoluteUrl(content.action.url, origin) }
      : null,
    facts: (content.facts ?? []).map(({ label, value }) => ({ label: oneLine(label), value: oneLine(value) })),
    notes: (content.notes ?? []).map(oneLine),
    reason: isOptional
      ? `You get this mail because your account has "${label}" switched on.`
      : "Mails like this one keep your account safe, so they are always sent.",
    unsubscribePage: token ? `${origin}/unsubscribe?token=${token}` : null,
    legalPages: legalPages
      .filter(({ name }) => name !== "terms")
      .map(({ name, title }) => ({ label: oneLine(title), url: `${origin}/${name}` })),
    origin,
  };
  const unsubscribeUrl = token ? `${origin}/api/unsubscribe?token=${token}` : null;
  return { subject: page.subject, text: renderText(page), html: renderHtml(page), unsubscribeUrl };
}

function renderText(page: MailPage): string {
  const { paragraphs, action, facts, notes, reason, unsubscribePage, legalPages, origin } = page;
  const parts = [
    ...paragraphs,
    ...(action ? [`${action.label}:\n${action.url}`] : []),
    ...(facts.length > 0 ? [facts.map(({ label, value }) => `${label}: ${value}`).join("\n")] : []),
    ...notes,
    // Mail programs fold away what follows these two dashes.
    [
      "-- ",
      `Pixomax Studio, ${origin}`,
      reason,
      ...(unsubscribePage ? [`Stop these mails: ${unsubscribePage}`] : []),
      ...legalPages.map(({ label, url }) => `${label}: ${url}`),
    ].join("\n"),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** Control characters would begin a line or a header of their own; marks of direction let an address read as another one. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/ {2,}/g, " ")
    .trim();

/** @throws {Error} for a link that leads to no page */
function absoluteUrl(url: string, origin: string): string {
  const absolute = new URL(url, `${origin}/`);
  if (!/^https?:$/.test(absolute.protocol)) throw new Error("a mail may link to pages only");
  return absolute.href;
}
