import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { POST as colorize } from "../../../app/api/v1/colorize/route";
import { writeJobsJson } from "../../account-data/export/describe-jobs";
import { createApiKey } from "../../api-keys/create-api-key";
import { headers as names } from "../../contract/headers";
import { receiptSchema } from "../../contract/v1/receipts";
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
const hint = "the dress was dark green";
const shares = [
  { by: "edits", percent: 62 },
  { by: "studio", percent: 38 },
];
let flow: ColorizeFlow;
let photo: Blob;
beforeAll(async () => {
  photo = new Blob([new Uint8Array(await readFile(path.resolve("public/samples/march-pastoral.jpg")))]);
});
beforeEach(async () => {
  await fresh.clear();
  flow = await createColorizeFlow(fresh.db);
});
afterEach(() => flow.close());

/** What POST /api/v1/colorize answers to a hint, from a provider that takes them or not. */
async function order(takes: boolean, fields: Record<string, string>) {
  const { provider, calls } = createFakeProvider(undefined, takes ? { hints: true, paintedBy: shares } : {});
  const deps = flow.depsWith(provider);
  Object.assign(opened.studio, { provider, storage: deps.storage, clock: deps.clock, colorize: deps });
  const owner = { userId: flow.userId, name: "tests", mode: "live" } as const;
  const { secret } = await createApiKey(fresh.db, owner, { secret: opened.studio.settings.API_KEY_SECRET });
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("image", photo, "a.jpg");
  const answer = await callRoute(colorize, { method: "POST", headers: { [names.apiKey]: secret }, body: form });
  const row = await findJob(fresh.db, flow.userId, answer.headers.get(names.jobId) ?? "");
  return { answer, calls, row, storage: deps.storage };
}

it("a hint reaches the provider, and job, receipt and export say it and whose colors came out", async () => {
  const { calls, row, storage } = await order(true, { hint: ` ${hint} ` });
  if (!row) throw new Error("there is no job");
  expect(calls[0]?.order.hint).toBe(hint);
  const resource = toJobResource(row, { origin, storage, now: flow.now() });
  expect(resource).toMatchObject({ order: { hint }, paintedBy: shares });
  const { receipt } = await createReceipt(fresh.db, row, { origin, secret: "x".repeat(32) });
  expect(receiptSchema.parse(receipt)).toMatchObject({ order: { hint }, paintedBy: shares });
  let text = "";
  for await (const chunk of writeJobsJson(fresh.db, flow.userId, () => ({ photo: null, result: null }))) text += chunk;
  expect(JSON.parse(text)).toMatchObject([{ order: { hint }, paintedBy: shares }]);
});

it("a studio whose engine takes no words refuses a hint before anything is held", async () => {
  const { answer, calls } = await order(false, { hint });
  expect(answer.status).toBe(503);
  expect(answer.body).toMatchObject({ code: "not_configured", param: "hint" });
  expect(calls).toEqual([]);
  expect(await readBalance(fresh.db, flow.userId)).toMatchObject({ held: 0 });
});

it("without a hint and another engine, job and receipt are as they were", async () => {
  const { row, storage } = await order(false, {});
  if (!row) throw new Error("there is no job");
  expect(Object.keys(toJobResource(row, { origin, storage, now: flow.now() }))).not.toContain("paintedBy");
  const { receipt } = await createReceipt(fresh.db, row, { origin, secret: "x".repeat(32) });
  expect(Object.keys(receipt)).not.toContain("paintedBy");
  expect(Object.keys(receipt.order)).not.toContain("hint");
});
