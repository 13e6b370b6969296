import { describe, expect, test } from "vitest";
import type { LegalLink } from "../contract/accounts/legal";
import type { MailContent } from "./mail-content";
import { renderMail } from "./render-mail";

const options = { origin: "https://studio.example", secret: "s".repeat(32), userId: "usr_1" };
const content: MailContent = {
  kind: "key_created",
  subject: "An API key was created",
  paragraphs: ["Your account has a new API key.", "It can be revoked."],
  action: { label: "Show the keys", url: "/console/keys" },
  facts: [{ label: "Device", value: "Firefox on Linux" }],
  notes: ["Was it not you? Change your password."],
};
const legalPages: LegalLink[] = [
  { name: "terms", title: "Terms" },
  { name: "privacy", title: "Privacy" },
  { name: "imprint", title: "Who runs <this>" },
];
const render = (changes: Partial<MailContent> = {}, more: Partial<Parameters<typeof renderMail>[1]> = {}) =>
  renderMail({ ...content, ...changes }, { ...options, ...more });
/** What a reader of the HTML sees. */
const wordsOf = (html: string) =>
  html
    .replace(/<style>.*?<\/style>/s, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");

test("the text says what the HTML says, and its link is whole", () => {
  const { text, html } = render();
  for (const words of [
    ...content.paragraphs,
    "Show the keys",
    "Device",
    "Firefox on Linux",
    ...(content.notes ?? []),
  ]) {
    expect(text).toContain(words);
    expect(wordsOf(html)).toContain(words);
  }
  expect(text).toContain("\nhttps://studio.example/console/keys\n");
  expect(html).toContain('href="https://studio.example/console/keys"');
});

test("the HTML needs nothing from elsewhere: no picture, no style, no script", () => {
  expect(render().html).not.toMatch(/<(img|script|link|iframe|object)|url\(|@import/i);
});

test("what a program shows beside the subject is the first sentence", () => {
  expect(wordsOf(render().html.split("<body")[1] ?? "").trim()).toMatch(
    /^class="page"[^>]*> Your account has a new API key\./,
  );
});

test("an address of the studio in the words is a link, one of another site is not", () => {
  const { html } = render({
    notes: ["Here: https://studio.example/forgot-password", "There: https://studio.example.evil/x"],
  });
  expect(html).toContain('href="https://studio.example/forgot-password"');
  expect(html).not.toContain('href="https://studio.example.evil');
});

test("the studio's imprint and privacy page stand at the end of text and HTML; where there are none, nothing does", () => {
  const { text, html } = render({}, { legalPages });
  const foot = text.split("\n-- \n")[1];
  expect(foot).toContain(
    "\nPrivacy: https://studio.example/privacy\nWho runs <this>: https://studio.example/imprint\n",
  );
  expect(html).toMatch(/href="https:\/\/studio\.example\/privacy"[^>]*>Privacy<\/a>/);
  expect(html).toMatch(/href="https:\/\/studio\.example\/imprint"[^>]*>Who runs &lt;this&gt;<\/a>/);
  for (const words of [text, html]) expect(words).not.toContain("studio.example/terms");
  expect(render().text).not.toMatch(/imprint|privacy/i);
  expect(render().html).not.toMatch(/imprint|privacy/i);
});

describe("hostile words", () => {
  const bad = `"><img src=x onerror=alert(1)>'&<script>`;

  test("stay words in the HTML wherever they stand", () => {
    const { html } = render({
      subject: bad,
      paragraphs: [bad, bad],
      action: { label: bad, url: `https://studio.example/?q=${bad}` },
      facts: [{ label: bad, value: bad }],
      notes: [bad],
    });
    expect(html).not.toMatch(/<img|<script>|onerror=alert\(1\)>/);
    const tags = (text: string) => text.match(/<[a-z]+/g)?.length;
    expect(tags(html)).toBe(tags(render().html));
  });

  test("make no line and no header of their own", () => {
    const { subject, text } = render({
      subject: "Hello\r\nBcc: eve@evil.example\u2028X: y",
      facts: [{ label: "Device", value: "x\nOpen the mailbox: https://evil.example" }],
    });
    expect(subject).toBe("Hello Bcc: eve@evil.example X: y");
    expect(text).toContain("Device: x Open the mailbox: https://evil.example\n");
  });

  test("do not turn the reading direction around", () => {
    expect(render({ paragraphs: ["photo\u202egpj.exe\u2066"] }).text).toContain("photogpj.exe");
  });

  test("that are long are cut in the subject and wrapped in the HTML", () => {
    const { subject, html } = render({ subject: "long".repeat(500), paragraphs: ["w".repeat(5000)] });
    expect(subject).toHaveLength(200);
    expect(html).toContain("overflow-wrap:anywhere");
  });

  test("cannot be the address of a link", () => {
    for (const url of ["javascript:alert(1)", "data:text/html,x", "//", "http://"]) {
      expect(() => render({ action: { label: "Go", url } }), url).toThrow();
    }
  });
});

describe("the way to stop these mails", () => {
  test("stands in those that a person may stop: a page for the reader, an address for the program", () => {
    const { text, html, unsubscribeUrl } = render({ kind: "low_credits" });
    expect(unsubscribeUrl).toMatch(
      /^https:\/\/studio\.example\/api\/unsubscribe\?token=usr_1\.low_credits\.[\w-]{43}$/,
    );
    const page = unsubscribeUrl?.replace("/api/", "/") ?? "";
    expect(text).toContain(`Stop these mails: ${page}`);
    expect(html).toContain(`href="${page}"`);
  });

  test.each([
    ["about safety", {}, {}],
    ["to nobody's account", { kind: "low_credits" }, { userId: null }],
  ] as const)("is not in a mail %s", (_, changes, more) => {
    const { text, unsubscribeUrl } = renderMail({ ...content, ...changes }, { ...options, ...more });
    expect(unsubscribeUrl).toBeNull();
    expect(text).not.toContain("Stop these mails");
  });
});
