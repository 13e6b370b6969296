import { expect, test } from "vitest";
import type { Order, OutputFormat } from "@/lib/contract/order";
import { makePhotoQueue } from "@/lib/testing/photo-queue/fake-photo-queue";
import { createMemoryShelf } from "../shelf/memory-shelf";
import { orderFor, suitFormat } from "./order-for";
import type { OrderDefaults } from "./queue-state";

const jpeg = new File(["a"], "a.jpg", { type: "image/jpeg" });
const scan = new File(["b"], "b.tif", { type: "image/tiff" });

async function openQueue(shelf = createMemoryShelf()) {
  const queue = makePhotoQueue({ shelf });
  await queue.store.open(shelf);
  const add = () => queue.actions.add([jpeg, scan]).refs.map((ref) => queue.photo(ref)?.order.outputFormat);
  return { ...queue, add };
}
const choose = (outputFormat: OutputFormat) => (order: Order) => ({ ...order, outputFormat });

test("a JPEG becomes a JPEG, and a photo that may have more to keep a PNG", async () => {
  const { add } = await openQueue();
  expect(add()).toEqual(["jpeg", "png"]);
  for (const name of ["a.png", "a.webp", "a.heic", "a.pdf", "scan"]) expect(suitFormat({ name, type: "" })).toBe("png");
  expect(suitFormat({ name: "PHOTO.JPEG", type: "" })).toBe("jpeg");
});

test("the format that was chosen for the next photos is theirs, PNG too, also after a reload and after Clear", async () => {
  const { actions, add, store, shelf } = await openQueue();
  actions.setOrder("next", choose("png"));
  actions.noteFormatChosen();
  expect(add()).toEqual(["png", "png"]);
  await store.settled();
  const later = await openQueue(shelf);
  expect(later.add()).toEqual(["png", "png"]);
  later.actions.setOrder("next", choose("tiff"));
  later.actions.clear();
  expect(later.add()).toEqual(["tiff", "tiff"]);
});

test("another option that is chosen for the next photos leaves each the format that suits it", async () => {
  const { actions, add } = await openQueue();
  actions.setOrder("next", (order) => ({ ...order, model: "tiny" }));
  expect(add()).toEqual(["jpeg", "png"]);
});

test("an account's defaults hold in a browser from when they are known; a choice made there afterward stays until they change", async () => {
  const shelf = createMemoryShelf();
  const open = async (defaults: OrderDefaults) => {
    const { store, actions } = makePhotoQueue({ shelf });
    // A page says whose it is before the storage is read.
    store.setUser("usr_ada", defaults);
    await store.open(shelf);
    await store.settled();
    const order = () => store.read().order;
    return { store, actions, order };
  };
  const first = await open({ metadata: "strip_gps", outputFormat: "webp" });
  expect(first.order()).toMatchObject({ metadata: "strip_gps", outputFormat: "webp" });
  expect(orderFor(jpeg, first.store.read()).outputFormat).toBe("webp");
  first.actions.setOrder("next", (order) => ({ ...order, metadata: "keep" }));
  await first.store.settled();
  const again = await open({ metadata: "strip_gps", outputFormat: "webp" });
  expect(again.order()).toMatchObject({ metadata: "keep", outputFormat: "webp" });
  const changed = await open({ metadata: "strip", outputFormat: null });
  expect(changed.order()).toMatchObject({ metadata: "strip", outputFormat: "png" });
  expect(orderFor(jpeg, changed.store.read()).outputFormat).toBe("jpeg");
});
