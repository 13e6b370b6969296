import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { AppError } from "../../errors/app-error";
import type { Holder } from "../../rate-limit/slots";
import { outcomeOf } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import type { ColorizeProvider } from "../providers/colorize-provider";
import { createDisabledProvider } from "../providers/disabled-provider";
import { createPixomaxProvider } from "../providers/pixomax/pixomax-provider";
import { createSampleColors } from "./sample-colors";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "samples-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

const samplesDir = path.resolve("public/samples");
const open = (provider: ColorizeProvider) =>
  createSampleColors({ provider, dataDir, samplesDir, providerTimeoutSeconds: 60 });

test("a sample is colored once, for everybody who waits meanwhile and after a restart", async () => {
  const { provider, calls } = createFakeProvider();
  const samples = open(provider);
  const colored = await Promise.all(Array.from({ length: 4 }, () => samples.color("march-pastoral")));
  expect(new Set(colored.map(({ path: file }) => file)).size).toBe(1);
  expect(await open(provider).color("march-pastoral")).toEqual(colored[0]);
  expect(calls).toHaveLength(1);
  expect(calls[0]?.order).toMatchObject({ model: "large", cleanScratches: false, faceRemaster: false });
});

test("other weights color it again, and what the earlier ones made is removed", async () => {
  const { provider, calls } = createFakeProvider();
  const earlier = await open(provider).color("march-pastoral");
  const later = open({ ...provider, readModelTag: async () => "large@other" });
  expect(await later.find("march-pastoral")).toBeNull();
  expect((await later.color("march-pastoral")).version).not.toBe(earlier.version);
  expect(calls).toHaveLength(2);
  expect(await readdir(path.join(dataDir, "samples"))).toHaveLength(1);
});

test("samples are test work: every photo that somebody pays for goes first", async () => {
  const holders: (Holder | undefined)[] = [];
  const { provider } = createFakeProvider();
  const colorize: ColorizeProvider["colorize"] = (task, run) => {
    holders.push(run.holder);
    return provider.colorize(task, run);
  };
  await open({ ...provider, colorize }).color("march-pastoral");
  expect(holders).toEqual([{ account: "samples", isTest: true }]);
});

test("nobody is offered them where there is no provider, or one that the operator may pay for", async () => {
  for (const provider of [
    createDisabledProvider(),
    createPixomaxProvider({ url: "http://127.0.0.1:9", apiKey: "pxs_live_x" }),
  ]) {
    const samples = open(provider);
    expect(await samples.isOffered()).toBe(false);
    expect(await outcomeOf(samples.color("march-pastoral"))).toBe("not_configured");
    await provider.close();
  }
});

test("a run that fails keeps nothing, and the next one may succeed", async () => {
  let isBroken = true;
  const { provider, calls } = createFakeProvider();
  const samples = open({
    ...provider,
    colorize: (task, run) =>
      isBroken
        ? Promise.reject(new AppError("engine_failed", { detail: "It stopped." }))
        : provider.colorize(task, run),
  });
  expect(await outcomeOf(samples.color("march-pastoral"))).toBe("engine_failed");
  expect(await samples.find("march-pastoral")).toBeNull();
  isBroken = false;
  expect(await outcomeOf(samples.color("march-pastoral"))).toBe("ok");
  expect(calls).toHaveLength(1);
  expect(await readdir(path.join(dataDir, "spool"))).toEqual([]);
});
