import { readFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { POST as colorize } from "../../../app/api/v1/colorize/route";
import { POST as colorizeInWorkbench } from "../../../app/api/workbench/colorize/route";
import { createApiKey } from "../../api-keys/create-api-key";
import { headers as names } from "../../contract/headers";
import { type ColorizeFlow, createColorizeFlow } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute, signInHeaders } from "../../testing/studio";

const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let flow: ColorizeFlow;
let photo: Blob;
let key: Record<string, string>;
beforeAll(async () => {
  photo = new Blob([new Uint8Array(await readFile(path.resolve("public/samples/march-pastoral.jpg")))]);
});
beforeEach(async () => {
  flow = await createColorizeFlow(fresh.db);
  const { provider } = createFakeProvider();
  const deps = flow.depsWith(provider);
  Object.assign(opened.studio, { provider, storage: deps.storage, clock: deps.clock, colorize: deps });
  const owner = { userId: flow.userId, name: "tests", mode: "live" as const };
  key = {
    [names.apiKey]: (await createApiKey(fresh.db, owner, { secret: opened.studio.settings.API_KEY_SECRET })).secret,
  };
});
afterEach(() => flow.close());

const told = "clean_scratchs (did you mean clean_scratches?), foo";

function makeForm(fields: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("image", photo, "a.jpg");
  return form;
}
const mistyped = { clean_scratchs: "true", foo: "1" };

async function send(fields: Record<string, string>, headers: Record<string, string>, handler = colorize) {
  const answer = await callRoute(handler, { method: "POST", headers, body: makeForm(fields) });
  return { status: answer.status, ignored: answer.headers.get("X-Ignored-Fields"), headers: answer.headers };
}

test("a mistyped field costs nothing, is named in the answer, and pages of other origins can read that", async () => {
  const { status, ignored, headers } = await send(mistyped, key);
  expect({ status, ignored, charged: headers.get(names.creditsCharged) }).toEqual({
    status: 200,
    ignored: told,
    charged: "1",
  });
  expect(headers.get("Access-Control-Expose-Headers")).toContain("X-Ignored-Fields");
});

test("so it is for an async job, a refusal, a repetition and the picture itself", async () => {
  const repeated = { ...key, [names.idempotencyKey]: "again" };
  expect(await send(mistyped, { ...key, [names.prefer]: "respond-async" })).toMatchObject({
    status: 202,
    ignored: told,
  });
  expect(await send({ ...mistyped, model: "huge" }, key)).toMatchObject({ status: 400, ignored: told });
  expect(await send(mistyped, repeated)).toMatchObject({ status: 200, ignored: told });
  expect(await send({ foo: "1" }, repeated)).toMatchObject({ status: 200, ignored: "foo" });
  expect(await send(mistyped, { ...key, accept: "image/png" })).toMatchObject({ ignored: told });
});

test("so it is in the workbench", async () => {
  expect(await send(mistyped, await signInHeaders(flow.userId), colorizeInWorkbench)).toMatchObject({ ignored: told });
});

test("the header is absent when every field is known", async () => {
  expect(await send({ clean_scratches: "false" }, key)).toMatchObject({ status: 200, ignored: null });
});
