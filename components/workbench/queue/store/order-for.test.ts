import { expect, test } from "vitest";
import type { Order, OutputFormat } from "@/lib/contract/order";
import { makePhotoQueue } from "@/lib/testing/photo-queue/fake-photo-queue";
import { createMemoryShelf } from "../shelf/memory-shelf";
import { suitFormat } from "./order-for";

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
