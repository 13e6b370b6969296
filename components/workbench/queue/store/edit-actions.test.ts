import { expect, test } from "vitest";
import { plainEdits } from "@/lib/contract/photos/edits";
import { unknownFacts } from "@/lib/contract/photos/photo-facts";
import { makeFile, makePhotoQueue } from "@/lib/testing/photo-queue/fake-photo-queue";
import { createMemoryShelf } from "../shelf/memory-shelf";

const crop = { x: 0.1, y: 0.1, width: 0.5, height: 0.5 };
const open = async (shelf = createMemoryShelf()) => {
  const queue = makePhotoQueue({ shelf });
  await queue.store.open(shelf);
  return queue;
};
const addOne = async (name = "scan.tif") => {
  const queue = await open();
  const [ref = ""] = queue.actions.add([makeFile(name), makeFile("later.jpg")]).refs;
  return { ...queue, ref, read: () => queue.photo(ref) ?? expect.fail() };
};

test("edits are kept with the photo through a reload, and what was seen in it before no longer counts", async () => {
  const { actions, ref, store, shelf } = await addOne();
  store.commit({ type: "change", refs: [ref], fields: { facts: unknownFacts } });
  actions.edit([ref], (edits) => ({ ...edits, rotate: 90, crop }));
  await store.settled();
  const [again, other] = (await open(shelf)).store.read().photos;
  expect(again).toMatchObject({ order: { rotate: 90, crop, invert: false }, facts: null, hints: null });
  expect(other?.order).toMatchObject(plainEdits);
});

test("what is chosen for all photos leaves each its own edits, and the next photos have none", async () => {
  const { actions, ref, read, store } = await addOne();
  actions.edit([ref], (edits) => ({ ...edits, invert: true }));
  actions.setOrder("all", (order) => ({ ...order, model: "tiny" }));
  expect(read().order).toMatchObject({ model: "tiny", invert: true });
  const [next = ""] = actions.add([makeFile("next.jpg")]).refs;
  expect(store.read().photos.find((photo) => photo.ref === next)?.order).toMatchObject({
    model: "tiny",
    ...plainEdits,
  });
});

test("a photo on its way is not edited", async () => {
  const { actions, ref, read } = await addOne();
  actions.send([ref]);
  actions.edit([ref], (edits) => ({ ...edits, rotate: 90 }));
  expect(read().order.rotate).toBe(0);
  expect(actions.split(ref, [{ name: "one.tif", edits: plainEdits }])).toEqual([]);
});

test("pages become photos in their order, of the same bytes and with the same options", async () => {
  const { actions, ref, store } = await addOne("album.pdf");
  actions.setOrder([ref], (order) => ({ ...order, outputFormat: "jpeg" }));
  store.commit({ type: "change", refs: [ref], fields: { pages: 3, sha256: "f".repeat(64) } });
  const part = (page: number) => ({ name: `album, page ${page}.pdf`, edits: { ...plainEdits, page } });
  const refs = actions.split(ref, [part(1), part(2), part(3)]);
  const { photos } = store.read();
  expect(photos.map(({ name }) => name)).toEqual([part(1).name, part(2).name, part(3).name, "later.jpg"]);
  expect(photos.slice(0, 3).map((photo) => photo.ref)).toEqual(refs);
  for (const [at, photo] of photos.slice(0, 3).entries()) {
    expect(photo).toMatchObject({ order: { page: at + 1, outputFormat: "jpeg" }, sha256: "f".repeat(64), pages: 3 });
    expect(photo.dismissed).toContain("pages");
    expect(await photo.file?.text()).toBe("album.pdf");
  }
});

test("a suggestion that was dismissed is dismissed for good, for this photo alone", async () => {
  const { actions, ref, store, shelf } = await addOne();
  actions.dismiss(ref, "negative");
  actions.dismiss(ref, "negative");
  await store.settled();
  const { store: after } = await open(shelf);
  expect(after.read().photos.map(({ dismissed }) => dismissed)).toEqual([["negative"], []]);
});
