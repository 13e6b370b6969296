import { expect, test, vi } from "vitest";
import { plainEdits } from "@/lib/contract/photos/edits";
import { makeFile, makeJobAnswer, makePhotoQueue, settle } from "@/lib/testing/photo-queue/fake-photo-queue";
import { hashFile } from "./hash-file";
import { watchEarlier, watchHashes } from "./watch-hashes";

const ofAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

const openPage = async () => {
  const page = makePhotoQueue();
  await page.store.open(page.shelf);
  const hash = async (file: File) => (await file.text()).padEnd(64, "0");
  watchHashes({ ...page, hash });
  return { ...page, hash, names: () => page.store.read().photos.map(({ name }) => name) };
};
const settleAll = async () => {
  for (let times = 0; times < 20; times += 1) await settle();
};

test("a hash is the same whether the browser or the page computes it", async () => {
  expect(await hashFile(new Blob(["abc"]))).toBe(ofAbc);
  vi.stubGlobal("crypto", { subtle: undefined });
  expect(await hashFile(new Blob(["abc"]))).toBe(ofAbc);
  vi.unstubAllGlobals();
});

test("a file that was dropped twice is kept once and said once, under another name it is another photo", async () => {
  const page = await openPage();
  page.actions.add([makeFile("a.jpg", "1"), makeFile("b.jpg", "2"), makeFile("c.jpg", "1")]);
  await settleAll();
  const { refs } = page.actions.add([makeFile("a.jpg", "1"), makeFile("b.jpg", "2"), makeFile("a.jpg", "3")]);
  await settleAll();
  expect(page.names()).toEqual(["a.jpg", "b.jpg", "c.jpg", "a.jpg"]);
  expect(page.photo(refs[2] ?? "")?.sha256?.[0]).toBe("3");
  expect(page.notices.map(({ text }) => text)).toEqual(["2 photos were already in the list. Each was added once."]);
});

test("a file whose parts are in the list is not added again as a whole", async () => {
  const page = await openPage();
  const [ref = ""] = page.actions.add([makeFile("scan.tif", "1")]).refs;
  const names = ["scan, photo 1.tif", "scan, photo 2.tif"];
  page.actions.split(
    ref,
    names.map((name, at) => ({ name, edits: { ...plainEdits, crop: { x: at / 2, y: 0, width: 0.5, height: 1 } } })),
  );
  // Parts that are made before the file's hash is known are still several.
  await settleAll();
  expect(page.names()).toEqual(names);
  page.actions.add([makeFile("scan.tif", "1"), makeFile("other.tif", "2")]);
  await settleAll();
  expect(page.names().toSorted()).toEqual(["other.tif", ...names]);
  expect(page.notices.map(({ text }) => text)).toEqual(["scan.tif is already in the list. It was added once."]);
});

test("a whole file that was colored may be added again", async () => {
  const page = await openPage();
  const [ref = ""] = page.actions.add([makeFile("scan.tif", "1")]).refs;
  await settleAll();
  page.store.commit({ type: "change", refs: [ref], fields: { phase: "done", attempt: 1 } });
  page.actions.add([makeFile("scan.tif", "1")]);
  await settleAll();
  expect(page.names()).toEqual(["scan.tif", "scan.tif"]);
  expect(page.notices).toEqual([]);
});

test("five hundred files dropped at once are all there, hashed one after the other", async () => {
  const page = await openPage();
  page.actions.add(Array.from({ length: 500 }, (_, at) => makeFile(`${at}.jpg`, `${at}-`)));
  expect(page.names()).toHaveLength(500);
  await expect.poll(() => page.store.read().photos.every(({ sha256 }) => sha256 !== null)).toBe(true);
  expect(page.names()[499]).toBe("499.jpg");
});

test("the studio is asked once for earlier results of what is ready, all together, and only for an account", async () => {
  const page = await openPage();
  const asked: string[][] = [];
  const findByHashes = async (hashes: string[]) => {
    asked.push(hashes);
    return hashes.slice(0, 1).map((inputSha256) => makeJobAnswer({ jobId: "job_7", inputSha256 }));
  };
  watchEarlier({ ...page, server: { findByHashes } });
  page.actions.add([makeFile("a.jpg", "1"), makeFile("b.jpg", "2")]);
  await settleAll();
  await page.time.pass(1_000);
  expect(asked).toEqual([]);
  page.store.setUser("usr_a");
  await page.time.pass(1_000);
  expect(asked).toEqual([["1".padEnd(64, "0"), "2".padEnd(64, "0")]]);
  expect(Object.values(page.store.read().earlier)).toMatchObject([{ jobId: "job_7" }]);
  page.actions.add([makeFile("c.jpg", "3")]);
  await settleAll();
  await page.time.pass(1_000);
  expect(asked[1]).toEqual(["3".padEnd(64, "0")]);
});
