import { goneStyle } from "./gone-style";

type Words = { title: string; detail: string };

const deleted: Words = {
  title: "This photo has been deleted",
  detail: "Its owner deleted it, or it was kept for a limited time and that is over.",
};
const words = {
  link_expired: {
    title: "This link has expired",
    detail: "Links to photos work for a limited time. Whoever sent it to you can make a new one.",
  },
  link_revoked: {
    title: "This link was withdrawn",
    detail: "Its owner no longer shows the photo here. Ask them for a new link.",
  },
  link_invalid: {
    title: "This link is not complete",
    detail: "Part of it is missing or was changed. Open it again exactly as you received it.",
  },
  not_found: deleted,
  job_deleted: deleted,
} as const satisfies Record<string, Words>;

export type GoneCode = keyof typeof words;
export const isGone = (code: string): code is GoneCode => Object.hasOwn(words, code);

type Page = {
  code: GoneCode;
  /** Of the signed-in owner's job that is behind the link; null for everybody else. */
  jobId: string | null;
  /** What the page's style must carry, where the answer's policy wants it. */
  nonce: string | null;
};

const mark =
  '<svg viewBox="0 0 32 32" width="48" height="48" aria-hidden="true"><path d="M9 2h7v28H9a7 7 0 0 1-7-7V9a7 7 0 0 1 7-7Z" fill="var(--ink)"/>' +
  '<path d="M16 2h7a7 7 0 0 1 7 7v14a7 7 0 0 1-7 7h-7Z" fill="var(--amber)"/><path d="M16 8.5a7.5 7.5 0 0 0 0 15Z" fill="var(--paper)"/>' +
  '<path d="M16 8.5a7.5 7.5 0 0 1 0 15Z" fill="#231505"/></svg>';

/**
 * The page of a link that does not work, in one piece: the policy of files allows a page below /files no script, no picture and
 * no style from elsewhere. Every word of it is fixed, so nothing in it needs to be escaped but the two values.
 */
export function writeGonePage({ code, jobId, nonce }: Page): string {
  const { title, detail } = words[code];
  const style = nonce && /^[\w+/=-]+$/.test(nonce) ? `<style nonce="${nonce}">` : "<style>";
  const own = jobId
    ? `<p>This is your photo. Open its job to see it or to make a new link.</p><p><a class="button" href="/console/jobs/${encodeURIComponent(jobId)}">Open the job</a></p>`
    : "";
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="referrer" content="no-referrer">
<title>${title} · Pixomax Studio</title>
${style}${goneStyle}</style>
</head>
<body>
<main>
${mark}
<h1>${title}</h1>
<p>${detail}</p>
${own}
<p><a href="/">Go to Pixomax Studio</a></p>
</main>
</body>
</html>
`;
}
