import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { crc32 } from "node:zlib";
import { NextRequest } from "next/server";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { systemClock } from "../../clock/clock";
import { maxCopyBytes, maxCopySide } from "../../contract/limits";
import { inspectionSchema, noHints } from "../../contract/photos/scan-hints";
import { AppError } from "../../errors/app-error";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { createSlots } from "../../rate-limit/slots";
import { createFakeProvider } from "../../testing/fake-provider";
import type { Caller } from "../auth/callers";
import type { CallerContext } from "../route/endpoint";
import { handleInspect } from "./handle-inspect";

const facts = { tone: "gray", damagePercent: 3.2, faces: 2, clarityGain: 1 } as const;
const inspection = { ...facts, hints: noHints };
const caller: Caller = { userId: "usr_1", apiKeyId: null, source: "workbench", role: "customer", mode: "live" };
let dataDir: string;
let copy: Buffer;
let studio: ReturnType<typeof makeStudio>;
beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "looks-"));
  copy = await draw(40, 30).jpeg().toBuffer();
});
beforeEach(() => {
  studio = makeStudio();
});
afterAll(() => rm(dataDir, { recursive: true }));

const draw = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#777" } });

function makeStudio() {
  const { provider } = createFakeProvider(undefined, { facts });
  return {
    provider: { ...provider, inspect: vi.fn(provider.inspect) },
    settings: { DATA_DIR: dataDir, UPLOAD_TIMEOUT_SECONDS: 5, MAINTENANCE: false, API_ENABLED: true },
    clock: systemClock,
    inspections: createSlots(1),
    limits: { inspections: createMemoryRateLimit({ limit: 10, windowSeconds: 60 }) },
  };
}

/** The handler's answer to this body, on a studio of the parts that it uses. */
function inspect(body: Buffer | ReadableStream<Uint8Array> | null, headers: Record<string, string> = {}) {
  const sent = Buffer.isBuffer(body) ? new Uint8Array(body) : body;
  const request = new NextRequest("http://studio.test/", { method: "POST", headers, body: sent, duplex: "half" });
  const answer = handleInspect({ request, studio, caller } as unknown as CallerContext);
  return answer.then((response) => response.json());
}

/** Gives one block after another for ever, and counts. */
function pourEndlessly() {
  const poured = { bytes: 0 };
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      poured.bytes += 65_536;
      controller.enqueue(new Uint8Array(65_536));
    },
  });
  return { body, poured };
}

/** A PNG of a few bytes whose header announces 20 000 × 20 000 pixels. */
async function makeBomb(): Promise<Buffer> {
  const bytes = await draw(8, 8).png().toBuffer();
  bytes.writeUInt32BE(20_000, 16);
  bytes.writeUInt32BE(20_000, 20);
  bytes.writeUInt32BE(crc32(bytes.subarray(12, 29)), 29);
  return bytes;
}

it("tells what the provider sees in a JPEG, WebP or PNG, and leaves no file behind", async () => {
  for (const body of [copy, await draw(maxCopySide, 9).webp().toBuffer(), await draw(9, 9).png().toBuffer()]) {
    expect(inspectionSchema.parse(await inspect(body))).toEqual(inspection);
  }
  expect(await readdir(path.join(dataDir, "spool"))).toEqual([]);
});

describe("is refused before the provider is asked", () => {
  const refused: [string, () => Promise<Buffer | null>, string][] = [
    ["no body", async () => null, "invalid_request"],
    ["text", async () => Buffer.from("a photo, honestly"), "invalid_request"],
    ["a format that browsers do not make", () => draw(9, 9).tiff().toBuffer(), "invalid_request"],
    [
      "one pixel too long",
      () =>
        draw(9, maxCopySide + 1)
          .png()
          .toBuffer(),
      "invalid_request",
    ],
    ["a header of far too many pixels", makeBomb, "invalid_request"],
    ["a photo that is cut off", async () => copy.subarray(0, 200), "image_corrupt"],
    ["one byte too many", async () => Buffer.concat([copy, Buffer.alloc(maxCopyBytes)]), "invalid_request"],
  ];
  it.each(refused)("%s", async (_, makeBody, code) => {
    await expect(inspect(await makeBody())).rejects.toMatchObject({ code });
    expect(studio.provider.inspect).not.toHaveBeenCalled();
    expect(await readdir(path.join(dataDir, "spool"))).toEqual([]);
  });

  it("what announces too much, unread, and what announces nothing, as soon as it is too much", async () => {
    const announced = pourEndlessly();
    const length = { "Content-Length": String(maxCopyBytes + 1) };
    await expect(inspect(announced.body, length)).rejects.toMatchObject({ code: "invalid_request" });
    expect(announced.poured.bytes).toBeLessThan(2 * 65_536);
    const silent = pourEndlessly();
    await expect(inspect(silent.body)).rejects.toMatchObject({ code: "invalid_request" });
    expect(silent.poured.bytes).toBeLessThan(maxCopyBytes + 20 * 65_536);
  });
});

it("a body that stops halfway is given up at the upload's deadline, and its place is free again", async () => {
  studio.settings.UPLOAD_TIMEOUT_SECONDS = 0.05;
  const stalled = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(copy.subarray(0, 20)) });
  await expect(inspect(stalled)).rejects.toMatchObject({
    code: "invalid_request",
    message: expect.stringMatching("longer than 0.05 seconds"),
  });
  expect(await inspect(copy)).toEqual(inspection);
});

it("more inspections at once than there are places are refused, not queued", async () => {
  let see = () => {};
  studio.provider.inspect.mockImplementationOnce(() => new Promise((resolve) => (see = () => resolve(inspection))));
  const first = inspect(copy);
  await vi.waitFor(() => expect(studio.provider.inspect).toHaveBeenCalled());
  await expect(inspect(copy)).rejects.toMatchObject({ code: "over_capacity" });
  see();
  expect(await first).toEqual(inspection);
  expect(await inspect(copy)).toEqual(inspection);
});

it("a busy engine, a closed studio and too many inspections of one account say so, and give the place back", async () => {
  studio.provider.inspect.mockRejectedValueOnce(new AppError("over_capacity", { detail: "full" }));
  await expect(inspect(copy)).rejects.toMatchObject({ code: "over_capacity" });
  studio.settings.MAINTENANCE = true;
  await expect(inspect(copy)).rejects.toMatchObject({ code: "maintenance" });
  studio.settings.MAINTENANCE = false;
  expect(await inspect(copy)).toEqual(inspection);
  studio.limits.inspections = createMemoryRateLimit({ limit: 0, windowSeconds: 60 });
  await expect(inspect(copy)).rejects.toMatchObject({ code: "rate_limited" });
});
