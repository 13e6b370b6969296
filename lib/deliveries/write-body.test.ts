import { expect, test } from "vitest";
import { sampleWebhookEvent } from "../contract/v1/sample-webhook-event";
import { webhookEventSchema, webhookEventTypes } from "../contract/v1/webhooks";
import { writeBody } from "./write-body";

const happenedAt = new Date("2026-01-01T00:00:00Z");
const origin = () => "https://studio.example";
const event = { userId: "usr_1", type: "job.succeeded", payload: { jobId: "job_1" } as unknown, happenedAt };
const sample = sampleWebhookEvent("job.succeeded", origin(), happenedAt);
const job = "jobId" in sample.data ? { ...sample.data, jobId: "job_1" } : null;

const noJob = () => {
  throw new Error("no job was to be looked up");
};

test("a job's event carries the job as it is now, looked up for its owner, and the time it happened", async () => {
  const lookedUp: string[][] = [];
  const describeJob = async (...who: [string, string]) => {
    lookedUp.push(who);
    return job;
  };
  const body = webhookEventSchema.parse(JSON.parse((await writeBody({ describeJob, origin }, event)) ?? ""));
  expect(body).toEqual({ type: "job.succeeded", timestamp: "2026-01-01T00:00:00.000Z", data: job });
  expect(lookedUp).toEqual([["usr_1", "job_1"]]);
});

test("a job that is gone has no body: nothing is sent of it", async () => {
  expect(await writeBody({ describeJob: async () => null, origin }, event)).toBeNull();
});

test("credits.low carries the numbers of the moment it happened, without looking anything up", async () => {
  const low = { ...event, type: "credits.low", payload: { available: 3, threshold: 5 } };
  const body = JSON.parse((await writeBody({ describeJob: noJob, origin }, low)) ?? "");
  expect(body).toEqual({
    type: "credits.low",
    timestamp: "2026-01-01T00:00:00.000Z",
    data: { available: 3, threshold: 5 },
  });
});

test.each(webhookEventTypes)("a test event of %s has made-up contents and leads to this studio alone", async (type) => {
  const text = (await writeBody({ describeJob: noJob, origin }, { ...event, type, payload: { sample: true } })) ?? "";
  expect(webhookEventSchema.parse(JSON.parse(text)).type).toBe(type);
  for (const [link] of text.matchAll(/https?:\/\/[^"]+/g)) expect(link).toMatch(/^https:\/\/studio\.example\//);
});

test("a row that is none of these is refused, and so is a job that would not keep the contract", async () => {
  await expect(writeBody({ describeJob: noJob, origin }, { ...event, payload: { user: 1 } })).rejects.toThrow();
  const wrong = async () => ({ ...job, secret: "leak" }) as unknown as typeof job;
  await expect(writeBody({ describeJob: wrong, origin }, event)).rejects.toThrow();
});
