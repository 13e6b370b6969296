import { beforeEach, expect, test } from "vitest";
import { POST as askForLink } from "../../../../app/api/sign-in/email/route";
import { createUser } from "../../../accounts/create-user";
import type { User } from "../../../generated/prisma/client";
import { createMemoryRateLimit } from "../../../rate-limit/rate-limit";
import { setUpDatabase } from "../../../testing/set-up";
import { setUpStudio } from "../../../testing/set-up-studio";
import { TestBrowser } from "../../../testing/sign-in/test-browser";
import { testOrigin } from "../../../testing/studio";

const fresh = setUpDatabase();
const opened = setUpStudio(fresh, () => ({
  SMTP_URL: "smtp://127.0.0.1:9",
  MAIL_FROM: "studio@example.org",
  PUBLIC_URL: testOrigin,
}));
const email = "ada@example.org";
let user: User;
beforeEach(async () => {
  const few = (limit: number) => createMemoryRateLimit({ limit, windowSeconds: 900 });
  Object.assign(opened.studio.limits, { signInRange: few(5), signInAddress: few(100), authAddress: few(100) });
  Object.assign(opened.studio, { clock: { now: () => new Date() } });
  user = await createUser(fresh.db, { email, password: "analytical engine", credits: 0 });
});

const ask = (body: object) => new TestBrowser().call(askForLink, "/api/sign-in/email", { body });
const countMails = () => fresh.db.mail.count({ where: { kind: "sign_in_link" } });
const open = (token: string) => new TestBrowser().auth("callback/email-link", { token });

/** The links that were mailed. */
async function readLinks(count: number): Promise<URL[]> {
  await expect.poll(countMails).toBe(count);
  const mails = await fresh.db.mail.findMany({ where: { kind: "sign_in_link" } });
  return mails.map(({ text }) => new URL(/https?:\/\/\S+\/sign-in\/email\S+/.exec(text ?? "")?.[0] ?? ""));
}
const tokenOf = (link: URL | undefined) => link?.searchParams.get("token") ?? "";

test("a mailed link signs in once and confirms the address; opening it does not use it", async () => {
  expect(await ask({ email: " Ada@Example.org ", next: "/library?x=1" })).toMatchObject({ status: 202, body: null });
  const [link] = await readLinks(1);
  expect(link?.searchParams.get("next")).toBe("/library?x=1");
  const token = tokenOf(link);
  expect((await open(token)).status).toBe(200);
  expect(await fresh.db.user.findUnique({ where: { id: user.id } })).toMatchObject({
    emailConfirmedAt: expect.any(Date),
  });
  expect(await fresh.db.session.findMany()).toMatchObject([{ userId: user.id, signedInWith: "email" }]);
  expect(await open(token)).toMatchObject({ status: 410, body: { code: "link_used" } });
  expect(JSON.stringify(await fresh.db.oneTimeLink.findMany())).not.toContain(token);
});

test("of many who open it at once one is signed in", async () => {
  await ask({ email });
  const token = tokenOf((await readLinks(1))[0]);
  const answers = await Promise.all([1, 2, 3].map(() => open(token)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(await fresh.db.session.count()).toBe(1);
});

test("an address without an account, and a suspended one, get the same answer and no mail", async () => {
  const known = await ask({ email });
  const unknown = await ask({ email: "nobody@example.org" });
  await readLinks(1);
  await fresh.db.user.update({ where: { id: user.id }, data: { suspendedAt: new Date() } });
  const suspended = await ask({ email });
  for (const { status, body } of [unknown, suspended])
    expect({ status, body }).toEqual({ status: known.status, body: known.body });
  expect(await countMails()).toBe(1);
});

test("a link that is cut, foreign, too old or of an earlier address opens nothing", async () => {
  await ask({ email });
  const token = tokenOf((await readLinks(1))[0]);
  for (const bad of [token.slice(1), `${token.slice(1)}x`, "", "x".repeat(5000), "' OR 1=1"])
    expect((await open(bad)).status).toBe(403);
  const later = Date.now() + 15 * 60_000 + 1000;
  Object.assign(opened.studio, { clock: { now: () => new Date(later) } });
  expect(await open(token)).toMatchObject({ status: 410, body: { code: "link_expired" } });
  Object.assign(opened.studio, { clock: { now: () => new Date() } });
  await fresh.db.user.update({ where: { id: user.id }, data: { email: "countess@example.org" } });
  expect(await open(token)).toMatchObject({ status: 403, body: { code: "link_invalid" } });
  expect(await fresh.db.session.count()).toBe(0);
});

test("a second factor is asked for after a link too", async () => {
  const [now, where] = [new Date(), { id: user.id }];
  await fresh.db.user.update({ where, data: { emailConfirmedAt: now, totpSecret: "x", totpConfirmedAt: now } });
  await ask({ email });
  const { body } = await open(tokenOf((await readLinks(1))[0]));
  expect(body).toMatchObject({ url: expect.stringContaining("/sign-in/second-factor") });
  expect(await fresh.db.session.findMany()).toMatchObject([{ needsSecondFactor: true }]);
});

test("nobody fills a mailbox: five links in 15 minutes for one address, and the answer stays the same", async () => {
  for (let at = 0; at < 8; at += 1) expect((await ask({ email })).status).toBe(202);
  await readLinks(5);
  expect(await countMails()).toBe(5);
});

test("the way back is a path of this studio, and without a mail server there are no links", async () => {
  for (const next of ["https://evil.example", "//evil.example", "/\\evil.example"])
    expect(await ask({ email, next })).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  Object.assign(opened.studio.settings, { SMTP_URL: undefined });
  expect((await ask({ email })).status).toBe(404);
  Object.assign(opened.studio.settings, { SMTP_URL: "smtp://127.0.0.1:9" });
});
