import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { NextRequest } from "next/server";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createImageFetcher } from "../../colorize/image-input/fetch-image";
import { maxImageBytes, previewSide } from "../../contract/limits";
import { type Edits, plainEdits } from "../../contract/photos/edits";
import { log } from "../../log/log";
import { createMemoryRateLimit } from "../../rate-limit/rate-limit";
import { createSlots } from "../../rate-limit/slots";
import type { Caller } from "../auth/callers";
import type { CallerContext } from "../route/endpoint";
import { handleFetchPhoto } from "./handle-fetch-photo";
import { handlePreview } from "./handle-preview";

const caller: Caller = { userId: "usr_1", apiKeyId: null, source: "workbench", role: "customer", mode: "live" };
let dataDir: string;
let host: Server;
let origin: string;
let photo: Buffer;
let studio: ReturnType<typeof makeStudio>;

beforeAll(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "intake-"));
  photo = await draw(40, 30).png().toBuffer();
  const answers: Record<string, Buffer> = {
    "/photo": photo,
    "/page": Buffer.from("<html>no photo</html>"),
    "/none": Buffer.alloc(0),
    "/huge": Buffer.alloc(maxImageBytes + 1, 0xff),
  };
  host = createServer(({ url = "" }, response) => response.end(answers[url]));
  await new Promise<void>((resolve) => host.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
});
beforeEach(() => {
  studio = makeStudio();
});
afterAll(async () => {
  host.close();
  await rm(dataDir, { recursive: true });
});

const draw = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: "#777" } });
const leftovers = () => readdir(path.join(dataDir, "spool"));

function makeStudio() {
  return {
    settings: { DATA_DIR: dataDir, UPLOAD_TIMEOUT_SECONDS: 5 },
    intake: createSlots(1),
    limits: { intake: createMemoryRateLimit({ limit: 10, windowSeconds: 60 }) },
    fetchImage: createImageFetcher({ allowedHosts: [new URL(origin).host] }),
  };
}

function contextOf(body: Buffer | null): CallerContext {
  const sent = body && new Uint8Array(body);
  const request = new NextRequest("http://studio.test/", { method: "POST", body: sent, duplex: "half" });
  return { request, studio, caller, log: log() } as unknown as CallerContext;
}
const fetchPhoto = (address: string) => handleFetchPhoto({ ...contextOf(null), body: { address } });
const preview = (body: Buffer | null, query: Edits = plainEdits) => handlePreview({ ...contextOf(body), query });

describe("the photo at an address", () => {
  it("comes byte for byte, under the type that its bytes announce, and leaves no file and no place taken", async () => {
    for (let time = 0; time < 2; time += 1) {
      const answer = await fetchPhoto(`${origin}/photo`);
      expect(answer.headers.get("content-type")).toBe("image/png");
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(photo);
      await vi.waitFor(async () => expect(await leftovers()).toEqual([]));
    }
  });

  it("gives its place back when the reader leaves in the middle", async () => {
    const answer = await fetchPhoto(`${origin}/photo`);
    await answer.body?.cancel();
    await vi.waitFor(async () => expect(await leftovers()).toEqual([]));
    expect((await fetchPhoto(`${origin}/photo`)).status).toBe(200);
  });

  it.each([
    ["a page", "/page", "image_unsupported"],
    ["nothing", "/none", "image_empty"],
    ["more than the limit", "/huge", "image_too_large"],
    ["an address inside the studio's network", "http://127.0.0.1/photo", "image_url_unreachable"],
    ["no web address", "file:///etc/passwd", "image_url_invalid"],
  ])("is refused where there is %s, and keeps nothing", async (_, target, code) => {
    const address = target.startsWith("/") ? origin + target : target;
    await expect(fetchPhoto(address)).rejects.toMatchObject({ code });
    expect(await leftovers()).toEqual([]);
    expect(studio.intake.take()).not.toBeNull();
  });
});

describe("the preview", () => {
  it("of a TIFF of 16 bits, on its side, is a small upright JPEG", async () => {
    const tiff = await draw(previewSide * 2, 200)
      .toColourspace("rgb16")
      .tiff({ compression: "lzw" })
      .toBuffer();
    const turned = await sharp(tiff).withMetadata({ orientation: 6 }).tiff().toBuffer();
    const answer = await preview(turned);
    expect(answer.headers.get("content-type")).toBe("image/jpeg");
    const { format, width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect({ format, width, height }).toEqual({ format: "jpeg", width: 100, height: previewSide });
    expect(await leftovers()).toEqual([]);
  });

  it("of a HEIC photo is a JPEG of the whole picture", async () => {
    const file = path.resolve(import.meta.dirname, "../../colorize/image-input/fixtures/pastoral-96x64.heic");
    const answer = await preview(await readFile(file));
    const { width, height } = await sharp(Buffer.from(await answer.arrayBuffer())).metadata();
    expect({ width, height }).toEqual({ width: 96, height: 64 });
  });

  it("shows what edits make of the photo, and says how many pages there are", async () => {
    const half = { x: 0, y: 0, width: 0.5, height: 1 };
    const answer = await preview(photo, { page: 1, rotate: 90, crop: half, invert: true });
    expect(answer.headers.get("x-photo-pages")).toBe("1");
    const shown = Buffer.from(await answer.arrayBuffer());
    const { width, height } = await sharp(shown).metadata();
    expect({ width, height }).toEqual({ width: 15, height: 40 });
    const [level = 0] = await sharp(shown).raw().toBuffer();
    expect(Math.abs(level - (255 - 0x77))).toBeLessThanOrEqual(2);
    await expect(preview(photo, { ...plainEdits, page: 2 })).rejects.toMatchObject({ code: "page_not_found" });
    expect(await leftovers()).toEqual([]);
  });

  it.each([
    ["no body", async () => null, "invalid_request"],
    ["text", async () => Buffer.from("a photo, honestly"), "image_unsupported"],
    ["a photo that is cut off", async () => photo.subarray(0, 60), "image_corrupt"],
    ["one byte too many", async () => Buffer.concat([photo, Buffer.alloc(maxImageBytes)]), "image_too_large"],
  ])("is refused for %s, and keeps nothing", async (_, makeBody, code) => {
    await expect(preview(await makeBody())).rejects.toMatchObject({ code });
    expect(await leftovers()).toEqual([]);
    expect(studio.intake.take()).not.toBeNull();
  });
});

it("more at once than there are places are refused, and so are more a minute than the limit", async () => {
  const giveBack = studio.intake.take();
  await expect(fetchPhoto(`${origin}/photo`)).rejects.toMatchObject({ code: "over_capacity" });
  await expect(preview(photo)).rejects.toMatchObject({ code: "over_capacity" });
  giveBack?.();
  studio.limits.intake = createMemoryRateLimit({ limit: 0, windowSeconds: 60 });
  await expect(fetchPhoto(`${origin}/photo`)).rejects.toMatchObject({ code: "rate_limited" });
  await expect(preview(photo)).rejects.toMatchObject({ code: "rate_limited" });
});
