import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { POST as colorize } from "../../../app/api/v1/colorize/route";
import { createApiKey } from "../../api-keys/create-api-key";
import { headers as names } from "../../contract/headers";
import { type AddOnChanges, unknownChanges } from "../../contract/prices";
import { jobResourceSchema } from "../../contract/v1/jobs";
import { usageSchema } from "../../contract/v1/usage";
import { checkLedger } from "../../credits/check/check-ledger";
import { readBalance } from "../../credits/read-balance";
import { findJob } from "../../jobs/find-jobs";
import { toJobResource } from "../../jobs/to-job-resource";
import { readUsage } from "../../jobs/usage/read-usage";
import { createReceipt } from "../../receipts/create-receipt";
import { type ColorizeFlow, createColorizeFlow } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, testOrigin as origin } from "../../testing/studio";
import { toJobAnswer } from "../jobs/job-answers";

const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let flow: ColorizeFlow;
let photo: Blob;
beforeAll(async () => {
  photo = new Blob([new Uint8Array(await readFile(path.resolve("public/samples/march-pastoral.jpg")))]);
});
beforeEach(async () => {
  await fresh.clear();
  flow = await createColorizeFlow(fresh.db);
});
afterEach(async () => {
  await flow.close();
  expect(await checkLedger(fresh.db)).toEqual([]);
});

type Given = { changes: AddOnChanges; fields?: Record<string, string>; mode?: "live" | "test"; key?: string };

/** What POST /api/v1/colorize answers for AI Clarity Boost from a provider that reports these changes, and what was held for it. */
async function order({ changes, fields = { face_remaster: "true" }, mode = "live", key }: Given) {
  let held = -1;
  const watch = async ({ photo: { path: from }, outputPath }: { photo: { path: string }; outputPath: string }) => {
    held = (await readBalance(fresh.db, flow.userId)).held;
    await copyFile(from, outputPath);
  };
  const { provider } = createFakeProvider(watch, { changes, clarity: true });
  const deps = flow.depsWith(provider);
  const { storage, clock } = deps;
  Object.assign(opened.studio, { provider, storage, clock, colorize: deps });
  const owner = { userId: flow.userId, name: "tests", mode };
  const { secret } = await createApiKey(fresh.db, owner, { secret: opened.studio.settings.API_KEY_SECRET });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("image", photo, "a.jpg");
  const sent = { [names.apiKey]: secret, ...(key ? { [names.idempotencyKey]: key } : {}) };
  const { status, headers } = await callRoute(colorize, { method: "POST", headers: sent, body: form });
  expect(status).toBe(200);
  const [charged, idle, left] = [names.creditsCharged, names.idleAddOns, names.creditsRemaining].map((name) =>
    headers.get(name),
  );
  return { charged, idle, left, held, jobId: headers.get(names.jobId) ?? "", storage };
}

it.each([
  [0, "1", "faceRemaster", "2"],
  [2, "1", "faceRemaster", "2"],
  [2.01, "3", null, "0"],
  [255, "3", null, "0"],
])("AI Clarity Boost that changed %s/255 at most: %s charged of the 3 that were held", async (most, ...expected) => {
  const answer = await order({ changes: { ...unknownChanges, faceRemaster: most } });
  expect([answer.charged, answer.idle, answer.left]).toEqual(expected);
  expect(answer.held).toBe(3);
  expect(await readBalance(fresh.db, flow.userId)).toMatchObject({ available: Number(expected[2]), held: 0 });
});

it("an add-on whose provider doesn't say what it changed is charged in full", async () => {
  const answer = await order({ changes: unknownChanges });
  expect([answer.charged, answer.idle]).toEqual(["3", null]);
});

it("an idle add-on that was not ordered takes nothing off", async () => {
  const answer = await order({
    changes: { cleanScratches: 200, faceRemaster: 0 },
    fields: { clean_scratches: "true" },
  });
  expect([answer.charged, answer.idle]).toEqual(["2", null]);
});

it("job, receipt, usage and console report the same: what it cost, and which add-on was not charged", async () => {
  const { jobId, storage } = await order({ changes: { cleanScratches: null, faceRemaster: 0 } });
  const row = await findJob(fresh.db, flow.userId, jobId);
  if (!row) throw new Error("there is no job");
  const same = { priceCredits: 3, idleAddOns: ["faceRemaster"] };
  const resource = jobResourceSchema.parse(toJobResource(row, { origin, storage, now: flow.now() }));
  expect(resource).toMatchObject({ ...same, creditsCharged: 1 });
  expect(toJobAnswer(row, { origin, storage, now: flow.now() })).toMatchObject({ ...same, creditsCharged: 1 });
  const { receipt } = await createReceipt(fresh.db, row, { origin, secret: "x".repeat(32) });
  expect(receipt).toMatchObject({ creditsCharged: 1, idleAddOns: ["faceRemaster"] });
  expect(receipt.ledger.map(({ kind, credits }) => [kind, credits])).toEqual([
    ["hold", -3],
    ["capture", 2],
  ]);
  const days = { from: "2020-01-01", to: "2099-01-01", by: [] };
  expect(usageSchema.parse(await readUsage(fresh.db, flow.userId, days)).totals.credits).toBe(1);
});

it("the same Idempotency-Key again costs nothing and still names the idle add-on", async () => {
  const given = { changes: { cleanScratches: null, faceRemaster: 1 }, key: "k-1" };
  const first = await order(given);
  const again = await order(given);
  expect(again).toMatchObject({ jobId: first.jobId, charged: "0", idle: "faceRemaster", left: "2" });
});

it("a test key's order stays free, and says which add-on a live key would not pay for", async () => {
  const answer = await order({ changes: { cleanScratches: null, faceRemaster: 0 }, mode: "test" });
  expect(answer).toMatchObject({ charged: "0", idle: "faceRemaster", left: "3", held: 0 });
});
