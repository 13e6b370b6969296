import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { POST as colorize } from "../../../app/api/v1/colorize/route";
import { POST as quote } from "../../../app/api/v1/quote/route";
import { createApiKey } from "../../api-keys/create-api-key";
import { headers as names } from "../../contract/headers";
import { type PhotoFacts, unknownFacts } from "../../contract/photos/photo-facts";
import { type AddOnChanges, unknownChanges } from "../../contract/prices";
import { jobResourceSchema } from "../../contract/v1/jobs";
import { checkLedger } from "../../credits/check/check-ledger";
import { readBalance } from "../../credits/read-balance";
import { findJob } from "../../jobs/find-jobs";
import { toJobResource } from "../../jobs/to-job-resource";
import { createReceipt } from "../../receipts/create-receipt";
import { type ColorizeFlow, createColorizeFlow } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, testOrigin as origin } from "../../testing/studio";

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

type Found = { facts?: Partial<PhotoFacts>; changes?: Partial<AddOnChanges>; clarity?: boolean };
const makeKey = () => {
  const secrets = { secret: opened.studio.settings.API_KEY_SECRET };
  return createApiKey(fresh.db, { userId: flow.userId, name: "tests", mode: "live" }, secrets);
};

/** What POST /api/v1/colorize answers to these fields where a run finds this, and what the provider was given to do. */
async function order(fields: Record<string, string>, found: Found, idempotencyKey?: string) {
  const facts = { ...unknownFacts, ...found.facts };
  const changes = { ...unknownChanges, ...found.changes };
  const { provider, calls } = createFakeProvider(undefined, { facts, changes, clarity: found.clarity ?? true });
  const deps = flow.depsWith(provider);
  const { storage, clock } = deps;
  Object.assign(opened.studio, { provider, storage, clock, colorize: deps });
  const { secret } = await makeKey();
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("image", photo, "a.jpg");
  const sent = { [names.apiKey]: secret, ...(idempotencyKey ? { [names.idempotencyKey]: idempotencyKey } : {}) };
  const { status, headers, body } = await callRoute(colorize, { method: "POST", headers: sent, body: form });
  const [charged, idle] = [names.creditsCharged, names.idleAddOns].map((name) => headers.get(name));
  const { code } = (body ?? {}) as { code?: string };
  return { status, code, charged, idle, given: calls[0]?.order, jobId: headers.get(names.jobId), storage };
}

it.each<[string, Found["facts"], string, string | null]>([
  ["gains nothing", { clarityGain: 0, faces: 2 }, "1", "faceRemaster"],
  ["gains a little", { clarityGain: 1 }, "3", null],
  ["may gain, nobody knows", {}, "3", null],
])("clarity under `auto` on a photo that %s", async (_, facts, charged, idle) => {
  expect(await order({ face_remaster: "auto" }, { facts })).toMatchObject({ status: 200, charged, idle });
  expect(await readBalance(fresh.db, flow.userId)).toMatchObject({ available: 3 - Number(charged), held: 0 });
});

it("nobody pays for repair under `auto` where no damage was found, whatever the provider says it changed", async () => {
  const undamaged = { facts: { damagePercent: 0 }, changes: { cleanScratches: 40 } };
  expect(await order({ clean_scratches: "AUTO" }, undamaged)).toMatchObject({ charged: "1", idle: "cleanScratches" });
  expect(await order({ clean_scratches: "true" }, undamaged)).toMatchObject({ charged: "2", idle: null });
});

it("where facts are unknown, what changed nothing visible is not charged, as with `true`", async () => {
  const answer = await order({ clean_scratches: "auto" }, { changes: { cleanScratches: 2 } });
  expect(answer).toMatchObject({ charged: "1", idle: "cleanScratches" });
});

it("an add-on that the studio lacks is left out under `auto` and not charged, and refused under `true`", async () => {
  const answer = await order({ face_remaster: "auto" }, { clarity: false });
  expect(answer).toMatchObject({ status: 200, charged: "1", idle: "faceRemaster" });
  expect(answer.given).toMatchObject({ faceRemaster: false, autoAddOns: [] });
  expect(await order({ face_remaster: "true" }, { clarity: false })).toMatchObject({
    status: 503,
    code: "not_configured",
  });
});

it("job and receipt show what was ordered, and a receipt without `auto` is what it always was", async () => {
  const { jobId, storage } = await order(
    { face_remaster: "auto", clean_scratches: "false" },
    { facts: { clarityGain: 0 } },
  );
  const row = await findJob(fresh.db, flow.userId, jobId ?? "");
  if (!row) throw new Error("there is no job");
  const shown = jobResourceSchema.parse(toJobResource(row, { origin, storage, now: flow.now() }));
  const asked = { cleanScratches: false, faceRemaster: true, autoAddOns: ["faceRemaster"] };
  expect(shown).toMatchObject({ order: asked, priceCredits: 3, creditsCharged: 1, idleAddOns: ["faceRemaster"] });
  const issuer = { origin, secret: "x".repeat(32) };
  expect((await createReceipt(fresh.db, row, issuer)).receipt).toMatchObject({ order: asked, creditsCharged: 1 });
  const earlier = await createReceipt(fresh.db, { ...row, autoAddOns: [] }, issuer);
  expect(Object.keys(earlier.receipt.order)).not.toContain("autoAddOns");
});

it("the same Idempotency-Key with `true` instead of `auto` is another request", async () => {
  await order({ clean_scratches: "auto" }, {}, "k-1");
  expect(await order({ clean_scratches: "true" }, {}, "k-1")).toMatchObject({ code: "idempotency_mismatch" });
});

it("a quote for `auto` says the most and the least", async () => {
  const { secret } = await makeKey();
  const json = { clean_scratches: true, face_remaster: "auto", photos: 10 };
  const headers = { [names.apiKey]: secret, "content-type": "application/json" };
  const { body } = await callRoute(quote, { method: "POST", headers, body: JSON.stringify(json) });
  expect(body).toMatchObject({ total: 40, least: 20, available: 3, enough: false });
});
