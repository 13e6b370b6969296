import { describe, expect, it } from "vitest";
import { collectBody } from "./read-body";

const refuse = (detail: string, cause?: unknown) => new Error(detail, { cause });
const tooLarge = () => refuse("too large");
const limits = { maxBytes: 100, tooLarge, refuse };

/** Reads these chunks, one for each time that the reader wants more, and reports what became of the stream. */
function collect(
  chunks: (Uint8Array | Error | "stall")[],
  { length, seconds = 20 }: { length?: string; seconds?: number } = {},
) {
  const seen = { taken: 0, canceled: false };
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const chunk = chunks[seen.taken];
        seen.taken += 1;
        if (chunk === undefined) return controller.close();
        if (chunk === "stall") return new Promise(() => {});
        if (chunk instanceof Error) return controller.error(chunk);
        controller.enqueue(chunk);
      },
      cancel() {
        seen.canceled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const request = { headers: new Headers(length ? { "content-length": length } : {}), body };
  const studio = { settings: { UPLOAD_TIMEOUT_SECONDS: seconds } } as Parameters<typeof collectBody>[0]["studio"];
  return { seen, bytes: collectBody({ request, studio }, limits) };
}
const chunk = (bytes: number) => new Uint8Array(bytes).fill(65);

describe("a request's body", () => {
  it("is read to its end, up to its limit to the byte", async () => {
    expect(String(await collect([chunk(60), chunk(40)]).bytes)).toBe("A".repeat(100));
    expect((await collect([]).bytes).length).toBe(0);
  });

  it("that announces too much is refused before a byte is read", async () => {
    const { seen, bytes } = collect([chunk(1)], { length: "101" });
    await expect(bytes).rejects.toThrow("too large");
    expect(seen).toEqual({ taken: 0, canceled: false });
  });

  it("that announces nothing or too little is counted; its rest stays unread, its stream uncut", async () => {
    for (const length of [undefined, "1"]) {
      const { seen, bytes } = collect([chunk(60), chunk(41), chunk(60)], { length });
      await expect(bytes).rejects.toThrow("too large");
      expect(seen).toEqual({ taken: 2, canceled: false });
    }
  });

  it("that stalls is given up at the deadline", async () => {
    await expect(collect([chunk(1), "stall"], { seconds: 0.05 }).bytes).rejects.toThrow("longer than 0.05 seconds");
  });

  it("that breaks off says so, with the stream's own error as the cause", async () => {
    const cause = new Error("ECONNRESET");
    await expect(collect([chunk(1), cause]).bytes).rejects.toMatchObject({
      message: expect.stringMatching("broke off"),
      cause,
    });
  });
});
