import { afterAll, expect, it } from "vitest";
import { openTestEngine, sample, standInsDir } from "./testing/open-test-engine";

const lines: [object, string][] = [];
const log = { warn: (fields: object, message: string) => void lines.push([fields, message]) };
const engine = openTestEngine({ modelsDir: standInsDir, provider: "cuda", workers: 2, log });
afterAll(() => engine.close());

it("a GPU that is not there leaves photos to the CPU, and the log says it once, whatever the number of workers and photos", async () => {
  const signal = new AbortController().signal;
  const color = () => engine.provider.colorize(engine.task(sample("march-pastoral")), { signal, onProgress() {} });
  for (const { modelTag } of await Promise.all([color(), color(), color()]))
    expect(modelTag).toMatch(/^tiny@[0-9a-f]{8}$/);
  expect(lines).toEqual([
    [
      { provider: "cuda", reason: expect.stringMatching(/\w/) },
      "ENGINE_PROVIDER cannot be used: the networks run on the CPU",
    ],
  ]);
});
