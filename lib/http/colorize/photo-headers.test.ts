import sharp from "sharp";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { POST as colorize } from "../../../app/api/v1/colorize/route";
import { createApiKey } from "../../api-keys/create-api-key";
import { headers as names } from "../../contract/headers";
import { AppError } from "../../errors/app-error";
import { type ColorizeFlow, createColorizeFlow } from "../../testing/colorize-flow";
import { createFakeProvider } from "../../testing/fake-provider";
import { setUpSharedDatabase } from "../../testing/set-up";
import { setUpStudio } from "../../testing/set-up-studio";
import { callRoute } from "../../testing/studio";

const fresh = setUpSharedDatabase();
const opened = setUpStudio(fresh);
let flow: ColorizeFlow;
let key: Record<string, string>;
let album: Blob;
let plain: Blob;
beforeAll(async () => {
  const frame = (background: string) =>
    sharp({ create: { width: 40, height: 30, channels: 3, background } })
      .composite([{ input: { create: { width: 9, height: 30, channels: 3, background: "#eee" } }, left: 0, top: 0 }])
      .png()
      .toBuffer();
  const frames = await Promise.all(["#333", "#666", "#999"].map(frame));
  const toBlob = (bytes: Buffer) => new Blob([new Uint8Array(bytes)]);
  album = toBlob(
    await sharp(frames, { join: { animated: true } })
      .gif({ delay: [90, 90, 90] })
      .toBuffer(),
  );
  plain = toBlob(frames[0] as Buffer);
});
beforeEach(async () => {
  flow = await createColorizeFlow(fresh.db);
  useProvider();
  const owner = { userId: flow.userId, name: "tests", mode: "live" as const };
  const { secret } = await createApiKey(fresh.db, owner, { secret: opened.studio.settings.API_KEY_SECRET });
  key = { [names.apiKey]: secret };
});
afterEach(() => flow.close());

function useProvider(...behavior: Parameters<typeof createFakeProvider>) {
  const { provider } = createFakeProvider(...behavior);
  const deps = flow.depsWith(provider);
  Object.assign(opened.studio, { provider, storage: deps.storage, clock: deps.clock, colorize: deps });
}

async function send(photo: Blob, fields: Record<string, string> = {}, more: Record<string, string> = {}) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("image", photo, "album.gif");
  const answer = await callRoute(colorize, { method: "POST", headers: { ...key, ...more }, body: form });
  const read = (name: string) => answer.headers.get(name);
  const seen = { status: answer.status, pages: read(names.photoPages), notes: read(names.photoNotes) };
  return { ...seen, charged: read(names.creditsCharged), body: answer.body };
}

test("a file with several frames says how many, and that only the first was taken", async () => {
  expect(await send(album)).toMatchObject({ status: 200, pages: "3", notes: "first_of_several", charged: "1" });
  const later = { [names.prefer]: "respond-async" };
  expect(await send(album, {}, later)).toMatchObject({ status: 202, pages: "3", notes: "first_of_several" });
});

test("a chosen page is no longer the first of several, and one that is not there costs nothing", async () => {
  expect(await send(album, { page: "3" })).toMatchObject({ status: 200, pages: "3", notes: null });
  const refused = await send(album, { page: "4" });
  expect(refused).toMatchObject({ status: 400, charged: "0", body: { code: "page_not_found" } });
});

test("an ordinary photo has neither header", async () => {
  expect(await send(plain)).toMatchObject({ status: 200, pages: null, notes: null });
});

test("a photo that the engine finds nothing to color in is refused and not charged", async () => {
  useProvider(() => Promise.reject(new AppError("nothing_to_color", { detail: "Pure black and white." })));
  expect(await send(plain)).toMatchObject({ status: 400, charged: "0", body: { code: "nothing_to_color" } });
  const { available, held } = await fresh.db.creditBalance.findUniqueOrThrow({ where: { userId: flow.userId } });
  useProvider();
  expect(await send(plain)).toMatchObject({ status: 200, charged: "1" });
  const after = await fresh.db.creditBalance.findUniqueOrThrow({ where: { userId: flow.userId } });
  expect([held, after.available]).toEqual([0, available - 1]);
});
