import { beforeEach, describe, expect, test } from "vitest";
import { forgottenMessage } from "@/lib/client/photo-queue-storage";
import { createFakeTabs, makeFile, makePhotoQueue } from "@/lib/testing/photo-queue/fake-photo-queue";
import { createMemoryShelf } from "../shelf/memory-shelf";
import type { PhotoShelf } from "../shelf/photo-shelf";

let shelf: PhotoShelf;
beforeEach(() => {
  shelf = createMemoryShelf();
});

/** A page that opens on what is stored, as a reload does. */
const openPage = async (userId: string | null = null, tabs = createFakeTabs()()) => {
  const page = makePhotoQueue({ shelf, tabs });
  page.store.setUser(userId);
  await page.store.open(shelf);
  return page;
};
const names = ({ store }: Awaited<ReturnType<typeof openPage>>) => store.read().photos.map(({ name }) => name);

describe("after a reload", () => {
  test("photos are there with their bytes, their order, their options, what is open and what is selected", async () => {
    const first = await openPage();
    const { refs } = first.actions.add([makeFile("a.jpg"), makeFile("b.jpg"), makeFile("c.jpg")]);
    const [a = "", b = "", c = ""] = refs;
    first.actions.move(c, 0);
    first.actions.setOrder([b], (order) => ({ ...order, model: "tiny" }));
    first.actions.setOrder("next", (order) => ({ ...order, outputFormat: "jpeg" }));
    first.actions.open(b);
    first.actions.select([a, b]);
    await first.store.settled();

    const { store } = await openPage();
    expect(store.read()).toMatchObject({ loaded: true, openRef: b, selectedRefs: [a, b] });
    expect(store.read().order.outputFormat).toBe("jpeg");
    expect(store.read().photos).toMatchObject([
      { name: "c.jpg", order: { model: "large" } },
      { name: "a.jpg" },
      { name: "b.jpg", order: { model: "tiny" } },
    ]);
    expect(await store.read().photos[0]?.file?.text()).toBe("c.jpg");
    expect(store.read().photos[0]?.previewUrl).toBe("blob:c.jpg");
  });

  test("failed attempts are there with their problem; of a photo that is done the studio has the bytes", async () => {
    const page = await openPage();
    const { refs } = page.actions.add([makeFile("torn.jpg"), makeFile("done.jpg")]);
    const [torn = "", done = ""] = refs;
    const problem = { code: "image_corrupt", detail: "Cut off." };
    page.store.commit({ type: "change", refs: [torn], fields: { phase: "failed", problem } });
    page.store.commit({ type: "change", refs: [done], fields: { phase: "done", outputUrl: "/out" } });
    await page.store.settled();
    const { store } = await openPage();
    expect(store.read().photos).toMatchObject([
      { phase: "failed", problem, file: { name: "torn.jpg" } },
      { phase: "done", outputUrl: "/out", file: null },
    ]);
  });

  test("what was added before the storage was read is kept, behind what was stored", async () => {
    const page = await openPage();
    page.actions.add([makeFile("stored.jpg")]);
    await page.store.settled();
    const next = makePhotoQueue({ shelf });
    await next.time.pass(1000);
    next.actions.add([makeFile("early.jpg")]);
    await next.store.open(shelf);
    await next.store.settled();
    expect(names(next)).toEqual(["stored.jpg", "early.jpg"]);
    expect((await shelf.load()).photos).toHaveLength(2);
  });

  test("what was opened, selected and chosen before the storage was read is not undone by what was stored", async () => {
    const page = await openPage();
    page.actions.select(page.actions.add([makeFile("stored.jpg")]).refs);
    await page.store.settled();
    const next = makePhotoQueue({ shelf });
    const { refs } = next.actions.add([makeFile("one.jpg"), makeFile("two.jpg")]);
    next.actions.select(refs);
    next.actions.open(refs[1] ?? null);
    next.actions.setOrder("next", (order) => ({ ...order, model: "tiny" }));
    await next.store.open(shelf);
    expect(next.store.read()).toMatchObject({ selectedRefs: refs, openRef: refs[1], order: { model: "tiny" } });
  });

  test("what was removed stays away, also when the page ended before its Undo was over", async () => {
    const page = await openPage();
    const { refs } = page.actions.add([makeFile("a.jpg"), makeFile("b.jpg")]);
    page.actions.remove(refs.slice(0, 1));
    await page.store.settled();
    expect(names(await openPage())).toEqual(["b.jpg"]);
  });
});

describe("in a second tab", () => {
  test("that opens while the first one is still storing, nothing is missing", async () => {
    const tabs = createFakeTabs();
    const one = await openPage(null, tabs());
    one.actions.add([makeFile("a.jpg"), makeFile("b.jpg")]);
    // Nothing of it is stored yet, and the second tab did not exist when it was told.
    const two = makePhotoQueue({ shelf: createMemoryShelf(), tabs: tabs() });
    await two.store.open(createMemoryShelf());
    expect(names(two)).toEqual(["a.jpg", "b.jpg"]);
    expect(names(one)).toEqual(["a.jpg", "b.jpg"]);
  });

  test("the queue is the same, while each tab opens and selects for itself", async () => {
    const tabs = createFakeTabs();
    const [one, two] = [await openPage(null, tabs()), await openPage(null, tabs())];
    const { refs } = one.actions.add([makeFile("a.jpg"), makeFile("b.jpg")]);
    const [a = "", b = ""] = refs;
    expect(names(two)).toEqual(["a.jpg", "b.jpg"]);
    one.actions.open(a);
    two.actions.open(b);
    expect([one.store.read().openRef, two.store.read().openRef]).toEqual([a, b]);
    two.actions.setOrder([a], (order) => ({ ...order, model: "tiny" }));
    one.store.commit({ type: "change", refs: [a], fields: { phase: "waiting" } });
    for (const { photo } of [one, two]) expect(photo(a)).toMatchObject({ phase: "waiting", order: { model: "tiny" } });
    const undo = two.actions.remove([b]);
    expect(names(one)).toEqual(["a.jpg"]);
    undo();
    expect(names(one)).toEqual(["a.jpg", "b.jpg"]);
    // Both changes of one photo are stored, whichever tab made them.
    await Promise.all([one.store.settled(), two.store.settled()]);
    expect((await shelf.load()).photos[0]?.photo).toMatchObject({ phase: "waiting", order: { model: "tiny" } });
  });

  test("whoever signs out, or clears, empties it too", async () => {
    const tabs = createFakeTabs();
    const [one, two] = [await openPage("usr_a", tabs()), await openPage("usr_a", tabs())];
    one.actions.add([makeFile("a.jpg")]);
    tabs().post(forgottenMessage);
    expect([names(one), names(two)]).toEqual([[], []]);
    expect(one.revoked).toEqual(["blob:a.jpg"]);
    one.actions.add([makeFile("b.jpg")]);
    two.actions.clear();
    expect(names(one)).toEqual([]);
    await two.store.settled();
    expect((await shelf.load()).photos).toEqual([]);
    expect(one.store.read().clearedAt).toBe(new Date(two.time.now()).toISOString());
  });
});

describe("whose photos they are", () => {
  test("a guest's become those of the account that signs in", async () => {
    const page = await openPage();
    page.actions.add([makeFile("a.jpg")]);
    page.store.setUser("usr_a");
    expect(page.store.read().photos).toMatchObject([{ owner: "usr_a" }]);
  });

  test("another account on the same browser sees none of them, and what it chose before it signed in stays", async () => {
    const first = await openPage("usr_a");
    first.actions.add([makeFile("a.jpg")]);
    first.actions.clear();
    first.actions.add([makeFile("of-a.jpg")]);
    await first.store.settled();
    const second = await openPage(null);
    second.actions.add([makeFile("of-b.jpg")]);
    second.store.setUser("usr_b");
    expect(names(second)).toEqual(["of-b.jpg"]);
    expect(second.store.read()).toMatchObject({ clearedAt: null, hiddenRefs: [], trash: [] });
    await second.store.settled();
    expect((await shelf.load()).photos.map(({ photo }) => photo.name)).toEqual(["of-b.jpg"]);
    expect(names(await openPage("usr_b"))).toEqual(["of-b.jpg"]);
  });

  test("they stay while a session has just ended, for its owner to sign in again", async () => {
    const first = await openPage("usr_a");
    first.actions.add([makeFile("a.jpg")]);
    await first.store.settled();
    const expired = await openPage(null);
    expect(names(expired)).toEqual(["a.jpg"]);
    expired.store.setUser("usr_a");
    expect(names(expired)).toEqual(["a.jpg"]);
  });
});

test.each([
  ["QuotaExceededError", "full"],
  ["InvalidStateError", "unavailable"],
] as const)("when the storage answers %s the photos stay usable, and it is told", async (name, storage) => {
  shelf.put = () => Promise.reject(new DOMException("no", name));
  const page = await openPage();
  page.actions.add([makeFile("a.jpg")]);
  await page.store.settled();
  expect(page.store.read()).toMatchObject({ storage, photos: [{ name: "a.jpg", file: { name: "a.jpg" } }] });
});
