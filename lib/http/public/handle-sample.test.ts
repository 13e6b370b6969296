import { expect, test } from "vitest";
import { POST as colorSample, GET as getOutput } from "@/app/api/samples/[...path]/route";
import { coloredSampleSchema } from "../../contract/answers";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute } from "../../testing/studio";
import { readCanColorSamples } from "../pages/page-data";

const opened = setUpStudio(setUpSharedDatabase());
const post = (name: string, headers: Record<string, string> = {}) =>
  callRoute(colorSample, { method: "POST", path: `/api/samples/${name}`, headers, params: { path: [name] } });
const get = (...parts: string[]) => callRoute(getOutput, { params: { path: parts } });

test("a guest gets a sample in color at an address that works for guests, and a second one the same", async () => {
  expect((await get("march-pastoral", "output")).status).toBe(404);
  const answer = await post("march-pastoral");
  expect(answer.status).toBe(200);
  const { outputUrl } = coloredSampleSchema.parse(answer.body);
  expect(outputUrl).toMatch(/^\/api\/samples\/march-pastoral\/output\?v=[0-9a-f]{16}$/);
  const { status, headers } = await get("march-pastoral", "output");
  expect([status, headers.get("content-type"), headers.get("cache-control")]).toEqual([
    200,
    "image/jpeg",
    "public, max-age=86400",
  ]);
  expect((await post("march-pastoral.jpg")).body).toEqual({ outputUrl });
});

test("nothing else is colored for guests", async () => {
  for (const name of ["other", "../package", "march-pastoral.png", "march-pastoral-color", "", "toString"]) {
    expect(await post(name)).toMatchObject({ status: 404, body: { code: "not_found" } });
  }
  expect((await get("march-pastoral", "output", "more")).status).toBe(404);
});

test("an address has so many a minute; another one is not held up by it", async () => {
  Object.assign(opened.studio.limits, { samples: createMemoryRateLimit({ limit: 2, windowSeconds: 60 }) });
  const from = (address: string) => post("march-pastoral", { "x-forwarded-for": address });
  expect([(await from("192.0.2.1")).status, (await from("192.0.2.1")).status]).toEqual([200, 200]);
  const refused = await from("192.0.2.1");
  expect(refused).toMatchObject({ status: 429, body: { code: "rate_limited" } });
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect((await from("192.0.2.2")).status).toBe(200);
});

test("a closed studio colors none, and its pages do not offer it", async () => {
  expect(await readCanColorSamples()).toBe(true);
  const { settings } = opened.studio;
  opened.studio.settings = { ...settings, MAINTENANCE: true };
  expect(await readCanColorSamples()).toBe(false);
  expect(await post("march-pastoral")).toMatchObject({ status: 503, body: { code: "maintenance" } });
  opened.studio.settings = settings;
});
