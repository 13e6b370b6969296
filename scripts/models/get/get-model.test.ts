import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { publishedFile } from "../../../lib/colorize/providers/embedded/testing/open-stand-ins";
import { addModel } from "../add-model";
import { readCommand } from "../read-command";
import type { Consent } from "./agree-to-license";
import { type GetPlace, getFile } from "./get-model";
import { entryFor, openDownload, testNetwork } from "./testing/open-download";
import { type FileServer, serveFile } from "./testing/serve-file";

const content = readFileSync(publishedFile("ddcolor"));
let host: FileServer;
let mirror: FileServer;
beforeAll(async () => {
  [host, mirror] = await Promise.all([serveFile(content), serveFile(content)]);
});
afterAll(() => [host, mirror].forEach((server) => void server.stop()));

let folder: ReturnType<typeof openDownload>;
beforeEach(() => {
  folder = openDownload();
  for (const server of [host, mirror]) Object.assign(server, { asked: [], next: [] });
});
afterEach(() => folder.remove());

const agreed: Consent = { yes: true, nonCommercial: false, ask: null };
const entry = (more = {}) => entryFor(content, { addresses: [host.url], ...more });
const place = (more: Partial<GetPlace["settings"]> = {}): GetPlace => ({
  addedDir: path.join(folder.dir, "models"),
  settings: { DATA_DIR: folder.dir, MIN_FREE_DISK_MB: 0, ENGINE_WORKERS: 1, MODELS_OFFLINE: false, ...more },
  openNetwork: testNetwork,
  onProgress: () => {},
  say: (line) => folder.said.push(line),
});
const byHand = () => path.join(folder.dir, "models", "file.onnx");
const get = (consent = agreed, more: Partial<GetPlace["settings"]> = {}, wanted = entry()) =>
  getFile(wanted, consent, place(more));
const untouched = () => expect([host.asked, mirror.asked]).toEqual([[], []]);
const putByHand = (bytes: Buffer) => place().addedDir && writeFileSync(byHand(), bytes);

it("a file is fetched, added and left in one copy; the next command finds it added", async () => {
  const { addedDir } = place();
  const file = (await get()) ?? "";
  await addModel({ file, kind: "ddcolor-tiny", name: "painter", isOurs: true }, addedDir);
  expect(readdirSync(addedDir).sort()).toEqual(["manifest.json", `painter-${entry().sha256.slice(0, 8)}.onnx`]);
  expect(await get()).toBeNull();
  expect(host.asked).toEqual([""]);
});

it("a mirror is asked first, under the file's published name", async () => {
  await get(agreed, { MODELS_MIRROR: new URL("/models/", mirror.url).href });
  expect(mirror.asked).toEqual([""]);
  expect(host.asked).toEqual([]);
});

describe("nothing is fetched", () => {
  it("offline: it says what to fetch, how to tell that it is right, and where to put it", async () => {
    const { sha256 } = entry();
    const said = await get(agreed, { MODELS_OFFLINE: true }).catch((error: Error) => error.message);
    for (const part of [host.url, `${content.length} bytes`, sha256, byHand()]) expect(said).toContain(part);
    untouched();
  });

  it("where a file that was put there by hand is right, online or not", async () => {
    await addModel({ file: publishedFile("gfpgan"), kind: "gfpgan", name: "faces" }, place().addedDir);
    putByHand(content);
    expect(await get(agreed, { MODELS_OFFLINE: true })).toBe(byHand());
    expect(await get()).toBe(byHand());
    untouched();
  });

  it("without agreement to the license", async () => {
    const asking = (answer: boolean): Consent => ({ ...agreed, yes: false, ask: async () => answer });
    await expect(get({ ...agreed, yes: false })).rejects.toThrow("add --yes");
    await expect(get(asking(false))).rejects.toThrow("Nothing was downloaded.");
    untouched();
    expect(folder.said).toContain("License: Apache-2.0.");
    expect(await get(asking(true))).toBe(`${byHand()}.part`);
  });

  it("of what is for non-commercial use, unless that is accepted as well", async () => {
    const faces = entry({ nonCommercial: "Parts are for non-commercial use." });
    await expect(get(agreed, {}, faces)).rejects.toThrow("--accept-non-commercial");
    untouched();
    expect(folder.said).toContain("Parts are for non-commercial use.");
    expect(await get({ ...agreed, nonCommercial: true }, {}, faces)).toBe(`${byHand()}.part`);
  });

  it("where the disk has no room beside what stays free for photos", async () => {
    await expect(get(agreed, { MIN_FREE_DISK_MB: 1_000_000_000 })).rejects.toThrow(/MIN_FREE_DISK_MB\)\. Nothing was/);
    untouched();
  });
});

it("another file under that name is left alone, and the right one fetched", async () => {
  await addModel({ file: publishedFile("gfpgan"), kind: "gfpgan", name: "faces" }, place().addedDir);
  putByHand(Buffer.from("mine"));
  expect(await get()).toBe(`${byHand()}.part`);
  expect(readFileSync(byHand(), "utf8")).toBe("mine");
  expect(folder.said[0]).toContain("It is left alone.");
});

it("a model for which the machine has no memory is warned of before it is fetched", async () => {
  await get(agreed, { ENGINE_WORKERS: 64 }, entry({ bytes: null, roughBytes: 500_000_000 }));
  expect(folder.said[0]).toMatch(
    /^painter \(500 MB\) in 64 engine workers takes up to about 1\d\d(\.\d)? GB of memory/,
  );
});

it("get without a name shows the catalogue", () => {
  expect(readCommand(["get"])).toEqual({ name: "catalogue" });
  expect(readCommand(["get", "gfpgan", "--yes"])).toMatchObject({ model: "gfpgan", yes: true, nonCommercial: false });
});
