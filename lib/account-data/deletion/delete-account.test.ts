import { readFile } from "node:fs/promises";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { openJob } from "../../../prisma/factories/open-job";
import { checkPassword } from "../../accounts/password";
import { startCheckout } from "../../billing/purchases/start-checkout";
import { fetchMissingReceipts, fetchReceipt } from "../../billing/stripe/fetch-receipt";
import { sweepDeadJobs } from "../../colorize/sweep/sweep-dead-jobs";
import { readBalance } from "../../credits/read-balance";
import type { Db } from "../../db/client";
import {
  accountDataOf,
  fillAccount,
  personWords,
  readWholeDatabase,
  readWholeDisk,
} from "../../testing/account-data/full-account";
import { TestBilling } from "../../testing/billing";
import { ColorizeFlow, samplePhoto } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUp, setUpDatabase } from "../../testing/set-up";
import type { AccountDataDeps } from "../account-data-deps";
import { requestExport } from "../export/request-export";
import { runExport } from "../export/run-export";
import { deleteAccount, deleteAccountNow } from "./delete-account";
import { requestDeletion } from "./request-deletion";
import { sweepDeletions } from "./sweep-deletions";

const fresh = setUpDatabase();
const flow = setUp(fresh, new ColorizeFlow());
const billing = setUp(fresh, new TestBilling());
const owner = { actor: "owner", addressRange: "198.51.100.0/24", userAgent: "EvaBrowser/1" } as const;
const week = 7 * 86_400;
let deps: AccountDataDeps;
let whole: number;
beforeEach(async () => {
  deps = accountDataOf(flow.depsWith(createFakeProvider().provider), billing.deps);
  await fillAccount(fresh.db, flow, billing);
  const { id } = await requestExport(fresh.db, flow.userId, owner, flow.now());
  await runExport(deps, id, new AbortController().signal);
  await requestDeletion(deps, { userId: flow.userId, origin: owner, keptSessionId: null, now: flow.now() });
  whole = (await readWholeDatabase(fresh.db)).length;
});

const files = () => readWholeDisk(path.join(flow.dataDir, "files"));
const sendLastMail = () => fresh.db.mail.updateMany({ where: { userId: null }, data: { sentAt: flow.now() } });

/** Nothing of the person is anywhere, and the books still add up (the fixtures check the ledger after every test). */
async function expectGone(): Promise<void> {
  await sendLastMail();
  await sweepDeletions(deps);
  const rows = await readWholeDatabase(fresh.db);
  for (const word of personWords) expect(rows, word).not.toMatch(new RegExp(word, "i"));
  expect([...(await files()).keys()]).toEqual([]);
  expect(await fresh.db.user.count({ where: { id: flow.userId } })).toBe(0);
}

describe("before it is deleted", () => {
  test("the account has everything that is looked for afterward, in the database and on the disk", async () => {
    const rows = await readWholeDatabase(fresh.db);
    for (const word of personWords) expect(rows, word).toMatch(new RegExp(word, "i"));
    const photo = await readFile(samplePhoto);
    expect([...(await files()).values()].some((content) => content.equals(photo))).toBe(true);
  });

  test("nothing is touched for seven days", async () => {
    flow.passSeconds(week - 1);
    await sweepDeletions(deps);
    expect((await readWholeDatabase(fresh.db)).length).toBe(whole);
    expect((await files()).size).toBeGreaterThan(2);
  });
});

describe("a deleted account", () => {
  test("leaves no word of the person in any table, and no file; the books stay and lead to nobody", async () => {
    const other = await billing.startPurchase({ credits: 3 });
    flow.passSeconds(week);
    await sweepDeletions(deps);
    await expectGone();
    expect(await readBalance(fresh.db, flow.userId)).toMatchObject({ available: 0, held: 0, frozen: 0 });
    const movements = await fresh.db.creditMovement.findMany({ where: { userId: flow.userId } });
    expect(movements.length).toBeGreaterThan(4);
    expect(movements.at(-1)).toMatchObject({
      kind: "adjustment",
      reason: "the account was deleted",
      availableAfter: 0,
    });
    expect(await fresh.db.purchase.findMany({ where: { userId: flow.userId } })).toMatchObject([{ status: "paid" }]);
    const entries = await fresh.db.auditEntry.findMany({ where: { userId: flow.userId } });
    const actions = entries.map(({ action }) => action);
    expect(actions).toEqual(expect.arrayContaining(["export_requested", "delete_requested", "account_deleted"]));
    // Another account has lost nothing.
    expect(await fresh.db.user.count({ where: { id: other.userId } })).toBe(1);
    expect(await readBalance(fresh.db, other.userId)).toMatchObject({ available: 3 });
    expect(await fresh.db.purchase.count({ where: { id: other.purchaseId, status: "open" } })).toBe(1);
  });

  test("is told so at its old address, once; the address goes with that mail", async () => {
    flow.passSeconds(week);
    await sweepDeletions(deps);
    const mails = await fresh.db.mail.findMany();
    expect(mails).toMatchObject([{ kind: "account_deleted", to: "eva.secret@example.org", userId: null }]);
    await sendLastMail();
    await sweepDeletions(deps);
    expect(await fresh.db.mail.count()).toBe(0);
  });

  test("signs nobody in any more, and its address can be used for another one", async () => {
    flow.passSeconds(week);
    await sweepDeletions(deps);
    expect(await checkPassword(fresh.db, "eva.secret@example.org", "a long password")).toBeNull();
  });

  test("has no receipt and no invoice any more, whose pages at Stripe name it, and none is fetched again", async () => {
    const [purchase] = await fresh.db.purchase.findMany({ where: { userId: flow.userId } });
    await fetchReceipt(billing.deps, purchase?.id ?? "");
    const papers = () => fresh.db.purchase.findMany({ where: { userId: flow.userId, receiptUrl: { not: null } } });
    expect(await papers()).toMatchObject([{ invoiceUrl: expect.stringContaining("/invoices/") }]);
    flow.passSeconds(week);
    await sweepDeletions(deps);
    await fetchReceipt(billing.deps, purchase?.id ?? "");
    await fetchMissingReceipts(billing.deps);
    const left = await fresh.db.purchase.findMany({ where: { userId: flow.userId } });
    expect(left).toMatchObject([{ id: purchase?.id, status: "paid", receiptUrl: null, invoiceUrl: null }]);
    await expectGone();
  });

  test("is not named by an event of Stripe that comes later", async () => {
    const { stripeChargeId } = await fresh.db.purchase.findFirstOrThrow({ where: { userId: flow.userId } });
    flow.passSeconds(week);
    await sweepDeletions(deps);
    const intent = (await billing.stripe.charges.list({ limit: 1 })).data[0];
    await billing.stripe.refunds.create({ charge: stripeChargeId ?? intent?.id ?? "" });
    for (const event of await billing.events()) await billing.deliver(event);
    await expectGone();
    const [purchase] = await fresh.db.purchase.findMany({ where: { userId: flow.userId } });
    expect(purchase).toMatchObject({ status: "refunded", receiptUrl: null });
  });
});

describe("what is under way", () => {
  test("a photo with held credits is canceled first, also where another process has it", async () => {
    await openJob(fresh.db, flow.userId, { inputName: "wedding-in-rome.jpg", createdAt: flow.now() });
    flow.passSeconds(week);
    expect((await deleteAccount(deps, flow.userId)).waitsFor).toMatch(/still being colorized/);
    expect((await files()).size).toBeGreaterThan(2);
    await sweepDeadJobs(flow.depsWith(createFakeProvider().provider));
    expect((await deleteAccount(deps, flow.userId)).waitsFor).toBeNull();
    await expectGone();
  });

  test("an open payment page is ended at Stripe", async () => {
    await startCheckout(billing.deps, { userId: flow.userId, packId: "odd", origin: "https://studio.test" });
    const { stripeSessionId } = await fresh.db.purchase.findFirstOrThrow({ where: { status: "open" } });
    flow.passSeconds(week);
    await sweepDeletions(deps);
    expect((await billing.stripe.checkout.sessions.retrieve(stripeSessionId ?? "")).status).toBe("expired");
    for (const event of await billing.events()) await billing.deliver(event);
    await expectGone();
  });

  test("a payment page that Stripe does not end is waited for, but no longer than a page can be open", async () => {
    await startCheckout(billing.deps, { userId: flow.userId, packId: "odd", origin: "https://studio.test" });
    flow.passSeconds(week);
    const away = { ...billing.deps, stripe: null };
    const without = (now: Date) =>
      accountDataOf(flow.depsWith(createFakeProvider().provider), { ...away, clock: { now: () => now } });
    expect((await deleteAccount(without(new Date()), flow.userId)).waitsFor).toMatch(/payment page/);
    const dayLater = new Date(Date.now() + 25 * 3_600_000 + 1000);
    expect((await deleteAccount(without(dayLater), flow.userId)).waitsFor).toBeNull();
    await expectGone();
  });

  test.each(["won", "lost"] as const)("a dispute is waited for until it is %s", async (status) => {
    const { stripeChargeId, stripePaymentIntentId } = await fresh.db.purchase.findFirstOrThrow();
    const intent = await billing.stripe.paymentIntents.retrieve(stripePaymentIntentId ?? "");
    const charge = stripeChargeId ?? String(intent.latest_charge);
    const dispute = await billing.control<{ id: string }>({ do: "dispute", charge });
    for (const event of await billing.events()) await billing.deliver(event);
    flow.passSeconds(week);
    expect((await deleteAccount(deps, flow.userId)).waitsFor).toMatch(/disputed/);
    expect((await files()).size).toBeGreaterThan(2);
    expect(await fresh.db.session.count({ where: { userId: flow.userId } })).toBeGreaterThan(0);
    await billing.control({ do: "close-dispute", dispute: dispute.id, status });
    for (const event of await billing.events()) await billing.deliver(event);
    await sweepDeletions(deps);
    await expectGone();
  });

  test("an export is ended, and its file goes with it", async () => {
    const { id } = await requestExport(fresh.db, flow.userId, owner, flow.now());
    flow.passSeconds(week);
    const put: AccountDataDeps["storage"]["put"] = async (...given) => {
      expect((await deleteAccount(deps, flow.userId)).waitsFor).toMatch(/export/);
      await deps.storage.put(...given);
    };
    await runExport({ ...deps, storage: { ...deps.storage, put } }, id, new AbortController().signal);
    flow.passSeconds(100);
    await sweepDeletions(deps);
    await expectGone();
  });
});

describe("killed at any step", () => {
  /** Fails at the `fatal`th thing that it does with database and storage, and with everything behind it. */
  function dyingAt(fatal: number): AccountDataDeps {
    let steps = 0;
    const step = () => {
      steps += 1;
      if (steps >= fatal) throw new Error(`killed at step ${fatal}`);
    };
    const db = fresh.db.$extends({
      query: {
        $allOperations({ args, query }) {
          step();
          return query(args);
        },
      },
    }) as unknown as Db;
    const deleteJob = async (id: string) => {
      step();
      await deps.storage.deleteJob(id);
      step();
    };
    return { ...deps, db, storage: { ...deps.storage, deleteJob } };
  }

  test("it goes on where it was, and no file is left that no row leads to", async () => {
    flow.passSeconds(week);
    let runs = 0;
    for (let isGone = false; !isGone; ) {
      runs += 1;
      isGone = await deleteAccount(dyingAt(runs), flow.userId).then(
        ({ waitsFor }) => waitsFor === null,
        () => false,
      );
      const folders = new Set([...(await files()).keys()].map((file) => path.basename(path.dirname(file))));
      const rows = await readWholeDatabase(fresh.db);
      for (const folder of folders) expect(rows).toContain(folder.replace("job_", ""));
    }
    expect(runs).toBeGreaterThan(20);
    await expectGone();
  });
});

test("an operator deletes an account at once", async () => {
  const operator = { actor: "operator", actorId: "usr_operator" } as const;
  expect((await deleteAccountNow(deps, flow.userId, operator)).waitsFor).toBeNull();
  await expectGone();
});
