import "server-only";
import type { MailContent } from "./mail-content";

/** A mail with everything that a reader sees of it, each text on one line. */
export type MailPage = Required<Omit<MailContent, "kind" | "action">> & {
  action: { label: string; url: string } | null;
  /** Why it was sent, at its end. */
  reason: string;
  /** The page on which the reader stops mails of this kind. */
  unsubscribePage: string | null;
  /** The operator's pages that a reader may look for here. */
  legalPages: { label: string; url: string }[];
  origin: string;
};

/** The product's paper, ink and amber as mail programs understand them: few know oklch() or variables. */
const light = { page: "#fbf9f6", card: "#ffffff", ink: "#1c1917", quiet: "#5f5a54", line: "#e4dfd8", link: "#8a5208" };
const dark = { page: "#12100f", card: "#1c1a18", ink: "#f3f0ec", quiet: "#aea8a0", line: "#38342f", link: "#f0b35a" };
const amber = "#f5a83c";
const inkOnAmber = "#231505";
const font = "-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";

/** Programs with a dark theme that read styles get ours; those that don't turn the light one around themselves. */
const darkStyles = `@media (prefers-color-scheme: dark) {
.page { background: ${dark.page} !important; }
.card { background: ${dark.card} !important; border-color: ${dark.line} !important; }
.ink { color: ${dark.ink} !important; }
.quiet { color: ${dark.quiet} !important; }
.link { color: ${dark.link} !important; }
.line { border-color: ${dark.line} !important; }
}`;

/** One column of 560 px that needs no pictures and no tables; every style is inline, for programs that read nothing else. */
export function renderHtml(page: MailPage): string {
  const { subject, paragraphs, action, facts, notes, origin } = page;
  const paragraph = (text: string, name: string, style: string) =>
    `<p class="${name}" style="${style}">${linkPages(text, origin)}</p>`;
  const body = [
    ...paragraphs.map((text) => paragraph(text, "ink", `margin:0 0 16px;color:${light.ink}`)),
    ...(action ? [renderAction(action)] : []),
    ...(facts.length > 0 ? [renderFacts(facts)] : []),
    ...notes.map((text) => paragraph(text, "quiet", `margin:16px 0 0;font-size:14px;color:${light.quiet}`)),
  ].join("\n");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escapeHtml(subject)}</title>
<style>${darkStyles}</style>
</head>
<body class="page" style="margin:0;padding:0;background:${light.page}">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(paragraphs[0] ?? subject)}</div>
<div class="page" style="padding:24px 12px;background:${light.page};font-family:${font};font-size:16px;line-height:1.5;overflow-wrap:anywhere;word-break:break-word">
<div style="max-width:560px;margin:0 auto">
${renderLogo()}
<div class="card" style="padding:28px 24px;background:${light.card};border:1px solid ${light.line};border-radius:12px">
<h1 class="ink" style="margin:0 0 16px;font-size:20px;line-height:1.3;color:${light.ink}">${escapeHtml(subject)}</h1>
${body}
</div>
${renderFoot(page)}
</div>
</div>
</body>
</html>
`;
}

/** Addresses of the studio's own pages become links; any other one stays words. */
const linkPages = (text: string, origin: string): string =>
  text
    .split(/(https?:\/\/[^\s<>"']+)/)
    .map((part) => {
      const words = escapeHtml(part);
      return part.startsWith(`${origin}/`)
        ? `<a class="link" href="${words}" style="color:${light.link}">${words}</a>`
        : words;
    })
    .join("");

/** The mark without a picture: one frame, half in gray, half in color. */
const renderLogo = () => `<p class="ink" style="margin:0 0 20px;font-size:15px;font-weight:600;color:${light.ink}">
<span style="display:inline-block;vertical-align:middle;margin-right:8px;font-size:0"><span style="display:inline-block;width:10px;height:20px;border-radius:5px 0 0 5px;background:#6f6a64"></span><span style="display:inline-block;width:10px;height:20px;border-radius:0 5px 5px 0;background:${amber}"></span></span>
<span style="vertical-align:middle">Pixomax Studio</span></p>`;

/** The address also in words: a reader may want to see where the button leads, and some programs show no button. */
function renderAction({ label, url }: { label: string; url: string }): string {
  const href = escapeHtml(url);
  return `<p style="margin:24px 0 12px"><a href="${href}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:${amber};color:${inkOnAmber};font-weight:600;text-decoration:none">${escapeHtml(label)}</a></p>
<p class="quiet" style="margin:0 0 16px;font-size:13px;color:${light.quiet}">Or open this address: <a class="link" href="${href}" style="color:${light.link}">${href}</a></p>`;
}

function renderFacts(facts: MailPage["facts"]): string {
  const rows = facts.map(
    ({ label, value }) =>
      `<p class="ink" style="margin:0 0 6px;font-size:14px;color:${light.ink}"><span class="quiet" style="color:${light.quiet}">${escapeHtml(label)}:</span> ${escapeHtml(value)}</p>`,
  );
  return `<div class="line" style="margin:20px 0 0;padding:14px 0 0;border-top:1px solid ${light.line}">\n${rows.join("\n")}\n</div>`;
}

function renderFoot({ reason, unsubscribePage, legalPages, origin }: MailPage): string {
  const link = (url: string, text: string) =>
    `<a class="quiet" href="${escapeHtml(url)}" style="color:${light.quiet}">${escapeHtml(text)}</a>`;
  const stop = unsubscribePage ? ` ${link(unsubscribePage, "Stop these mails")}` : "";
  const legal = legalPages.map(({ label, url }) => link(url, label)).join(" · ");
  return `<p class="quiet" style="margin:20px 0 0;font-size:12px;color:${light.quiet}">Pixomax Studio, ${link(origin, origin)}<br>${escapeHtml(reason)}${stop}${legal && `<br>${legal}`}</p>`;
}

const escapeHtml = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
