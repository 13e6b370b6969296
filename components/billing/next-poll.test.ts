import { describe, expect, it } from "vitest";
import { purchaseStatuses } from "@/lib/contract/billing";
import { nextPollMs } from "./next-poll";

const ended = purchaseStatuses.filter((status) => status !== "open" && status !== "processing");

function waits(status: "open" | "processing" | undefined): number[] {
  const all: number[] = [];
  for (let asked = 1; asked < 1000; asked++) {
    const wait = nextPollMs(status, asked);
    if (wait === false) return all;
    all.push(wait);
  }
  throw new Error("asks for ever");
}

describe("asking for a purchase", () => {
  it.each(ended)("stops once it is %s", (status) => {
    expect(nextPollMs(status, 1)).toBe(false);
  });

  it.each(["open", "processing", undefined] as const)("asks less and less often while %s, and ends", (status) => {
    const all = waits(status);
    expect(all).toEqual(all.toSorted((a, b) => a - b));
    expect(all.length).toBeGreaterThan(5);
  });

  it("sees a payment that is confirmed within a minute at once, and leaves a bank's days in peace", () => {
    expect(waits("open")[0]).toBe(1000);
    expect(waits("open").reduce((sum, ms) => sum + ms)).toBeGreaterThan(5 * 60_000);
    expect(Math.min(...waits("processing"))).toBe(10_000);
  });
});
