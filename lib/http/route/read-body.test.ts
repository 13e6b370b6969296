import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { collectBody, readBody } from "./read-body";

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

describe("a sender", () => {
  const pace = { bytesPerSecond: 100, graceSeconds: 10 };
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const pass = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  /** Sends `bytes` every `everySeconds`, for ever; `busySeconds` pass between two reads of ours. Reports how it ended. */
  function receive(sender: { bytes: number; everySeconds: number }, busySeconds = 0) {
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>) => {
      await pass(sender.everySeconds);
      controller.enqueue(chunk(sender.bytes));
    };
    const source = { headers: new Headers(), body: new ReadableStream<Uint8Array>({ pull }, { highWaterMark: 0 }) };
    const seen = { seconds: 0, error: "" };
    const startedAt = Date.now();
    const readAll = async () => {
      const chunks = readBody(source, { maxBytes: 5_000, tooLarge, refuse, pace }, new AbortController().signal);
      for await (const _ of chunks) await pass(busySeconds);
    };
    readAll().catch((error: Error) => {
      seen.error = error.message;
      seen.seconds = (Date.now() - startedAt) / 1000;
    });
    return seen;
  }

  it("of a few bytes a second is refused after the grace, in words, and not before", async () => {
    const seen = receive({ bytes: 10, everySeconds: 1 });
    await vi.advanceTimersByTimeAsync(9_900);
    expect(seen.error).toBe("");
    await vi.advanceTimersByTimeAsync(200);
    expect(seen.error).toMatch(/too slowly: \d+ bytes came in 10 seconds.*Nothing was charged/);
  });

  it("who sends nothing at all is refused after the grace", async () => {
    const seen = receive({ bytes: 2_000, everySeconds: 15 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toMatchObject({ error: expect.stringContaining("too slowly: 0 bytes"), seconds: 10 });
  });

  it("who keeps the average is read on, however long it takes, up to the limit of bytes", async () => {
    const seen = receive({ bytes: 200, everySeconds: 1.5 });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(seen).toEqual({ error: "too large", seconds: expect.closeTo(39, 0) });
  });

  it("is not blamed for the time that this side takes between two reads", async () => {
    const seen = receive({ bytes: 100, everySeconds: 0.5 }, 5);
    await vi.advanceTimersByTimeAsync(400_000);
    expect(seen.error).toBe("too large");
  });
});
