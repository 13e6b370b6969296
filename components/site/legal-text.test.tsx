import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { LegalText } from "./legal-text";

const render = (text: string) => renderToStaticMarkup(createElement(LegalText, { title: "Privacy", text }));

const table = `Before.

| Purpose | Kept | Basis |
| ------- | ---: | ----- |
| Photos  | 24 h | contract |
| Receipts <b>x</b> | 10 years | law |

After.`;

test("a table in an operator's page is a table that scrolls inside itself, with its columns' names", () => {
  const html = render(table);
  expect(html).toMatch(/<section aria-label="Table: Purpose, Kept, Basis" tabindex="0" class="[^"]*overflow-x-auto/i);
  expect(html.match(/<th /g)).toHaveLength(3);
  expect(html.match(/<tr>/g)).toHaveLength(3);
  expect(html).toMatch(/<td [^>]*text-align:right[^>]*>24 h<\/td>/);
  expect(html).not.toContain("| ---");
});

test("HTML in a page's Markdown is left out, inside a table too, and no address runs anything", () => {
  const html = render(`${table}\n\n<script>alert(1)</script>\n\n[here](javascript:alert(1))`);
  expect(html).not.toMatch(/<b>|<script|javascript:/);
});

test("two tables of one page have names of their own", () => {
  const html = render("| A |\n|---|\n| 1 |\n\n| B |\n|---|\n| 2 |");
  expect(html).toContain('aria-label="Table: A"');
  expect(html).toContain('aria-label="Table: B"');
});
