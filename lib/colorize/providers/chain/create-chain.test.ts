import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { defaultOrder } from "../../../contract/order";
import { AppError } from "../../../errors/app-error";
import { createFakeProvider } from "../../../testing/fake-provider";
import type { ColorizeProvider, ColorizeRun, ColorizeTask } from "../colorize-provider";
import { createChain } from "./create-chain";

let dir: string;
let warned: object[];
beforeAll(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), "chain-"));
});
afterAll(() => rm(dir, { recursive: true }));
beforeEach(() => {
  warned = [];
});

const photo = { path: "a", workPath: "a", bytes: 1, sha256: "00", name: null, pages: 1, notes: [] };
const sized = { ...photo, format: "jpeg" as const, width: 4, height: 3 };
const fails = (code: AppError["code"]) => () => Promise.reject(new AppError(code, { detail: "It failed." }));

/** Writes its name as the output, unless it fails. */
function named(name: string, behave: (run: ColorizeRun) => Promise<unknown> = async () => {}) {
  const { provider, calls } = createFakeProvider(async ({ outputPath }: ColorizeTask, run) => {
    await behave(run);
    await writeFile(outputPath, name);
  });
  return { provider: { ...provider, name }, calls };
}

let now = Date.parse("2026-01-01T12:00:00Z");
const clock = { now: () => new Date(now) };
const log = { warn: (fields: object) => void warned.push(fields) };
const chain = (...links: { provider: ColorizeProvider }[]) =>
  createChain(
    links.map(({ provider }) => provider),
    { clock, log },
  );

async function color(
  provider: ColorizeProvider,
  { order = defaultOrder, ...run }: Partial<ColorizeRun> & Pick<Partial<ColorizeTask>, "order"> = {},
) {
  const outputPath = path.join(dir, "output");
  const signal = new AbortController().signal;
  const task = { jobId: "job_1", photo: sized, order, outputPath };
  const output = await provider.colorize(task, { signal, onProgress() {}, ...run });
  return { by: output.provider, wrote: await readFile(outputPath, "utf8") };
}

test("a photo goes to the first, and to the next when that fails; the output says who made it", async () => {
  const [first, second] = [named("oip"), named("embedded")];
  expect(await color(chain(first, second))).toEqual({ by: "oip", wrote: "oip" });
  expect(second.calls).toHaveLength(0);
  expect(await color(chain(named("oip", fails("upstream_error")), second))).toEqual({
    by: "embedded",
    wrote: "embedded",
  });
  expect(warned).toEqual([{ provider: "oip", code: "upstream_error", jobId: "job_1" }]);
  expect(await readdir(dir)).toEqual(["output"]);
});

test.each(["image_corrupt", "nothing_to_color", "page_not_found"] as const)(
  "what is wrong with the photo is said at once: %s",
  async (code) => {
    const second = named("embedded");
    await expect(color(chain(named("oip", fails(code)), second))).rejects.toMatchObject({ code });
    expect(second.calls).toHaveLength(0);
  },
);

test("after five faults the first gets no photo, until one probes it after its rest", async () => {
  let isDown = true;
  const first = named("oip", async () => {
    if (isDown) throw new AppError("upstream_error", { detail: "It is down." });
  });
  const both = chain(first, named("embedded"));
  const states = () => both.states?.().map(({ name, state, lastFault }) => [name, state, lastFault?.code ?? null]);
  for (let i = 0; i < 7; i++) await color(both);
  expect(first.calls).toHaveLength(5);
  expect(states()).toEqual([
    ["oip", "resting", "upstream_error"],
    ["embedded", "working", null],
  ]);
  now += 30_000;
  isDown = false;
  expect(await color(both)).toMatchObject({ by: "oip" });
  expect(states()?.[0]).toEqual(["oip", "working", "upstream_error"]);
});

test.each(["over_capacity", "upstream_invalid_output"] as const)(
  "%s goes to the next and does not count as a fault, so that one account's photos cannot take a provider from others",
  async (code) => {
    const first = named("oip", fails(code));
    const both = chain(first, named("embedded"));
    for (let i = 0; i < 7; i++) expect(await color(both)).toMatchObject({ by: "embedded" });
    expect(first.calls).toHaveLength(7);
  },
);

test("a photo that its owner cancels goes to nobody else, and says nothing about the provider", async () => {
  const second = named("embedded");
  const both = chain(
    named("oip", () => new Promise(() => {})),
    second,
  );
  for (let i = 0; i < 6; i++) {
    const owner = new AbortController();
    const running = color(both, { signal: owner.signal });
    owner.abort(new AppError("job_canceled", { detail: "It was canceled." }));
    await expect(running).rejects.toMatchObject({ code: "job_canceled" });
  }
  expect(second.calls).toHaveLength(0);
  expect(both.states?.()[0]).toMatchObject({ state: "working", lastFault: null });
});

test("the first gets half of the photo's time, so that the next has some left; one that comes late changes nothing", async () => {
  let finishLate = () => {};
  const late = new Promise<void>((resolve) => {
    finishLate = resolve;
  });
  const both = chain(
    named("oip", () => late),
    named("embedded"),
  );
  expect(await color(both, { endsAt: new Date(now + 100) })).toEqual({ by: "embedded", wrote: "embedded" });
  expect(warned).toMatchObject([{ code: "upstream_timeout" }]);
  finishLate();
  await expect.poll(() => readdir(dir)).toContain("output.oip");
  expect(await readFile(path.join(dir, "output"), "utf8")).toBe("embedded");
});

test("where all rest, the last is tried: a breaker alone refuses nobody", async () => {
  const [first, second] = [named("oip", fails("upstream_error")), named("embedded", fails("engine_failed"))];
  const both = chain(first, second);
  for (let i = 0; i < 6; i++) await expect(color(both)).rejects.toMatchObject({ code: "engine_failed" });
  expect([first.calls.length, second.calls.length]).toEqual([5, 6]);
});

test("a provider that lacks what is ordered is gone past; what none has is refused as the first says it", async () => {
  const { provider: able } = createFakeProvider(({ outputPath }) => writeFile(outputPath, "able"), { clarity: true });
  const both = chain(named("oip"), { provider: { ...able, name: "embedded" } });
  expect(await color(both, { order: { ...defaultOrder, faceRemaster: true } })).toMatchObject({ by: "embedded" });
  expect((await both.capabilities()).addOns.faceRemaster.available).toBe(true);
  const neither = chain(named("oip"), named("fal"));
  await expect(color(neither, { order: { ...defaultOrder, faceRemaster: true } })).rejects.toMatchObject({
    code: "not_configured",
  });
});

test("a chain is well as long as one of its providers is", async () => {
  const ill = (name: string) => ({
    provider: { ...named(name).provider, checkHealth: fails("upstream_error"), warmUp: fails("not_configured") },
  });
  await chain(ill("oip"), named("embedded")).checkHealth();
  await chain(ill("oip"), named("embedded")).warmUp();
  await expect(chain(ill("oip"), ill("fal")).checkHealth()).rejects.toMatchObject({ code: "upstream_error" });
});
