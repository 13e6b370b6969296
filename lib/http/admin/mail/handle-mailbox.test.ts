import { beforeEach, describe, expect, test } from "vitest";
import { POST as open } from "@/app/api/admin/mail/[id]/open/route";
import { POST as retry } from "@/app/api/admin/mail/[id]/retry/route";
import { GET as list } from "@/app/api/admin/mail/route";
import { POST as sendTest } from "@/app/api/admin/mail/test/route";
import { mailboxSchema } from "@/lib/contract/accounts/mailbox";
import { queueMail } from "@/lib/mail/queue-mail";
import { setUpDatabase } from "@/lib/testing/set-up";
import { setUpStudio } from "@/lib/testing/set-up-studio";
import { callRoute, signInHeaders, testOrigin } from "@/lib/testing/studio";
import { createUserWithCredits } from "@/prisma/factories/create-user-with-credits";

const fresh = setUpDatabase();
setUpStudio(fresh, () => ({
  PUBLIC_URL: testOrigin,
  SMTP_URL: "smtp://me:hidden%20word@mail.example:587",
  MAIL_FROM: "Studio <s@mail.example>",
}));
let headers: Record<string, string>;
let operator: { id: string; email: string };
let customer: { id: string; email: string };
beforeEach(async () => {
  operator = await createUserWithCredits(fresh.db, 0);
  customer = await createUserWithCredits(fresh.db, 0);
  await fresh.db.user.update({ where: { id: operator.id }, data: { role: "operator" } });
  headers = await signInHeaders(operator.id);
});

const write = async () => {
  const deps = { origin: testOrigin, secret: "s" };
  const to = { userId: customer.id, email: customer.email, mutedMails: [] };
  const content = { kind: "reset_password", subject: "Reset", paragraphs: ["Once"] } as const;
  return (await queueMail(fresh.db, deps, to, { ...content, paragraphs: ["Once"] })) ?? "";
};
const read = async (query = "") => {
  const { status, body } = await callRoute(list, { path: `/api/admin/mail${query}`, headers });
  expect(status).toBe(200);
  return mailboxSchema.parse(body);
};
const post = (handler: typeof open, id: string) => callRoute(handler, { method: "POST", headers, params: { id } });
const audited = async () =>
  (await fresh.db.auditEntry.findMany({ orderBy: { at: "asc" } })).map(({ action }) => action);
const countMessages = async () => {
  const rows = await fresh.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM pgboss.job`;
  return rows[0]?.count;
};

describe("the mailbox", () => {
  test("names the mail server without its user and password, and how mail has gone", async () => {
    const [sent, failed] = [await write(), await write()];
    await write();
    const at = new Date("2026-01-01T00:00:00Z");
    await fresh.db.mail.update({ where: { id: sent }, data: { sentAt: at, text: null, html: null } });
    await fresh.db.mail.update({ where: { id: failed }, data: { failedAt: at, triedAt: at, failure: "550 No" } });
    const mailbox = await read();
    expect(mailbox.service).toEqual({
      server: "smtp://mail.example:587",
      from: "Studio <s@mail.example>",
      waiting: 1,
      failed: 1,
      lastSentAt: at.toISOString(),
      lastFailure: { at: at.toISOString(), text: "550 No" },
    });
    expect(JSON.stringify(mailbox)).not.toMatch(/hidden|me:/);
  });

  test.each(["waiting", "sent", "failed"] as const)("lists only what is %s when asked to", async (state) => {
    const [sent, failed, waiting] = [await write(), await write(), await write()];
    await fresh.db.mail.update({ where: { id: sent }, data: { sentAt: new Date() } });
    await fresh.db.mail.update({ where: { id: failed }, data: { failedAt: new Date() } });
    const { mails } = await read(`?state=${state}`);
    expect(mails.map(({ id, state: is }) => [id, is])).toEqual([[{ sent, failed, waiting }[state], state]]);
  });

  test("pages through all mails, newest first, each once, also those of one moment", async () => {
    const at = new Date("2026-01-01T00:00:00Z");
    const row = (n: number) => ({
      id: `mai_${String(n).padStart(3, "0")}`,
      to: "ada@example.org",
      kind: "receipt",
      subject: "x",
      createdAt: n < 60 ? at : new Date(at.getTime() + n),
    });
    await fresh.db.mail.createMany({ data: Array.from({ length: 120 }, (_, n) => row(n)) });
    const ids: string[] = [];
    let cursor: string | null = "";
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(cursor ? `?cursor=${cursor}` : "");
      ids.push(...page.mails.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(ids).toHaveLength(120);
    expect(new Set(ids).size).toBe(120);
    expect(ids[0]).toBe("mai_119");
  });

  test("is refused a state that there is not, and empty behind a mail that is gone", async () => {
    expect(await callRoute(list, { path: "/?state=lost", headers })).toMatchObject({ status: 400 });
    expect((await read("?cursor=mai_gone")).mails).toEqual([]);
  });
});

describe("a mail", () => {
  test("that is opened shows its text, and the audit log of its owner says who read it", async () => {
    const id = await write();
    const { status, body } = await post(open, id);
    expect(status).toBe(200);
    expect(body).toMatchObject({ text: expect.stringContaining("Once"), html: expect.stringContaining("Once") });
    const [entry] = await fresh.db.auditEntry.findMany();
    expect(entry).toMatchObject({ action: "mail_read", actor: "operator", actorId: operator.id, userId: customer.id });
    expect((await read()).mails[0]?.readAt).not.toBeNull();
  });

  test("that was sent has no text left, and nothing to write down", async () => {
    const id = await write();
    await fresh.db.mail.update({ where: { id }, data: { sentAt: new Date(), text: null, html: null } });
    expect(await post(open, id)).toMatchObject({ status: 200, body: { text: null, html: null } });
    expect(await audited()).toEqual([]);
  });

  test("that was given up is tried anew, once; one that was not is left alone", async () => {
    const id = await write();
    await fresh.db.$executeRaw`DELETE FROM pgboss.job`;
    expect(await post(retry, id)).toMatchObject({ status: 204 });
    expect(await countMessages()).toBe(0);
    await fresh.db.mail.update({ where: { id }, data: { failedAt: new Date(), attempts: 13, failure: "550 No" } });
    await Promise.all([post(retry, id), post(retry, id), post(retry, id)]);
    expect(await countMessages()).toBe(1);
    expect(await fresh.db.mail.findUnique({ where: { id } })).toMatchObject({ failedAt: null, attempts: 0 });
    expect(await audited()).toEqual(["mail_retried"]);
  });

  test("that there is not is not found", async () => {
    for (const handler of [open, retry]) expect(await post(handler, "mai_none")).toMatchObject({ status: 404 });
  });
});

test("a test mail goes to the operator who asks for it", async () => {
  expect(await callRoute(sendTest, { method: "POST", headers })).toMatchObject({ status: 204 });
  expect((await read()).mails).toMatchObject([{ to: operator.email, kind: "test", state: "waiting" }]);
});
