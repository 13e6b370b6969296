import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { inTransaction } from "../db/client";
import { openQueue, type Queue } from "../queue/open-queue";
import { TestSmtp } from "../testing/mail/smtp";
import { setUpDatabase } from "../testing/set-up";
import { silentLog } from "../testing/webhooks";
import type { MailContent } from "./mail-content";
import { queueMail } from "./queue-mail";
import { type MailWork, sendMail } from "./send-mail";
import type { MailTransport } from "./transport/mail-transport";
import { createSmtpTransport } from "./transport/smtp-transport";
import { deleteOldMails, requeueMails, workOnMail } from "./work-on-mail";

const deps = { origin: "https://studio.example", secret: "s".repeat(32) };
const content: MailContent = {
  kind: "reset_password",
  subject: "Reset your password",
  paragraphs: ["Somebody asked for it."],
  action: { label: "Choose a password", url: "https://studio.example/reset-password?token=secret" },
};
const fresh = setUpDatabase();
const smtp = new TestSmtp();
let transport: MailTransport;
let now: Date;
let queue: Queue | undefined;
beforeEach(async () => {
  now = new Date();
  smtp.received = [];
  smtp.refuse = null;
  await smtp.open();
  transport = createSmtpTransport({ SMTP_URL: smtp.url(), MAIL_FROM: "studio@example.org" });
});
afterEach(async () => {
  await queue?.stop({ graceMs: 1000 });
  queue = undefined;
  transport.close();
  await smtp.close();
});

const work = (changes: Partial<MailWork> = {}): MailWork => ({
  db: fresh.db,
  clock: { now: () => now },
  log: silentLog,
  transport,
  origin: () => deps.origin,
  secret: deps.secret,
  ...changes,
});
const send = (id: string, changes?: Partial<MailWork>) => sendMail(work(changes), id, new AbortController().signal);
const write = async (email = "ada@example.org", what = content) => {
  const id = await queueMail(fresh.db, deps, { userId: null, email, mutedMails: [] }, what);
  if (!id) throw new Error("not wanted");
  return id;
};
const rowOf = (id: string) => fresh.db.mail.findUnique({ where: { id } });
const countMessages = async () => {
  const rows = await fresh.db.$queryRaw<{ count: number }[]>`SELECT count(*)::int AS count FROM pgboss.job`;
  return rows[0]?.count;
};

describe("a mail", () => {
  test("is sent by the queue, and then neither its text nor its link is kept", async () => {
    queue = await openQueue({ url: fresh.url, isServer: fresh.isServer, log: silentLog });
    workOnMail(queue, work());
    const id = await write();
    await vi.waitFor(async () => expect((await rowOf(id))?.sentAt).not.toBeNull(), 10_000);
    expect(smtp.received.map(({ to }) => to)).toEqual([["ada@example.org"]]);
    expect(smtp.received[0]?.mail.text).toContain("token=secret");
    expect(await rowOf(id)).toMatchObject({ text: null, html: null, attempts: 1, failedAt: null, leaseUntil: null });
    expect(JSON.stringify(await fresh.db.mail.findMany())).not.toContain("token=secret");
  });

  test("of a transaction that is rolled back does not exist, nor does its message", async () => {
    const failing = inTransaction(fresh.db, async (tx) => {
      await queueMail(tx, deps, { userId: null, email: "ada@example.org", mutedMails: [] }, content);
      throw new Error("rolled back");
    });
    await expect(failing).rejects.toThrow("rolled back");
    expect(await fresh.db.mail.count()).toBe(0);
    expect(await countMessages()).toBe(0);
  });

  test("that many workers try to send at once is sent once", async () => {
    const id = await write();
    await Promise.all(Array.from({ length: 8 }, () => send(id)));
    await send(id);
    expect(smtp.received).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ attempts: 1 });
  });

  test("whose worker died is sent by another one once its lease is over, under the same Message-ID", async () => {
    const id = await write();
    await fresh.db.mail.update({ where: { id }, data: { leaseUntil: new Date(now.getTime() + 60_000) } });
    await send(id);
    expect(smtp.received).toHaveLength(0);
    now = new Date(now.getTime() + 60_000);
    await send(id);
    expect(smtp.received.map(({ mail }) => mail.messageId)).toEqual([`<${id}@example.org>`]);
  });

  test("that the server cannot take yet is tried again until it can, and arrives once", async () => {
    const id = await write();
    smtp.refuse = { at: "text", status: 451, says: "Busy" };
    await expect(send(id)).rejects.toThrow("451 Busy");
    const mail = await rowOf(id);
    expect(mail).toMatchObject({ sentAt: null, failedAt: null, attempts: 1, leaseUntil: null, triedAt: now });
    expect(mail?.failure).toContain("451 Busy");
    await smtp.close();
    await expect(send(id)).rejects.toThrow("could not be sent yet");
    smtp.refuse = null;
    await smtp.open();
    await send(id);
    await send(id);
    expect(smtp.received).toHaveLength(1);
    expect(await rowOf(id)).toMatchObject({ attempts: 3, failure: null, text: null });
  });

  test("that the server refuses for good is given up at once, and keeps its text for a retry", async () => {
    const id = await write();
    smtp.refuse = { at: "recipient", status: 550, says: "No such mailbox" };
    await send(id);
    expect(await rowOf(id)).toMatchObject({ failedAt: now, attempts: 1, failure: expect.stringContaining("550") });
    expect((await rowOf(id))?.text).toContain("token=secret");
    smtp.refuse = null;
    await send(id);
    expect(smtp.received).toHaveLength(0);
  });

  test("is given up with the last attempt that its queue has", async () => {
    const id = await write();
    await fresh.db.mail.update({ where: { id }, data: { attempts: 12 } });
    smtp.refuse = { at: "recipient", status: 451, says: "Busy" };
    await send(id);
    expect(await rowOf(id)).toMatchObject({ failedAt: now, attempts: 13 });
  });

  test("whose link is over by now is not sent, one that is still true is", async () => {
    const late = await write();
    const stillTrue = await write("bob@example.org", { ...content, kind: "password_changed" });
    now = new Date(now.getTime() + 2 * 3_600_000);
    await send(late);
    await send(stillTrue);
    expect(smtp.received.map(({ to }) => to)).toEqual([["bob@example.org"]]);
    expect((await rowOf(late))?.failure).toBe("Not sent: it was written more than 60 minutes ago.");
  });
});

describe("without a mail server", () => {
  test("a mail waits with its text, and is sent once there is one", async () => {
    const id = await write();
    await send(id, { transport: null });
    expect(await rowOf(id)).toMatchObject({ sentAt: null, failedAt: null, attempts: 0 });
    await fresh.db.$executeRaw`DELETE FROM pgboss.job`;
    expect(await requeueMails(work({ transport: null }))).toBe(0);
    expect(await requeueMails(work())).toBe(1);
    expect(await requeueMails(work())).toBe(0);
    await send(id);
    expect(smtp.received).toHaveLength(1);
  });
});

test("what has been sent or given up, or has a message, gets no other one", async () => {
  await write();
  const [sent, failed] = [await write(), await write()];
  await fresh.db.mail.update({ where: { id: sent }, data: { sentAt: now } });
  await fresh.db.mail.update({ where: { id: failed }, data: { failedAt: now } });
  expect(await requeueMails(work())).toBe(0);
});

test("a mail that its reader does not want is not written; one about safety always is", async () => {
  const { id: userId, email } = await createUserWithCredits(fresh.db, 0);
  const to = { userId, email, mutedMails: ["receipt", "new_device"] };
  expect(await queueMail(fresh.db, deps, to, { ...content, kind: "receipt" })).toBeNull();
  expect(await queueMail(fresh.db, deps, to, { ...content, kind: "new_device" })).toMatch(/^mai_/);
  expect(await fresh.db.mail.count()).toBe(1);
});

test("mails are kept for 30 days", async () => {
  const id = await write();
  const after = (days: number) => new Date(now.getTime() + days * 86_400_000);
  expect(await deleteOldMails(fresh.db, after(29))).toBe(0);
  expect(await deleteOldMails(fresh.db, after(31))).toBe(1);
  expect(await rowOf(id)).toBeNull();
});
