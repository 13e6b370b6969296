import { coloredSampleSchema } from "../../lib/contract/answers";
import { measurePhoto } from "../support/photos";
import { endStudio, startStudio } from "../support/start-studio";
import { expect, test } from "../support/studio-test";

const color = (url: string, name: string, headers: Record<string, string> = {}) =>
  fetch(`${url}/api/samples/${name}`, { method: "POST", headers });

test("a guest gets a sample in color from the real engine, and the next one the same without a run", async ({
  studio,
}) => {
  const first = await color(studio.url, "march-pastoral");
  expect(first.status).toBe(200);
  const { outputUrl } = coloredSampleSchema.parse(await first.json());
  const output = await fetch(studio.url + outputUrl);
  expect(output.headers.get("content-type")).toBe("image/jpeg");
  const bytes = Buffer.from(await output.arrayBuffer());
  expect(await measurePhoto(bytes)).toMatchObject({ width: 1024, height: 498, format: "jpeg" });
  expect(bytes.includes("compositeWithTrainedAlgorithmicMedia")).toBe(true);

  const started = performance.now();
  const second = coloredSampleSchema.parse(await (await color(studio.url, "march-pastoral")).json());
  expect(performance.now() - started).toBeLessThan(2_000);
  expect(second.outputUrl).toBe(outputUrl);
  expect(Buffer.from(await (await fetch(studio.url + outputUrl)).arrayBuffer()).equals(bytes)).toBe(true);
});

test("only the samples are colored for guests, only from the studio's own pages, and so many a minute", async ({
  studio,
}) => {
  expect((await color(studio.url, "other")).status).toBe(404);
  expect([400, 404]).toContain((await color(studio.url, "..%2F..%2Fpackage")).status);
  expect((await color(studio.url, "march-pastoral", { Origin: "https://evil.example" })).status).toBe(403);
  const statuses: number[] = [];
  for (let at = 0; at < 21; at += 1) statuses.push((await color(studio.url, "march-pastoral")).status);
  expect(statuses.at(-1)).toBe(429);
});

test("a studio without a provider of its own colors none for guests", async () => {
  const off = await startStudio({ COLORIZE_PROVIDER: "none" });
  try {
    const answer = await color(off.url, "march-pastoral");
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ code: "not_configured" });
  } finally {
    await endStudio(off);
  }
});
