import { afterEach, beforeEach, expect, test } from "vitest";
import { defaultOrder } from "../../contract/order";
import { AppError } from "../../errors/app-error";
import { metrics } from "../../telemetry/metrics";
import { installTracer } from "../../telemetry/trace";
import { inWork } from "../../telemetry/work-context";
import { createFakeProvider } from "../../testing/fake-provider";
import type { ColorizeRun } from "./colorize-provider";
import { measureProvider } from "./measure-provider";

const photo = { path: "a", workPath: "a", bytes: 1, sha256: "00", name: null, pages: 1, notes: [] };
const task = {
  jobId: "job_1",
  photo: { ...photo, format: "jpeg" as const, width: 4, height: 3 },
  order: defaultOrder,
  outputPath: "b",
};
let spans: { name: string; parent?: string; ended: boolean }[];
beforeEach(() => {
  metrics().registry.resetMetrics();
  spans = [];
  installTracer({
    start(name, { parent }) {
      const span = { name, parent, ended: false };
      spans.push(span);
      return {
        traceparent: name,
        set() {},
        end() {
          span.ended = true;
        },
      };
    },
  });
});
afterEach(() => installTracer(null));

function colorize(behave: (run: ColorizeRun) => Promise<void> | void) {
  const { provider } = createFakeProvider(async (_, run) => behave(run));
  const run = { signal: new AbortController().signal, onProgress: () => {} };
  return inWork({ traceparent: "request" }, () => measureProvider(provider).colorize(task, run));
}

const engineNow = async () =>
  Object.fromEntries((await metrics().enginePhotos.get()).values.map(({ labels, value }) => [labels.state, value]));
const stagesSeen = async () =>
  (await metrics().stageSeconds.get()).values
    .filter(({ metricName }) => metricName?.endsWith("_count"))
    .map(({ labels, value }) => [labels.stage, value]);

test("a photo waits, then runs through its stages, each timed once and a span of its trace, and takes no place any more", async () => {
  const during: object[] = [];
  await colorize(async ({ onProgress }) => {
    during.push(await engineNow());
    for (const stage of ["decode", "color", "color", "encode"] as const) onProgress(stage, 50);
    during.push(await engineNow());
  });
  expect(during).toEqual([{ waiting: 1 }, { waiting: 0, running: 1 }]);
  expect(await engineNow()).toEqual({ waiting: 0, running: 0 });
  expect(await stagesSeen()).toEqual(["queued", "decode", "color", "encode"].map((stage) => [stage, 1]));
  const [provider, ...stages] = spans;
  expect(provider).toEqual({ name: "provider fake", parent: "request", ended: true });
  expect(stages).toHaveLength(4);
  for (const stage of stages) expect(stage).toMatchObject({ parent: "provider fake", ended: true });
});

test("what the provider lacks or breaks is its fault; a damaged photo and a canceled job are not", async () => {
  const fail = (error: Error) =>
    expect(
      colorize(() => {
        throw error;
      }),
    ).rejects.toBe(error);
  for (const code of ["engine_failed", "image_corrupt", "job_canceled"] as const)
    await fail(new AppError(code, { detail: "x" }));
  await fail(new TypeError("a bug"));
  const { values } = await metrics().providerFaults.get();
  expect(values.map(({ labels, value }) => [labels.code, value])).toEqual([
    ["engine_failed", 1],
    ["internal_error", 1],
  ]);
  expect(await engineNow()).toEqual({ waiting: 0 });
});
