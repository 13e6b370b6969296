const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? "");

export function formatAmount(cents: number | null, currency: string | null): string {
  const format = new Intl.NumberFormat("en", { style: "currency", currency: currency ?? "usd" });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format((cents ?? 0) / 10 ** digits);
}

const style = `
:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif;--line:#767676}
body{margin:0 auto;max-width:26rem;padding:1.5rem 1rem}
h1{font-size:1.5rem;line-height:1.25;margin:1.5rem 0 .5rem}
.mode{border:1px dashed var(--line);border-radius:.5rem;margin:0;padding:.75rem 1rem}
.amount{font-size:2rem;font-weight:600;margin:0 0 1rem}
.problem{border-left:.25rem solid #b3261e;margin:1rem 0;padding:.25rem .75rem}
dl{display:grid;gap:.25rem 1rem;grid-template-columns:auto 1fr;margin:0 0 1.5rem}
dd{margin:0;overflow-wrap:anywhere}
form{display:grid;gap:.75rem}
button,.button{background:transparent;border:1px solid var(--line);border-radius:.5rem;box-sizing:border-box;color:inherit;
cursor:pointer;display:block;font:inherit;padding:.75rem 1rem;text-align:center;text-decoration:none;width:100%}
button.main{background:#2b4bc4;border-color:#2b4bc4;color:#fff}
:focus-visible{outline:3px solid #6d8bff;outline-offset:2px}
`;

/** One column, no script; says on every page what it is. */
export function wrapPage(title: string, main: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">
<title>${escapeHtml(title)} – test mode</title><style>${style}</style></head>
<body><header><p class="mode"><strong>Test mode</strong> — this is a stand-in, no money moves.</p></header>
<main><h1>${escapeHtml(title)}</h1>${main}</main></body></html>`;
}
