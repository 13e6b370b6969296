import { copyFile, readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { POST as colorize } from "../../../app/api/workbench/colorize/route";
import { headers as names } from "../../contract/headers";
import { checkLedger } from "../../credits/check/check-ledger";
import { readBalance } from "../../credits/read-balance";
import { type ColorizeFlow, createColorizeFlow } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, signInHeaders } from "../../testing/studio";

const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let flow: ColorizeFlow;
beforeEach(async () => {
  await fresh.clear();
  flow = await createColorizeFlow(fresh.db);
});
afterEach(async () => {
  await flow.close();
  expect(await checkLedger(fresh.db)).toEqual([]);
});

it("a page that sends an attempt again after it died gets the first one's result, and pays once", async () => {
  const { provider } = createFakeProvider(({ photo, outputPath }) => copyFile(photo.path, outputPath));
  const deps = flow.depsWith(provider);
  const { storage, clock } = deps;
  Object.assign(opened.studio, { provider, storage, clock, colorize: deps });
  const session = await signInHeaders(flow.userId);
  const photo = new Blob([new Uint8Array(await readFile(path.resolve("public/samples/march-pastoral.jpg")))]);
  const send = async (attempt: string) => {
    const form = new FormData();
    form.set("image", photo, "a.jpg");
    const headers = { ...session, [names.clientRef]: attempt, [names.idempotencyKey]: attempt };
    const { status, headers: answered } = await callRoute(colorize, { method: "POST", headers, body: form });
    return [status, answered.get(names.jobId), answered.get(names.idempotencyReplayed)];
  };
  const before = (await readBalance(fresh.db, flow.userId)).available;
  const [status, jobId] = await send("a1b2.1");
  expect([status, await send("a1b2.1")]).toEqual([200, [200, jobId, "true"]]);
  expect((await readBalance(fresh.db, flow.userId)).available).toBe(before - 1);
  const [again, otherId] = await send("a1b2.2");
  expect([again, otherId === jobId]).toEqual([200, false]);
});
