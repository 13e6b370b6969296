import { describe, expect, test } from "vitest";
import { createUserWithCredits } from "../../prisma/factories/create-user-with-credits";
import { setLowCreditThreshold } from "../billing/billing-status";
import { grantCredits } from "../credits/ledger";
import { inTransaction } from "../db/client";
import { TestBilling } from "../testing/billing";
import { TestDeliveries } from "../testing/deliveries";
import { setUp, setUpDatabase } from "../testing/set-up";
import { createSubscriber, runJob, silentLog } from "../testing/webhooks";
import { recordLowCredits } from "../webhooks/events/record-low-credits";
import { draftMail } from "./drafts";
import { sendMail } from "./send-mail";
import type { OutgoingMail } from "./transport/mail-transport";

const now = new Date("2026-01-01T00:00:00Z");
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const fresh = setUpDatabase();
const billing = setUp(fresh, new TestBilling());
const deliveries = setUp(fresh, new TestDeliveries());
const origin = "https://studio.example";

/** Sends everything that waits. */
async function sendAll(): Promise<OutgoingMail[]> {
  const sent: OutgoingMail[] = [];
  const transport = { send: async (mail: OutgoingMail) => void sent.push(mail), close: () => {} };
  const clock = { now: () => new Date() };
  const listLegalPages = async () => [{ name: "imprint", title: "Imprint" } as const];
  const sending = { transport, origin: () => origin, secret: "s".repeat(32), listLegalPages };
  const work = { db: fresh.db, clock, log: silentLog, ...sending };
  await fresh.db.mail.updateMany({ data: { createdAt: new Date() } });
  for (const { id } of await fresh.db.mail.findMany({ where: { sentAt: null }, orderBy: { createdAt: "asc" } }))
    await sendMail(work, id, new AbortController().signal);
  return sent;
}
const countMails = (userId: string) => fresh.db.mail.count({ where: { userId } });

describe("a mail about low credits", () => {
  test("is written once when a photo takes the balance to the threshold, also without a webhook", async () => {
    const { id: userId, email } = await createUserWithCredits(fresh.db, 7);
    await setLowCreditThreshold(fresh.db, { userId, threshold: 5, now });
    await runJob(fresh.db, { userId, ends: "succeeded", now: later(1) });
    expect(await countMails(userId)).toBe(0);
    await runJob(fresh.db, { userId, ends: "succeeded", now: later(2) });
    await runJob(fresh.db, { userId, ends: "succeeded", now: later(3) });
    const [mail, ...more] = await sendAll();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ to: email, subject: "5 credits left" });
    expect(mail?.text).toContain(`${origin}/console/billing`);
    expect(mail?.text).toContain(`Imprint: ${origin}/imprint`);
    expect(mail?.unsubscribeUrl).toContain("low_credits");
  });

  test("is written again only after the balance was above the threshold", async () => {
    const { id: userId } = await createUserWithCredits(fresh.db, 3);
    await setLowCreditThreshold(fresh.db, { userId, threshold: 5, now });
    await inTransaction(fresh.db, async (tx) => {
      await grantCredits(tx, { userId, credits: 5, reason: "test" });
      await recordLowCredits(tx, userId, later(1));
    });
    await runJob(fresh.db, { userId, ends: "succeeded", priceCredits: 4, now: later(2) });
    expect(await countMails(userId)).toBe(2);
  });

  test("is written once by many at once", async () => {
    const { id: userId } = await createUserWithCredits(fresh.db, 3);
    await fresh.db.user.update({ where: { id: userId }, data: { lowCreditThreshold: 5 } });
    const tell = () => inTransaction(fresh.db, (tx) => recordLowCredits(tx, userId, now));
    await Promise.all(Array.from({ length: 10 }, tell));
    expect(await countMails(userId)).toBe(1);
  });

  test("is not written to somebody who does not want it, whose webhook is told nevertheless", async () => {
    const { userId } = await createSubscriber(fresh.db, { events: ["credits.low"], credits: 3, now });
    await fresh.db.user.update({ where: { id: userId }, data: { mutedMails: ["low_credits"] } });
    await setLowCreditThreshold(fresh.db, { userId, threshold: 5, now });
    expect(await countMails(userId)).toBe(0);
    expect(await fresh.db.webhookEvent.count({ where: { userId } })).toBe(1);
  });
});

describe("the receipt of a purchase", () => {
  test("is written once however often Stripe tells of the payment, and links Stripe's receipt once it is known", async () => {
    const { userId, purchaseId } = await billing.pay();
    for (const event of await billing.events()) await billing.deliver(event);
    for (const event of await billing.events()) await billing.deliver({ ...event, id: `${event.id}_again` });
    expect(await countMails(userId)).toBe(1);
    const receiptUrl = "https://pay.stripe.example/receipts/1";
    await fresh.db.purchase.update({ where: { id: purchaseId }, data: { receiptUrl } });
    const [mail] = await sendAll();
    expect(mail).toMatchObject({ subject: "Receipt: Fifty, 50 credits" });
    expect(mail?.text).toContain(receiptUrl);
    expect(mail?.text).toContain("Paid: $5.00");
  });

  test("leads to Billing while Stripe's receipt is not there, and is not written before the payment", async () => {
    const { userId } = await billing.startPurchase();
    expect(await countMails(userId)).toBe(0);
    const paid = await billing.pay();
    for (const event of await billing.events()) await billing.deliver(event);
    await fresh.db.purchase.updateMany({ where: { id: paid.purchaseId }, data: { receiptUrl: null } });
    const [mail] = await sendAll();
    expect(mail?.text).toContain(`${origin}/console/billing`);
  });

  test("waits for Stripe's receipt before it is sent", async () => {
    await billing.pay();
    for (const event of await billing.events()) await billing.deliver(event);
    const rows = await fresh.db.$queryRaw<{ seconds: number }[]>`
      SELECT extract(epoch FROM start_after - created_on)::float AS seconds FROM pgboss.job WHERE name = 'mail'`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.seconds).toBeCloseTo(20, 0);
  });
});

test("a webhook that says it is gone is switched off, and its owner gets one mail without the address's secrets", async () => {
  const url = `${deliveries.url}?token=secret`;
  const who = await deliveries.subscribe(url);
  await deliveries.sendTest(who);
  await deliveries.sendTest(who);
  deliveries.answerWith(410);
  await deliveries.deliverDue();
  const [mail, ...more] = await sendAll();
  expect(more).toEqual([]);
  expect(mail?.subject).toBe(`Webhook to ${new URL(url).host} switched off`);
  expect(mail?.text).toContain(`${origin}/console/webhooks/${who.endpointId}`);
  expect(mail?.text).toContain(deliveries.url);
  expect(mail?.text).not.toContain("token=secret");
});

test("a mail about what is gone by now is not sent", async () => {
  const { id: userId } = await createUserWithCredits(fresh.db, 0);
  await inTransaction(fresh.db, (tx) =>
    draftMail(tx, userId, { kind: "receipt", purchaseId: "pur_gone" }, { at: now }),
  );
  expect(await countMails(userId)).toBe(1);
  expect(await sendAll()).toEqual([]);
  expect(await countMails(userId)).toBe(0);
});

test("an account that is gone is written to no more", async () => {
  await inTransaction(fresh.db, (tx) =>
    draftMail(tx, "usr_gone", { kind: "receipt", purchaseId: "pur_1" }, { at: now }),
  );
  expect(await fresh.db.mail.count()).toBe(0);
});
