import { describe, expect, it } from "vitest";
import type { MovementAnswer } from "@/lib/contract/answers";
import { summarizeMovements } from "./summarize-movements";

let minute = 0;
const movement = (kind: MovementAnswer["kind"], credits: number, jobId: string | null = null): MovementAnswer => {
  minute += 1;
  const createdAt = new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString();
  return { id: `mov_${minute}`, kind, credits, reason: "welcome credits", jobId, createdAt };
};
const read = (oldestFirst: MovementAnswer[]) =>
  summarizeMovements(oldestFirst.toReversed()).map(({ title, credits, jobId }) => ({ title, credits, jobId }));

describe("the statement of credits", () => {
  it("shows one line for a charged job, with what it cost", () => {
    const lines = read([movement("grant", 10), movement("hold", -3, "job_a"), movement("capture", 0, "job_a")]);
    expect(lines).toEqual([
      { title: "Photo colorized", credits: -3, jobId: "job_a" },
      { title: "Credits added", credits: 10, jobId: null },
    ]);
  });

  it("shows what a photo cost where an add-on was not charged, and that its part came back", () => {
    const [line] = summarizeMovements([movement("capture", 2, "job_a"), movement("hold", -3, "job_a")]);
    expect(line).toMatchObject({ title: "Photo colorized", credits: -1 });
    expect(line?.note).toBe("An add-on changed nothing: 2 credits returned");
  });

  it("shows a failed job as not charged, with nothing gone", () => {
    const lines = read([movement("hold", -3, "job_a"), movement("hold", -1, "job_b"), movement("release", 3, "job_a")]);
    expect(lines).toEqual([
      { title: "Not charged", credits: 0, jobId: "job_a" },
      { title: "Photo in progress", credits: -1, jobId: "job_b" },
    ]);
  });

  it("sums to the change of the balance over the movements it was given", () => {
    const all = [
      movement("grant", 10),
      movement("hold", -2, "job_a"),
      movement("capture", 0, "job_a"),
      movement("adjustment", -4),
      movement("hold", -1, "job_b"),
      movement("release", 1, "job_b"),
    ];
    expect(read(all).reduce((sum, line) => sum + line.credits, 0)).toBe(10 - 2 - 4);
  });

  it("leaves out a job whose hold is beyond the end of the list, rather than show a wrong price", () => {
    expect(read([movement("capture", 0, "job_old"), movement("grant", 5)])).toEqual([
      { title: "Credits added", credits: 5, jobId: null },
    ]);
  });

  it("distinguishes what was bought from what was granted, and a refund from a correction", () => {
    const all = [movement("purchase", 50), movement("refund", -20), movement("freeze", -30), movement("thaw", 30)];
    expect(read(all).map(({ title }) => title)).toEqual([
      "Dispute settled",
      "Credits frozen",
      "Payment refunded",
      "Credits bought",
    ]);
  });
});
